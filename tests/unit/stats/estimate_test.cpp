// tests/unit/stats/estimate_test.cpp: intervals against printed tables, formulas and brute force.
#include "sim/stats/estimate.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "tests/support/statistics.h"

namespace sim::stats {
namespace {

using tests::equal_but_for_rounding;

TEST(StudentT, AgreesWithThePrintedTable) {
  // Fisher and Yates, Statistical Tables (1963), table III, two-sided.
  struct Row {
    std::size_t degrees;
    double at_90, at_95, at_99;
  };
  for (const Row& row :
       {Row{1, 6.314, 12.706, 63.657}, Row{2, 2.920, 4.303, 9.925}, Row{5, 2.015, 2.571, 4.032},
        Row{9, 1.833, 2.262, 3.250}, Row{10, 1.812, 2.228, 3.169}, Row{30, 1.697, 2.042, 2.750},
        Row{120, 1.658, 1.980, 2.617}}) {
    EXPECT_NEAR(student_t(0.90, row.degrees), row.at_90, 0.0005) << row.degrees;
    EXPECT_NEAR(student_t(0.95, row.degrees), row.at_95, 0.0005) << row.degrees;
    EXPECT_NEAR(student_t(0.99, row.degrees), row.at_99, 0.0005) << row.degrees;
  }
}

TEST(StudentT, RefusesWhatIsNoConfidence) {
  EXPECT_THROW(student_t(0.0, 3), BrokenPromise);
  EXPECT_THROW(student_t(1.0, 3), BrokenPromise);
  EXPECT_THROW(student_t(0.95, 0), BrokenPromise);
}

TEST(StudentTUpTo, IsTheShareBelowThePrintedQuantiles) {
  // The same table, one-sided: half of what lies outside is above.
  struct Row {
    std::size_t degrees;
    double at_95, at_975, at_995;
  };
  for (const Row& row :
       {Row{1, 6.314, 12.706, 63.657}, Row{5, 2.015, 2.571, 4.032}, Row{10, 1.812, 2.228, 3.169},
        Row{30, 1.697, 2.042, 2.750}, Row{120, 1.658, 1.980, 2.617}}) {
    // The table has three decimals, and no density is above 0.4.
    EXPECT_NEAR(student_t_up_to(row.at_95, row.degrees), 0.95, 0.0002) << row.degrees;
    EXPECT_NEAR(student_t_up_to(row.at_975, row.degrees), 0.975, 0.0002) << row.degrees;
    EXPECT_NEAR(student_t_up_to(-row.at_995, row.degrees), 0.005, 0.0002) << row.degrees;
  }
}

TEST(StudentTUpTo, HasAFormulaForOneAndTwoDegrees) {
  const double pi = std::acos(-1.0);
  for (const double t : {-40.0, -1.0, -0.2, 0.0, 0.7, 3.0, 1e6}) {
    EXPECT_TRUE(equal_but_for_rounding(student_t_up_to(t, 1), 0.5 + std::atan(t) / pi)) << t;
    EXPECT_TRUE(
        equal_but_for_rounding(student_t_up_to(t, 2), 0.5 + t / (2.0 * std::sqrt(2.0 + t * t))))
        << t;
  }
  EXPECT_THROW(student_t_up_to(1.0, 0), BrokenPromise);
}

TEST(StandardError, IsWhatTheHalfWidthIsAMultipleOf) {
  // As below: sqrt(20 / 3 / 4) of four values, whatever the confidence.
  for (const double confidence : {0.5, 0.9, 0.95, 0.999}) {
    const double half_width = *mean_interval({2.0, 4.0, 6.0, 8.0}, confidence).half_width;
    EXPECT_TRUE(
        equal_but_for_rounding(standard_error(half_width, confidence, 3), std::sqrt(20.0 / 12.0)));
  }
}

TEST(MeanInterval, IsTimesTheStandardErrorOfTheMean) {
  // Mean 5, squares of the deviations 9 + 1 + 1 + 9 = 20, so the standard error is
  // sqrt(20 / 3 / 4); t with 3 degrees of freedom is 3.182 in the printed table.
  const Estimate estimate = mean_interval({2.0, 4.0, 6.0, 8.0}, 0.95);
  EXPECT_EQ(estimate.mean, 5.0);
  EXPECT_EQ(estimate.observations, 4U);
  ASSERT_TRUE(estimate.half_width.has_value());
  EXPECT_NEAR(*estimate.half_width, 3.182 * std::sqrt(20.0 / 12.0), 0.001);
}

TEST(MeanInterval, NeedsTwoValues) {
  const Estimate none = mean_interval({}, 0.95);
  EXPECT_EQ(none.observations, 0U);
  EXPECT_FALSE(none.half_width.has_value());
  const Estimate one = mean_interval({3.0}, 0.95);
  EXPECT_EQ(one.mean, 3.0);
  EXPECT_EQ(one.observations, 1U);
  EXPECT_FALSE(one.half_width.has_value());
}

TEST(MeanInterval, OfEqualValuesHasNoWidth) {
  EXPECT_EQ(mean_interval({3.0, 3.0, 3.0}, 0.95).half_width, 0.0);
}

TEST(MeanInterval, CoversTheTruthAsOftenAsItsConfidenceSays) {
  // Each interval covers or not: a share of the trials with a binomial standard error.
  std::mt19937_64 bits(1);
  const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
  const auto nearly_normal = [&] {  // the sum of twelve uniforms: mean 6, variance 1
    double sum = 0.0;
    for (int i = 0; i < 12; ++i)
      sum += uniform();
    return sum;
  };
  constexpr int trials = 20'000;
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> values;
    for (int i = 0; i < 5; ++i)
      values.push_back(nearly_normal());
    const Estimate estimate = mean_interval(values, 0.90);
    covered += std::abs(estimate.mean - 6.0) <= *estimate.half_width ? 1 : 0;
  }
  EXPECT_TRUE(tests::within_error(
      {static_cast<double>(covered) / trials, std::sqrt(0.9 * 0.1 / trials)}, 0.90));
}

// The jackknife as it is defined: leave each out, compute the ratio of the others.
double jackknife_error(const std::vector<Ratio>& ratios) {
  const auto n = static_cast<double>(ratios.size());
  std::vector<double> without;
  double mean = 0.0;
  for (std::size_t left_out = 0; left_out < ratios.size(); ++left_out) {
    double numerator = 0.0;
    double denominator = 0.0;
    for (std::size_t i = 0; i < ratios.size(); ++i) {
      if (i == left_out) continue;
      numerator += ratios[i].numerator;
      denominator += ratios[i].denominator;
    }
    without.push_back(numerator / denominator);
    mean += numerator / denominator / n;
  }
  double squares = 0.0;
  for (const double value : without)
    squares += (value - mean) * (value - mean);
  return std::sqrt((n - 1.0) / n * squares);
}

void expect_ratio(const std::vector<Ratio>& ratios, double expected) {
  const Estimate estimate = ratio_interval(ratios, 0.95);
  EXPECT_TRUE(equal_but_for_rounding(estimate.mean, expected));
  EXPECT_EQ(estimate.observations, ratios.size());
  ASSERT_TRUE(estimate.half_width.has_value());
  const double half_width = student_t(0.95, ratios.size() - 1) * jackknife_error(ratios);
  EXPECT_TRUE(equal_but_for_rounding(*estimate.half_width, half_width));
}

TEST(RatioInterval, IsTheRatioOfSumsWithTheJackknifeThatLeavesOneOut) {
  expect_ratio({{3.0, 10.0}, {8.0, 20.0}, {1.0, 5.0}}, 12.0 / 35.0);
  expect_ratio({{30.0, 40.0}, {35.0, 40.0}, {28.0, 38.0}, {31.0, 42.0}, {40.0, 41.0}},
               164.0 / 201.0);
}

TEST(RatioInterval, CountsReplicationsInWhichNothingHappenedAsZeros) {
  expect_ratio({{3.0, 10.0}, {0.0, 0.0}, {8.0, 20.0}, {0.0, 0.0}}, 11.0 / 30.0);
}

TEST(RatioInterval, IsTheMeanIntervalWhereAllDenominatorsAreEqual) {
  const Estimate ratio = ratio_interval({{4.0, 2.0}, {8.0, 2.0}, {12.0, 2.0}, {16.0, 2.0}}, 0.95);
  const Estimate mean = mean_interval({2.0, 4.0, 6.0, 8.0}, 0.95);
  EXPECT_TRUE(equal_but_for_rounding(ratio.mean, mean.mean));
  EXPECT_TRUE(equal_but_for_rounding(*ratio.half_width, *mean.half_width));
}

TEST(RatioInterval, IsAbsentWhereNothingHappenedInAnyReplication) {
  for (const Estimate& estimate :
       {ratio_interval({}, 0.95), ratio_interval({{0.0, 0.0}, {0.0, 0.0}}, 0.95)}) {
    EXPECT_EQ(estimate.observations, 0U);
    EXPECT_FALSE(estimate.half_width.has_value());
  }
}

TEST(RatioInterval, HasNoWidthToTellWhereASingleReplicationHasAllThereIs) {
  for (const Estimate& estimate :
       {ratio_interval({{1.0, 4.0}}, 0.95), ratio_interval({{1.0, 4.0}, {0.0, 0.0}}, 0.95)}) {
    EXPECT_EQ(estimate.mean, 0.25);
    EXPECT_FALSE(estimate.half_width.has_value());
  }
}

}  // namespace
}  // namespace sim::stats
