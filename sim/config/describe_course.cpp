// sim/config/describe_course.cpp: the keys of courses and their stop rules.
#include "sim/config/describe.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using model::Action;
using model::Assess;
using random::Distribution;

// A part of a value that is listed as a whole.
Form<double> part_share() {
  Form<double> form = share();
  form.outline.origin = Origin::Allowed;
  return form;
}

// --- which visit

constexpr int most_numbered = 1000;
constexpr std::string_view how_visits_look =
    "write it as in {1: first_infusion, otherwise: infusion}";

// The entry of one number. Whether the number can be read, and is there for the first time.
bool read_numbered_visit(const Input& input, const Entry& entry, VisitsDraft& visits) {
  const Input here = input.entry(entry);
  const Input key{here.node, at_key(here.place), here.reading};
  const auto number = parse_integer(entry.key);
  if (!number || *number < 1 || *number > most_numbered) {
    key.error(fmt::format("\"{}\" is not the number of an infusion, from 1 to {}", entry.key,
                          most_numbered),
              std::string(how_visits_look));
    return false;
  }
  const bool is_new =
      visits.numbered
          .emplace(static_cast<int>(*number), read_given(here, name_of("visit", "infusion")))
          .second;
  if (!is_new) key.error(fmt::format("infusion {} is there twice", *number));
  return is_new;
}

// One visit, or {1: first_infusion, otherwise: infusion}.
Form<VisitsDraft> visits() {
  const Form<std::string> one = name_of("visit", "infusion");
  const auto read = [one](const Input& input) -> std::optional<VisitsDraft> {
    VisitsDraft visits;
    if (input.node.is_sequence()) {
      input.error("expected a visit, or visits by number, found a list",
                  std::string(how_visits_look));
      return {};
    }
    if (!input.node.is_mapping()) {
      visits.otherwise =
          read_given(input, Form<std::string>{{one.outline.what, Origin::None}, one.read});
      return visits.otherwise.broken() ? std::nullopt : std::optional(visits);
    }
    bool all_read = true;
    for (const Entry& entry : input.node.entries) {
      if (entry.key == "otherwise") {
        visits.otherwise = read_given(input.entry(entry), one);
      } else {
        all_read &= read_numbered_visit(input, entry, visits);
      }
    }
    if (visits.otherwise.missing())
      input.error("the key \"otherwise\" is missing", std::string(how_visits_look));
    return all_read && !visits.otherwise.missing() ? std::optional(visits) : std::nullopt;
  };
  return {{one.outline.what + ", or by number, as in {1: first_infusion, otherwise: infusion}",
           Origin::Allowed,
           {AnyText{}, Names{inner(one.outline), "[0-9]+|otherwise", "otherwise", 1}},
           one.outline.example},
          read};
}

// --- what comes before

void describe_before_first(Section& section, BeforeFirstDraft& before) {
  section.required("name", before.name, text("a name", "authorisation"),
                   "what must be had, as in authorisation");
  section.required("takes", before.takes, like("12 days", quantity(span_from_zero("days"))),
                   "how long that takes");
  section.optional("refused", before.refused, share(), by_default("0 %"),
                   "the share of patients to whom it is refused in the end");
}

// --- what happens on the way

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
  return {{delay.outline.what + ", or before_next", Origin::Listed,
           joined({Words{{"before_next"}}}, delay.outline.shapes), delay.outline.example},
          read};
}

void describe_drop_out(Section& section, DropOutByResponse& drop_out) {
  section.required("responding", drop_out.responding, like("2 %", part_share()),
                   "of those who respond");
  section.required("otherwise", drop_out.otherwise, like("6 %", part_share()), "of the others");
}

// One share, or {responding: 2 %, otherwise: 6 %}.
Form<DropOutDraft> drop_out() {
  const Form<double> one = share();
  const Form<DropOutByResponse> two = section_of<DropOutByResponse>(
      "shares, as in {responding: 2 %, otherwise: 6 %}", describe_drop_out);
  const auto read = [one, two](const Input& input) -> std::optional<DropOutDraft> {
    if (!input.node.is_mapping()) {
      const auto for_all = one.read(input);
      return for_all ? std::optional<DropOutDraft>(*for_all) : std::nullopt;
    }
    auto by_response = two.read(input);
    return by_response ? std::optional<DropOutDraft>(std::move(*by_response)) : std::nullopt;
  };
  return {{one.outline.what + ", or {responding: 2 %, otherwise: 6 %}", Origin::Listed,
           joined(one.outline.shapes, two.outline.shapes), one.outline.example},
          read};
}

void describe_adverse_event(Section& section, AdverseEventDraft& event) {
  section.required("name", event.name, text("a name", "hypertension"), "what the event is called");
  section.required("chance", event.chance, like("1 %", share()),
                   "the chance of it at each infusion");
  section.optional("extends", event.extends, name_of("step", "infuse"), instead("no step"),
                   "the step that it makes longer");
  section.optional("by", event.by, like("30 min", quantity(span_above_zero("min"))),
                   instead("not at all"), "how much longer");
  section.optional("ends_course", event.ends_course, share(), by_default("0 %"),
                   "the share of these events that end the course");
}

// --- stop rules

void describe_consequence(Section& section, ConsequenceDraft& then) {
  const Fallback nothing = instead("one of these is written");
  section.optional("extend_by", then.extend_by, like("2", whole_number(1, 1000)), nothing,
                   "how many infusions more, once per course");
  section.optional("course", then.course, name_of("course", "maintenance"), nothing,
                   "the course that follows, and this one ends");
  section.optional("gain", then.gain, like("x 1.3", factor()), nothing,
                   "what a changed dose makes of the gain, for the rest of the course");
}

Form<ConsequenceDraft> consequence() {
  const Form<Action> word =
      one_of<Action>({{"stop", Action::Stop}, {"complete", Action::Complete}},
                     "all else has a key: {extend_by: 2}, {course: maintenance} or {gain: x 1.3}");
  const Form<ConsequenceDraft> keys =
      section_of<ConsequenceDraft>("what follows", describe_consequence);
  const auto read = [word, keys](const Input& input) -> std::optional<ConsequenceDraft> {
    if (!input.node.is_mapping()) {
      const auto action = word.read(input);
      return action ? std::optional(ConsequenceDraft{*action, {}, {}, {}}) : std::nullopt;
    }
    const std::size_t errors = input.reading.found.errors();
    auto then = keys.read(input);
    if (!then || input.reading.found.errors() > errors) return {};
    const int missing = (then->extend_by.missing() ? 1 : 0) + (then->course.missing() ? 1 : 0) +
                        (then->gain.missing() ? 1 : 0);
    if (missing != 2) {
      input.error(fmt::format("expected one of extend_by, course and gain, found {}",
                              inline_text(input.node)),
                  "write it as in {extend_by: 2}, {course: maintenance} or {gain: x 1.3}");
      return {};
    }
    then->action = then->extend_by ? Action::Extend
                   : then->course  ? Action::Switch
                                   : Action::ChangeGain;
    return then;
  };
  const OneKey one{"what a rule does beside stop and complete", [](Section& section) {
                     ConsequenceDraft scratch;
                     describe_consequence(section, scratch);
                   }};
  return {{"stop, complete, {extend_by: 2}, {course: maintenance} or {gain: x 1.3}", Origin::None,
           joined(word.outline.shapes, {one}), word.outline.example},
          read};
}

void describe_rule(Section& section, RuleDraft& rule) {
  section.required("name", rule.name, text("a name", "non-response"), "what the rule is called");
  section.required("when", rule.when, condition(), "when it acts, asked after each assessment");
  section.optional("then", rule.then, consequence(), by_default("stop"), "what it does");
}

// --- what comes after

void describe_afterwards(Section& section, AfterwardsDraft& next) {
  section.optional("when", next.when, like("responding", condition()), otherwise("always"),
                   "for whom, asked when the course has ended");
  section.required("course", next.course, name_of("course", "maintenance"),
                   "the course that follows");
  section.optional("after", next.after, like("4 weeks", quantity(span_from_zero("weeks"))),
                   otherwise("one spacing of that course"), "how long after the end of this one");
  section.optional("chance", next.chance, share(), by_default("100 %"),
                   "the share who go on to it; the others pass to the next entry");
}

void describe_repeat(Section& section, RepeatDraft& repeat) {
  section.required("course", repeat.course, name_of("course", "induction"),
                   "the course that is repeated");
  section.required("at_most", repeat.at_most, like("2", whole_number(1, 1000)),
                   "how often, in the life of a patient");
}

template <class Part>
Form<List<Part>> list_of_sections(std::string_view what, void (*describe)(Section&, Part&)) {
  return list_of(what, section_of<Part>(what, describe));
}

}  // namespace

void describe(Section& section, CourseDraft& course) {
  section.required("visit", course.visits, visits(), "what happens at each infusion");
  describe(section, course.schedule);
  section.optional("before_first", course.before_first,
                   list_of_sections("what must be had", describe_before_first),
                   otherwise("nothing"), "what must be had before a first infusion is booked");
  section.optional("assess", course.assess, assessment(), by_default("24 h"),
                   "how long after an infusion began the patient is assessed");
  section.optional("drop_out", course.drop_out, drop_out(), by_default("0 %"),
                   "the share who do not go on, after each infusion but the last");
  section.optional("adverse_events", course.adverse_events,
                   list_of_sections("an adverse event", describe_adverse_event), otherwise("none"),
                   "what may go wrong at an infusion");
  section.optional("stop_rules", course.stop_rules, list_of_sections("a rule", describe_rule),
                   otherwise("none"), "looked at in order after every assessment");
  section.optional("afterwards", course.afterwards,
                   list_of_sections("a course to follow", describe_afterwards),
                   otherwise("no course"),
                   "what follows a completed or stopped course: the first entry that applies");
  section.optional(
      "repeat_on_relapse", course.repeat_on_relapse,
      section_of<RepeatDraft>("a course, as in {course: induction, at_most: 2}", describe_repeat),
      otherwise("no course"), "what a patient gets who relapses after this course");
}

}  // namespace sim::config
