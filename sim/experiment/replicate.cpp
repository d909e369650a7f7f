// sim/experiment/replicate.cpp: replications made on every thread, and added up in their order.
#include "sim/experiment/replicate.h"

#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/precision.h"
#include "sim/experiment/summary.h"

namespace sim::experiment {
namespace {

struct Piece {
  Measured measured;
  bool is_new = true;  // and not from where it was kept
};

std::uint32_t number_of(int index) { return static_cast<std::uint32_t>(index) + 1; }

}  // namespace

ScenarioResult replicate(const model::Model& model, const Execution& execution,
                         const RowListener& listener) {
  const metrics::Layout layout = metrics::lay_out(model);
  const auto& [store, scenario] = execution.kept;
  Summary summary(model, layout);
  PrecisionWatch precision = precision_watch(model, summary);
  Next next = Next::GoOn;
  const auto make = [&, store = store, &scenario = scenario](int index) -> Piece {
    if (store != nullptr) {
      if (auto found = store->find({scenario, number_of(index)})) return {*std::move(found), false};
    }
    return {measure(model, layout, number_of(index))};
  };
  const auto take = [&, store = store, &scenario = scenario](int index, const Piece& piece) {
    if (store != nullptr && piece.is_new) store->keep({scenario, number_of(index)}, piece.measured);
    summary.add(piece.measured);
    if (listener) listener(number_of(index), piece.measured.row);
    if (execution.completed) execution.completed(summary.replications());
    next = precision.after(summary);
    return next;
  };
  const int wanted = model.run.replications;
  const int done = in_order<Piece>(wanted, {execution.threads, execution.interrupted}, make, take);
  ScenarioResult result = summary.result();
  result.interrupted = done < wanted && next == Next::GoOn;
  result.precise = precision.result(summary);
  return result;
}

}  // namespace sim::experiment
