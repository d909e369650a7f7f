// sim/config/resolve_booking.cpp: the rules of the book, and whether visits fit into it.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/config/plan.h"
#include "sim/config/resolving.h"

namespace sim::config {
namespace {

using model::BookingMode;
using model::WeeklyHours;

// A row of the book holds units times the minutes of a slot in 16 bits.
constexpr std::int64_t most_in_a_row = 32'767;

std::string days(int count) { return fmt::format("{} {}", count, count == 1 ? "day" : "days"); }

bool is_checked(const model::Booking& booking, ResourceId id) {
  return (booking.checks >> id.index & 1U) != 0;
}

// The resources that the book looks at, one bit each.
std::uint32_t checks_of(Resolving& on, const Given<List<std::string>>& checks) {
  if (!checks) return model::Booking().checks;
  std::uint32_t bits = 0;
  for (const Given<std::string>& name : *checks) {
    if (!name) continue;
    const auto id = look_up<ResourceId>(on, name, on.draft.clinic->resources, "resource");
    if (id && id->index < model::most_resources) bits |= std::uint32_t{1} << id->index;
  }
  return bits;
}

void resolve_limits(Resolving& on, const BookingDraft& draft) {
  model::Booking& booking = on.model.booking;
  booking.checks = checks_of(on, draft.checks);
  booking.overbook = value_or_nothing(draft.overbook);
  if (draft.starts && draft.starts->at_most_a_week)
    booking.starts.at_most_a_week = *draft.starts->at_most_a_week;
  if (draft.starts && draft.starts->on) booking.starts.weekdays = *draft.starts->on;
  if (draft.arrivals && draft.arrivals->at_most && draft.arrivals->per)
    booking.arrivals = model::Arrivals{*draft.arrivals->at_most, *draft.arrivals->per};
  if (draft.refill) {
    booking.refill = model::Refill{value_or_nothing(draft.refill->notice),
                                   value_or_nothing(draft.refill->accepted)};
  }
}

void check_slot(Resolving& on, const BookingDraft& draft) {
  if (!draft.slot || *draft.mode != BookingMode::Appointments) return;
  if (*draft.slot % one_minute != Duration{0}) {
    on.error(draft.slot.place,
             fmt::format("must be whole minutes, is {}", format_duration(*draft.slot)));
    return;
  }
  if (!on.clinic_is_sound) return;
  for (const ResourceId id : ids(on.model.resources)) {
    if (id.index >= model::most_resources || !is_checked(on.model.booking, id)) continue;
    const model::Resource& resource = on.model.resources[id];
    const std::int64_t row =
        std::int64_t{resource.staffing.most()} * resource.units_each * (*draft.slot / one_minute);
    if (row > most_in_a_row) {
      on.error(
          on.draft.clinic->resources->at(resource.name).place,
          fmt::format("the book cannot hold {} {} in {} parts each, times {} minutes of a slot",
                      resource.staffing.most(), resource.name, resource.units_each,
                      *draft.slot / one_minute),
          fmt::format("the product may be {} at most: use coarser fractions in needs, or a "
                      "shorter slot",
                      most_in_a_row));
    }
  }
}

void check_reach(Resolving& on, const BookingDraft& draft) {
  if (!draft.opens_days || !draft.lead_days) return;
  if (*draft.opens_days < *draft.lead_days) {
    on.error(draft.opens_days.place,
             fmt::format("the book reaches {} ahead, and nothing is booked less than {} ahead",
                         days(*draft.opens_days), days(*draft.lead_days)),
             "opens must be at least lead");
  }
  if (draft.first_opens_days && *draft.first_opens_days < *draft.lead_days) {
    on.error(draft.first_opens_days.place,
             fmt::format("first infusions are booked at least {} and at most {} ahead",
                         days(*draft.lead_days), days(*draft.first_opens_days)),
             "first_opens must be at least lead");
  }
}

void check_arrivals(Resolving& on, const BookingDraft& draft) {
  if (!draft.arrivals || !draft.arrivals->per || !draft.slot) return;
  const Given<Duration>& per = draft.arrivals->per;
  const Duration slot = *draft.slot;
  if (slot % one_minute != Duration{0} || *per % slot == Duration{0}) return;
  const Duration below = *per / slot * slot;
  on.error(per.place,
           fmt::format("must be a whole number of slots of {}, is {}", format_duration(slot),
                       format_duration(*per)),
           fmt::format("write {}", format_duration(below > Duration{0} ? below : slot)));
}

// A key that the mode never looks at does not do what its author thinks.
void warn_of_idle_keys(Resolving& on, const BookingDraft& draft) {
  if (draft.mode.broken()) return;
  const bool walk_in = on.model.booking.mode == BookingMode::WalkIn;
  const auto warn = [&](const auto& given) {
    if (!given.written()) return;
    on.warning(given.place, fmt::format("has no effect with mode: {}",
                                        walk_in ? "walk_in, where nothing is booked"
                                                : "appointments, where nobody walks in"));
  };
  if (walk_in) {
    warn(draft.slot);
    warn(draft.opens_days);
    warn(draft.lead_days);
    warn(draft.series);
    warn(draft.choose);
    warn(draft.first_opens_days);
    warn(draft.starts);
    warn(draft.arrivals);
    warn(draft.checks);
    warn(draft.overbook);
    warn(draft.reserve);
    warn(draft.refill);
  } else {
    warn(draft.last_arrival);
  }
}

// At any time of the year.
bool has_admission(const model::Visit& visit) {
  const auto& periods = visit.admission.periods();
  return std::any_of(periods.begin(), periods.end(),
                     [](const auto& period) { return !period.what.empty(); });
}

void check_fits(Resolving& on, const Place& place, const model::Visit& visit) {
  const Given<Duration>& last_arrival = on.draft.booking->last_arrival;
  if (on.model.booking.mode == BookingMode::WalkIn && last_arrival.written() &&
      shortened(on.model.clinic.open, *last_arrival).empty()) {
    on.error(last_arrival.place, "is longer than the clinic is ever open, so that nobody may come");
    return;
  }
  const WeeklyHours& open = on.model.clinic.open;
  const bool fits = on.model.booking.mode == BookingMode::WalkIn
                        ? has_admission(visit)
                        : has_bookable_start(visit, open, on.model.resources, on.model.booking);
  if (fits) return;
  if (shortened(open, visit.planned() - Duration{1}).empty()) {
    const Given<Duration>& books = on.draft.visits->at(visit.name)->books;
    on.error(books ? books.place : place,
             fmt::format("is planned to take {}, longer than the clinic is ever open",
                         format_duration(visit.planned())),
             fmt::format("shorten {}, or open the clinic longer", books ? "it" : "its steps"));
  } else if (on.model.booking.mode == BookingMode::WalkIn) {
    on.error(place,
             "at no time of the week may anyone come for it: early enough before closing, with all "
             "that its first step needs on duty",
             "compare the hours of the resources with the clinic's");
  } else {
    on.error(
        place,
        "at no time of the week can it be booked: in whole slots, on one side of midnight, with "
        "all that it needs on duty",
        "compare the slot and the hours of the resources with the steps that need them");
  }
}

// The first day of the window of a second infusion, counted from the first.
struct WindowOfSecond {
  const model::Schedule& schedule;

  int operator()(const model::Every& every) const {
    return from(every.in_turn(schedule.phase_of(2).gap_index(2)).window);
  }
  int operator()(const model::OnDays& on) const { return from(on.window); }
  int operator()(const model::OnWeekdays& on) const { return from(on.window); }

  int from(const std::optional<model::Window>& window) const {
    const Duration gap = schedule.mean_gap(2);
    if (!window) return model::default_window(gap).first;
    if (const auto* days = std::get_if<model::DaysAfterPrevious>(&*window)) return days->first;
    const Duration earliest = gap - std::get<model::AroundTarget>(*window).early;
    return static_cast<int>(std::chrono::floor<std::chrono::days>(earliest).count());
  }
};

// The day before the lower end of the window of a second infusion, but at least the lead; a course
// of one infusion, or booked as a whole, may be booked as far as the book reaches.
int first_opens_by_default(const model::Course& course, const model::Booking& booking) {
  if (course.schedule.phases.empty() || booking.series == model::Series::WholeCourse)
    return booking.opens_days;
  const int lower_end =
      std::visit(WindowOfSecond{course.schedule}, course.schedule.phase_of(2).due);
  return std::max(lower_end - 1, booking.lead_days);
}

}  // namespace

void resolve_booking(Resolving& on) {
  if (!on.draft.booking) return;
  const BookingDraft& draft = *on.draft.booking;
  model::Booking& booking = on.model.booking;
  booking.mode = value_or_nothing(draft.mode);
  booking.slot = draft.slot ? *draft.slot : booking.slot;
  booking.opens_days = value_or_nothing(draft.opens_days);
  booking.lead_days = value_or_nothing(draft.lead_days);
  booking.series = value_or_nothing(draft.series);
  booking.choose = value_or_nothing(draft.choose);
  booking.queue = value_or_nothing(draft.queue);
  resolve_limits(on, draft);
  check_slot(on, draft);
  check_reach(on, draft);
  check_arrivals(on, draft);
  check_attendance(on);
  warn_of_idle_keys(on, draft);
  if (!on.clinic_is_sound || draft.mode.broken() || draft.last_arrival.broken()) return;
  for (const VisitId id : ids(on.model.visits)) {
    if (!on.sound_visits.contains(id.index)) continue;
    model::Visit& visit = on.model.visits[id];
    visit.admission = admission(visit, on.model.clinic.open, on.model.resources,
                                draft.last_arrival ? *draft.last_arrival : visit.planned());
    check_fits(on, on.draft.visits->at(visit.name).place, visit);
  }
}

void resolve_first_opens(Resolving& on) {
  if (!on.draft.booking) return;
  const Given<int>& given = on.draft.booking->first_opens_days;
  const model::Booking& booking = on.model.booking;
  for (const CourseId id : ids(on.model.courses)) {
    model::Course& course = on.model.courses[id];
    const int by_default = std::min(first_opens_by_default(course, booking), booking.opens_days);
    course.first_opens_days = given ? std::min(*given, booking.opens_days) : by_default;
    // Booked as a whole, a course has the times of all its infusions, or does not start.
    if (given && *given > by_default && booking.mode == BookingMode::Appointments &&
        booking.series == model::Series::Rolling && on.used_courses.contains(id.index) &&
        !on.found.any_errors()) {
      on.warning(
          given.place,
          fmt::format("with first infusions booked {} ahead, patients in course \"{}\" find "
                      "their times taken",
                      days(*given), course.name),
          fmt::format("{} is the day before the window of a second infusion", days(by_default)));
    }
  }
}

namespace {

WeeklyHours whole_days_of(std::uint8_t weekdays) {
  std::vector<model::Interval> days;
  for (int day = 0; day < 7; ++day)
    if ((weekdays >> day & 1) != 0) days.push_back({day * one_day, (day + 1) * one_day});
  return WeeklyHours(std::move(days));
}

// A course that may never start would keep its patients waiting for ever.
void check_start_days(Resolving& on, const Given<std::uint8_t>& weekdays) {
  if (!weekdays || on.model.booking.mode != BookingMode::Appointments || on.found.any_errors())
    return;
  const WeeklyHours open = intersection(on.model.clinic.open, whole_days_of(*weekdays));
  for (const std::uint32_t index : on.used_courses) {
    const model::Course& course = on.model.courses[CourseId{index}];
    const model::Visit& visit = on.model.visit_of(course.use_of(1));
    if (has_bookable_start(visit, open, on.model.resources, on.model.booking)) continue;
    on.error(weekdays.place,
             fmt::format("on none of these days can visit \"{}\" be booked, so that course \"{}\" "
                         "never starts",
                         visit.name, course.name),
             "compare them with the hours of the clinic and of its resources");
    return;
  }
}

void check_queue(Resolving& on, const Given<model::Queue>& queue) {
  if (!queue || *queue != model::Queue::Priority || on.found.any_errors()) return;
  if (std::any_of(on.model.cohorts.begin(), on.model.cohorts.end(),
                  [](const auto& each) { return each.priority < model::last_priority; }))
    return;
  on.warning(queue.place, "has no effect, because no cohort has a priority",
             "write priority: 1 in the cohort that goes first");
}

}  // namespace

void check_booking(Resolving& on) {
  if (!on.draft.booking) return;
  const BookingDraft& draft = *on.draft.booking;
  if (draft.starts) check_start_days(on, draft.starts->on);
  check_queue(on, draft.queue);
}

}  // namespace sim::config
