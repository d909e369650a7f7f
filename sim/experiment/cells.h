// sim/experiment/cells.h: the replications of an experiment, measured wherever there is room and
// taken in their order.
//
// This is the one place that knows of threads, of other ranks and of where results are kept.
// Everything above it asks for cells and is given their figures, the same ones in every case.
#pragma once

#include <cstdint>
#include <functional>

#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/replicate.h"

namespace sim::experiment {

// One replication of one scenario.
struct Work {
  const model::Model& model;
  const metrics::Layout& layout;
  std::uint32_t replication;  // from 1
};

// Measures the cells 0 to count - 1, as long as `take` asks for more, and returns how many were
// taken; otherwise as in_order(). `work` is asked by several threads. What execution.kept holds is
// not measured again. execution.completed is left to the caller.
int measure_cells(int count, const std::function<Work(int)>& work, const Execution& execution,
                  const std::function<Next(int, Measured)>& take);

}  // namespace sim::experiment
