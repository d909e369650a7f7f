// tests/unit/experiment/unsettled_start_test.cpp: a quiet beginning is told from chance.
#include "sim/experiment/unsettled_start.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/unit/experiment/levels.h"

namespace sim::tests {
namespace {

using experiment::UnsettledStart;
using experiment::UnsettledStartWatch;

std::optional<UnsettledStart> start_of(const Level& level, int replications, int weeks) {
  return watched<UnsettledStartWatch>(level, replications, weeks).start(experiment::for_a_warning);
}

// `first` patients for so many weeks, then ten; each replication a little more.
Level stepped(double first, int weeks) {
  return
      [=](int replication, int week) { return (week < weeks ? first : 10.0) + 0.01 * replication; };
}

TEST(UnsettledStart, TheWeeksBeforeAStepAreUnsettled) {
  const std::optional<UnsettledStart> start = start_of(stepped(4.0, 5), 5, 20);
  ASSERT_TRUE(start.has_value());
  EXPECT_EQ(start->weeks, 5);
  EXPECT_NEAR(start->during, 4.02, 1e-9);
  EXPECT_NEAR(start->after, 10.02, 1e-9);
  EXPECT_TRUE(start->quiet());
}

TEST(UnsettledStart, ABusyBeginningIsUnsettledAndNotQuiet) {
  const std::optional<UnsettledStart> start = start_of(stepped(25.0, 5), 5, 20);
  ASSERT_TRUE(start.has_value());
  EXPECT_FALSE(start->quiet());
}

TEST(UnsettledStart, ALevelThatIsTheSameThroughoutHasNone) {
  EXPECT_FALSE(start_of(stepped(10.0, 5), 5, 20).has_value());
}

TEST(UnsettledStart, WhatIsLittleOrSoonOverIsNotWorthMentioning) {
  EXPECT_FALSE(start_of(stepped(9.2, 5), 5, 20).has_value());
  EXPECT_FALSE(start_of(stepped(4.0, 1), 5, 100).has_value());
}

TEST(UnsettledStart, AFewWeeksOrReplicationsCannotTell) {
  EXPECT_FALSE(start_of(stepped(4.0, 2), 5, 7).has_value());
  EXPECT_FALSE(start_of(stepped(4.0, 5), 2, 20).has_value());
}

// Fifty replications of a year whose weeks remember the ones before, with a spread nearly as large
// as the level. It begins at nothing, and what it lacks of ten falls by a factor e in `slow` weeks.
std::optional<UnsettledStart> noisy(std::uint64_t seed, double memory, double slow) {
  std::vector<std::vector<double>> noise;
  for (std::uint64_t replication = 0; replication < 50; ++replication)
    noise.push_back(autoregression(seed * 64 + replication, memory, 52));
  const Level level = [&](int replication, int week) {
    return 10.0 * (1.0 - std::exp(-(week + 0.5) / slow)) +
           8.0 * noise[static_cast<std::size_t>(replication)][static_cast<std::size_t>(week)];
  };
  return start_of(level, 50, 52);
}

TEST(UnsettledStart, ChanceIsTakenForAQuietBeginningOnceInAHundredTimesAtMost) {
  constexpr double from_the_first_week = 0.01;
  for (const double memory : {0.0, 0.5, 0.9}) {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
      const std::optional<UnsettledStart> start = noisy(seed, memory, from_the_first_week);
      found += start && start->quiet() ? 1 : 0;
    }
    EXPECT_LE(found, 5) << memory;
  }
}

TEST(UnsettledStart, ASlowBeginningIsFoundThroughTheNoise) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const std::optional<UnsettledStart> start = noisy(seed, 0.5, 5.0);
    found += start && start->quiet() ? 1 : 0;
  }
  EXPECT_GE(found, 90);
}

}  // namespace
}  // namespace sim::tests
