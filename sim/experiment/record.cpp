// sim/experiment/record.cpp: the clinic with the observer that remembers.
#include "sim/experiment/record.h"

#include <utility>

#include "sim/base/contract.h"
#include "sim/clinic/replication.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/metrics/recorder.h"

namespace sim::experiment {

metrics::Records record(const model::Model& model, std::uint32_t replication) {
  try {
    metrics::Recorder recorder(model);
    const clinic::Replication run = clinic::simulate(model, model.run.seed, replication, recorder);
    return recorder.finish(run.measured_from, run.ended);
  } catch (const BrokenPromise& broken) {
    throw BrokenReplication(model.run.seed, replication, broken.what());
  }
}

std::vector<metrics::Records> record_first(const model::Model& model, int replications,
                                           const Execution& execution) {
  std::vector<metrics::Records> all;
  const auto take = [&](int /*index*/, metrics::Records records) {
    all.push_back(std::move(records));
    if (execution.completed) execution.completed(static_cast<int>(all.size()));
    return Next::GoOn;
  };
  in_order<metrics::Records>(
      replications, {execution.threads, execution.interrupted},
      [&](int index) { return record(model, static_cast<std::uint32_t>(index) + 1); }, take);
  return all;
}

}  // namespace sim::experiment
