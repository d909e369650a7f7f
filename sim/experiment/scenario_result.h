// sim/experiment/scenario_result.h: what the replications of one scenario say.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/growth.h"
#include "sim/metrics/layout.h"
#include "sim/model/run.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

struct ScenarioResult {
  std::vector<metrics::Column> columns;
  std::vector<stats::Estimate> estimates;  // by column; a quantity never observed has none
  int replications = 0;                    // that are complete
  bool interrupted = false;                // before there were as many as wanted
  std::uint64_t fingerprint = 0;           // of all replications, in their order
  std::uint64_t events = 0;                // that happened in all of them
  std::optional<Growth> growth;            // of the waiting list, if it had not settled
  model::RunPlan plan;                     // as asked for

  // The estimate of the column of that name; nothing observed where there is none.
  stats::Estimate named(std::string_view column) const;
};

}  // namespace sim::experiment
