// tests/support/statistics.h: when a measured figure agrees with the one it should be.
//
// The one place that says how far chance may take a test. Seeds are fixed, so a test that passes
// once passes always; the tolerance decides how likely a right program is to fail when a draw moves
// for a good reason. At 4.9 standard errors that is once in a million comparisons.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/stats/tally.h"

namespace sim::tests {

inline constexpr double tolerated_standard_errors = 4.9;
// Between two ways to compute the same figure, where chance has no part.
inline constexpr double tolerated_rounding = 1e-9;

struct Measured {
  double mean;
  double standard_error;
};

// Of independent values, as of one replication each. Expects: at least two.
inline Measured measured(const std::vector<double>& values) {
  stats::Tally tally;
  for (const double value : values)
    tally.add(value);
  return {tally.mean(), std::sqrt(tally.variance() / static_cast<double>(tally.count()))};
}

// EXPECT_TRUE(equal_but_for_rounding(sum, expected));
inline testing::AssertionResult equal_but_for_rounding(double value, double expected) {
  if (std::abs(value - expected) <= tolerated_rounding * std::max(1.0, std::abs(expected)))
    return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << value << " is not " << expected << ", they differ by " << value - expected;
}

// EXPECT_TRUE(within_error(measured(waits), expected)); a figure without any spread must be equal.
inline testing::AssertionResult within_error(Measured figure, double expected) {
  if (figure.standard_error == 0.0) return equal_but_for_rounding(figure.mean, expected);
  const double errors = std::abs(figure.mean - expected) / figure.standard_error;
  if (errors <= tolerated_standard_errors) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "measured " << figure.mean << " with a standard error of " << figure.standard_error
         << ", expected " << expected << ": " << errors << " standard errors away, "
         << tolerated_standard_errors << " are tolerated";
}

}  // namespace sim::tests
