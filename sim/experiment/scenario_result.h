// sim/experiment/scenario_result.h: what the replications of one scenario say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/growth.h"
#include "sim/experiment/targets.h"
#include "sim/experiment/unsettled_start.h"
#include "sim/metrics/layout.h"
#include "sim/model/run.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

// What came of replications that were to go on until they are precise.
struct Precise {
  struct Figure {
    std::size_t column;
    double of_mean;     // asked for, as a fraction
    double half_width;  // ... and so this, in the column's unit
    bool reached;
  };
  std::optional<int> after;  // so many replications; none: there were not enough
  std::vector<Figure> figures;
};

struct ScenarioResult {
  std::vector<metrics::Column> columns;
  std::vector<stats::Estimate> estimates;     // by column; a quantity never observed has none
  int replications = 0;                       // that are complete
  bool interrupted = false;                   // before there were as many as wanted
  std::uint64_t fingerprint = 0;              // of all replications, in their order
  std::uint64_t events = 0;                   // that happened in all of them
  std::vector<Verdict> targets;               // in the order of the scenario
  std::optional<Precise> precise;             // where that was asked for
  std::optional<Growth> growth;               // of the waiting list, if it had not settled
  std::optional<UnsettledStart> quiet_start;  // of the waiting list: measured too early
  model::RunPlan plan;                        // as asked for

  // The estimate of the column of that name; nothing observed where there is none.
  stats::Estimate named(std::string_view column) const;
};

}  // namespace sim::experiment
