// tests/unit/stats/tolerance_test.cpp: the tests' own yardstick, tests/support/statistics.h.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/statistics.h"

namespace sim::tests {
namespace {

TEST(Tolerance, IsFourPointNineStandardErrorsToEitherSide) {
  EXPECT_TRUE(within_error({10.0, 2.0}, 10.0 + 2.0 * 4.89));
  EXPECT_TRUE(within_error({10.0, 2.0}, 10.0 - 2.0 * 4.89));
  EXPECT_FALSE(within_error({10.0, 2.0}, 10.0 + 2.0 * 4.91));
  EXPECT_FALSE(within_error({10.0, 2.0}, 10.0 - 2.0 * 4.91));
}

TEST(Tolerance, OfAFigureWithoutSpreadIsRounding) {
  EXPECT_TRUE(within_error({1e6, 0.0}, 1e6 + 1e-4));
  EXPECT_FALSE(within_error({1e6, 0.0}, 1e6 + 1e-2));
}

TEST(Tolerance, IsNeverMetByWhatIsNoNumber) {
  EXPECT_FALSE(within_error({std::nan(""), 1.0}, 0.0));
  EXPECT_FALSE(within_error({std::nan(""), 0.0}, 0.0));
  EXPECT_FALSE(within_error({1.0, std::nan("")}, 0.0));
}

TEST(Tolerance, TakesTheStandardErrorOfTheMeanOfIndependentValues) {
  // Deviations -3, -1, 1, 3: a variance of 20 / 3, over four values.
  const Measured figure = measured({2.0, 4.0, 6.0, 8.0});
  EXPECT_EQ(figure.mean, 5.0);
  EXPECT_TRUE(equal_but_for_rounding(figure.standard_error, std::sqrt(20.0 / 3.0 / 4.0)));
}

}  // namespace
}  // namespace sim::tests
