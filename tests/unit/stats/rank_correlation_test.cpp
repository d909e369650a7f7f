// tests/unit/stats/rank_correlation_test.cpp: ranks, and whether they go together.
#include "sim/stats/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "tests/support/statistics.h"

namespace sim::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr double confidence = 0.95;

TEST(Ranks, CountFromOneAndEqualValuesShareTheirAverage) {
  EXPECT_THAT(ranks({}), IsEmpty());
  EXPECT_THAT(ranks({30.0, 10.0, 20.0}), ElementsAre(3.0, 1.0, 2.0));
  EXPECT_THAT(ranks({5.0, 1.0, 5.0, 7.0}), ElementsAre(2.5, 1.0, 2.5, 4.0));
  EXPECT_THAT(ranks({2.0, 2.0, 2.0}), ElementsAre(2.0, 2.0, 2.0));
}

// By hand, without ties: 1 - 6 sum(d^2) / (n (n^2 - 1)); here d = 0, -1, 1, -1, 1: 1 - 24 / 120.
TEST(RankCorrelation, IsSpearmansFormulaWithoutTies) {
  const auto found = rank_correlation({1, 2, 3, 4, 5}, {10, 30, 20, 500, 40}, confidence);
  ASSERT_TRUE(found);
  EXPECT_TRUE(tests::equal_but_for_rounding(found->coefficient, 0.8));
  EXPECT_EQ(found->pairs, 5U);
}

// By hand, with ties: ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4. Deviations -1.5, 0, 0, 1.5 and -1.5,
// 0.5, -0.5, 1.5: products 4.5, squares 4.5 and 5.
TEST(RankCorrelation, IsPearsonsOfTheRanksWithTies) {
  const auto found = rank_correlation({1, 2, 2, 4}, {10, 30, 20, 40}, confidence);
  ASSERT_TRUE(found);
  EXPECT_TRUE(tests::equal_but_for_rounding(found->coefficient, 4.5 / std::sqrt(4.5 * 5.0)));
}

// By hand: r = 0.8, n = 5: tanh(1.098612 -+ 1.959964 sqrt(1.32 / 2)).
TEST(RankCorrelation, HasTheIntervalOfBonettAndWright) {
  const auto found = rank_correlation({1, 2, 3, 4, 5}, {10, 30, 20, 500, 40}, confidence);
  ASSERT_TRUE(found && found->interval);
  const double reach = 1.959963985 * std::sqrt(1.32 / 2.0);
  EXPECT_NEAR(found->interval->low, std::tanh(0.5 * std::log(9.0) - reach), 1e-8);
  EXPECT_NEAR(found->interval->high, std::tanh(0.5 * std::log(9.0) + reach), 1e-8);
}

TEST(RankCorrelation, OfPerfectOrderIsOneWhateverTheCurve) {
  const auto up = rank_correlation({1, 2, 3, 4}, {1, 10, 100, 1e9}, confidence);
  const auto down = rank_correlation({1, 2, 3, 4}, {-1, -10, -100, -1e9}, confidence);
  ASSERT_TRUE(up && down);
  EXPECT_EQ(up->coefficient, 1.0);
  EXPECT_EQ(up->interval->low, 1.0);
  EXPECT_EQ(down->coefficient, -1.0);
  EXPECT_EQ(down->interval->high, -1.0);
}

TEST(RankCorrelation, IsNotToldWhereNothingVaries) {
  EXPECT_FALSE(rank_correlation({}, {}, confidence));
  EXPECT_FALSE(rank_correlation({1}, {1}, confidence));
  EXPECT_FALSE(rank_correlation({1, 2, 3, 4}, {7, 7, 7, 7}, confidence));
  EXPECT_FALSE(rank_correlation({7, 7, 7, 7}, {1, 2, 3, 4}, confidence));
  const auto few = rank_correlation({1, 2, 3}, {1, 3, 2}, confidence);
  ASSERT_TRUE(few);
  EXPECT_FALSE(few->interval);
}

constexpr int experiments = 4000;
constexpr int points = 64;

// The share of experiments whose interval covers the true coefficient.
template <class Experiment>
double coverage(double truth, const Experiment& experiment) {
  std::mt19937_64 generator(1);
  int covered = 0;
  for (int i = 0; i < experiments; ++i) {
    std::vector<double> first;
    std::vector<double> second;
    experiment(generator, first, second);
    const auto found = rank_correlation(first, second, confidence);
    covered += found->interval->low <= truth && truth <= found->interval->high ? 1 : 0;
  }
  return static_cast<double>(covered) / experiments;
}

// Of normal pairs with Pearson's correlation r, Spearman's is 6 / pi asin(r / 2) (Pearson 1907).
TEST(RankCorrelation, CoversTheTruthOfNormalPairsAsOftenAsItSays) {
  for (const double r : {0.0, 0.3, 0.6, 0.9}) {
    const double truth = 6.0 / std::acos(-1.0) * std::asin(r / 2.0);
    const double covers = coverage(truth, [&](auto& generator, auto& first, auto& second) {
      std::normal_distribution<double> normal;
      for (int i = 0; i < points; ++i) {
        first.push_back(normal(generator));
        const double own = normal(generator);
        second.push_back(r * first.back() + std::sqrt(1.0 - r * r) * own);
      }
    });
    EXPECT_GE(covers, 0.93) << r;
    EXPECT_LE(covers, 0.97) << r;
  }
}

// Spearman's correlation of U with U + V, both uniform, is 12 E[U F(U + V)] - 3, F being the
// distribution function of the sum: s^2 / 2 up to 1, 1 - (2 - s)^2 / 2 beyond.
double correlation_with_a_sum_of_two() {
  constexpr int steps = 1000;
  double sum = 0.0;
  for (int i = 0; i < steps; ++i) {
    for (int j = 0; j < steps; ++j) {
      const double u = (i + 0.5) / steps;
      const double s = u + (j + 0.5) / steps;
      sum += u * (s < 1.0 ? 0.5 * s * s : 1.0 - 0.5 * (2.0 - s) * (2.0 - s));
    }
  }
  return 12.0 * sum / (steps * steps) - 3.0;
}

// Points of a Latin hypercube lie more evenly than chance would have them; where inputs add up the
// interval is then wider than it need be, and never too narrow.
TEST(RankCorrelation, CoversTheTruthOfALatinHypercubeAtLeastAsOftenAsItSays) {
  const double covers =
      coverage(correlation_with_a_sum_of_two(), [](auto& generator, auto& first, auto& second) {
        std::vector<double> other;
        std::uniform_real_distribution<double> within;
        for (int i = 0; i < points; ++i) {
          first.push_back((i + within(generator)) / points);
          other.push_back((i + within(generator)) / points);
        }
        std::shuffle(other.begin(), other.end(), generator);
        for (int i = 0; i < points; ++i) {
          const auto at = static_cast<std::size_t>(i);
          second.push_back(first[at] + other[at]);
        }
      });
  EXPECT_GE(covers, 0.94);
}

}  // namespace
}  // namespace sim::stats
