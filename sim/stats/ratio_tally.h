// sim/stats/ratio_tally.h: a ratio of sums and its interval, of any number of replications.
//
// Leaving each replication out in turn takes all of them. So that memory does not grow with their
// number, only the first are kept; with more of them the interval is that of the jackknife's linear
// part (the infinitesimal jackknife: Jaeckel 1972; Efron 1982, ch. 6), for which sums are enough.
// The two differ by a part of the order of one over the number of replications.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/stats/estimate.h"

namespace sim::stats {

class RatioTally {
 public:
  static constexpr std::size_t most_left_out_in_turn = 100;

  // Expects: ratio.denominator >= 0.
  void add(Ratio ratio);

  // `observations` counts those with a denominator. Expects: 0 < confidence < 1.
  Estimate estimate(double confidence) const;

 private:
  Estimate linear(double confidence) const;

  std::size_t count_ = 0;
  std::size_t observed_ = 0;
  Ratio mean_;
  // Of the deviations from the means: squares and products.
  double numerators_ = 0.0;
  double products_ = 0.0;
  double denominators_ = 0.0;
  std::vector<Ratio> first_;  // empty once there are too many
};

}  // namespace sim::stats
