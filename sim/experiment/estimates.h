// sim/experiment/estimates.h: from the rows of replications to estimates, one for each column.
#pragma once

#include <vector>

#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/stats/estimate.h"
#include "sim/stats/ratio_tally.h"
#include "sim/stats/tally.h"

namespace sim::experiment {

// What the rows so far say of one column, as its estimator has it. Of a mean of replications those
// that had nothing to observe are left out.
class ColumnTally {
 public:
  explicit ColumnTally(metrics::Estimator estimator) : estimator_(estimator) {}

  void add(metrics::Cell cell);

  // `observations` counts the replications in which there was something to observe.
  // Expects: 0 < confidence < 1.
  stats::Estimate estimate(double confidence) const;

 private:
  metrics::Estimator estimator_;
  stats::Tally values_;       // of a mean of replications
  stats::RatioTally ratios_;  // of a ratio of sums
};

// One for each column.
std::vector<ColumnTally> tallies_of(const std::vector<metrics::Column>& columns);

// Expects: the row has a cell for each of the columns.
void add(const metrics::Row& row, std::vector<ColumnTally>& tallies);

std::vector<stats::Estimate> estimate(const std::vector<ColumnTally>& tallies, double confidence);

}  // namespace sim::experiment
