// tests/support/random_scenario.h: scenarios made up from a number, for what must hold for all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/random/draw.h"

namespace sim::tests {

// Choices made from a seed, one after another.
class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : seed_(random::mix(seed)) {}

  // A whole number from low to high, both included.
  int between(int low, int high) {
    const std::uint64_t bits = random::mix(seed_ + ++choices_ * random::golden);
    return low + static_cast<int>(bits % static_cast<std::uint64_t>(high - low + 1));
  }
  bool yes(int percent) { return between(1, 100) <= percent; }
  std::string one_of(const std::vector<std::string>& options) {
    return options[static_cast<std::size_t>(between(0, static_cast<int>(options.size()) - 1))];
  }

 private:
  std::uint64_t seed_;
  std::uint64_t choices_ = 0;
};

enum class Order : std::uint8_t { AsMade, Reversed };

// Mappings whose order in the file means nothing.
class Unordered {
 public:
  explicit Unordered(Order order) : order_(order) {}
  void add(const std::string& entry) { entries_.push_back(entry); }
  std::string joined(const std::string& separator) {
    if (order_ == Order::Reversed) std::reverse(entries_.begin(), entries_.end());
    return fmt::format("{}", fmt::join(entries_, separator));
  }

 private:
  Order order_;
  std::vector<std::string> entries_;
};

namespace random_scenario_parts {

inline std::string clinic(Chooser& choose, Order order) {
  Unordered resources(order);
  resources.add(fmt::format("chairs: {}", choose.between(1, 5)));
  const int nurses = choose.between(1, 3);
  resources.add(
      choose.yes(50)
          ? fmt::format("nurses: {}", nurses)
          : fmt::format("nurses: {{on: {{mon-fri: {{08:00-12:00: {}, 12:00-15:00: {}}}}}}}", nurses,
                        choose.between(1, 3)));
  resources.add("prescribers: {count: 1, on: {\"mon,wed\": 08:30-12:30}}");
  Unordered clinic(order);
  clinic.add("  open: {mon-fri: " +
             choose.one_of({"08:00-17:00", "[08:00-12:30, 13:00-17:15]", "07:40-16:00"}) + "}");
  clinic.add("  closed: [2027-01-06, 2027-01-18 to 2027-01-20]");
  clinic.add("  resources: {" + resources.joined(", ") + "}");
  return "clinic:\n" + clinic.joined("\n");
}

inline std::string visits(Chooser& choose, Order order) {
  Unordered visits(order);
  visits.add(
      "  consultation: {steps: [{name: talk, takes: {uniform: [20 min, 45 min]}, "
      "needs: {prescribers: 1}}]}");
  visits.add(fmt::format(
      "  infusion:\n"
      "    throughout: {{chairs: 1}}\n"
      "    steps:\n"
      "      - {{name: prepare, takes: {} min, needs: {{nurses: 1}}}}\n"
      "      - {{name: infuse, takes: {{gamma: {{mean: 40 min, sd: {} min}}}}, needs: {{nurses: "
      "1/3}}}}\n"
      "      - {{name: monitor, takes: 40 min, needs: {{nurses: {}}}}}\n"
      "      - {{name: clean, takes: 10 min, after_patient: yes, needs: {{nurses: 1/2}}}}",
      choose.between(5, 15), choose.between(1, 12), choose.one_of({"1/4", "1/2", "1"})));
  return "visits:\n" + visits.joined("\n");
}

inline std::string booking(Chooser& choose, Order order) {
  Unordered booking(order);
  if (choose.yes(40)) {
    booking.add("mode: walk_in");
  } else {
    booking.add("slot: " + choose.one_of({"10 min", "15 min", "30 min"}));
    booking.add("choose: " + choose.one_of({"nearest_to_target", "earliest"}));
    booking.add("opens: " + choose.one_of({"3 weeks", "8 weeks"}));
  }
  return "booking: {" + booking.joined(", ") + "}";
}

inline std::string courses(Chooser& choose, Order order) {
  Unordered courses(order);
  for (const std::string name : {"induction", "booster"}) {
    courses.add(fmt::format(
        "  {}:\n"
        "    visit: infusion\n"
        "    infusions: {}\n"
        "    every: {}\n"
        "    drop_out: {} %\n"
        "    assess: {}\n"
        "    stop_rules:\n"
        "      - {{name: enough, when: 'infusions >= {}', then: {}}}\n"
        "      - {{name: late, when: {{any: ['late_visits >= 3', 'missed_visits >= 2']}}}}",
        name, choose.between(2, 8), choose.one_of({"3.5 days", "1 week", "[3 days, 4 days]"}),
        choose.between(0, 10), choose.one_of({"24 h", "0 h", "before_next", "6 days"}),
        choose.between(3, 7), choose.one_of({"stop", "complete", "{extend_by: 2}"})));
  }
  return "courses:\n" + courses.joined("\n");
}

inline std::string responses(Order order) {
  Unordered responses(order);
  responses.add(
      "  trd: {model: trajectory, scale: MADRS, baseline: {normal: {mean: 33, sd: 6, min: "
      "20, max: 54}}, capable: 90 %, ceiling: {logit_normal: {mean: 4, sd: 0.7}}, gain: "
      "{logit_normal: {mean: -1.25, sd: 1.15}}, half_life: {lognormal: {median: 30 days, "
      "log_sd: 0.7}}, noise: 3.5}");
  responses.add("  chance: {model: hazard, hazard: [15 %, 30 %], loss: 5 %, never: 10 %}");
  responses.add("  plain: {model: none}");
  return "responses:\n" + responses.joined("\n");
}

inline std::string cohorts(Chooser& choose, Order order) {
  Unordered cohorts(order);
  for (const std::string name : {"trd", "chance", "plain"}) {
    Unordered cohort(order);
    cohort.add("referrals: " + choose.one_of({"3 / week", "8 / week", "{every: 9 h}",
                                              "{exponential: {mean: 8 h}}", "{at_start: 12}"}));
    cohort.add("course: " + choose.one_of({"induction", "booster"}));
    cohort.add("response: " + name);
    if (choose.yes(50)) {
      cohort.add("screening: {" + std::string(choose.yes(60) ? "visit: consultation, " : "") +
                 "excluded: {declined: 10 %, psychosis: 5 %}}");
    }
    if (choose.yes(50)) cohort.add("waits_at_most: {exponential: {mean: 25 days}}");
    cohorts.add("  " + name + ": {" + cohort.joined(", ") + "}");
  }
  return "cohorts:\n" + cohorts.joined("\n");
}

}  // namespace random_scenario_parts

// A clinic with two kinds of visit, two courses, three responses and three cohorts, for 14 weeks.
// The order of the file is the only thing that `order` changes.
inline std::string random_scenario(std::uint64_t seed, Order order = Order::AsMade) {
  namespace parts = random_scenario_parts;
  Chooser choose(seed);
  const std::string no_show =
      fmt::format("attendance: {{infusion: {{no_show: {} %}}}}", choose.between(0, 20));
  Unordered scenario(order);
  scenario.add("chairtime: 1");
  scenario.add(fmt::format("name: Random scenario {}", seed));
  scenario.add(parts::clinic(choose, order));
  scenario.add(parts::visits(choose, order));
  scenario.add(parts::booking(choose, order));
  scenario.add(no_show);
  scenario.add(parts::courses(choose, order));
  scenario.add(parts::responses(order));
  scenario.add(parts::cohorts(choose, order));
  scenario.add("run: {warm_up: 2 weeks, length: 12 weeks, replications: 2}");
  return scenario.joined("\n") + "\n";
}

}  // namespace sim::tests
