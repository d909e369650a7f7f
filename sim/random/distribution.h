// sim/random/distribution.h: quantities that vary: as a scenario writes them, and as a run samples
// them.
//
// A Distribution is what was read: plain parameters, to be checked, explained and printed. A
// Sampler is the same thing compiled: constants worked out beforehand, one flat switch instead of a
// visit. Samples are quantiles of a uniform number, for every kind: they are the same with every
// standard library, a sample needs one draw, and a larger uniform never gives a smaller sample, so
// that two variants of a scenario that differ in a parameter stay paired patient by patient.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/random/quantile_table.h"

namespace sim::random {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

// Parameters are in the unit of the quantity, standard deviations (sd) too, unless it says
// otherwise. Spreads of 0 are allowed and make a constant.
struct Constant {
  double value = 0.0;
};
struct Uniform {
  double low = 0.0;
  double high = 1.0;
};
struct Triangular {
  double low = 0.0;
  double mode = 0.5;
  double high = 1.0;
};
// The beta distribution on [low, high] with mean (low + 4 mode + high) / 6 (Malcolm et al. 1959).
struct Pert {
  double low = 0.0;
  double mode = 0.5;
  double high = 1.0;
};
struct Exponential {
  double mean = 1.0;
};
// Truncated to [min, max], by taking what lies between and nothing else: mean and sd are those of
// the normal distribution before truncation.
struct Normal {
  double mean = 0.0;
  double sd = 1.0;
  double min = -infinity;
  double max = infinity;
};
struct Lognormal {
  double median = 1.0;
  double log_sd = 1.0;  // of the natural logarithm
};
// 1 / (1 + exp(-x)) of a normal x: a share. Both parameters are those of x, the logit.
struct LogitNormal {
  double mean = 0.0;
  double sd = 1.0;
};
struct Gamma {
  double mean = 1.0;
  double sd = 1.0;
};
struct Weibull {
  double shape = 1.0;
  double scale = 1.0;
};
// The sum of k exponentials of equal mean; `mean` is that of the sum.
struct Erlang {
  int k = 1;
  double mean = 1.0;
};
// One of the values, with its share as the probability: as many shares as values, in any order.
struct Discrete {
  std::vector<double> values;
  std::vector<double> shares;  // fractions that add up to 1
};
// One of the values, each equally likely. In any order.
struct Empirical {
  std::vector<double> values;
};

using Distribution =
    std::variant<Constant, Uniform, Triangular, Pert, Exponential, Normal, Lognormal, LogitNormal,
                 Gamma, Weibull, Erlang, Discrete, Empirical>;

// The lognormal distribution with this mean and standard deviation of the quantity itself.
Lognormal lognormal_from_mean(double mean, double sd);

// What is wrong with the parameters, as part of a sentence: "low must not exceed high". Nothing if
// they make a distribution.
std::optional<std::string> fault(const Distribution& distribution);

// Closed formulas, after truncation; a LogitNormal's has none and is integrated numerically to
// within 1e-10. Expects: !fault(distribution), like all that follows.
double mean(const Distribution& distribution);

// The smallest and the largest value there can be; may be infinite. A value of 0 or infinity may be
// approached only.
double lowest(const Distribution& distribution);
double highest(const Distribution& distribution);

// Copied while a model is built, never during a run.
class Sampler {
 public:
  Sampler() = default;  // the constant 0
  explicit Sampler(const Distribution& distribution);

  // The u-quantile: the smallest value that a share of at least u of the distribution does not
  // exceed. It grows with u, as far as rounding lets it. Pert, Gamma and Erlang are tabulated,
  // which moves u by less than 1e-8. Expects: 0 < u < 1.
  double at(double u) const;

  double mean() const { return mean_; }
  double lowest() const { return lowest_; }
  double highest() const { return highest_; }
  bool is_constant() const { return kind_ == Kind::Constant; }

 private:
  enum class Kind : std::uint8_t {
    Constant,         // a
    Uniform,          // from a, b wide
    Triangular,       // from a, b wide, share c below the mode
    Exponential,      // mean a
    Weibull,          // scale a, exponent b
    Pert,             // from a, b wide, beta parameters c and d
    Normal,           // mean a, sd b
    TruncatedNormal,  // mean a, sd b, tails c and d; see the .cpp
    Lognormal,        // log of the median a, log_sd b
    LogitNormal,      // mean a, sd b
    Gamma,            // scale a, shape b
    Discrete,         // values_ and up_to_
    Empirical         // values_
  };
  struct Compile;  // in the .cpp

  double by_inversion(double u) const;
  double solved(double u) const;  // of the kinds that have a table

  Kind kind_ = Kind::Constant;
  double a_ = 0.0;
  double b_ = 0.0;
  double c_ = 0.0;
  double d_ = 0.0;
  double mean_ = 0.0;
  double lowest_ = 0.0;
  double highest_ = 0.0;
  QuantileTable table_;         // of Pert and most Gamma
  std::vector<double> values_;  // ascending
  std::vector<double> up_to_;   // the share at or under values_[i]; the last is 1
};

// The kinds that cost a few instructions are here, to be inlined; the others cost enough for a call
// not to matter.
inline double Sampler::at(double u) const {
  switch (kind_) {
    case Kind::Constant:
      return a_;
    case Kind::Uniform:
      return a_ + b_ * u;
    case Kind::Triangular:
      return u < c_ ? a_ + b_ * std::sqrt(u * c_)
                    : a_ + b_ * (1.0 - std::sqrt((1.0 - u) * (1.0 - c_)));
    case Kind::Exponential:
      return -a_ * std::log1p(-u);
    case Kind::Weibull:
      return a_ * std::pow(-std::log1p(-u), b_);
    case Kind::Pert:
    case Kind::Normal:
    case Kind::TruncatedNormal:
    case Kind::Lognormal:
    case Kind::LogitNormal:
    case Kind::Gamma:
    case Kind::Discrete:
    case Kind::Empirical:
      break;
  }
  return by_inversion(u);
}

}  // namespace sim::random
