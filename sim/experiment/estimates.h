// sim/experiment/estimates.h: from the rows of replications to estimates, one for each column.
#pragma once

#include <vector>

#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

// By column, as its estimator says. `observations` counts the replications in which there was
// something to observe. Expects: every row has a cell for every column; 0 < confidence < 1.
std::vector<stats::Estimate> estimate(const std::vector<metrics::Column>& columns,
                                      const std::vector<metrics::Row>& rows, double confidence);

}  // namespace sim::experiment
