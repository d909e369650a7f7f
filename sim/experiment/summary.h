// sim/experiment/summary.h: what the replications of one scenario add up to.
//
// Rows are taken in the order of their numbers and forgotten, so memory does not grow with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/experiment/estimates.h"
#include "sim/experiment/goals.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/scenario_result.h"
#include "sim/experiment/targets.h"
#include "sim/experiment/waiting_list_watch.h"
#include "sim/metrics/layout.h"
#include "sim/model/model.h"

namespace sim::experiment {

class Summary {
 public:
  // Expects: both outlive the summary; the layout is that of the model, and its goals have been
  // checked (check_goals()).
  Summary(const model::Model& model, const metrics::Layout& layout);

  void add(const Measured& replication);

  int replications() const { return replications_; }
  stats::Estimate estimate(std::size_t column) const;

  const Goals& goals() const { return goals_; }

  // Of all that were added. `interrupted` and `precise` are left for who knows.
  ScenarioResult result() const;

 private:
  const model::Model& model_;
  const metrics::Layout& layout_;
  std::vector<ColumnTally> columns_;
  Goals goals_;
  TargetCounts targets_;
  WaitingListWatch list_;
  int replications_ = 0;
  std::uint64_t fingerprint_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace sim::experiment
