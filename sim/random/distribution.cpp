// sim/random/distribution.cpp: what is wrong with a distribution, its mean and its support.
//
// Formulas without a source beside them are in Johnson, Kotz and Balakrishnan, Continuous
// Univariate Distributions (1994, 1995).
#include "sim/random/distribution.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include <boost/math/special_functions/gamma.hpp>
#include <fmt/format.h>

#include "sim/random/normal.h"

namespace sim::random {

namespace {

// How much of a normal distribution lies between its bounds, without cancellation in either tail.
double kept(const Normal& n) {
  const double low = (n.min - n.mean) / n.sd;
  const double high = (n.max - n.mean) / n.sd;
  return low > 0.0 ? normal_above(low) - normal_above(high)
                   : normal_below(high) - normal_below(low);
}

// --- what is wrong ------------------------------------------------------------------------------

using Fault = std::optional<std::string>;

bool finite(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

Fault fault_in_order(double low, double mode, double high) {
  if (!std::isfinite(high - low) || !std::isfinite(mode)) return "its numbers must be finite";
  if (low > high) return "low must not exceed high";
  if (mode < low || mode > high) return "mode must lie between low and high";
  return {};
}

Fault fault_of(const Constant& d) {
  if (!std::isfinite(d.value)) return "its number must be finite";
  return {};
}
Fault fault_of(const Uniform& d) { return fault_in_order(d.low, d.low, d.high); }
Fault fault_of(const Triangular& d) { return fault_in_order(d.low, d.mode, d.high); }
Fault fault_of(const Pert& d) { return fault_in_order(d.low, d.mode, d.high); }

Fault fault_of(const Exponential& d) {
  if (!std::isfinite(d.mean)) return "mean must be finite";
  if (d.mean <= 0.0) return "mean must be positive";
  return {};
}
Fault fault_of(const Normal& d) {
  if (!std::isfinite(d.mean) || !std::isfinite(d.sd)) return "mean and sd must be finite";
  if (d.sd < 0.0) return "sd must not be negative";
  if (!(d.min < d.max)) return "min must be less than max";
  if (d.sd == 0.0) {
    if (d.mean < d.min || d.mean > d.max) return "mean must lie between min and max where sd is 0";
    return {};
  }
  if (kept(d) < 1e-6) return "less than one in a million of it lies between min and max";
  return {};
}
Fault fault_of(const Lognormal& d) {
  if (!std::isfinite(d.median) || !std::isfinite(d.log_sd))
    return "median and log_sd, or mean and sd, must be finite";
  if (d.median <= 0.0) return "median and mean must be positive";
  if (d.log_sd < 0.0) return "log_sd and sd must not be negative";
  return {};
}
Fault fault_of(const LogitNormal& d) {
  if (!std::isfinite(d.mean) || !std::isfinite(d.sd)) return "mean and sd must be finite";
  if (d.sd < 0.0) return "sd must not be negative";
  if (d.sd > 100.0) return "sd must not exceed 100, being that of a logit";
  return {};
}
Fault fault_of(const Gamma& d) {
  if (!std::isfinite(d.mean) || !std::isfinite(d.sd)) return "mean and sd must be finite";
  if (d.mean <= 0.0) return "mean must be positive";
  if (d.sd < 0.0) return "sd must not be negative";
  return {};
}
Fault fault_of(const Weibull& d) {
  if (!std::isfinite(d.shape) || !std::isfinite(d.scale)) return "shape and scale must be finite";
  if (d.shape <= 0.0) return "shape must be positive";
  if (d.scale <= 0.0) return "scale must be positive";
  return {};
}
Fault fault_of(const Erlang& d) {
  if (d.k < 1) return "k must be at least 1";
  return fault_of(Exponential{d.mean});
}
Fault fault_of(const Discrete& d) {
  if (d.values.empty()) return "it needs at least one value";
  if (d.values.size() != d.shares.size()) return "it needs as many shares as values";
  if (!finite(d.values) || !finite(d.shares)) return "its numbers must be finite";
  if (*std::min_element(d.shares.begin(), d.shares.end()) < 0.0)
    return "shares must not be negative";
  const double sum = std::accumulate(d.shares.begin(), d.shares.end(), 0.0);
  if (std::abs(sum - 1.0) > 1e-9)
    return fmt::format("shares must add up to 100 %, add up to {:.6g} %", 100.0 * sum);
  return {};
}
Fault fault_of(const Empirical& d) {
  if (d.values.empty()) return "it needs at least one value";
  if (!finite(d.values)) return "its numbers must be finite";
  return {};
}

// --- means --------------------------------------------------------------------------------------

double mean_of(const Constant& d) { return d.value; }
double mean_of(const Uniform& d) { return d.low + 0.5 * (d.high - d.low); }
double mean_of(const Triangular& d) { return d.low / 3.0 + d.mode / 3.0 + d.high / 3.0; }
double mean_of(const Pert& d) { return d.low / 6.0 + d.mode / 1.5 + d.high / 6.0; }
double mean_of(const Exponential& d) { return d.mean; }
double mean_of(const Normal& d) {
  const double low = (d.min - d.mean) / d.sd;
  const double high = (d.max - d.mean) / d.sd;
  return d.mean + d.sd * (normal_density(low) - normal_density(high)) / kept(d);
}
double mean_of(const Lognormal& d) { return d.median * std::exp(0.5 * d.log_sd * d.log_sd); }

// The trapezoidal rule on the whole line: for an integrand analytic in a strip of half-width w its
// error falls as exp(-2 pi w / step) (Trefethen and Weideman 2014). The nearest poles of the
// logistic are pi / sd away, so this step leaves 1e-13; beyond 9 lies 1e-18 of the normal.
double mean_of(const LogitNormal& d) {
  const double step = 0.6 / std::max(1.2, d.sd);
  const int steps = static_cast<int>(std::ceil(9.0 / step));
  double sum = 0.0;
  for (int i = -steps; i <= steps; ++i)
    sum += normal_density(i * step) * logistic(d.mean + d.sd * i * step);
  return sum * step;
}
double mean_of(const Gamma& d) { return d.mean; }
double mean_of(const Weibull& d) {
  return d.scale * boost::math::tgamma(1.0 + 1.0 / d.shape, Quick());
}
double mean_of(const Erlang& d) { return d.mean; }
double mean_of(const Discrete& d) {
  return std::inner_product(d.values.begin(), d.values.end(), d.shares.begin(), 0.0);
}
double mean_of(const Empirical& d) {
  return std::accumulate(d.values.begin(), d.values.end(), 0.0) /
         static_cast<double>(d.values.size());
}

// --- supports -----------------------------------------------------------------------------------

struct Support {
  double low;
  double high;
};

Support support_of(const Constant& d) { return {d.value, d.value}; }
Support support_of(const Uniform& d) { return {d.low, d.high}; }
Support support_of(const Triangular& d) { return {d.low, d.high}; }
Support support_of(const Pert& d) { return {d.low, d.high}; }
Support support_of(const Exponential& /*d*/) { return {0.0, infinity}; }
Support support_of(const Normal& d) {
  return d.sd == 0.0 ? Support{d.mean, d.mean} : Support{d.min, d.max};
}
Support support_of(const Lognormal& d) {
  return d.log_sd == 0.0 ? Support{d.median, d.median} : Support{0.0, infinity};
}
Support support_of(const LogitNormal& d) {
  return d.sd == 0.0 ? Support{logistic(d.mean), logistic(d.mean)} : Support{0.0, 1.0};
}
Support support_of(const Gamma& d) {
  return d.sd == 0.0 ? Support{d.mean, d.mean} : Support{0.0, infinity};
}
Support support_of(const Weibull& /*d*/) { return {0.0, infinity}; }
Support support_of(const Erlang& /*d*/) { return {0.0, infinity}; }
Support support_of(const Discrete& d) {
  Support support{infinity, -infinity};
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    if (d.shares[i] == 0.0) continue;
    support = {std::min(support.low, d.values[i]), std::max(support.high, d.values[i])};
  }
  return support;
}
Support support_of(const Empirical& d) {
  const auto [low, high] = std::minmax_element(d.values.begin(), d.values.end());
  return {*low, *high};
}

Support support(const Distribution& distribution) {
  return std::visit([](const auto& d) { return support_of(d); }, distribution);
}

}  // namespace

Lognormal lognormal_from_mean(double mean, double sd) {
  if (!(mean > 0.0) || sd < 0.0) return {mean, sd};  // what fault() refuses
  const double variance_of_log = std::log1p(sd / mean * (sd / mean));
  return {mean * std::exp(-0.5 * variance_of_log), std::sqrt(variance_of_log)};
}

std::optional<std::string> fault(const Distribution& distribution) {
  if (Fault found = std::visit([](const auto& d) { return fault_of(d); }, distribution))
    return found;
  if (!std::isfinite(mean(distribution))) return "its mean is too large to be computed";
  return {};
}

// A spread of 0 makes some of the formulas divide by it.
double mean(const Distribution& distribution) {
  const Support range = support(distribution);
  if (range.low == range.high) return range.low;
  return std::visit([](const auto& d) { return mean_of(d); }, distribution);
}

double lowest(const Distribution& distribution) { return support(distribution).low; }
double highest(const Distribution& distribution) { return support(distribution).high; }

}  // namespace sim::random
