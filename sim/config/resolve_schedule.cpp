// sim/config/resolve_schedule.cpp: when infusions are due: spacings, days, phases and their
// windows.
#include "sim/base/text.h"
#include "sim/config/at_start.h"
#include "sim/config/courses.h"

namespace sim::config {
namespace {

using model::Course;
using model::Window;

int days_down(Duration span) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(span).count());
}
int days_up(Duration span) {
  return static_cast<int>(std::chrono::ceil<std::chrono::days>(span).count());
}

// The target lies on one of two dates, by the time of day of the previous visit.
bool holds_target(const Window& window, Duration gap) {
  const auto* days = std::get_if<model::DaysAfterPrevious>(&window);
  return days == nullptr || (days->first <= days_up(gap) && days_down(gap) <= days->last);
}

// Of the gaps that a schedule has the first that its window cannot hold is an error.
void check_window(Resolving& on, const Given<Window>& window, const std::vector<Duration>& gaps,
                  std::string_view key, std::string_view what = "infusion") {
  if (!window) return;
  for (const Duration gap : gaps) {
    if (holds_target(*window, gap)) continue;
    const auto& days = std::get<model::DaysAfterPrevious>(*window);
    on.error(window.place,
             fmt::format("the target, {} after the previous {}, is outside {} days to {} days",
                         format_duration(gap), what, days.first, days.last),
             fmt::format("widen the window, or change {}", key));
    return;
  }
}

std::optional<Window> window_of(const Given<Window>& window) {
  return window ? std::optional(*window) : std::nullopt;
}

std::vector<Duration> gaps_between(const std::vector<int>& days, int cycle) {
  std::vector<Duration> gaps;
  for (std::size_t i = 1; i < days.size(); ++i)
    gaps.push_back(one_day * (days[i] - days[i - 1]));
  if (cycle > 0) gaps.push_back(one_day * (cycle - days.back()));
  return gaps;
}

std::vector<Duration> gaps_between(const model::OnWeekdays& on) {
  std::vector<Duration> gaps;
  const Date monday = monday_of(Date{});
  for (int day = 0; day < 7; ++day) {
    if ((on.weekdays >> day & 1) != 0)
      gaps.push_back(one_day * on.days_from(monday + std::chrono::days{day}));
  }
  return gaps;
}

// --- phases

// How many infusions it has; nothing where that could not be read.
std::optional<std::int64_t> infusions_of(const PhaseDraft& phase) {
  if (phase.cycle_days.missing())
    return phase.infusions ? std::optional<std::int64_t>(*phase.infusions) : std::nullopt;
  if (!phase.on_days || !phase.repeats) return {};
  if (*phase.repeats == model::unlimited) return model::unlimited;
  return static_cast<std::int64_t>(phase.on_days->size()) * *phase.repeats;
}

bool is_unlimited(const PhaseDraft& phase) {
  const Given<int>& count = phase.cycle_days.missing() ? phase.infusions : phase.repeats;
  return count && *count == model::unlimited;
}

void add_cycle(Resolving& on, const PhaseDraft& draft, int first, Course& course) {
  if (!draft.cycle_days || !draft.on_days) return;
  const int cycle = *draft.cycle_days;
  const std::vector<int>& days = *draft.on_days;
  if (cycle <= days.back()) {
    on.error(draft.cycle_days.place,
             fmt::format("day {} is not in a cycle of {} {}, which has the days 0 to {}",
                         days.back(), cycle, cycle == 1 ? "day" : "days", cycle - 1),
             fmt::format("write cycle: {} days or more, or take the day away", days.back() + 1));
    return;
  }
  check_window(on, draft.window, gaps_between(days, cycle), "the cycle");
  course.schedule.phases.push_back({first, model::OnDays{days, cycle, window_of(draft.window)}});
}

void add_phase(Resolving& on, const Given<PhaseDraft>& draft, int first, Course& course) {
  if (!draft->cycle_days.missing()) {
    add_cycle(on, *draft, first, course);
  } else if (!draft->every.missing()) {
    model::Every every = every_of(on, draft->every, draft->window, "infusion");
    if (!every.spacings.empty()) course.schedule.phases.push_back({first, std::move(every)});
  } else if (first > 1 || (draft->infusions && *draft->infusions > 1)) {
    // The gap before an infusion is that of its own phase, so that a single first one needs none.
    on.error(draft.place, "the key \"every\" is missing",
             "from one infusion to the next: write it as in every: 3.5 days");
  }
}

void resolve_phases(Resolving& on, const Given<List<PhaseDraft>>& phases, Course& course) {
  if (phases->empty()) on.error(phases.place, "expected at least one phase, found an empty list");
  std::int64_t before = 0;
  for (const Given<PhaseDraft>& phase : *phases) {
    if (!phase) return;
    const auto count = infusions_of(*phase);
    add_phase(on, phase, static_cast<int>(before) + 1, course);
    if (!count) return;
    if (is_unlimited(*phase)) {
      course.infusions = model::unlimited;
      if (&phase == &phases->back()) return;
      const bool is_cycle = !phase->cycle_days.missing();
      on.error((is_cycle ? phase->repeats : phase->infusions).place,
               "the phases after this one never come", "only the last phase may be unlimited");
      return;
    }
    before += *count;
    if (before >= model::unlimited) {
      on.error(phases.place, fmt::format("there are {} infusions, at most {} are possible", before,
                                         model::unlimited - 1));
      return;
    }
    course.infusions = static_cast<int>(before);
  }
}

// --- the whole

struct Written {
  std::string_view key;
  const Place* place;
};

// The keys that say when infusions are due.
std::vector<Written> written_of(const ScheduleDraft& draft) {
  std::vector<Written> written;
  const auto add = [&](std::string_view key, const auto& given) {
    if (!given.missing()) written.push_back({key, &given.place});
  };
  add("every", draft.every);
  add("on_days", draft.on_days);
  add("weekdays", draft.weekdays);
  add("schedule", draft.phases);
  return written;
}

void resolve_on_days(Resolving& on, const ScheduleDraft& draft, Course& course) {
  const std::vector<int>& days = *draft.on_days;
  course.infusions = static_cast<int>(days.size());
  check_window(on, draft.window, gaps_between(days, 0), "on_days");
  if (days.size() > 1)
    course.schedule.phases.push_back({1, model::OnDays{days, 0, window_of(draft.window)}});
}

// Such a day is never a date of the book: the visit would take another one, near its target.
void warn_of_closed_days(Resolving& on, const Given<std::uint8_t>& weekdays) {
  if (!on.clinic_is_sound) return;
  std::uint8_t open = 0;
  for (const model::Interval& hours : on.model.clinic.open.intervals())
    for (auto day = days_down(hours.from); day * one_day < hours.to; ++day)
      open |= static_cast<std::uint8_t>(1U << day % 7);
  for (int day = 0; day < 7; ++day) {
    if ((*weekdays >> day & 1) == 0 || (open >> day & 1) != 0) continue;
    on.warning(weekdays.place, fmt::format("the clinic is never open on {}", weekday_name(day)),
               "take the day away, or open on it: as it is, those infusions fall on another day");
  }
}

void resolve_weekdays(Resolving& on, const ScheduleDraft& draft, Course& course) {
  warn_of_closed_days(on, draft.weekdays);
  const model::OnWeekdays due{*draft.weekdays, window_of(draft.window)};
  check_window(on, draft.window, gaps_between(due), "weekdays");
  course.schedule.phases.push_back({1, due});
}

}  // namespace

model::Every every_of(Resolving& on, const Given<List<random::Distribution>>& every,
                      const Given<Window>& window, std::string_view what) {
  model::Every all;
  std::vector<Duration> gaps;
  if (!every) return all;
  for (const Given<random::Distribution>& each : *every) {
    if (!each) continue;
    random::Sampler gap(*each);
    gaps.push_back(from_milliseconds(gap.mean()));
    all.spacings.push_back(
        {std::move(gap), window ? *window : Window(model::default_window(gaps.back()))});
  }
  check_window(on, window, gaps, "every", what);
  return all;
}

void resolve_schedule(Resolving& on, const ScheduleDraft& draft, Course& course) {
  if (draft.infusions) course.infusions = *draft.infusions;
  const std::vector<Written> written = written_of(draft);
  if (written.size() > 1) {
    on.error(at_key(*written[1].place),
             fmt::format("a course has one schedule, and both {} and {} are written",
                         written[0].key, written[1].key),
             "take one of them away");
    return;
  }
  if (draft.every) {
    model::Every every = every_of(on, draft.every, draft.window, "infusion");
    if (!every.spacings.empty()) course.schedule.phases.push_back({1, std::move(every)});
  }
  if (draft.on_days) resolve_on_days(on, draft, course);
  if (draft.weekdays) resolve_weekdays(on, draft, course);
  if (draft.phases) resolve_phases(on, draft.phases, course);
}

void check_schedule(Resolving& on, const Given<CourseDraft>& draft, const Course& course) {
  const ScheduleDraft& schedule = draft->schedule;
  const std::vector<Written> written = written_of(schedule);
  const bool says_it = schedule.infusions || (!written.empty() && schedule.infusions.missing());
  if (!says_it || draft->stop_rules.broken()) return;
  const Place& place = schedule.infusions ? schedule.infusions.place : *written.front().place;
  if (course.most_infusions() >= model::unlimited && course.infusions != model::unlimited) {
    on.error(place,
             fmt::format("with all that the rules add there are {} infusions, at most {} are "
                         "possible",
                         course.most_infusions(), model::unlimited - 1));
  }
  if (course.most_infusions() == 1 || !course.schedule.phases.empty()) return;
  if (written.empty()) {
    on.error(draft.place, "the key \"every\" is missing",
             "from one infusion to the next: write it as in every: 3.5 days");
  } else if (is_sound(on, place.path) && course.infusions == 1) {
    on.error(place, "a rule adds infusions, and nothing says when they are due",
             "write it as in infusions: 1, every: 2 weeks");
  }
}

}  // namespace sim::config
