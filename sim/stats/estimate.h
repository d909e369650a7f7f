// sim/stats/estimate.h: what independent replications say about a figure, and how surely.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/stats/tally.h"

namespace sim::stats {

// The interval is mean - half_width to mean + half_width.
struct Estimate {
  double mean = 0.0;                 // 0 where there are no observations
  std::optional<double> half_width;  // none where the observations do not tell a spread
  std::size_t observations = 0;      // replications
};

// The t that a Student-t variable lies within, -t to t, with this probability. Expects: 0 <
// confidence < 1, degrees_of_freedom > 0.
double student_t(double confidence, std::size_t degrees_of_freedom);

// How likely a Student-t variable is at most t. Expects: degrees_of_freedom > 0.
double student_t_up_to(double t, std::size_t degrees_of_freedom);

// The standard error of which an interval's half-width is a multiple. Expects: as student_t().
double standard_error(double half_width, double confidence, std::size_t degrees_of_freedom);

// One value a replication. The interval needs two. Expects: 0 < confidence < 1.
Estimate interval_of(const Tally& values, double confidence);
Estimate mean_interval(const std::vector<double>& values, double confidence);

// What a replication adds to a figure that is a ratio: hours in use and hours staffed.
struct Ratio {
  double numerator = 0.0;
  double denominator = 0.0;
};

// Sum of numerators / sum of denominators, with a jackknife interval: t times the standard error
// that the ratio shows when each replication is left out in turn (Miller 1974; Efron 1982, ch. 3).
// The ratio itself is not corrected for its bias, which is of order 1/n, so that it is the ratio of
// the totals that are printed beside it. Replications in which nothing happened add their zeros.
// No observations if all denominators are 0; no interval if leaving one out leaves only zeros.
// Expects: 0 < confidence < 1, no denominator < 0.
Estimate ratio_interval(const std::vector<Ratio>& ratios, double confidence);

}  // namespace sim::stats
