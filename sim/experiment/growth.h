// sim/experiment/growth.h: whether the waiting list was still growing when a run ended.
//
// Where more are referred than can be treated, waits have no steady value: they are as long as the
// run makes them, and their interval says nothing of that. So the list is looked at apart.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/stats/tally.h"

namespace sim::experiment {

// Patients on the waiting list, means over the third and the last quarter of the measured period.
struct Growth {
  double before;
  double after;
};

// Is told of every replication, in turn.
class GrowthWatch {
 public:
  explicit GrowthWatch(const std::vector<metrics::Column>& columns);

  void add(const metrics::Row& row);

  // The growth, if the list's rise from one quarter to the next is more than a tenth and more than
  // chance (beyond its 99.8 % interval over replications). Nothing where it is not, or where there
  // are fewer than eight weeks or three replications to tell by.
  std::optional<Growth> found() const;

 private:
  std::vector<std::size_t> weeks_;  // columns
  stats::Tally before_;
  stats::Tally rises_;
};

}  // namespace sim::experiment
