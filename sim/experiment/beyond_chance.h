// sim/experiment/beyond_chance.h: whether a difference between parts of a run is more than chance.
//
// Within a run neighbouring weeks are alike, so they say little about each other. Replications are
// independent: each gives one difference.
#pragma once

#include <cmath>
#include <cstddef>

#include "sim/stats/estimate.h"
#include "sim/stats/tally.h"

namespace sim::experiment {

// With fewer replications nothing is said to be more than chance.
inline constexpr std::size_t fewest_replications = 3;

// By how many standard errors of itself the mean of the differences, one a replication, is away
// from 0, as a multiple of what chance is allowed: more than 1 is more than chance, less than -1 is
// less. 0 where there are too few. Expects: 0 < confidence < 1.
inline double against_chance(const stats::Tally& differences, double confidence) {
  if (differences.count() < fewest_replications || differences.mean() == 0.0) return 0.0;
  const double standard_error =
      std::sqrt(differences.variance() / static_cast<double>(differences.count()));
  return differences.mean() /
         (stats::student_t(confidence, differences.count() - 1) * standard_error);
}

}  // namespace sim::experiment
