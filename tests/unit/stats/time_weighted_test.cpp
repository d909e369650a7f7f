// tests/unit/stats/time_weighted_test.cpp
#include "sim/stats/time_weighted.h"

#include <gtest/gtest.h>

#include "sim/base/contract.h"

namespace sim::stats {
namespace {

constexpr Time start = Date{std::chrono::days{20'000}};

Time minute(int n) { return start + n * one_minute; }

// Level x minutes, in the milliseconds of the interface.
double level_minutes(double area) { return area * 60'000.0; }

TEST(TimeWeighted, IntegratesWhatStoodForAsLongAsItStood) {
  TimeWeighted waiting(start, 2.0);
  waiting.add(minute(10), 3.0);   // 2 for 10 min
  waiting.add(minute(10), -1.0);  // 5 for no time
  waiting.set(minute(40), 0.0);   // 4 for 30 min
  waiting.add(minute(50), 1.0);   // 0 for 10 min
  EXPECT_EQ(waiting.level(), 1.0);
  EXPECT_EQ(waiting.integral(minute(70)), level_minutes(20.0 + 120.0 + 0.0 + 20.0));
  EXPECT_EQ(waiting.mean(minute(70)), 160.0 / 70.0);
}

TEST(TimeWeighted, RestartForgetsThePastAndKeepsTheLevel) {
  TimeWeighted waiting(start, 100.0);
  waiting.set(minute(5), 7.0);
  waiting.restart(minute(20));
  EXPECT_EQ(waiting.level(), 7.0);
  EXPECT_EQ(waiting.integral(minute(20)), 0.0);
  EXPECT_EQ(waiting.integral(minute(30)), level_minutes(70.0));
  EXPECT_EQ(waiting.mean(minute(30)), 7.0);
}

TEST(TimeWeighted, MeanOverNoTimeIsTheLevel) {
  EXPECT_EQ(TimeWeighted(start, 3.0).mean(start), 3.0);
}

TEST(TimeWeighted, IntegratesWholeLevelsExactlyOverYears) {
  // Level n for n milliseconds: the sum of the squares, which is a whole number below 2^53.
  TimeWeighted level(start);
  Time now = start;
  const std::int64_t last = 20'000;
  for (std::int64_t n = 1; n <= last; ++n) {
    level.set(now, static_cast<double>(n));
    now += Duration{n};
  }
  const std::int64_t squares = last * (last + 1) * (2 * last + 1) / 6;
  EXPECT_EQ(level.integral(now), static_cast<double>(squares));
}

TEST(TimeWeighted, RefusesToGoBackInTime) {
  TimeWeighted level(minute(10));
  EXPECT_THROW(level.set(minute(9), 1.0), BrokenPromise);
  level.set(minute(20), 1.0);
  EXPECT_THROW(level.integral(minute(15)), BrokenPromise);
}

}  // namespace
}  // namespace sim::stats
