// tests/oracle/sensitivity_test.cpp: what moves the wait of a queue, as queueing theory says.
//
// One chair, patients at random, visits that are all alike: M/D/1. At a rate r and a length s the
// mean wait is r s^2 / (2 (1 - r s)) (Pollaczek 1930, Khinchine 1932), at every end of every range
// and at every point between.
#include "sim/experiment/sensitivity.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/config/uncertain.h"
#include "sim/experiment/latin_hypercube.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

using experiment::Sensitivity;
using experiment::Study;

constexpr double minutes_a_week = 10080.0;
constexpr const char* figure_name = "wait_in_clinic.mean";

struct Range {
  double low, value, high;
  double at(double share) const { return low + share * (high - low); }
};
constexpr Range length{90.0, 100.0, 105.0};  // minutes
constexpr Range rate{60.0, 70.0, 80.0};      // a week

double wait(double minutes, double a_week) {
  const double a_minute = a_week / minutes_a_week;
  return a_minute * minutes * minutes / (2.0 * (1.0 - a_minute * minutes));
}

const std::vector<std::string>& overrides() {
  static const std::vector<std::string> overrides = {
      "visits.treatment.steps.treat.takes={value: 100 min, range: [90 min, 105 min]}",
      "cohorts.patients.referrals={value: 70 / week, range: [60 / week, 80 / week]}",
      // Nobody needs a nurse.
      "clinic.resources.nurses={value: 2, range: [1, 3]}", "run.length=5 years",
      "run.replications=40"};
  return overrides;
}

// In the order of the inputs: nurses, length, rate.
struct Analysed {
  std::vector<std::vector<double>> shares;  // by point
  Sensitivity sensitivity;
};

std::vector<std::string> with_more(const std::vector<std::string>& more) {
  std::vector<std::string> all = overrides();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Analysed analyse() {
  const std::string text = text_of("scenarios/oracle/service_variability.yaml");
  const auto with = [&](const std::vector<std::string>& more) {
    return compiled(text, with_more(more));
  };
  const model::Model model = with({});
  Diagnostics found;
  const auto inputs = config::uncertain_inputs(
      model,
      [&](const auto& more, Diagnostics& wrong) {
        return config::compile(text, "test.yaml", with_more(more), wrong);
      },
      found);
  EXPECT_EQ(inputs.size(), 3U);
  Study study{model, {}, {}, {figure_name}};
  std::vector<std::string> paths;
  for (const model::UncertainInput& input : inputs) {
    paths.push_back(input.path);
    study.inputs.push_back({input, with({config::setting_at(input, 0.0).override}),
                            with({config::setting_at(input, 1.0).override})});
  }
  Analysed analysed;
  analysed.shares = experiment::latin_hypercube(model.run.seed, paths, 64);
  for (const std::vector<double>& shares : analysed.shares) {
    std::vector<std::string> settings;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      settings.push_back(config::setting_at(inputs[i], shares[i]).override);
    study.points.push_back({shares, with(settings)});
  }
  analysed.sensitivity = sensitivity(study, {});
  return analysed;
}

const Analysed& analysed() {
  static const Analysed analysed = analyse();
  return analysed;
}

const Sensitivity::Figure& waiting() { return analysed().sensitivity.figures.front(); }

Measured difference(const experiment::Difference& of) {
  return as_measured(of.estimate, analysed().sensitivity.plan.confidence);
}

TEST(TheTornado, SaysWhatPollaczekAndKhinchineSayOfBothEnds) {
  ASSERT_EQ(analysed().sensitivity.inputs[1].path, "visits.treatment.steps.treat.takes");
  ASSERT_EQ(analysed().sensitivity.inputs[2].path, "cohorts.patients.referrals");
  const double base = wait(length.value, rate.value);
  const experiment::Swing& by_length = waiting().swings[1];
  EXPECT_TRUE(within_error(difference(by_length.low), wait(length.low, rate.value) - base));
  EXPECT_TRUE(within_error(difference(by_length.high), wait(length.high, rate.value) - base));
  EXPECT_TRUE(within_error(difference(by_length.across),
                           wait(length.high, rate.value) - wait(length.low, rate.value)));
  const experiment::Swing& by_rate = waiting().swings[2];
  EXPECT_TRUE(within_error(difference(by_rate.low), wait(length.value, rate.low) - base));
  EXPECT_TRUE(within_error(difference(by_rate.high), wait(length.value, rate.high) - base));
  EXPECT_TRUE(within_error(difference(by_rate.across),
                           wait(length.value, rate.high) - wait(length.value, rate.low)));
}

// From 60 to 80 a week the wait grows by 119 minutes, from 90 to 105 minutes by 66.
TEST(TheTornado, RanksAsTheFormulaDoes) {
  EXPECT_GT(wait(length.value, rate.high) - wait(length.value, rate.low),
            wait(length.high, rate.value) - wait(length.low, rate.value));
  EXPECT_EQ(waiting().by_swing, (std::vector<std::size_t>{2, 1, 0}));
  EXPECT_TRUE(moves(waiting().swings[2], 0.95));
  EXPECT_TRUE(moves(waiting().swings[1], 0.95));
  EXPECT_FALSE(moves(waiting().swings[0], 0.95));
  EXPECT_EQ(waiting().swings[0].across.estimate.mean, 0.0);
}

// The ranks of the formula at the same points, in place of those of the runs.
TEST(TheLatinHypercube, GoesAlongWithInputsAsTheFormulaDoes) {
  std::vector<double> waits;
  std::vector<std::vector<double>> by_input(3);
  for (const std::vector<double>& shares : analysed().shares) {
    waits.push_back(wait(length.at(shares[1]), rate.at(shares[2])));
    for (std::size_t i = 0; i < by_input.size(); ++i)
      by_input[i].push_back(shares[i]);
  }
  for (std::size_t i = 0; i < by_input.size(); ++i) {
    const auto expected = stats::rank_correlation(by_input[i], waits, 0.95);
    const auto& found = waiting().correlations[i];
    ASSERT_TRUE(expected && found);
    EXPECT_EQ(found->pairs, 64U);
    EXPECT_LE(found->interval->low, expected->coefficient) << i;
    EXPECT_GE(found->interval->high, expected->coefficient) << i;
  }
  EXPECT_EQ(waiting().by_correlation.front(), 2U);
  const auto& unused = waiting().correlations[0]->interval;
  EXPECT_LE(unused->low, 0.0);
  EXPECT_GE(unused->high, 0.0);
}

}  // namespace
}  // namespace sim::tests
