// tests/unit/stats/tally_test.cpp
#include "sim/stats/tally.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "tests/support/statistics.h"

namespace sim::stats {
namespace {

using tests::equal_but_for_rounding;

Tally tally_of(const std::vector<double>& values) {
  Tally tally;
  for (const double value : values)
    tally.add(value);
  return tally;
}

TEST(Tally, MeanAndVarianceAgreeWithTheTextbookFormulas) {
  const std::vector<double> values = {3.0, -1.5, 8.25, 0.0, 3.0, 12.5};
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  const double mean = sum / 6.0;
  double squares = 0.0;
  for (const double value : values)
    squares += (value - mean) * (value - mean);

  const Tally tally = tally_of(values);
  EXPECT_EQ(tally.count(), 6U);
  EXPECT_EQ(tally.sum(), sum);
  EXPECT_TRUE(equal_but_for_rounding(tally.mean(), mean));
  EXPECT_TRUE(equal_but_for_rounding(tally.variance(), squares / 5.0));
  EXPECT_EQ(tally.min(), -1.5);
  EXPECT_EQ(tally.max(), 12.5);
}

TEST(Tally, KeepsASmallVarianceBesideALargeMean) {
  // 0, 1, ... 999 have the variance (n^2 - 1) / 12 * n / (n - 1) wherever they begin.
  Tally tally;
  for (int i = 0; i < 1'000; ++i)
    tally.add(1e12 + i);
  EXPECT_NEAR(tally.variance(), 1'000.0 * 1'001.0 / 12.0, 1e-3);
}

TEST(Tally, OfOneValueHasNoVarianceAndOfNoneNoMean) {
  const Tally one = tally_of({4.0});
  EXPECT_EQ(one.mean(), 4.0);
  EXPECT_THROW(one.variance(), BrokenPromise);
  const Tally none;
  EXPECT_EQ(none.count(), 0U);
  EXPECT_EQ(none.sum(), 0.0);
  EXPECT_THROW(none.mean(), BrokenPromise);
  EXPECT_THROW(none.min(), BrokenPromise);
  EXPECT_THROW(none.max(), BrokenPromise);
}

}  // namespace
}  // namespace sim::stats
