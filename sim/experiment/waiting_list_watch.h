// sim/experiment/waiting_list_watch.h: whether the waiting list was steady while it was measured.
//
// Waits are only worth averaging if it was. Given the rows of the replications in their order, one
// at a time, it keeps none.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/experiment/growth.h"
#include "sim/experiment/unsettled_start.h"
#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/model/model.h"

namespace sim::experiment {

class WaitingListWatch {
 public:
  // The columns are those of the model's layout.
  WaitingListWatch(const model::Model& model, const std::vector<metrics::Column>& columns);

  void add(const metrics::Row& row);

  std::optional<Growth> growth() const { return growth_.growth(); }
  // Not of a list that grows anyway, and not where the clinic's first weeks are asked for: it does
  // not begin empty, or all patients come at the start.
  std::optional<UnsettledStart> quiet_start() const;

 private:
  std::vector<std::size_t> week_columns_;
  bool first_weeks_are_asked_for_;
  GrowthWatch growth_;
  UnsettledStartWatch start_;
};

// Whether nobody waits, is in a course or has an appointment when the run starts, and patients come
// as time goes on: who measures such a clinic from its first day measures its quiet beginning.
bool begins_empty(const model::Model& model);

}  // namespace sim::experiment
