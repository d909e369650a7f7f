// tests/unit/stats/pair_tally_test.cpp: paired differences against the paired t test and the
// jackknife of a difference.
#include "sim/stats/pair_tally.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/statistics.h"

namespace sim::stats {
namespace {

using tests::equal_but_for_rounding;
using Pair = PairTally::Pair;

PairTally tallied(const std::vector<Pair>& pairs) {
  PairTally tally;
  for (const Pair& pair : pairs)
    tally.add(pair);
  return tally;
}

Pair values(double first, double second) { return {{first, 1.0}, {second, 1.0}}; }

TEST(PairTally, OfValuesIsThePairedTInterval) {
  // Differences 1, 3, 2, 2: mean 2, variance 2/3, standard error sqrt(1/6); t with 3 is 3.182.
  const PairTally tally =
      tallied({values(10.0, 11.0), values(4.0, 7.0), values(8.0, 10.0), values(6.0, 8.0)});
  const Estimate difference = tally.difference(0.95);
  EXPECT_DOUBLE_EQ(difference.mean, 2.0);
  EXPECT_EQ(difference.observations, 4U);
  EXPECT_NEAR(difference.half_width.value(), 3.182 * std::sqrt(1.0 / 6.0), 0.001);
  EXPECT_EQ(tally.higher(), 4U);
  EXPECT_EQ(tally.lower(), 0U);
  // t = 2 / sqrt(1/6) = 4.899; for 3 degrees the distribution function has a closed form.
  const double t = 2.0 / std::sqrt(1.0 / 6.0);
  const double root3 = std::sqrt(3.0);
  const double pi = std::acos(-1.0);
  const double below = 0.5 + (std::atan(t / root3) + t / root3 / (1.0 + t * t / 3.0)) / pi;
  EXPECT_NEAR(tally.p_value().value(), 2.0 * (1.0 - below), 1e-9);
}

TEST(PairTally, SaysWhatTheIntervalWouldBeWithoutPairs) {
  // Variances 6.667 and 3.333 (of 10, 4, 8, 6 and of 11, 7, 10, 8: mean 9, squares 4+4+1+1).
  const PairTally tally =
      tallied({values(10.0, 11.0), values(4.0, 7.0), values(8.0, 10.0), values(6.0, 8.0)});
  const double a = 20.0 / 3.0;
  const double b = 10.0 / 3.0;
  const double welch = 3.0 * (a + b) * (a + b) / (a * a + b * b);  // 5.4
  EXPECT_NEAR(tally.unpaired_half_width(0.95).value(),
              student_t(0.95, static_cast<std::size_t>(welch)) * std::sqrt((a + b) / 4.0), 1e-9);
  // Covariance (3 x 2 + -3 x -2 + 1 x 1 + -1 x -1) / 3.
  EXPECT_NEAR(tally.correlation().value(), 14.0 / 3.0 / std::sqrt(a * b), 1e-12);
  EXPECT_NEAR(tally.variance_saved().value(), 1.0 - 2.0 / 3.0 / (a + b), 1e-12);
}

TEST(PairTally, OfWhatNeverDiffersIsExactlyNothing) {
  std::mt19937_64 bits(3);
  PairTally tally;
  for (int i = 0; i < 50; ++i) {
    const Ratio ratio{static_cast<double>(bits() >> 11) / 3.0,
                      1.0 + static_cast<double>(bits() >> 40)};
    tally.add({ratio, ratio});
  }
  EXPECT_EQ(tally.difference(0.95).mean, 0.0);
  EXPECT_EQ(tally.difference(0.95).half_width, 0.0);
  EXPECT_EQ(tally.p_value(), 1.0);
  EXPECT_EQ(tally.correlation(), 1.0);
  EXPECT_EQ(tally.variance_saved(), 1.0);
  EXPECT_EQ(tally.higher() + tally.lower(), 0U);
}

TEST(PairTally, OfWhatAlwaysDiffersByTheSameIsCertain) {
  const PairTally tally = tallied({values(1.0, 2.0), values(5.0, 6.0), values(2.0, 3.0)});
  EXPECT_EQ(tally.difference(0.95).mean, 1.0);
  EXPECT_NEAR(tally.difference(0.95).half_width.value(), 0.0, 1e-7);
  EXPECT_LT(tally.p_value().value(), 1e-9);
}

// The difference of two ratios of sums when each replication is left out in turn.
double jackknife_error(const std::vector<Pair>& pairs) {
  const auto n = static_cast<double>(pairs.size());
  Tally without;
  for (std::size_t left_out = 0; left_out < pairs.size(); ++left_out) {
    Ratio a;
    Ratio b;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (i == left_out) continue;
      a = {a.numerator + pairs[i].first.numerator, a.denominator + pairs[i].first.denominator};
      b = {b.numerator + pairs[i].second.numerator, b.denominator + pairs[i].second.denominator};
    }
    without.add(b.numerator / b.denominator - a.numerator / a.denominator);
  }
  return (n - 1.0) * std::sqrt(without.variance() / n);
}

TEST(PairTally, OfRatiosAgreesWithTheJackknifeOfTheirDifference) {
  std::mt19937_64 bits(11);
  const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
  std::vector<Pair> pairs;
  double over_a = 0.0;
  double under_a = 0.0;
  double over_b = 0.0;
  double under_b = 0.0;
  for (int i = 0; i < 400; ++i) {
    const double common = 80.0 + 40.0 * uniform();
    const Pair pair{{common * (0.5 + 0.2 * uniform()), common},
                    {common * (0.6 + 0.2 * uniform()), common + 10.0 * uniform()}};
    pairs.push_back(pair);
    over_a += pair.first.numerator;
    under_a += pair.first.denominator;
    over_b += pair.second.numerator;
    under_b += pair.second.denominator;
  }
  const Estimate difference = tallied(pairs).difference(0.95);
  EXPECT_TRUE(equal_but_for_rounding(difference.mean, over_b / under_b - over_a / under_a));
  const double expected = student_t(0.95, 399) * jackknife_error(pairs);
  EXPECT_NEAR(difference.half_width.value(), expected, 0.01 * expected);
}

TEST(PairTally, NeedsTwoPairsForAnInterval) {
  EXPECT_EQ(tallied({}).difference(0.95).observations, 0U);
  const PairTally one = tallied({values(1.0, 3.0)});
  EXPECT_EQ(one.difference(0.95).mean, 2.0);
  EXPECT_FALSE(one.difference(0.95).half_width.has_value());
  EXPECT_FALSE(one.p_value().has_value());
  EXPECT_FALSE(one.correlation().has_value());
}

TEST(PairTally, WhatOneOfTheTwoNeverHadCannotBeCompared) {
  const PairTally tally = tallied({{{0.0, 0.0}, {1.0, 2.0}}, {{0.0, 0.0}, {1.0, 3.0}}});
  EXPECT_EQ(tally.difference(0.95).observations, 0U);
}

}  // namespace
}  // namespace sim::stats
