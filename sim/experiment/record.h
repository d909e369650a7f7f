// sim/experiment/record.h: replications simulated again, to remember every patient and visit.
//
// Figures need no records, so runs keep none; a replication is a function of its number, so the
// records of those that are wanted can be had afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/metrics/records.h"
#include "sim/model/model.h"

namespace sim::experiment {

// With model.run.seed. Expects: replication >= 1. Throws BrokenReplication
// (sim/experiment/measure.h).
metrics::Records record(const model::Model& model, std::uint32_t replication);

// Of replications 1 to `replications`, in their order; of the first so many where it is
// interrupted. Of the execution, kept results and other processes play no part.
std::vector<metrics::Records> record_first(const model::Model& model, int replications,
                                           const Execution& execution);

}  // namespace sim::experiment
