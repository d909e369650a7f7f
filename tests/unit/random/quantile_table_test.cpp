// tests/unit/random/quantile_table_test.cpp: interpolated quantiles against formulas.
#include "sim/random/quantile_table.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sim::random {
namespace {

// The u at n equal steps over what a table covers.
double covered(int i, int n) { return 0x1p-11 + (1.0 - 0x1p-10) * i / n; }

TEST(QuantileTable, AgreesWithAQuantileFunctionThatHasAFormula) {
  const QuantileTable exponential([](double u) {
    return QuantileTable::Point{-std::log1p(-u), 1.0 / (1.0 - u)};
  });
  constexpr int n = 100'000;
  for (int i = 0; i <= n; ++i) {
    const double u = covered(i, n);
    ASSERT_NEAR(-std::expm1(-exponential.at(u)), u, 1e-8) << u;
  }
}

TEST(QuantileTable, IsExactForACubic) {
  const QuantileTable cubic([](double u) {
    return QuantileTable::Point{u * u * u + 2.0 * u, 3.0 * u * u + 2.0};
  });
  constexpr int n = 10'000;
  for (int i = 0; i <= n; ++i) {
    const double u = covered(i, n);
    ASSERT_NEAR(cubic.at(u), u * u * u + 2.0 * u, 1e-14) << u;
  }
}

TEST(QuantileTable, DoesNotTurnWhereTheQuantileIsNearlyAStep) {
  const auto step = [](double u) {
    const double width = 1e-4;
    const double z = (u - 0.3) / width;
    return QuantileTable::Point{std::atan(z), 1.0 / (1.0 + z * z) / width};
  };
  const QuantileTable table(step);
  constexpr int n = 200'000;
  double before = table.at(covered(0, n));
  for (int i = 1; i <= n; ++i) {
    const double now = table.at(covered(i, n));
    ASSERT_LE(before, now) << covered(i, n);
    before = now;
  }
}

TEST(QuantileTable, LeavesTheFarTailsToTheCaller) {
  const QuantileTable table([](double u) { return QuantileTable::Point{u, 1.0}; });
  EXPECT_FALSE(table.covers(0x1p-12));
  EXPECT_TRUE(table.covers(0x1p-11));
  EXPECT_TRUE(table.covers(0.5));
  EXPECT_TRUE(table.covers(1.0 - 0x1p-11));
  EXPECT_FALSE(table.covers(1.0 - 0x1p-12));
  EXPECT_FALSE(QuantileTable().covers(0.5));
}

}  // namespace
}  // namespace sim::random
