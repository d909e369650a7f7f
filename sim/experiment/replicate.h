// sim/experiment/replicate.h: one scenario, run many times over, and what it says.
//
// A replication is a function of the model, the seed and its number, so it does not matter which
// thread runs it: equal inputs give equal bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/waiting_list_watch.h"
#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/model/model.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

struct ScenarioResult {
  std::vector<metrics::Column> columns;
  std::vector<stats::Estimate> estimates;     // by column; a quantity never observed has none
  std::vector<metrics::Row> rows;             // by replication
  std::uint64_t fingerprint = 0;              // of all replications, in their order
  std::uint64_t events = 0;                   // that happened in all of them
  std::optional<Growth> growth;               // of the waiting list, if it had not settled
  std::optional<UnsettledStart> quiet_start;  // of the waiting list: measured too early
  model::RunPlan plan;                        // as asked for; rows are fewer after an interruption

  // The estimate of the column of that name; nothing observed where there is none.
  stats::Estimate named(std::string_view column) const;

  int replications() const { return static_cast<int>(rows.size()); }
  bool interrupted() const { return replications() < plan.replications; }
};

// How to run, which never changes what comes out, except that an interruption ends it early.
struct Execution {
  int threads = 1;
  const std::atomic<bool>* interrupted = nullptr;  // once true, what is in hand is finished
  std::function<void(int)> completed;              // told how many are done, one call at a time
};

// A replication found a mistake of ours. What it says names what runs it again.
class BrokenReplication : public std::logic_error {
 public:
  BrokenReplication(std::uint64_t seed, std::uint32_t number, const std::string& promise);
};

// Runs model.run.replications replications, numbered from 1, with model.run.seed.
// Throws BrokenReplication, of the lowest number where several are broken.
ScenarioResult replicate(const model::Model& model, const Execution& execution);

}  // namespace sim::experiment
