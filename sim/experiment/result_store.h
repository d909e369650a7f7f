// sim/experiment/result_store.h: where finished replications are kept, so that an experiment that
// was interrupted goes on where it stopped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/experiment/measure.h"

namespace sim::experiment {

// One replication of one of the scenarios of an experiment.
struct Cell {
  std::string scenario;  // by what tells it from the others: "clinic.resources.chairs=5"
  std::uint32_t replication = 1;
};

// Asked by several threads at once.
class ResultStore {
 public:
  ResultStore() = default;
  ResultStore(const ResultStore&) = delete;
  ResultStore(ResultStore&&) = delete;
  ResultStore& operator=(const ResultStore&) = delete;
  ResultStore& operator=(ResultStore&&) = delete;
  virtual ~ResultStore() = default;

  // Nothing if it has not been kept.
  virtual std::optional<Measured> find(const Cell& cell) = 0;
  virtual void keep(const Cell& cell, const Measured& measured) = 0;
};

}  // namespace sim::experiment
