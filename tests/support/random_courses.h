// tests/support/random_courses.h: made-up courses, for random_scenario.h.
#pragma once

#include "tests/support/chooser.h"

namespace sim::tests::random_scenario_parts {

// What the courses ask of the response of those who are in them. Any cohort may be in any course.
enum class Asks : std::uint8_t { Nothing, Response, Scores };

inline Asks asks(Chooser& choose) {
  if (choose.yes(50)) return Asks::Nothing;
  return choose.yes(50) ? Asks::Response : Asks::Scores;
}

// --- when

inline void add_every(Chooser& choose, Unordered& course) {
  course.add("    infusions: " + (choose.yes(5)   ? "unlimited"
                                  : choose.yes(4) ? "1"
                                                  : std::to_string(choose.between(2, 8))));
  course.add("    every: " + choose.one_of({"3.5 days", "1 week", "[3 days, 4 days]", "2 days",
                                            "12 h", "{uniform: [2 days, 6 days]}"}));
  if (choose.yes(25))
    course.add("    window: " +
               choose.one_of({"{early: 1 day, late: 2 days}", "0 days to 9 days",
                              "{early: 12 h, late: 5 days}", "{early: 6 days, late: 1 day}"}));
}

inline void add_days(Chooser& choose, Unordered& course) {
  if (choose.yes(50)) {
    course.add("    on_days: " + choose.one_of({"[0, 14, 42]", "[0, 1, 2, 9]", "[0, 7]"}));
  } else {
    course.add("    weekdays: " + choose.one_of({"[mon, thu]", "[tue]", "mon-fri", "[wed, fri]"}));
    course.add("    infusions: " +
               (choose.yes(5) ? "unlimited" : std::to_string(choose.between(2, 8))));
  }
  if (choose.yes(30))
    course.add("    window: " + choose.one_of({"{early: 1 day, late: 2 days}", "1 day to 30 days",
                                               "{early: 0 days, late: 12 h}"}));
}

inline std::string phases(Chooser& choose) {
  return "    schedule: " +
         choose.one_of(
             {"[{infusions: 2, every: 3.5 days}, {infusions: 3, every: 1 week, window: 5 days to 9 "
              "days}]",
              "[{infusions: 1}, {infusions: 4, every: [2 days, {exponential: {mean: 5 days}}]}]",
              "[{cycle: 21 days, on_days: [0, 2, 7], repeats: 2}]",
              "[{infusions: 2, every: 1 day}, {cycle: 2 weeks, on_days: [0, 1], repeats: "
              "unlimited}]",
              "[{cycle: 1 week, on_days: [0, 3], repeats: 2, window: {early: 1 day, late: 2 "
              "days}}, {infusions: unlimited, every: 10 days}]",
              "[{cycle: 5 days, on_days: [0], repeats: 3}, {infusions: 2, every: 2 days}]"});
}

inline void add_schedule(Chooser& choose, Unordered& course) {
  if (choose.yes(50)) {
    add_every(choose, course);
  } else if (choose.yes(50)) {
    add_days(choose, course);
  } else {
    course.add(phases(choose));
  }
}

// --- what happens

inline std::string visit_by_number(Chooser& choose, Order order) {
  if (choose.yes(60)) return "    visit: infusion";
  Unordered visits(order);
  visits.add("otherwise: infusion");
  visits.add(choose.one_of({"1", "2", "4"}) + ": first_infusion");
  if (choose.yes(30)) visits.add("3: " + choose.one_of({"infusion", "first_infusion"}));
  return "    visit: " + visits.inline_mapping();
}

// Of a course with these steps.
inline std::string adverse_events(Chooser& choose, Order order,
                                  const std::vector<std::string>& steps) {
  Unordered events(order);
  events.add(fmt::format("{{name: hypertension, chance: {} %, extends: monitor, by: {}}}",
                         choose.between(1, 40),
                         choose.one_of({"30 min", "{exponential: {mean: 20 min}}"})));
  if (choose.yes(60)) {
    events.add(
        fmt::format("{{name: reaction, chance: {} %, extends: {}, by: 15 min, ends_course: "
                    "{} %}}",
                    choose.between(1, 15), choose.one_of(steps), choose.between(0, 100)));
  }
  if (choose.yes(60)) events.add("{name: nausea, chance: 10 %}");
  if (choose.yes(30)) events.add("{name: fall, chance: 2 %, ends_course: 100 %}");
  return "    adverse_events: [" + events.joined(", ") + "]";
}

inline std::string any_course(Chooser& choose) {
  return choose.one_of({"induction", "booster", "maintenance"});
}

// Rules keep their order whatever becomes of that of mappings.
inline std::string stop_rules(Chooser& choose, Asks asks) {
  std::vector<std::string> rules = {
      fmt::format("{{name: enough, when: 'infusions >= {}', then: {}}}", choose.between(3, 7),
                  choose.one_of({"stop", "complete", "{extend_by: 2}"})),
      "{name: late, when: {any: ['late_visits >= 3', 'missed_visits >= 2']}}"};
  if (choose.yes(25)) rules.push_back("{name: harm, when: 'adverse_events >= 2'}");
  if (choose.yes(30)) {
    rules.push_back(fmt::format("{{name: other, when: 'infusions == {}', then: {{course: {}}}}}",
                                choose.between(2, 5), any_course(choose)));
  }
  if (choose.yes(20))
    rules.push_back(
        "{name: even, when: not infusions == 3 for 3 assessments, then: {extend_by: 1}}");
  if (asks >= Asks::Response && choose.yes(60))
    rules.push_back("{name: no use, when: not responding for 3 assessments}");
  if (asks == Asks::Scores && choose.yes(60))
    rules.push_back("{name: dose, when: 'infusions == 2', then: {gain: x 1.4}}");
  if (asks == Asks::Scores && choose.yes(30))
    rules.push_back("{name: well, when: in_remission for 2 assessments, then: complete}");
  return fmt::format("    stop_rules:\n      - {}", fmt::join(rules, "\n      - "));
}

inline std::string drop_out(Chooser& choose, Order order, Asks asks) {
  if (asks == Asks::Nothing || choose.yes(40))
    return fmt::format("    drop_out: {} %", choose.between(0, 10));
  Unordered drop_out(order);
  drop_out.add(fmt::format("responding: {} %", choose.between(0, 5)));
  drop_out.add(fmt::format("otherwise: {} %", choose.between(0, 20)));
  return "    drop_out: " + drop_out.inline_mapping();
}

// --- before and after

inline std::string before_first(Chooser& choose) {
  std::vector<std::string> all = {
      fmt::format("{{name: authorisation, takes: {}, refused: {} %}}",
                  choose.one_of({"{lognormal: {mean: 6 days, sd: 3 days}}", "30 h", "0 days"}),
                  choose.between(0, 20))};
  if (choose.yes(40)) all.push_back("{name: work-up, takes: {uniform: [1 day, 9 days]}}");
  return fmt::format("    before_first: [{}]", fmt::join(all, ", "));
}

inline std::string afterwards(Chooser& choose, Order order, Asks asks) {
  std::vector<std::string> entries;
  const int count = choose.between(1, 3);
  for (int i = 0; i < count; ++i) {
    Unordered entry(order);
    entry.add("course: " + any_course(choose));
    if (choose.yes(60)) {
      entry.add("when: " + (asks == Asks::Nothing
                                ? choose.one_of({"'infusions >= 3'", "not infusions == 4"})
                                : choose.one_of({"responding", "not responding for 2 assessments",
                                                 "{any: [responded, 'infusions < 4']}"})));
    }
    if (choose.yes(50))
      entry.add("after: " +
                choose.one_of({"2 days", "{uniform: [1 day, 3 weeks]}", "0 days", "12 h"}));
    if (choose.yes(60)) entry.add(fmt::format("chance: {} %", choose.between(0, 100)));
    entries.push_back(entry.inline_mapping());
  }
  return fmt::format("    afterwards: [{}]", fmt::join(entries, ", "));
}

inline std::string course(Chooser& choose, Order order, Asks asks) {
  Unordered course(order);
  const std::string visit = visit_by_number(choose, order);
  std::vector<std::string> steps = {"infuse", "monitor"};
  if (visit.find("first_infusion") != std::string::npos) steps.emplace_back("explain");
  course.add(visit);
  add_schedule(choose, course);
  course.add(drop_out(choose, order, asks));
  course.add("    assess: " + choose.one_of({"24 h", "0 h", "before_next", "6 days"}));
  course.add(stop_rules(choose, asks));
  if (choose.yes(30)) course.add(before_first(choose));
  if (choose.yes(40)) course.add(adverse_events(choose, order, steps));
  if (choose.yes(50)) course.add(afterwards(choose, order, asks));
  if (choose.yes(40)) {
    course.add(fmt::format("    repeat_on_relapse: {{course: {}, at_most: {}}}", any_course(choose),
                           choose.between(1, 3)));
  }
  return course.joined("\n");
}

inline std::string courses(Chooser& choose, Order order, Asks asks) {
  Unordered courses(order);
  for (const std::string name : {"induction", "booster", "maintenance"})
    courses.add("  " + name + ":\n" + course(choose, order, asks));
  return "courses:\n" + courses.joined("\n");
}

}  // namespace sim::tests::random_scenario_parts
