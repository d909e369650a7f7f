// sim/report/explain_booking.cpp: how visits get their times, and how patients keep them.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Booking;
using model::Choice;
using model::Queue;
using model::Series;

std::string days(int count) { return format_duration(count * one_day); }

std::string_view words(Choice choice) {
  switch (choice) {
    case Choice::NearestToTarget:
      return "A visit takes the free start in its window that is nearest to its target.";
    case Choice::Earliest:
      return "A visit takes the first free start at or after its target, or else the last before "
             "it.";
    case Choice::LeastBusyDay:
      return "A visit takes the least booked day among those within a day of its target.";
  }
  return {};
}

std::string_view words(Queue queue) {
  switch (queue) {
    case Queue::AppointmentTime:
      return "Who waits in the clinic is taken by the time of the appointment.";
    case Queue::FirstCome:
      return "Who waits in the clinic is taken in the order of coming.";
    case Queue::Priority:
      return "Who waits in the clinic is taken by the priority of the cohort.";
  }
  return {};
}

// Whether somebody comes to it like a new patient, from a waiting list. A course that only follows
// another is booked like a later visit.
bool has_new_patients(const model::Model& model, CourseId course) {
  const auto repeats = [&](const model::Course& each) {
    return each.repeat_on_relapse && each.repeat_on_relapse->course == course;
  };
  const auto begins = [&](const model::Cohort& each) { return each.course == course; };
  return std::any_of(model.cohorts.begin(), model.cohorts.end(), begins) ||
         std::any_of(model.courses.begin(), model.courses.end(), repeats);
}

void explain_first_visits(const model::Model& model, std::string_view visits, Prose& prose) {
  const Booking& booking = model.booking;
  prose.say(booking.lead_days == 0
                ? fmt::format("{} may be booked for the same day.", visits)
                : fmt::format("{} are booked at least {} ahead.", visits, days(booking.lead_days)));
  const bool rolling = booking.series == Series::Rolling;
  for (const CourseId id : ids<CourseId>(model.courses)) {
    if (!has_new_patients(model, id)) continue;
    const model::Course& course = model.courses[id];
    prose.say(fmt::format("A first infusion of {} is booked at most {} ahead{}.", course.name,
                          days(course.first_opens_days),
                          rolling ? ", so that patients in a course have first call" : ""));
  }
  if (model.booking.starts.at_most_a_week < std::numeric_limits<int>::max()) {
    prose.say(fmt::format("At most {} begin in a week.",
                          counted(booking.starts.at_most_a_week, "new course")));
  }
  constexpr std::uint8_t every_day = 0x7f;
  if (booking.starts.weekdays == every_day) return;
  std::vector<std::string> on;
  for (int day = 0; day < 7; ++day)
    if ((booking.starts.weekdays >> day & 1) != 0) on.push_back(weekday(day));
  prose.say(fmt::format("New courses begin on {} only.", listed(on)));
}

std::string whom(const model::Model& model, const model::Reserve& reserve) {
  if (reserve.cohort) return "patients of " + model.cohorts[*reserve.cohort].label;
  if (reserve.course) return "patients in the course " + model.courses[*reserve.course].name;
  return model.visits[*reserve.visit].name + " visits";
}

void explain_limits(const model::Model& model, Prose& prose) {
  const Booking& booking = model.booking;
  if (booking.arrivals) {
    prose.say(fmt::format("At most {} begin in each {} from an opening.",
                          counted(booking.arrivals->at_most, "visit"),
                          format_duration(booking.arrivals->per)));
  }
  std::vector<std::string> unchecked;
  for (const ResourceId id : ids<ResourceId>(model.resources))
    if ((booking.checks >> id.index & 1U) == 0) unchecked.push_back(model.resources[id].name);
  if (!unchecked.empty())
    prose.say(fmt::format("The book does not look at {}.", listed(unchecked)));
  if (booking.overbook > 0.0) {
    prose.say(fmt::format("Where a day is full, up to {} of what it holds may be booked beyond it.",
                          percent(booking.overbook)));
  }
  for (const model::Reserve& reserve : booking.reserves) {
    prose.say(fmt::format("{} of the {} are kept for {}, {}, until {} before the day.",
                          reserve.count, model.resources[reserve.resource].name,
                          whom(model, reserve), in_words(reserve.on), days(reserve.until_days)));
  }
  if (!booking.refill) return;
  prose.say(
      fmt::format("A start that is given back at least {} ahead is offered to those who wait "
                  "for a later first infusion; {} of them accept.",
                  format_duration(booking.refill->notice), percent(booking.refill->accepted)));
}

void explain_appointments(const model::Model& model, std::string_view first_visits, Prose& prose) {
  const Booking& booking = model.booking;
  prose.say(fmt::format("Visits are booked {} ahead at most, to begin every {} from each opening.",
                        days(booking.opens_days), format_duration(booking.slot)));
  explain_first_visits(model, first_visits, prose);
  prose.say(booking.series == Series::Rolling
                ? "The next visit is booked when the last one has ended."
                : "All visits of a course are booked when it is.");
  prose.say(words(booking.choose));
  prose.say("Where nothing is free in its window, a visit takes the first free start after it.");
  explain_limits(model, prose);
  prose.say(words(booking.queue));
}

void explain_walk_ins(const model::Model& model, Prose& prose) {
  prose.say("Nothing is booked: patients come when they are due, or at the next opening.");
  for (const model::Visit& visit : model.visits) {
    prose.say(fmt::format("For {} they may come {}.", visit.name,
                          in_words(visit.admission.on(model.run.start))));
  }
  prose.say(words(model.booking.queue == Queue::Priority ? Queue::Priority : Queue::FirstCome));
}

// --- attendance

std::string kept(const model::Attendance& attendance) {
  std::vector<std::string> missed;
  if (attendance.no_show > 0.0)
    missed.push_back(percent(attendance.no_show) + " of booked visits are no-shows");
  if (attendance.late_cancel > 0.0) {
    missed.push_back(fmt::format("{} are cancelled {} ahead", percent(attendance.late_cancel),
                                 time_in_words(attendance.notice.sampler)));
  }
  return missed.empty() ? "nobody misses a booked visit" : listed(missed);
}

std::string after_missing(const model::Attendance& attendance) {
  if (attendance.no_show <= 0.0 && attendance.late_cancel <= 0.0) return {};
  const double rebooked = attendance.rebook.probability;
  std::string text = rebooked >= 1.0
                         ? " Who misses one is booked again."
                         : fmt::format(" Of no-shows {} are booked again and the others drop out.",
                                       percent(rebooked));
  if (attendance.misses_allowed != model::no_limit) {
    text += fmt::format(" Who misses more than {} in a row is lost.",
                        counted(attendance.misses_allowed, "visit"));
  }
  return text;
}

std::string on_the_day(const model::Visit& visit, const model::Attendance& attendance) {
  std::string text;
  if (attendance.punctuality) {
    text += fmt::format(" Patients come {} after their time (a minus is early).",
                        time_in_words(attendance.punctuality->sampler));
  }
  if (const auto& not_fit = attendance.not_fit) {
    text += fmt::format(" After {}, {} are found not fit for the infusion and come again {} later.",
                        visit.steps[not_fit->after].name, percent(not_fit->chance.probability),
                        format_duration(not_fit->postpone));
  }
  return text;
}

}  // namespace

void explain_booking(const model::Model& model, Prose& prose, std::string_view first_visits) {
  prose.heading("Booking");
  if (model.booking.mode == model::BookingMode::Appointments) {
    explain_appointments(model, first_visits, prose);
  } else {
    explain_walk_ins(model, prose);
  }
}

// Of walk-ins only what happens on the day: nobody who has no time can miss it.
void explain_attendance(const model::Model& model, Prose& prose) {
  const bool booked = model.booking.mode == model::BookingMode::Appointments;
  std::vector<VisitId> told;
  for (const model::Use& use : model.uses) {
    if (std::find(told.begin(), told.end(), use.visit) != told.end()) continue;
    const model::Visit& visit = model.visits[use.visit];
    const std::string there = on_the_day(visit, use.attendance);
    if (!booked && there.empty()) continue;
    if (told.empty()) prose.heading("Attendance");
    told.push_back(use.visit);
    const std::string missing =
        booked ? " " + kept(use.attendance) + "." + after_missing(use.attendance) : "";
    prose.say(fmt::format("{}:{}{}", visit.name, missing, there));
  }
}

}  // namespace sim::report
