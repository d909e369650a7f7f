// sim/random/normal.h: the standard normal distribution, and how the numerics of distributions call
// Boost. Included by their .cpp files only: Boost.Math is slow to compile.
#pragma once

#include <cmath>

#include <boost/math/constants/constants.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>

namespace sim::random {

// Doubles all the way: Boost would compute in long double otherwise, four times slower. Parameters
// have been checked, so what is left to signal is an overflow or a last iteration in a far tail,
// where the value that Boost has is the best there is and an exception would end the run.
namespace policies = boost::math::policies;
using Quick = policies::policy<
    policies::promote_double<false>, policies::domain_error<policies::ignore_error>,
    policies::pole_error<policies::ignore_error>, policies::overflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>>;

inline constexpr double root_two = boost::math::constants::root_two<double>();

// Density, tails and quantile.
inline double normal_density(double z) {
  return std::exp(-0.5 * z * z) / boost::math::constants::root_two_pi<double>();
}
inline double normal_below(double z) { return 0.5 * std::erfc(-z / root_two); }
inline double normal_above(double z) { return 0.5 * std::erfc(z / root_two); }
inline double normal_quantile(double p) {
  return -root_two * boost::math::erfc_inv(2.0 * p, Quick());
}

// The share whose logit is x.
inline double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace sim::random
