// sim/experiment/replicate.cpp: replications made on every thread, and added up in their order.
#include "sim/experiment/replicate.h"

#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/summary.h"

namespace sim::experiment {

ScenarioResult replicate(const model::Model& model, const Execution& execution,
                         const RowListener& listener) {
  const metrics::Layout layout = metrics::lay_out(model);
  Summary summary(model, layout);
  const auto number_of = [](int index) { return static_cast<std::uint32_t>(index) + 1; };
  const auto make = [&](int index) { return measure(model, layout, number_of(index)); };
  const auto take = [&](int index, const Measured& replication) {
    summary.add(replication);
    if (listener) listener(number_of(index), replication.row);
    if (execution.completed) execution.completed(summary.replications());
    return Next::GoOn;
  };
  const int wanted = model.run.replications;
  const int done =
      in_order<Measured>(wanted, {execution.threads, execution.interrupted}, make, take);
  ScenarioResult result = summary.result();
  result.interrupted = done < wanted;
  return result;
}

}  // namespace sim::experiment
