// sim/experiment/replicate.cpp: replications of one scenario, added up in their order.
#include "sim/experiment/replicate.h"

#include "sim/experiment/cells.h"
#include "sim/experiment/precision.h"
#include "sim/experiment/summary.h"

namespace sim::experiment {

ScenarioResult replicate(const model::Model& model, const Execution& execution,
                         const ReplicationListener& listener) {
  const metrics::Layout layout = metrics::lay_out(model);
  const auto number_of = [](int index) { return static_cast<std::uint32_t>(index) + 1; };
  Summary summary(model, layout);
  PrecisionWatch precision = precision_watch(model, summary);
  Next next = Next::GoOn;
  const auto take = [&](int index, const Measured& measured) {
    summary.add(measured);
    if (listener) listener(number_of(index), measured);
    if (execution.completed) execution.completed(summary.replications());
    next = precision.after(summary);
    return next;
  };
  const int wanted = model.run.replications;
  const auto work = [&](int index) { return Work{model, layout, number_of(index)}; };
  const int done = measure_cells(wanted, work, execution, take);
  ScenarioResult result = summary.result();
  result.interrupted = done < wanted && next == Next::GoOn;
  result.precise = precision.result(summary);
  return result;
}

}  // namespace sim::experiment
