// sim/config/describe_course.cpp: the keys of courses and their stop rules.
#include "sim/config/describe.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using model::Action;
using model::Assess;
using model::Window;
using random::Distribution;

constexpr int most_infusions = model::unlimited - 1;

Form<int> planned_infusions() {
  const auto read = [](const Input& input) -> std::optional<int> {
    const auto found = scalar_text(input, "a number of infusions, or unlimited");
    if (!found) return {};
    if (*found == "unlimited") return model::unlimited;
    return read_whole(input, *found, 1, most_infusions);
  };
  return {{"a number, as in 6, or unlimited"}, read};
}

// One spacing, or a list used in turn.
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
  return {{"a duration, as in 3.5 days, a distribution, or a list used in turn"}, read};
}

struct Around {
  Given<Duration> early, late;
};

void describe_window_around(Section& section, Around& around) {
  Form<Duration> part = duration({"days"});
  part.outline.origin = Origin::Allowed;
  section.required("early", around.early, part, "how long before the target");
  section.required("late", around.late, part, "how long after the target");
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
      *last > one_year * 10) {
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
           Origin::Listed, around.outline.keys},
          read};
}

Form<AssessDraft> assessment() {
  const Form<Distribution> delay = quantity(span_from_zero("h"));
  const auto read = [delay](const Input& input) -> std::optional<AssessDraft> {
    if (input.node.is_scalar() && trim(input.node.text) == "before_next")
      return AssessDraft{Assess::BeforeNext, random::Constant{in_milliseconds(one_day)}};
    auto distribution = delay.read(input);
    if (!distribution) return {};
    const auto* constant = std::get_if<random::Constant>(&*distribution);
    const bool at_once = constant != nullptr && constant->value == 0.0;
    return AssessDraft{at_once ? Assess::AtVisitEnd : Assess::AfterDelay, std::move(*distribution)};
  };
  return {{delay.outline.what + ", or before_next"}, read};
}

struct Extension {
  Given<int> by;
};

void describe_extension(Section& section, Extension& extension) {
  section.required("extend_by", extension.by, whole_number(1, 1000),
                   "how many infusions more, once per course");
  section.later("course");
  section.later("gain");
}

Form<Consequence> consequence() {
  const Form<Action> word =
      one_of<Action>({{"stop", Action::Stop}, {"complete", Action::Complete}});
  const Form<Extension> extension = section_of<Extension>("what follows", describe_extension);
  const auto read = [word, extension](const Input& input) -> std::optional<Consequence> {
    if (!input.node.is_mapping()) {
      const auto action = word.read(input);
      return action ? std::optional(Consequence{*action, 0}) : std::nullopt;
    }
    for (const std::string_view key : {"course", "gain"})
      if (input.node.find(key)) return input.refuse(inline_text(input.node)), std::nullopt;
    const auto draft = extension.read(input);
    if (!draft || !draft->by) return {};
    return Consequence{Action::Extend, *draft->by};
  };
  return {{"stop, complete or {extend_by: 2}", Origin::None, extension.outline.keys}, read};
}

void describe_rule(Section& section, RuleDraft& rule) {
  section.required("name", rule.name, text("a name"), "what the rule is called");
  section.required("when", rule.when, condition(), "when it acts, asked after each assessment");
  section.optional("then", rule.then, consequence(), by_default("stop"), "what it does");
}

}  // namespace

void describe(Section& section, CourseDraft& course) {
  section.required("visit", course.visit, mapping_later(name_of("visit")),
                   "what happens at each infusion");
  section.required("infusions", course.infusions, planned_infusions(), "how many are planned");
  section.optional("every", course.every, spacings(), otherwise("one infusion has no spacing"),
                   "from one infusion to the target of the next");
  section.optional("window", course.window, window(),
                   otherwise("0.6 to 2 times the spacing, rounded outwards to days"),
                   "the dates on which an infusion may be given");
  section.optional("assess", course.assess, assessment(), by_default("24 h"),
                   "how long after an infusion began the patient is assessed");
  section.optional("drop_out", course.drop_out, mapping_later(share()), by_default("0 %"),
                   "the share who do not go on, after each infusion but the last");
  section.optional("stop_rules", course.stop_rules,
                   list_of("a rule", section_of<RuleDraft>("a rule", describe_rule)),
                   otherwise("none"), "looked at in order after every assessment");
  for (const std::string_view key : {"on_days", "weekdays", "schedule"})
    course.scheduled_otherwise |= section.later(key);
  for (const std::string_view key :
       {"before_first", "adverse_events", "afterwards", "repeat_on_relapse"})
    section.later(key);
}

}  // namespace sim::config
