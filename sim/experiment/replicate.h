// sim/experiment/replicate.h: one scenario, run many times over, and what it says.
//
// A replication is a function of the model, the seed and its number, so it does not matter which
// thread runs it: equal inputs give equal bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "sim/experiment/measure.h"
#include "sim/experiment/ranks.h"
#include "sim/experiment/result_store.h"
#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"

namespace sim::experiment {

// Where the replications of one scenario are kept, under a name of its own.
struct Kept {
  ResultStore* store = nullptr;  // none: nowhere
  std::string scenario;
};

// How to run, which never changes what comes out, except that an interruption ends it early.
struct Execution {
  int threads = 1;
  const std::atomic<bool>* interrupted = nullptr;  // once true, what is in hand is finished
  std::function<void(int)> completed = {};         // told how many are done, one call at a time
  Kept kept = {};                                  // what is kept is not run again
  Ranks* ranks = nullptr;                          // other processes that share the work
};

// Told each replication, in the order of their numbers from 1.
using ReplicationListener = std::function<void(std::uint32_t, const Measured&)>;

// Runs model.run.replications replications, numbered from 1, with model.run.seed; where the model
// asks for precision, as many as that takes, and at most those. Expects: check_goals() finds
// nothing wrong.
// Throws BrokenReplication (sim/experiment/measure.h), of the lowest number where several are
// broken.
ScenarioResult replicate(const model::Model& model, const Execution& execution,
                         const ReplicationListener& listener = {});

}  // namespace sim::experiment
