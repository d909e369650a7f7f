// tests/unit/stats/quantile_sketch_test.cpp: the sketch against sorting everything.
#include "sim/stats/quantile_sketch.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/contract.h"

namespace sim::stats {
namespace {

using Values = std::vector<std::int64_t>;

QuantileSketch sketch_of(const Values& values) {
  QuantileSketch sketch;
  for (const std::int64_t value : values)
    sketch.add(value);
  return sketch;
}

// The smallest value with at least `percent` of 100 of the values at or under it, by counting, in
// whole numbers.
double nearest_rank(Values values, std::int64_t percent) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<std::int64_t>(values.size());
  std::int64_t rank = 1;
  while (100 * rank < percent * n)
    ++rank;
  return static_cast<double>(values[static_cast<std::size_t>(rank - 1)]);
}

double quantile(const QuantileSketch& sketch, std::int64_t percent) {
  return sketch.quantile(static_cast<double>(percent) / 100.0);
}

// Milliseconds from seconds to years, as many short as long.
Values log_uniform(std::size_t n) {
  std::mt19937_64 bits(1);
  Values values;
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(std::llround(std::exp2(static_cast<double>(bits() >> 11) * 0x1p-53 * 36.0)));
  return values;
}

TEST(QuantileSketch, IsExactForValuesBelowAHundredAndTwentyEight) {
  for (const std::int64_t n : {1, 2, 3, 7, 10, 99, 100, 101, 128}) {
    Values values(static_cast<std::size_t>(n));
    std::iota(values.begin(), values.end(), 0);
    const QuantileSketch sketch = sketch_of(values);
    for (std::int64_t percent = 0; percent <= 100; ++percent)
      ASSERT_EQ(quantile(sketch, percent), nearest_rank(values, percent)) << n << ", " << percent;
  }
}

TEST(QuantileSketch, IsExactWhereTheValuesOfABucketCoincide) {
  // Waits of whole days.
  Values values;
  for (std::int64_t day = 0; day < 60; ++day)
    values.insert(values.end(), static_cast<std::size_t>(1 + day % 7), day * 86'400'000);
  const QuantileSketch sketch = sketch_of(values);
  for (std::int64_t percent = 0; percent <= 100; ++percent)
    ASSERT_EQ(quantile(sketch, percent), nearest_rank(values, percent));
}

TEST(QuantileSketch, IsWithinZeroPointEightPercentOfSorting) {
  const Values values = log_uniform(20'000);
  const QuantileSketch sketch = sketch_of(values);
  for (std::int64_t percent = 0; percent <= 100; ++percent) {
    const double exact = nearest_rank(values, percent);
    ASSERT_NEAR(quantile(sketch, percent), exact, 0.008 * exact) << percent;
  }
}

TEST(QuantileSketch, HoldsTheWholeRangeOfItsValues) {
  for (int power = 0; power < 63; ++power) {
    const std::int64_t value = std::int64_t{1} << power;
    EXPECT_EQ(sketch_of({value}).quantile(0.5), static_cast<double>(value));
    EXPECT_EQ(sketch_of({value - 1}).quantile(0.5), static_cast<double>(value - 1));
  }
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(sketch_of({largest}).quantile(1.0), static_cast<double>(largest));
}

TEST(QuantileSketch, KnowsItsCountAndItsMeanExactly) {
  const Values values = log_uniform(1'000);
  const QuantileSketch sketch = sketch_of(values);
  const std::int64_t sum = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  EXPECT_EQ(sketch.count(), 1'000);
  EXPECT_EQ(sketch.mean(), static_cast<double>(sum) / 1'000.0);
}

TEST(QuantileSketch, MergedInAnyOrderIsTheSketchOfEverything) {
  const Values values = log_uniform(3'000);
  const QuantileSketch whole = sketch_of(values);
  const QuantileSketch a = sketch_of({values.begin(), values.begin() + 10});
  const QuantileSketch b = sketch_of({values.begin() + 10, values.begin() + 1'700});
  const QuantileSketch c = sketch_of({values.begin() + 1'700, values.end()});
  QuantileSketch forwards;
  forwards.merge(a);
  forwards.merge(b);
  forwards.merge(c);
  QuantileSketch backwards = c;
  backwards.merge(b);
  backwards.merge(a);
  for (const QuantileSketch* merged : {&forwards, &backwards}) {
    EXPECT_EQ(merged->count(), whole.count());
    EXPECT_EQ(merged->mean(), whole.mean());
    for (std::int64_t percent = 0; percent <= 100; ++percent)
      ASSERT_EQ(quantile(*merged, percent), quantile(whole, percent));
  }
}

TEST(QuantileSketch, BeginsAnewAfterClear) {
  QuantileSketch sketch = sketch_of({5, 1'000'000});
  sketch.clear();
  EXPECT_EQ(sketch.count(), 0);
  EXPECT_THROW(sketch.mean(), BrokenPromise);
  EXPECT_THROW(sketch.quantile(0.5), BrokenPromise);
  sketch.add(7);
  EXPECT_EQ(sketch.quantile(1.0), 7.0);
}

TEST(QuantileSketch, RefusesNegativeValuesAndSharesOutsideZeroToOne) {
  QuantileSketch sketch;
  EXPECT_THROW(sketch.add(-1), BrokenPromise);
  sketch.add(1);
  EXPECT_THROW(sketch.quantile(1.1), BrokenPromise);
  EXPECT_THROW(sketch.quantile(std::nan("")), BrokenPromise);
}

}  // namespace
}  // namespace sim::stats
