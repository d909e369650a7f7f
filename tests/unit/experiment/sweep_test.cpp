// tests/unit/experiment/sweep_test.cpp: every combination once, and what was kept is not run again.
#include "sim/experiment/sweep.h"

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compiled.h"
#include "tests/unit/experiment/small.h"

namespace sim::experiment {
namespace {

using testing::ElementsAre;

const std::vector<Factor> two_factors = {{"clinic.resources.chairs", {"1", "2"}},
                                         {"courses.induction.infusions", {"1", "4", "6"}}};

std::vector<Point> points_of(const std::vector<Factor>& factors, int replications = 5) {
  std::vector<Point> points;
  for (const Levels& levels : full_factorial(factors)) {
    std::vector<std::string> overrides = {"run.warm_up=0 days", "run.length=4 weeks",
                                          "run.replications=" + std::to_string(replications)};
    for (std::size_t i = 0; i < factors.size(); ++i)
      overrides.push_back(factors[i].path + "=" + factors[i].values[levels[i]]);
    points.push_back({levels, tests::compiled(tests::small_clinic, overrides)});
  }
  return points;
}

using Key = std::pair<std::string, std::uint32_t>;

using tests::InMemory;

void expect_same(const Sweep& a, const Sweep& b) {
  EXPECT_EQ(a.wanted, b.wanted);
  ASSERT_EQ(a.points.size(), b.points.size());
  for (std::size_t p = 0; p < a.points.size(); ++p) {
    EXPECT_EQ(a.points[p].levels, b.points[p].levels);
    tests::expect_same(a.points[p].result, b.points[p].result);
  }
}

// --- combinations

TEST(FullFactorial, HasEveryCombinationTheLastFactorChangingFastest) {
  EXPECT_THAT(full_factorial(two_factors), ElementsAre(Levels{0, 0}, Levels{0, 1}, Levels{0, 2},
                                                       Levels{1, 0}, Levels{1, 1}, Levels{1, 2}));
}

TEST(FullFactorial, OfNoFactorsIsTheScenarioAsItStands) {
  EXPECT_THAT(full_factorial({}), ElementsAre(Levels{}));
}

TEST(FullFactorial, NamesACombinationByItsPathsAndValues) {
  EXPECT_EQ(name_of(two_factors, {1, 2}),
            "clinic.resources.chairs=2, courses.induction.infusions=6");
  std::set<std::string> names;
  for (const Levels& levels : full_factorial(two_factors))
    names.insert(name_of(two_factors, levels));
  EXPECT_EQ(names.size(), 6U);
}

// --- running them

TEST(Sweep, RunsEachPointAsIfItWereAlone) {
  const std::vector<Point> points = points_of(two_factors);
  const Sweep all = sweep(two_factors, points, {}, nullptr);
  EXPECT_FALSE(all.interrupted());
  EXPECT_EQ(all.complete(), 6U);
  ASSERT_EQ(all.points.size(), points.size());
  std::set<std::uint64_t> fingerprints;
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(all.points[i].levels, points[i].levels);
    EXPECT_EQ(all.points[i].result.fingerprint, replicate(points[i].model, {}).fingerprint);
    fingerprints.insert(all.points[i].result.fingerprint);
  }
  EXPECT_EQ(fingerprints.size(), points.size());
}

TEST(Sweep, DoesNotDependOnTheNumberOfThreadsNorOnBeingKept) {
  const std::vector<Point> points = points_of(two_factors);
  const Sweep one = sweep(two_factors, points, {1}, nullptr);
  for (const int threads : {2, 8}) {
    InMemory store;
    expect_same(sweep(two_factors, points, {threads}, &store), one);
    EXPECT_EQ(store.size(), 30U);
  }
}

TEST(Sweep, TellsHowManyReplicationsOfAllAreDone) {
  std::vector<int> told;
  sweep(two_factors, points_of(two_factors, 2),
        {1, nullptr, [&](int done) { told.push_back(done); }}, nullptr);
  EXPECT_THAT(told, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
}

// --- interrupted and gone on with

// Interrupted once so many replications of all are done.
Sweep cut_off(const std::vector<Point>& points, int threads, int after, ResultStore* store) {
  std::atomic<bool> interrupted{false};
  const auto completed = [&](int done) {
    if (done >= after) interrupted = true;
  };
  return sweep(two_factors, points, {threads, &interrupted, completed}, store);
}

TEST(Sweep, InterruptedAndGoneOnIsTheSameAsOneInOneGo) {
  const std::vector<Point> points = points_of(two_factors);
  const Sweep whole = sweep(two_factors, points, {}, nullptr);
  for (const int threads : {1, 2, 8}) {
    for (const int after : {1, 5, 12, 29}) {
      InMemory store;
      const Sweep cut = cut_off(points, threads, after, &store);
      const int kept = store.newly_kept;
      EXPECT_GE(kept, after);
      if (threads == 1) {
        EXPECT_EQ(kept, after);
      }
      // Unless what was in hand was the last, there is something left.
      EXPECT_EQ(cut.interrupted(), kept < 30);
      EXPECT_EQ(cut.complete(), static_cast<std::size_t>(kept / 5));
      expect_same(sweep(two_factors, points, {threads}, &store), whole);
      EXPECT_EQ(store.newly_kept, 30);  // each was run once: keep() would say so
    }
  }
}

TEST(Sweep, InterruptedInAPointReportsOnWhatIsComplete) {
  const std::vector<Point> points = points_of(two_factors);
  const Sweep cut = cut_off(points, 1, 12, nullptr);
  ASSERT_EQ(cut.points.size(), 3U);
  EXPECT_EQ(cut.complete(), 2U);
  EXPECT_TRUE(cut.points[2].result.interrupted);
  EXPECT_EQ(cut.points[2].result.replications, 2);
  EXPECT_EQ(cut.points[2].result.fingerprint,
            replicate(points_of(two_factors, 2)[2].model, {}).fingerprint);
}

TEST(Sweep, InterruptedBetweenTwoPointsHasWholePointsOnly) {
  const Sweep cut = cut_off(points_of(two_factors), 1, 10, nullptr);
  EXPECT_EQ(cut.points.size(), 2U);
  EXPECT_EQ(cut.complete(), 2U);
  EXPECT_TRUE(cut.interrupted());
}

TEST(Sweep, WhatIsKeptIsBelieved) {
  // Only what the store says can be in the result: nothing was run.
  const std::vector<Point> points = points_of(two_factors, 1);
  InMemory store;
  sweep(two_factors, points, {}, &store);
  InMemory other;
  for (const auto& [cell, measured] : store.cells()) {
    Measured changed = measured;
    changed.events = 1;
    other.keep({cell.first, cell.second}, changed);
  }
  other.newly_kept = 0;
  for (const Sweep::Result& point : sweep(two_factors, points, {2}, &other).points)
    EXPECT_EQ(point.result.events, 1U);
  EXPECT_EQ(other.newly_kept, 0);
}

TEST(Sweep, ExtendedAddsToWhatIsKept) {
  InMemory store;
  sweep(two_factors, points_of(two_factors, 3), {}, &store);
  EXPECT_EQ(store.newly_kept, 18);

  const std::vector<Point> more = points_of(two_factors, 5);
  expect_same(sweep(two_factors, more, {2}, &store), sweep(two_factors, more, {}, nullptr));
  EXPECT_EQ(store.newly_kept, 30);

  std::vector<Factor> longer = two_factors;
  longer[0].values.emplace_back("4");
  longer[1].values.insert(longer[1].values.begin(), "2");
  const std::vector<Point> added = points_of(longer);
  expect_same(sweep(longer, added, {2}, &store), sweep(longer, added, {}, nullptr));
  EXPECT_EQ(store.newly_kept, 60);

  // Fewer are part of what is there.
  const std::vector<Point> fewer = points_of(two_factors, 2);
  expect_same(sweep(two_factors, fewer, {}, &store), sweep(two_factors, fewer, {}, nullptr));
  EXPECT_EQ(store.newly_kept, 60);
}

}  // namespace
}  // namespace sim::experiment
