// tests/oracle/targets_test.cpp: targets on a queue of which the wait is known.
#include <cmath>
#include <string>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/report/json.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

// One chair that is busy 70 % of the time, visits of 100 minutes on average: M/M/1.
constexpr double load = 0.7;
constexpr double service = 100.0;
constexpr double mean_wait = service * load / (1.0 - load);

model::Model queue(const std::string& targets) {
  return compiled(
      text_of("scenarios/oracle/several_chairs.yaml"),
      {"clinic.resources.chairs=1",
       fmt::format("cohorts.patients.referrals={} / week", load * 7.0 * 24.0 * 60.0 / service),
       "run.length=2 years", "run.replications=20", "targets=" + targets});
}

TEST(TargetsOfAQueue, AreMetAndMissedAsTheFormulaSays) {
  const double above = 1.3 * mean_wait;
  const double below = 0.7 * mean_wait;
  const auto result = experiment::replicate(
      queue(fmt::format("[wait_in_clinic.mean <= {0} min, wait_in_clinic.mean <= {1} min, "
                        "wait_in_clinic.mean >= {0} min, wait_in_clinic.mean >= {1} min, "
                        "wait_in_clinic.mean <= {2} h]",
                        above, below, above / 60.0)),
      {});
  using Outcome = experiment::Verdict::Outcome;
  const std::vector<Outcome> expected = {Outcome::Met, Outcome::Missed, Outcome::Missed,
                                         Outcome::Met, Outcome::Met};
  ASSERT_EQ(result.targets.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(result.targets[i].outcome, expected[i]) << i;
    EXPECT_GT(result.targets[i].confidence.value(), 0.999) << i;
  }
}

// Everything from the figures that are printed beside the verdicts, and from the rows.
TEST(TargetsOfAQueue, AreAsSureAsTheIntervalsBesideThemSay) {
  struct Asked {
    std::string metric;
    double at_most;
    std::string unit;
  };
  const std::vector<Asked> asked = {{"wait_in_clinic.mean", 0.98 * mean_wait, "min"},
                                    {"wait_in_clinic.mean", 1.05 * mean_wait, "min"},
                                    {"utilisation[chairs]", 100.0 * load, "%"}};
  std::string targets;
  for (const Asked& each : asked)
    targets += fmt::format("\"{} <= {} {}\", ", each.metric, each.at_most, each.unit);
  const model::Model model = queue("[" + targets.substr(0, targets.size() - 2) + "]");
  const auto result = run_model(model);
  const auto json = nlohmann::json::parse(report::to_json(model, result, "0"));
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto& metric = json.at("metrics").at(asked[i].metric);
    const auto& target = json.at("targets").at(i);
    const auto n = metric.at("replications").get<double>();
    const boost::math::students_t student(n - 1.0);
    const double error = metric.at("half_width").get<double>() /
                         quantile(student, 0.5 + json.at("confidence").get<double>() / 2.0);
    const double t = (asked[i].at_most - metric.at("mean").get<double>()) / error;
    EXPECT_EQ(target.at("met").get<bool>(), t >= 0.0);
    EXPECT_TRUE(equal_but_for_rounding(target.at("confidence").get<double>(),
                                       std::max(cdf(student, t), cdf(student, -t))));
    int met = 0;
    for (const double value : by_replication(result, asked[i].metric))
      met += value <= asked[i].at_most ? 1 : 0;
    EXPECT_DOUBLE_EQ(target.at("replications_met").get<double>(), met / n);
  }
}

}  // namespace
}  // namespace sim::tests
