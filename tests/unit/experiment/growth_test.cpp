// tests/unit/experiment/growth_test.cpp: a level that grows is told from one that wavers.
#include "sim/experiment/growth.h"

#include <gtest/gtest.h>

#include "tests/unit/experiment/levels.h"

namespace sim::tests {
namespace {

using experiment::Growth;

std::optional<Growth> growth_of(const Level& level, int replications, int weeks) {
  return watched<experiment::GrowthWatch>(level, replications, weeks).growth();
}

// It rises by `slope` patients a week from `level`, each replication a little higher.
Level rising(double level, double slope) {
  return [=](int replication, int week) { return level + (slope + 0.01 * replication) * week; };
}

// A level of 10 patients that a closing lifts to 30, from which it falls by a quarter each week.
Level with_closing(int closed) {
  return [=](int replication, int week) {
    const double above = week < closed ? 0.0 : 20.0 * std::pow(0.75, week - closed);
    return 10.0 + above + 0.01 * replication;
  };
}

TEST(Growth, ALevelThatGrowsWeekByWeekIsNoticed) {
  const std::optional<Growth> growth = growth_of(rising(0.0, 2.0), 5, 12);
  ASSERT_TRUE(growth.has_value());
  EXPECT_NEAR(growth->before, 2.02 * 7.0, 1e-9);  // weeks 7 to 9: counted from 0, 6 to 8
  EXPECT_NEAR(growth->after, 2.02 * 10.0, 1e-9);
}

TEST(Growth, ALevelThatStaysOrShrinksIsNot) {
  EXPECT_FALSE(growth_of(rising(10.0, -0.02), 5, 12).has_value());
  EXPECT_FALSE(growth_of(rising(40.0, -2.0), 5, 12).has_value());
}

TEST(Growth, ARiseOfLessThanATenthIsNotWorthMentioning) {
  EXPECT_FALSE(growth_of(rising(100.0, 1.0), 5, 12).has_value());
}

TEST(Growth, AFewWeeksOrReplicationsCannotTell) {
  EXPECT_FALSE(growth_of(rising(0.0, 2.0), 5, 11).has_value());
  EXPECT_FALSE(growth_of(rising(0.0, 2.0), 2, 12).has_value());
}

TEST(Growth, AClosingInAnyWeekOfTheYearIsNotTakenForGrowth) {
  for (int closed = 0; closed < 52; ++closed)
    EXPECT_FALSE(growth_of(with_closing(closed), 50, 52).has_value()) << closed;
}

TEST(Growth, GrowthIsNoticedWhereAClosingFallsToo) {
  for (int closed = 0; closed < 26; ++closed) {
    const Level both = [&](int replication, int week) {
      return with_closing(closed)(replication, week) + 1.0 * week;
    };
    EXPECT_TRUE(growth_of(both, 50, 52).has_value()) << closed;
  }
}

}  // namespace
}  // namespace sim::tests
