// tests/unit/random/fault_test.cpp: what is said about parameters that make no distribution.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/distribution.h"

namespace sim::random {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Faulty {
  Distribution distribution;
  const char* sentence;
};

const std::vector<Faulty>& faulty_distributions() {
  static const std::vector<Faulty> all = {
      {Constant{infinity}, "its number must be finite"},
      {Uniform{2.0, 1.0}, "low must not exceed high"},
      {Uniform{-infinity, 1.0}, "its numbers must be finite"},
      {Triangular{1.0, 3.0, 2.0}, "mode must lie between low and high"},
      {Triangular{1.0, nan, 2.0}, "its numbers must be finite"},
      {Pert{1.0, 0.0, 2.0}, "mode must lie between low and high"},
      {Pert{3.0, 2.0, 1.0}, "low must not exceed high"},
      {Exponential{0.0}, "mean must be positive"},
      {Exponential{nan}, "mean must be finite"},
      {Normal{0.0, -1.0}, "sd must not be negative"},
      {Normal{0.0, 1.0, 2.0, 2.0}, "min must be less than max"},
      {Normal{0.0, 1.0, nan, 2.0}, "min must be less than max"},
      {Normal{5.0, 0.0, 0.0, 1.0}, "mean must lie between min and max where sd is 0"},
      {Normal{33.0, 6.0, 100.0}, "less than one in a million of it lies between min and max"},
      {Normal{nan, 1.0}, "mean and sd must be finite"},
      {Lognormal{0.0, 1.0}, "median and mean must be positive"},
      {Lognormal{1.0, -1.0}, "log_sd and sd must not be negative"},
      {Lognormal{1.0, 100.0}, "its mean is too large to be computed"},
      {lognormal_from_mean(0.0, 1.0), "median and mean must be positive"},
      {lognormal_from_mean(-3.0, 1.0), "median and mean must be positive"},
      {lognormal_from_mean(3.0, -1.0), "log_sd and sd must not be negative"},
      {lognormal_from_mean(nan, 1.0), "median and log_sd, or mean and sd, must be finite"},
      {LogitNormal{0.0, -1.0}, "sd must not be negative"},
      {LogitNormal{0.0, 101.0}, "sd must not exceed 100, being that of a logit"},
      {Gamma{0.0, 1.0}, "mean must be positive"},
      {Gamma{1.0, -1.0}, "sd must not be negative"},
      {Weibull{0.0, 1.0}, "shape must be positive"},
      {Weibull{1.0, 0.0}, "scale must be positive"},
      {Weibull{0.001, 1.0}, "its mean is too large to be computed"},
      {Erlang{0, 1.0}, "k must be at least 1"},
      {Erlang{1, -1.0}, "mean must be positive"},
      {Discrete{}, "it needs at least one value"},
      {Discrete{{1.0, 2.0}, {1.0}}, "it needs as many shares as values"},
      {Discrete{{1.0, 2.0}, {0.6, 0.3}}, "shares must add up to 100 %, add up to 90 %"},
      {Discrete{{1.0, 2.0}, {1.5, -0.5}}, "shares must not be negative"},
      {Discrete{{1.0, nan}, {0.5, 0.5}}, "its numbers must be finite"},
      {Empirical{}, "it needs at least one value"},
      {Empirical{{1.0, infinity}}, "its numbers must be finite"},
  };
  return all;
}

TEST(Fault, NamesWhatIsWrongWithTheParameters) {
  for (const Faulty& faulty : faulty_distributions())
    EXPECT_EQ(fault(faulty.distribution), faulty.sentence);
}

TEST(Fault, ForgivesSharesTheRoundingOfTheirSum) {
  EXPECT_EQ(fault(Discrete{{1.0, 2.0, 3.0}, {0.1, 0.2, 0.7}}), std::nullopt);
  EXPECT_EQ(fault(Discrete{{1.0, 2.0, 3.0}, {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0}}), std::nullopt);
}

}  // namespace
}  // namespace sim::random
