// sim/stats/pair_tally.h: two scenarios' figures of the same patients, replication by replication.
//
// Each replication gives a pair: what it adds to the figure of the one scenario and to that of the
// other. Both figures are ratios of sums; a mean of values has denominators of 1. The difference's
// variance is that of the differences of the linear parts, n/D - R d/D of each (Cochran 1977,
// ch. 6), so what the two have in common drops out of it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "sim/stats/estimate.h"

namespace sim::stats {

class PairTally {
 public:
  struct Pair {
    Ratio first;
    Ratio second;
  };

  // Expects: no denominator < 0.
  void add(const Pair& pair);

  std::size_t count() const { return count_; }

  // Second less first, with the paired interval; exactly 0 where no pair ever differed. No
  // observations where one of the two was never observed. Expects: 0 < confidence < 1.
  Estimate difference(double confidence) const;

  // The half-width that the difference would have if the two were of other patients.
  std::optional<double> unpaired_half_width(double confidence) const;

  // The share of the difference's variance that pairing saves; below 0 where it costs. None without
  // an interval, or where neither figure varies.
  std::optional<double> variance_saved() const;

  // Between the two figures' linear parts, -1 to 1; none where one of them does not vary.
  std::optional<double> correlation() const;

  // The chance of a difference at least so far from 0 if there were none, by the paired t test;
  // none where there is no interval.
  std::optional<double> p_value() const;

  // Of the pairs with both observed: in how many the second's value is higher, or lower.
  std::size_t higher() const { return higher_; }
  std::size_t lower() const { return lower_; }
  std::size_t observed() const { return observed_; }

 private:
  static constexpr std::size_t parts = 4;  // numerator, denominator, of the first and the second

  struct Ratios {
    double first, second;
  };
  struct Spread {
    double first, second, common;  // variances and covariance of one replication's linear parts
  };
  Ratios ratios() const;
  std::optional<Spread> spread() const;
  std::optional<double> standard_error() const;

  std::size_t count_ = 0;
  std::size_t observed_ = 0;
  std::size_t higher_ = 0;
  std::size_t lower_ = 0;
  bool all_equal_ = true;
  std::array<double, parts> means_{};
  std::array<std::array<double, parts>, parts> products_{};  // of deviations; j <= i
};

}  // namespace sim::stats
