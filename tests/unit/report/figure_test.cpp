// tests/unit/report/figure_test.cpp: digits follow the half-width.
#include "sim/report/figure.h"

#include <gtest/gtest.h>

namespace sim::report {
namespace {

std::string shown(double mean, double half_width) {
  const Figure result = figure({mean, half_width, 50});
  return result.mean + " " + result.half_width;
}

TEST(Figure, DigitsFollowTheHalfWidth) {
  EXPECT_EQ(shown(131.2345, 2.1234), "131.2 ± 2.1");
  EXPECT_EQ(shown(131.2345, 4.1234), "131 ± 4");
  EXPECT_EQ(shown(131.2345, 0.2123), "131.23 ± 0.21");
  EXPECT_EQ(shown(131.2345, 0.6123), "131.2 ± 0.6");
  EXPECT_EQ(shown(131.2345, 0.0212), "131.23 ± 0.02");
  EXPECT_EQ(shown(131.2345, 9.7), "131 ± 10");
  EXPECT_EQ(shown(4321.5, 21.4), "4322 ± 21");
  EXPECT_EQ(shown(4321.5, 321.0), "4322 ± 321");
}

TEST(Figure, WithoutSpreadIsExact) {
  EXPECT_EQ(shown(4.0, 0.0), "4 ± 0");
  EXPECT_EQ(shown(4.25, 0.0), "4.25 ± 0.00");
}

TEST(Figure, OneReplicationHasNoHalfWidth) {
  const Figure result = figure({4.25, std::nullopt, 1});
  EXPECT_EQ(result.mean, "4.2");
  EXPECT_EQ(result.half_width, "");
}

TEST(Figure, NothingObservedIsADash) { EXPECT_EQ(figure({}).mean, "-"); }

TEST(Figure, ANegativeNothingHasNoSign) { EXPECT_EQ(shown(-0.01, 1.0), "0.0 ± 1.0"); }

}  // namespace
}  // namespace sim::report
