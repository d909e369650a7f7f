// tests/support/random_scenario.h: scenarios made up from a number, for what must hold for all.
//
// They hold every key that changes what happens, each with some probability, so that the keys meet
// in combinations that nobody would think of.
#pragma once

#include "tests/support/chooser.h"
#include "tests/support/random_courses.h"
#include "tests/support/random_rules.h"

namespace sim::tests {

namespace random_scenario_parts {

// --- the clinic and its visits

inline std::string chairs(Chooser& choose, Order order) {
  const int count = choose.between(1, 5);
  if (choose.yes(70)) return fmt::format("chairs: {}", count);
  Unordered chairs(order);
  chairs.add(fmt::format("count: {}", count));
  chairs.add(fmt::format("from: {{2027-02-03: {}, 2027-03-01: {}}}", choose.between(1, 5),
                         choose.between(1, 5)));
  return "chairs: " + chairs.inline_mapping();
}

inline std::string nurses(Chooser& choose, Order order) {
  Unordered nurses(order);
  const int count = choose.between(1, 3);
  const bool rota = choose.yes(50);
  nurses.add(rota ? fmt::format("on: {{mon-fri: {{08:00-12:00: {}, 12:00-12:45: {}, 12:45-15:30: "
                                "{}}}}}",
                                count, choose.between(0, 2), choose.between(1, 3))
                  : fmt::format("count: {}", count));
  if (choose.yes(30)) {
    nurses.add(fmt::format("from: {{2027-02-10: {{count: {}, on: {{mon-fri: 08:00-14:00}}}}}}",
                           choose.between(1, 3)));
  }
  if (choose.yes(35)) {
    nurses.add(fmt::format("absent: {{chance: {} %, lasts: {}}}", choose.between(1, 15),
                           choose.one_of({"1 day", "{exponential: {mean: 3 days}}"})));
  }
  return "nurses: " + nurses.inline_mapping();
}

inline std::string prescribers(Chooser& choose) {
  return choose.one_of(
      {"prescribers: {count: 1, on: {\"mon,wed\": 08:30-12:30}}",
       "prescribers: {count: 1, on: {mon-fri: 09:00-13:00}, absent: {chance: 4 %}}",
       "prescribers: {count: 2, on: {mon-fri: 08:30-12:30}, from: {2027-02-01: 1}}"});
}

inline std::string clinic(Chooser& choose, Order order) {
  Unordered resources(order);
  resources.add(chairs(choose, order));
  resources.add(nurses(choose, order));
  resources.add(prescribers(choose));
  Unordered clinic(order);
  clinic.add("  open: {mon-fri: " +
             choose.one_of({"08:00-17:00", "[08:00-12:30, 13:00-17:15]", "07:40-16:00"}) + "}");
  clinic.add("  closed: [2027-01-06, 2027-01-18 to 2027-01-20]");
  clinic.add("  resources: " + resources.inline_mapping());
  return "clinic:\n" + clinic.joined("\n");
}

inline std::string consultation(Chooser& choose) {
  return fmt::format(
      "  consultation: {{{}steps: [{{name: talk, takes: {{uniform: [20 min, 45 min]}}, needs: "
      "{{prescribers: 1}}}}]}}",
      choose.yes(20) ? "books: 40 min, " : "");
}

// Steps keep their order whatever becomes of that of mappings.
inline std::vector<std::string> infusion_steps(Chooser& choose) {
  std::vector<std::string> steps;
  if (choose.yes(25))
    steps.push_back("{name: greet, takes: 4 min, only: 50 %, needs: {nurses: 1/2}}");
  steps.push_back(
      fmt::format("{{name: prepare, takes: {} min, needs: {{nurses: 1}}}}", choose.between(5, 15)));
  if (choose.yes(20)) steps.push_back("{name: check, takes: 6 min, needs: {prescribers: present}}");
  if (choose.yes(20))
    steps.push_back("{name: scan, takes: 9 min, only: 40 %, needs: {prescribers: 1}}");
  steps.push_back(
      fmt::format("{{name: infuse, takes: {{gamma: {{mean: 40 min, sd: {} min}}}}, needs: "
                  "{{nurses: 1/3}}}}",
                  choose.between(1, 12)));
  if (choose.yes(25)) steps.push_back("{name: rest, takes: 12 min, only: 30 %}");
  steps.push_back(fmt::format("{{name: monitor, takes: 40 min, needs: {{nurses: {}}}}}",
                              choose.one_of({"1/4", "1/2", "1", "present"})));
  steps.push_back("{name: clean, takes: 10 min, after_patient: yes, needs: {nurses: 1/2}}");
  return steps;
}

// Longer, with a step of its own.
inline std::string first_infusion(Chooser& choose, Order order) {
  Unordered visit(order);
  visit.add("throughout: {chairs: 1}");
  visit.add(
      fmt::format("steps: [{{name: explain, takes: {} min, needs: {{nurses: 1/2}}}}, {{name: "
                  "infuse, takes: 45 min}}, {{name: monitor, takes: {{uniform: [40 min, 60 "
                  "min]}}, needs: {{nurses: 1/4}}}}]",
                  choose.between(5, 20)));
  return visit.inline_mapping();
}

inline std::string visits(Chooser& choose, Order order) {
  Unordered infusion(order);
  infusion.add("    throughout: {chairs: 1}");
  infusion.add(
      fmt::format("    steps:\n      - {}", fmt::join(infusion_steps(choose), "\n      - ")));
  if (choose.yes(25)) infusion.add(fmt::format("    books: {} min", choose.between(60, 130)));
  Unordered visits(order);
  visits.add(consultation(choose));
  visits.add("  infusion:\n" + infusion.joined("\n"));
  visits.add("  first_infusion: " + first_infusion(choose, order));
  visits.add("  therapy: {steps: [{name: talk, takes: 50 min, needs: {nurses: 1/2}}]}");
  return "visits:\n" + visits.joined("\n");
}

// --- patients

inline std::string responses(Chooser& choose, Order order) {
  const auto relapse = [&](const std::vector<std::string>& kinds) {
    return choose.yes(50) ? ", relapse: " + choose.one_of(kinds) : std::string();
  };
  Unordered responses(order);
  responses.add(
      "  trd: {model: trajectory, scale: MADRS, baseline: {normal: {mean: 33, sd: 6, min: "
      "20, max: 54}}, capable: 90 %, ceiling: {logit_normal: {mean: 4, sd: 0.7}}, gain: "
      "{logit_normal: {mean: -1.25, sd: 1.15}}, half_life: {lognormal: {median: 30 days, "
      "log_sd: 0.7}}, noise: 3.5" +
      relapse({"decay", "{exponential: {mean: 30 days}}"}) + "}");
  responses.add("  chance: {model: hazard, hazard: [15 %, 30 %], loss: 5 %, never: 10 %" +
                relapse({"10 days", "{exponential: {mean: 3 weeks}}"}) + "}");
  responses.add("  plain: {model: none}");
  return "responses:\n" + responses.joined("\n");
}

// The cohort's own, or the one that has what the courses ask for.
inline std::string response_of(const std::string& cohort, Asks asks) {
  if (asks == Asks::Scores) return "trd";
  return asks == Asks::Response && cohort == "plain" ? "chance" : cohort;
}

inline std::string antidepressant(Chooser& choose, Order order, const std::string& response) {
  Unordered part(order);
  part.add(fmt::format("share: {} %", choose.between(20, 100)));
  part.add("drop_out: " + choose.one_of({"x 0.5", "x 1.5", "x 20"}));
  if (response == "trd") part.add("gain: " + choose.one_of({"x 1.2", "x 0.7", "x 9"}));
  if (response == "trd" && choose.yes(50)) part.add("half_life: x 3");
  return "antidepressant: " + part.inline_mapping();
}

inline std::string talk_therapy(Chooser& choose, Order order) {
  Unordered part(order);
  if (choose.yes(70)) part.add(fmt::format("share: {} %", choose.between(20, 100)));
  part.add("visit: " + choose.one_of({"therapy", "therapy", "consultation"}));
  part.add("every: " +
           choose.one_of({"1 week", "[3 days, 4 days]", "{uniform: [5 days, 9 days]}", "3 weeks"}));
  if (choose.yes(30)) part.add("window: {early: 1 day, late: 3 days}");
  return "talk_therapy: " + part.inline_mapping();
}

inline std::string with(Chooser& choose, Order order, const std::string& response) {
  Unordered parts(order);
  const bool pills = choose.yes(60);
  if (pills) parts.add(antidepressant(choose, order, response));
  if (!pills || choose.yes(60)) parts.add(talk_therapy(choose, order));
  return "with: " + parts.inline_mapping();
}

inline std::string referrals(Chooser& choose, Order order) {
  if (choose.yes(65))
    return choose.one_of(
        {"3 / week", "8 / week", "{every: 9 h}", "{exponential: {mean: 8 h}}", "{at_start: 12}"});
  Unordered referrals(order);
  referrals.add(fmt::format("rate: {} / week", choose.between(1, 9)));
  if (choose.yes(60)) referrals.add("by_month: {jan: 2, feb-mar: 0.5}");
  if (choose.yes(60)) referrals.add("by_weekday: {mon: 3, tue: 0}");
  if (choose.yes(60)) referrals.add("by_hour: {9: 4, 14:00-16:00: 0.2}");
  if (choose.yes(60)) referrals.add(fmt::format("growth: {} % / year", choose.between(-60, 300)));
  return referrals.inline_mapping();
}

inline void add_starting_state(Chooser& choose, Order order, const std::string& response,
                               Unordered& cohort) {
  if (choose.yes(30)) {
    Unordered waiting(order);
    waiting.add(fmt::format("patients: {}", choose.between(1, 15)));
    waiting.add("waited: " + choose.one_of({"{uniform: [0 days, 40 days]}", "2 weeks"}));
    cohort.add("waiting_list: " + waiting.inline_mapping());
  }
  if (choose.yes(30)) {
    Unordered in_course(order);
    in_course.add(fmt::format("patients: {}", choose.between(1, 12)));
    if (choose.yes(50)) in_course.add("course: " + any_course(choose));
    if (response != "plain" && choose.yes(50)) in_course.add("state: responding");
    cohort.add("in_course: " + in_course.inline_mapping());
  }
}

inline std::string cohorts(Chooser& choose, Order order, Asks asks) {
  Unordered cohorts(order);
  for (const std::string name : {"trd", "chance", "plain"}) {
    Unordered cohort(order);
    cohort.add("referrals: " + referrals(choose, order));
    const std::string response = response_of(name, asks);
    cohort.add("course: " + choose.one_of({"induction", "induction", "booster", "maintenance"}));
    cohort.add("response: " + response);
    if (choose.yes(35)) cohort.add(with(choose, order, response));
    if (choose.yes(50)) {
      cohort.add("screening: {" + std::string(choose.yes(60) ? "visit: consultation, " : "") +
                 "excluded: {declined: 10 %, psychosis: 5 %}}");
    }
    if (choose.yes(50))
      cohort.add("waits_at_most: " + choose.one_of({"{exponential: {mean: 25 days}}", "30 days"}));
    if (choose.yes(40)) cohort.add(fmt::format("priority: {}", choose.between(1, 3)));
    add_starting_state(choose, order, response, cohort);
    cohorts.add("  " + name + ": " + cohort.inline_mapping());
  }
  return "cohorts:\n" + cohorts.joined("\n");
}

// --- money

inline std::string by_name(Chooser& choose, Order order, const std::vector<std::string>& names) {
  Unordered amounts(order);
  for (const std::string& name : names) {
    const int amount = choose.between(0, 500);
    if (choose.yes(60)) amounts.add(fmt::format("{}: {}.5", name, amount));
  }
  return amounts.inline_mapping();
}

inline std::string economics(Chooser& choose, Order order) {
  const std::vector<std::string> visits = {"consultation", "infusion", "first_infusion", "therapy"};
  Unordered cost(order);
  cost.add("per_visit: " + by_name(choose, order, visits));
  cost.add("per_staffed_hour: " + by_name(choose, order, {"chairs", "nurses", "prescribers"}));
  cost.add(fmt::format("per_day_open: {}", choose.between(0, 900)));
  Unordered economics(order);
  if (choose.yes(60)) economics.add("currency: " + choose.one_of({"EUR", "Fr."}));
  economics.add("price: " + by_name(choose, order, visits));
  economics.add("cost: " + cost.inline_mapping());
  return "economics: " + economics.inline_mapping();
}

}  // namespace random_scenario_parts

// A clinic with four kinds of visit, three courses, three responses and three cohorts, for 14
// weeks. The order of the file is the only thing that `order` changes. A few are refused, for a
// visit that fits nowhere into the hours made up for it: random_model.h leaves them out.
inline std::string random_scenario(std::uint64_t seed, Order order = Order::AsMade) {
  namespace parts = random_scenario_parts;
  Chooser choose(seed);
  Unordered scenario(order);
  scenario.add("chairtime: 1");
  scenario.add(fmt::format("name: Random scenario {}", seed));
  scenario.add(parts::clinic(choose, order));
  scenario.add(parts::visits(choose, order));
  scenario.add(parts::booking(choose, order));
  scenario.add(parts::attendance(choose, order));
  const parts::Asks asks = parts::asks(choose);
  scenario.add(parts::courses(choose, order, asks));
  scenario.add(parts::responses(choose, order));
  scenario.add(parts::cohorts(choose, order, asks));
  if (choose.yes(50)) scenario.add(parts::economics(choose, order));
  scenario.add("run: {warm_up: 2 weeks, length: 12 weeks, replications: 2}");
  return scenario.joined("\n") + "\n";
}

}  // namespace sim::tests
