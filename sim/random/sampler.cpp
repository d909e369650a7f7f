// sim/random/sampler.cpp: distributions compiled to constants, and their quantiles.
#include <algorithm>
#include <cstddef>
#include <utility>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "sim/base/contract.h"
#include "sim/random/distribution.h"
#include "sim/random/normal.h"

namespace sim::random {

// Fills the flat form, one overload a kind.
struct Sampler::Compile {
  Sampler& s;

  void set(Kind kind, double a, double b = 0.0, double c = 0.0, double d = 0.0) const {
    s.kind_ = kind;
    s.a_ = a;
    s.b_ = b;
    s.c_ = c;
    s.d_ = d;
  }

  template <class Density>
  void tabulate(const Density& density) const {
    s.table_ = QuantileTable([&](double u) {
      const double value = s.solved(u);
      return QuantileTable::Point{value, 1.0 / density(value)};
    });
  }
  void gamma(double scale, double shape) const {
    set(Kind::Gamma, scale, shape);
    if (shape < 0.25) return;  // towards 0 a quantile is u^(1/shape): too steep for the table
    tabulate([this](double x) {
      return boost::math::gamma_p_derivative(s.b_, x / s.a_, Quick()) / s.a_;
    });
  }

  void operator()(const random::Constant& d) const { set(Kind::Constant, d.value); }
  void operator()(const random::Uniform& d) const { set(Kind::Uniform, d.low, d.high - d.low); }
  void operator()(const random::Triangular& d) const {
    const double width = d.high - d.low;
    set(Kind::Triangular, d.low, width, (d.mode - d.low) / width);
  }
  void operator()(const random::Pert& d) const {
    const double mode = (d.mode - d.low) / (d.high - d.low);  // weighs four times each end
    set(Kind::Pert, d.low, d.high - d.low, 1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
    tabulate([this](double x) {
      return boost::math::ibeta_derivative(s.c_, s.d_, (x - s.a_) / s.b_, Quick()) / s.b_;
    });
  }
  void operator()(const random::Exponential& d) const { set(Kind::Exponential, d.mean); }

  // The u-quantile lies where the tail beyond it is the average of the tails beyond the two bounds,
  // with weights 1 - u and u. The lower tail is used, except where there is no upper bound or both
  // bounds are above the mean: seen from there the upper tail keeps its digits, and with a negative
  // sd it is a lower one.
  void operator()(const random::Normal& d) const {
    const double low = (d.min - d.mean) / d.sd;
    const double high = (d.max - d.mean) / d.sd;
    if (low == -infinity && high == infinity)
      set(Kind::Normal, d.mean, d.sd);
    else if (high == infinity || low > 0.0)
      set(Kind::TruncatedNormal, d.mean, -d.sd, normal_above(low), normal_above(high));
    else
      set(Kind::TruncatedNormal, d.mean, d.sd, normal_below(low), normal_below(high));
  }
  void operator()(const random::Lognormal& d) const {
    set(Kind::Lognormal, std::log(d.median), d.log_sd);
  }
  void operator()(const random::LogitNormal& d) const { set(Kind::LogitNormal, d.mean, d.sd); }
  void operator()(const random::Gamma& d) const {
    gamma(d.sd * (d.sd / d.mean), d.mean / d.sd * (d.mean / d.sd));
  }
  void operator()(const random::Weibull& d) const { set(Kind::Weibull, d.scale, 1.0 / d.shape); }
  void operator()(const random::Erlang& d) const { gamma(d.mean / d.k, d.k); }

  void operator()(const random::Discrete& d) const {
    std::vector<std::pair<double, double>> rows;  // value, share
    for (std::size_t i = 0; i < d.values.size(); ++i)
      if (d.shares[i] > 0.0) rows.emplace_back(d.values[i], d.shares[i]);
    std::sort(rows.begin(), rows.end());
    double sum = 0.0;
    for (const auto& [value, share] : rows) {
      s.values_.push_back(value);
      s.up_to_.push_back(sum += share);
    }
    s.up_to_.back() = 1.0;
    set(Kind::Discrete, 0.0);
  }
  void operator()(const random::Empirical& d) const {
    s.values_ = d.values;
    std::sort(s.values_.begin(), s.values_.end());
    set(Kind::Empirical, 0.0);
  }
};

namespace {

const Distribution& without_fault(const Distribution& distribution) {
  SIM_EXPECTS(!fault(distribution));
  return distribution;
}

}  // namespace

Sampler::Sampler(const Distribution& distribution)
    : mean_(random::mean(without_fault(distribution))),
      lowest_(random::lowest(distribution)),
      highest_(random::highest(distribution)) {
  if (lowest_ == highest_)
    a_ = lowest_;
  else
    std::visit(Compile{*this}, distribution);
}

double Sampler::solved(double u) const {
  return kind_ == Kind::Pert ? a_ + b_ * boost::math::ibeta_inv(c_, d_, u, Quick())
                             : a_ * boost::math::gamma_p_inv(b_, u, Quick());
}

double Sampler::by_inversion(double u) const {
  switch (kind_) {
    case Kind::Pert:
    case Kind::Gamma:
      return table_.covers(u) ? table_.at(u) : solved(u);
    case Kind::Normal:
      return a_ + b_ * normal_quantile(u);
    case Kind::TruncatedNormal:
      return std::clamp(a_ + b_ * normal_quantile((1.0 - u) * c_ + u * d_), lowest_, highest_);
    case Kind::Lognormal:
      return std::exp(a_ + b_ * normal_quantile(u));
    case Kind::LogitNormal:
      return logistic(a_ + b_ * normal_quantile(u));
    case Kind::Discrete: {
      const auto row = std::lower_bound(up_to_.begin(), up_to_.end(), u);
      return values_[static_cast<std::size_t>(row - up_to_.begin())];
    }
    case Kind::Empirical: {
      const double row = std::ceil(u * static_cast<double>(values_.size())) - 1.0;
      return values_[static_cast<std::size_t>(row)];
    }
    case Kind::Constant:
    case Kind::Uniform:
    case Kind::Triangular:
    case Kind::Exponential:
    case Kind::Weibull:
      break;  // in the header
  }
  return a_;
}

}  // namespace sim::random
