// sim/experiment/measure.h: one replication of a scenario, with everything that is counted in it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/model/model.h"

namespace sim::experiment {

struct Measured {
  metrics::Row row;
  std::uint64_t fingerprint = 0;
  std::uint64_t events = 0;
};

// A replication found a mistake of ours. What it says names what runs it again.
class BrokenReplication : public std::logic_error {
 public:
  BrokenReplication(std::uint64_t seed, std::uint32_t number, const std::string& promise);
};

// With model.run.seed. Expects: the layout is that of the model; number >= 1. Throws
// BrokenReplication.
Measured measure(const model::Model& model, const metrics::Layout& layout, std::uint32_t number);

}  // namespace sim::experiment
