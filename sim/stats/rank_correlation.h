// sim/stats/rank_correlation.h: whether two numbers rise together, whatever the curve (Spearman
// 1904).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace sim::stats {

// From 1; those that are equal share the average of their ranks.
std::vector<double> ranks(const std::vector<double>& values);

struct RankCorrelation {
  double coefficient = 0.0;  // -1 to 1
  struct Interval {
    double low;
    double high;
  };
  std::optional<Interval> interval;  // none of fewer than four pairs
  std::size_t pairs = 0;
};

// The interval is Fisher's, of the inverse hyperbolic tangent, with the standard error of Bonett
// and Wright (2000), sqrt((1 + r^2 / 2) / (n - 3)): a formula, so that equal numbers give equal
// intervals on every machine, where a bootstrap of so few pairs covers less than it says. Of pairs
// in perfect order it has no width. Nothing where one of the two never varies. Expects: as many of
// the one as of the other, 0 < confidence < 1.
std::optional<RankCorrelation> rank_correlation(const std::vector<double>& first,
                                                const std::vector<double>& second,
                                                double confidence);

}  // namespace sim::stats
