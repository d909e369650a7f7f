// sim/config/describe_schedule.cpp: the keys that say when the infusions of a course are due.
#include "sim/config/describe.h"
#include "sim/config/patterns.h"
#include "sim/config/schedules.h"
#include "sim/config/values.h"
#include "sim/model/course.h"

namespace sim::config {
namespace {

using model::Window;
using random::Distribution;

constexpr int most_infusions = model::unlimited - 1;
constexpr int ten_years = 3650;  // in days

// --- how many

Form<int> number_or_unlimited(std::string_view what) {
  const auto read = [what = fmt::format("{}, or unlimited", what)](const Input& input) {
    const auto found = scalar_text(input, what);
    if (!found) return std::optional<int>();
    if (*found == "unlimited") return std::optional(model::unlimited);
    return read_whole(input, *found, 1, most_infusions);
  };
  return {{"a number, as in 6, or unlimited",
           Origin::Listed,
           {Number{Number::Step::Whole, 1.0, most_infusions}, Words{{"unlimited"}}},
           "6"},
          read};
}

// --- windows

struct Around {
  Given<Duration> early, late;
};

void describe_window_around(Section& section, Around& around) {
  Form<Duration> part = duration({"days"});
  part.outline.origin = Origin::Allowed;
  section.required("early", around.early, like("1 day", part), "how long before the target");
  section.required("late", around.late, like("3 days", part), "how long after the target");
}

// "2 days to 7 days"
std::optional<Window> read_days_after(const Input& input) {
  const std::string_view text = trim(input.node.text);
  const std::size_t to = text.find(" to ");
  if (to == std::string_view::npos) {
    input.error(fmt::format("\"{}\" is not a window", text),
                "write it as in 2 days to 7 days, or {early: 1 day, late: 3 days}");
    return {};
  }
  const auto first = read_duration(input, trim(text.substr(0, to)), "days");
  const auto last = first ? read_duration(input, trim(text.substr(to + 4)), "days") : first;
  if (!first || !last) return {};
  if (*first % one_day != Duration{0} || *last % one_day != Duration{0} || *first < Duration{0} ||
      *last > ten_years * one_day) {
    input.error(fmt::format("a window is counted in whole days, up to ten years; found {}", text),
                "write it as in 2 days to 7 days, or {early: 36 h, late: 3 days}");
    return {};
  }
  if (*last < *first) {
    input.error(fmt::format("{} ends before it begins", text));
    return {};
  }
  return model::DaysAfterPrevious{static_cast<int>(*first / one_day),
                                  static_cast<int>(*last / one_day)};
}

// --- numbered days

constexpr std::string_view how_days_look = "day 0 is that of the first infusion, as in [0, 14, 42]";

// The number of a day that comes after `last`.
std::optional<int> read_day(const Input& input, int last) {
  const auto found = scalar_text(input, "the number of a day");
  if (!found) return {};
  const auto number = parse_integer(*found);
  if (!number && parse_duration(*found)) {
    input.error(fmt::format("expected the number of a day, found \"{}\"", *found),
                std::string(how_days_look));
    return {};
  }
  const auto day = read_whole(input, *found, 0, ten_years);
  if (!day || (last < 0 ? *day == 0 : *day > last)) return day;
  input.error(last < 0 ? fmt::format("the first day must be 0, is {}", *day)
                       : fmt::format("day {} comes after day {}, and must be later", *day, last),
              std::string(how_days_look));
  return {};
}

// [0, 14, 42]
Form<std::vector<int>> days_from_first() {
  const auto read = [](const Input& input) -> std::optional<std::vector<int>> {
    if (!input.node.is_sequence() || input.node.items.empty()) {
      input.error(
          fmt::format("expected a list of days, found {}",
                      input.node.is_sequence() ? "an empty list" : name_of_found(input.node)),
          std::string(how_days_look));
      return {};
    }
    std::vector<int> days;
    for (std::size_t i = 0; i < input.node.items.size(); ++i) {
      const auto day = read_day(input.item(i), days.empty() ? -1 : days.back());
      if (!day) return {};
      days.push_back(*day);
    }
    return days;
  };
  const Outline day{
      "the number of a day", Origin::None, {Number{Number::Step::Whole, 0.0, ten_years}}};
  return {outline_of("days, of which 0 is that of the first infusion", "[0, 14, 42]",
                     {ListOf{inner(day), 1}}),
          read};
}

// --- phases

void describe_cycle(Section& section, PhaseDraft& phase) {
  section.required("on_days", phase.on_days, like("[0, 7, 14]", days_from_first()),
                   "the days of the cycle, counted from 0");
  section.required("repeats", phase.repeats, number_or_unlimited("a number of cycles"),
                   "how many cycles");
}

void describe_phase(Section& section, PhaseDraft& phase) {
  section.optional("cycle", phase.cycle_days, like("28 days", whole_days(1)),
                   instead("infusions, not cycles"), "how long a cycle lasts");
  const bool is_cycle = !phase.cycle_days.missing();
  section.in_case({"a cycle", is_cycle,
                   "write it as in {cycle: 28 days, on_days: [0, 7, 14], "
                   "repeats: 6}"},
                  [&] { describe_cycle(section, phase); });
  section.in_case({"phases without a cycle", !is_cycle}, [&] {
    section.required("infusions", phase.infusions, number_or_unlimited("a number of infusions"),
                     "how many");
    section.optional("every", phase.every, spacings(), instead("one infusion has no spacing"),
                     "from one infusion to the target of the next");
  });
  section.optional("window", phase.window, window(),
                   otherwise("0.6 to 2 times the spacing, rounded outwards to days"),
                   "the dates on which an infusion may be given");
}

}  // namespace

Form<List<Distribution>> spacings() {
  Form<Distribution> one = quantity(span_above_zero("days"));
  one.outline.origin = Origin::Allowed;
  const Form<List<Distribution>> several = list_of("a spacing", one);
  const auto read = [one, several](const Input& input) -> std::optional<List<Distribution>> {
    if (input.node.is_sequence() && !input.node.items.empty()) return several.read(input);
    if (input.node.is_sequence()) {
      input.error("expected at least one spacing, found an empty list");
      return {};
    }
    List<Distribution> spacing = {read_given(input, one)};
    if (spacing.front().broken()) return {};
    return spacing;
  };
  return {{"a duration, as in 3.5 days, a distribution, or a list used in turn", Origin::Listed,
           joined(one.outline.shapes, {ListOf{inner(one.outline), 1}}), "3.5 days"},
          read};
}

Form<Window> window() {
  const Form<Around> around = section_of<Around>("a window", describe_window_around);
  const auto read = [around](const Input& input) -> std::optional<Window> {
    if (input.node.is_scalar()) return read_days_after(input);
    const auto draft = around.read(input);
    if (!draft || !draft->early || !draft->late) return {};
    return model::AroundTarget{*draft->early, *draft->late};
  };
  return {{"days after the previous infusion, as in 2 days to 7 days, or {early: 1 day, late: 3 "
           "days} around the target",
           Origin::Listed,
           joined({Matching{patterns::duration + R"(\s+to\s+)" + patterns::duration}},
                  around.outline.shapes),
           "2 days to 7 days"},
          read};
}

void describe(Section& section, ScheduleDraft& schedule) {
  const Fallback none = instead("one infusion has no schedule");
  section.optional("every", schedule.every, spacings(), none,
                   "from one infusion to the target of the next");
  section.optional("on_days", schedule.on_days, days_from_first(), excluding(none),
                   "the days of the infusions, counted from the first one given");
  section.optional("weekdays", schedule.weekdays, like("[mon, thu]", weekdays()), excluding(none),
                   "the next of these days after each infusion");
  section.optional("schedule", schedule.phases,
                   list_of("a phase", section_of<PhaseDraft>("a phase", describe_phase)),
                   excluding(none), "phases or cycles, one after another");
  const bool each_alike = !schedule.every.missing() || !schedule.weekdays.missing();
  section.in_case({"schedules by every or weekdays",
                   each_alike || (schedule.on_days.missing() && schedule.phases.missing()),
                   "the schedule says how many there are: take infusions away"},
                  [&] {
                    section.required("infusions", schedule.infusions,
                                     number_or_unlimited("a number of infusions"),
                                     "how many are planned");
                  });
  section.in_case({"schedules by every, on_days or weekdays",
                   each_alike || !schedule.on_days.missing() || schedule.phases.missing(),
                   "write it in the phases, as in {infusions: 4, every: 1 week, window: 5 days to "
                   "9 days}"},
                  [&] {
                    section.optional(
                        "window", schedule.window, window(),
                        otherwise("0.6 to 2 times the spacing, rounded outwards to days"),
                        "the dates on which an infusion may be given");
                  });
}

}  // namespace sim::config
