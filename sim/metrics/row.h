// sim/metrics/row.h: the figures of one replication: a cell for each column of the layout.
#pragma once

#include <vector>

namespace sim::metrics {

// Kept as a fraction, because some columns are estimated as a ratio of sums over replications. A
// denominator of 0 says that the replication had nothing to observe.
struct Cell {
  double numerator = 0.0;
  double denominator = 0.0;

  bool observed() const { return denominator > 0.0; }
  // Expects: observed().
  double value() const { return numerator / denominator; }
};

using Row = std::vector<Cell>;

}  // namespace sim::metrics
