// tests/unit/random/distribution_test.cpp: samplers against the distribution functions of
// Boost.Math and of textbooks, kind by kind.
#include "sim/random/distribution.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "tests/support/statistics.h"

namespace sim::random {
namespace {

namespace math = boost::math;
using tests::equal_but_for_rounding;

struct Case {
  const char* name;
  Distribution distribution;
  std::function<double(double)> cdf;  // P(X <= x), computed independently
};
std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

template <class Theirs>
std::function<double(double)> cdf_of(Theirs theirs) {
  return [theirs](double x) { return math::cdf(theirs, x); };
}

// Given that it lies between the bounds.
Case truncated(const char* name, const Normal& n) {
  const math::normal whole(n.mean, n.sd);
  return {name, n, [whole, n](double x) {
            if (std::isinf(n.max))
              return 1.0 - math::cdf(complement(whole, x)) / math::cdf(complement(whole, n.min));
            const double under = std::isinf(n.min) ? 0.0 : math::cdf(whole, n.min);
            return (math::cdf(whole, x) - under) / (math::cdf(whole, n.max) - under);
          }};
}

Case pert(const char* name, const Pert& p) {
  const double mean = (p.low + 4.0 * p.mode + p.high) / 6.0;
  const double width = p.high - p.low;
  const math::beta_distribution<> beta(6.0 * (mean - p.low) / width, 6.0 * (p.high - mean) / width);
  return {name, p, [beta, p, width](double x) { return math::cdf(beta, (x - p.low) / width); }};
}

Case logit_normal(const char* name, const LogitNormal& l) {
  const math::normal logit(l.mean, l.sd);
  return {name, l, [logit](double x) { return math::cdf(logit, std::log(x / (1.0 - x))); }};
}

Case gamma(const char* name, const Gamma& g) {
  const double scale = g.sd * g.sd / g.mean;
  return {name, g, cdf_of(math::gamma_distribution<>(g.mean / scale, scale))};
}

// One minus the chance of fewer than k events of a Poisson stream in x.
Case erlang(const char* name, const Erlang& e) {
  return {name, e, [e](double x) {
            const double events = x * e.k / e.mean;
            double term = std::exp(-events);
            double fewer = 0.0;
            for (int n = 0; n < e.k; ++n) {
              fewer += term;
              term *= events / (n + 1);
            }
            return 1.0 - fewer;
          }};
}

const std::vector<Case>& smooth_cases() {
  static const std::vector<Case> cases = {
      {"Uniform", Uniform{10.0, 20.0}, [](double x) { return (x - 10.0) / 10.0; }},
      {"Triangular", Triangular{5.0, 7.0, 20.0}, cdf_of(math::triangular(5.0, 7.0, 20.0))},
      {"TriangularFromItsMode", Triangular{-1.0, -1.0, 2.0},
       cdf_of(math::triangular(-1.0, -1.0, 2.0))},
      {"TriangularToItsMode", Triangular{0.0, 4.0, 4.0}, cdf_of(math::triangular(0.0, 4.0, 4.0))},
      pert("Pert", {5.0, 7.0, 20.0}),
      pert("PertFromItsMode", {0.0, 0.0, 1.0}),
      {"Exponential", Exponential{30.0}, cdf_of(math::exponential(1.0 / 30.0))},
      {"Normal", Normal{33.0, 6.0}, cdf_of(math::normal(33.0, 6.0))},
      truncated("NormalBetween", {33.0, 6.0, 20.0, 54.0}),
      truncated("NormalAtLeast", {0.0, 1.0, -0.5, infinity}),
      truncated("NormalAtLeastFarAbove", {0.0, 1.0, 4.0, infinity}),
      truncated("NormalAtMost", {10.0, 5.0, -infinity, 8.0}),
      truncated("NormalAtMostFarBelow", {0.0, 1.0, -infinity, -4.0}),
      truncated("NormalBetweenAboveItsMean", {0.0, 1.0, 1.5, 3.0}),
      truncated("NormalBetweenBelowItsMean", {0.0, 1.0, -3.0, -1.5}),
      {"Lognormal", Lognormal{30.0, 0.7}, cdf_of(math::lognormal(std::log(30.0), 0.7))},
      logit_normal("LogitNormal", {-1.25, 1.15}),
      logit_normal("LogitNormalWide", {0.5, 4.0}),
      gamma("Gamma", {45.0, 10.0}),
      gamma("GammaMoreSpreadThanAnExponential", {2.0, 3.0}),
      gamma("GammaAsSteepAsIsTabulated", {1.0, 2.0}),
      gamma("GammaOfRareLargeValues", {1.0, 5.0}),
      gamma("GammaNearlyConstant", {45.0, 0.01}),
      {"Weibull", Weibull{1.5, 60.0}, cdf_of(math::weibull(1.5, 60.0))},
      {"WeibullOfFallingHazard", Weibull{0.7, 2.0}, cdf_of(math::weibull(0.7, 2.0))},
      erlang("Erlang", {3, 2.0}),
      erlang("ErlangOfOne", {1, 7.0}),
  };
  return cases;
}

std::function<double(double)> steps(std::vector<double> values, std::vector<double> shares) {
  return [values, shares](double x) {
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
      sum += values[i] <= x ? shares[i] : 0.0;
    return sum;
  };
}

const std::vector<Case>& stepped_cases() {
  static const std::vector<Case> cases = {
      {"Constant", Constant{-3.5}, steps({-3.5}, {1.0})},
      {"Discrete", Discrete{{40.0, 20.0, 30.0, 20.0}, {0.5, 0.125, 0.25, 0.125}},
       steps({20.0, 30.0, 40.0}, {0.25, 0.25, 0.5})},
      {"DiscreteWithAnImpossibleValue", Discrete{{1.0, 2.0, 9.0}, {0.75, 0.25, 0.0}},
       steps({1.0, 2.0}, {0.75, 0.25})},
      {"Empirical", Empirical{{3.0, 1.0, 2.0, 2.0}}, steps({1.0, 2.0, 3.0}, {0.25, 0.5, 0.25})},
  };
  return cases;
}

std::vector<Case> all_cases() {
  std::vector<Case> cases = smooth_cases();
  cases.insert(cases.end(), stepped_cases().begin(), stepped_cases().end());
  return cases;
}

std::string case_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }

// The middles of n equal parts of (0, 1).
double middle(int i, int n) { return (i + 0.5) / n; }

// --- every kind ---------------------------------------------------------------------------------

class EveryDistribution : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Distributions, EveryDistribution, testing::ValuesIn(all_cases()),
                         case_name);

TEST_P(EveryDistribution, HasNoFault) { EXPECT_EQ(fault(GetParam().distribution), std::nullopt); }

TEST_P(EveryDistribution, HasTheMeanOfItsQuantiles) {
  const Sampler sampler(GetParam().distribution);
  constexpr int n = 200'000;
  double sum = 0.0;
  for (int i = 0; i < n; ++i)
    sum += sampler.at(middle(i, n));
  // What the middles miss is in the last part of a long tail: for the exponential 0.15 / n.
  const double spread = sampler.at(0.99) - sampler.at(0.01);
  EXPECT_NEAR(sum / n, mean(GetParam().distribution), 2e-5 * std::max(spread, 1.0));
}

TEST_P(EveryDistribution, NeverGivesLessForALargerUniform) {
  const Sampler sampler(GetParam().distribution);
  constexpr int n = 20'000;
  double before = sampler.at(0x1p-53);
  for (int i = 0; i < n; ++i) {
    const double now = sampler.at(middle(i, n));
    ASSERT_LE(before, now) << "at " << middle(i, n);
    before = now;
  }
  EXPECT_LE(before, sampler.at(1.0 - 0x1p-53));
}

TEST_P(EveryDistribution, StaysInItsSupportAtTheSmallestAndTheLargestUniform) {
  const Distribution& distribution = GetParam().distribution;
  const Sampler sampler(distribution);
  for (const double u : {0x1p-53, 1.0 - 0x1p-53}) {
    EXPECT_TRUE(std::isfinite(sampler.at(u)));
    EXPECT_GE(sampler.at(u), lowest(distribution));
    EXPECT_LE(sampler.at(u), highest(distribution));
  }
}

TEST_P(EveryDistribution, TellsItsSamplerItsMeanAndSupport) {
  const Distribution& distribution = GetParam().distribution;
  const Sampler sampler(distribution);
  EXPECT_EQ(sampler.mean(), mean(distribution));
  EXPECT_EQ(sampler.lowest(), lowest(distribution));
  EXPECT_EQ(sampler.highest(), highest(distribution));
  EXPECT_EQ(sampler.is_constant(), std::holds_alternative<Constant>(distribution));
}

class SmoothDistribution : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Distributions, SmoothDistribution, testing::ValuesIn(smooth_cases()),
                         case_name);

TEST_P(SmoothDistribution, HasSamplesWhoseDistributionFunctionIsTheUniform) {
  const Sampler sampler(GetParam().distribution);
  const Distribution& distribution = GetParam().distribution;
  const bool tabulated = std::holds_alternative<Pert>(distribution) ||
                         std::holds_alternative<Gamma>(distribution) ||
                         std::holds_alternative<Erlang>(distribution);
  const double tolerated = tabulated ? 1e-8 : 1e-10;
  std::vector<double> grid = {1e-12, 1e-9, 1e-6, 1e-3, 0.999, 1.0 - 1e-6, 1.0 - 1e-9};
  for (int i = 0; i < 9'973; ++i)
    grid.push_back(middle(i, 9'973));
  for (const double u : grid)
    ASSERT_NEAR(GetParam().cdf(sampler.at(u)), u, tolerated);
}

class SteppedDistribution : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Distributions, SteppedDistribution, testing::ValuesIn(stepped_cases()),
                         case_name);

TEST_P(SteppedDistribution, GivesTheSmallestValueThatAShareOfUDoesNotExceed) {
  const Sampler sampler(GetParam().distribution);
  for (const double u : {1e-9, 0.1, 0.25, 0.2500001, 0.5, 0.75, 0.7500001, 1.0 - 1e-9}) {
    const double x = sampler.at(u);
    EXPECT_GE(GetParam().cdf(x), u);
    EXPECT_LT(GetParam().cdf(std::nextafter(x, -infinity)), u);
  }
}

// --- single kinds -------------------------------------------------------------------------------

TEST(Distribution, SupportsAreThoseOfTheDefinitions) {
  const auto expect_support = [](const Distribution& distribution, double low, double high) {
    EXPECT_EQ(lowest(distribution), low);
    EXPECT_EQ(highest(distribution), high);
  };
  expect_support(Uniform{10.0, 20.0}, 10.0, 20.0);
  expect_support(Triangular{5.0, 7.0, 20.0}, 5.0, 20.0);
  expect_support(Pert{5.0, 7.0, 20.0}, 5.0, 20.0);
  expect_support(Exponential{1.0}, 0.0, infinity);
  expect_support(Normal{33.0, 6.0}, -infinity, infinity);
  expect_support(Normal{33.0, 6.0, 20.0, 54.0}, 20.0, 54.0);
  expect_support(Lognormal{30.0, 0.7}, 0.0, infinity);
  expect_support(LogitNormal{0.0, 1.0}, 0.0, 1.0);
  expect_support(Gamma{45.0, 10.0}, 0.0, infinity);
  expect_support(Weibull{1.5, 60.0}, 0.0, infinity);
  expect_support(Erlang{3, 2.0}, 0.0, infinity);
  expect_support(Discrete{{4.0, 2.0, 9.0}, {0.5, 0.5, 0.0}}, 2.0, 4.0);
  expect_support(Empirical{{3.0, -1.0, 2.0}}, -1.0, 3.0);
}

TEST(Distribution, WithoutSpreadIsAConstant) {
  const std::vector<Distribution> distributions = {
      Uniform{0.5, 0.5},          Triangular{0.5, 0.5, 0.5},
      Pert{0.5, 0.5, 0.5},        Normal{0.5, 0.0},
      Normal{0.5, 0.0, 0.0, 1.0}, Lognormal{0.5, 0.0},
      LogitNormal{0.0, 0.0},      Gamma{0.5, 0.0},
      Discrete{{0.5}, {1.0}},     Empirical{{0.5, 0.5, 0.5}},
  };
  for (const Distribution& distribution : distributions) {
    const Sampler sampler(distribution);
    EXPECT_TRUE(sampler.is_constant()) << distribution.index();
    EXPECT_EQ(sampler.at(0.1), 0.5);
    EXPECT_EQ(sampler.at(0.9), 0.5);
    EXPECT_EQ(sampler.mean(), 0.5);
  }
}

TEST(Distribution, IsTheConstantZeroWhereASamplerIsGivenNone) {
  const Sampler sampler;
  EXPECT_TRUE(sampler.is_constant());
  EXPECT_EQ(sampler.at(0.5), 0.0);
  EXPECT_EQ(sampler.mean(), 0.0);
}

TEST(Lognormal, CanBeGivenByItsMeanAndStandardDeviation) {
  const Lognormal d = lognormal_from_mean(45.0, 10.0);
  const math::lognormal theirs(std::log(d.median), d.log_sd);
  EXPECT_TRUE(equal_but_for_rounding(math::mean(theirs), 45.0));
  EXPECT_TRUE(equal_but_for_rounding(math::standard_deviation(theirs), 10.0));
  EXPECT_TRUE(equal_but_for_rounding(mean(d), 45.0));
}

TEST(LogitNormal, MeanIsWithinItsStatedAccuracyOfAnAdaptiveQuadrature) {
  for (const double sd : {0.01, 0.5, 1.15, 3.0, 20.0, 100.0})
    for (const double centre : {-20.0, -1.25, 0.0, 0.3, 6.0}) {
      const auto integrand = [&](double z) {
        return math::pdf(math::normal(), z) / (1.0 + std::exp(-(centre + sd * z)));
      };
      // Split where the logistic rises, which a wide sd makes all but a step.
      const double rise = std::clamp(-centre / sd, -9.0, 9.0);
      using Quadrature = math::quadrature::gauss_kronrod<double, 61>;
      const double expected = Quadrature::integrate(integrand, -9.0, rise, 15, 1e-13) +
                              Quadrature::integrate(integrand, rise, 9.0, 15, 1e-13);
      EXPECT_NEAR(mean(LogitNormal{centre, sd}), expected, 1e-10) << centre << ", " << sd;
    }
}

TEST(Gamma, HasTheMeanAndStandardDeviationItIsGivenBy) {
  const Sampler sampler(Gamma{45.0, 10.0});
  constexpr int n = 200'000;
  double squares = 0.0;
  for (int i = 0; i < n; ++i)
    squares += std::pow(sampler.at(middle(i, n)) - 45.0, 2);
  EXPECT_NEAR(std::sqrt(squares / n), 10.0, 1e-2);
}

TEST(Sampler, RefusesADistributionWithAFault) {
  EXPECT_THROW(Sampler(Uniform{2.0, 1.0}), BrokenPromise);
}

}  // namespace
}  // namespace sim::random
