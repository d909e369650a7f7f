// sim/experiment/capacity.h: what the clinic could do if demand never ran out.
//
// Lists are kept non-empty, cohorts in proportion to their rates, and nobody gives up. Measured
// after a warm-up of two of the longest courses.
#pragma once

#include <optional>

#include "sim/experiment/replicate.h"
#include "sim/model/ids.h"

namespace sim::experiment {

// The resource most often named for starts that were refused. Where hardly anybody is refused one,
// because whole courses are booked far ahead or nothing is booked, each minute of a wait stands for
// the start that was refused then: the resource that most of the waiting is put down to.
struct Binding {
  enum class Measure : std::uint8_t { RefusedStarts, WaitingTime };

  ResourceId resource;
  double share = 0.0;  // of the refused starts, or of the wait for a first infusion
  Measure measure = Measure::RefusedStarts;
};

struct Capacity {
  ScenarioResult run;
  stats::Estimate courses_a_week;    // completed
  stats::Estimate infusions_a_week;  // given
  std::optional<Binding> binding;    // none: nobody ever waited for a resource
};

// The scenario with demand that never ends: its length and replications are kept, its warm-up is
// replaced, a run until empty becomes one of 52 weeks,
// and one until precise has a fixed number of replications.
model::Model with_endless_demand(model::Model model);

// Throws as replicate() does. Expects: the model is one of with_endless_demand.
Capacity measure_capacity(const model::Model& model, const Execution& execution);

}  // namespace sim::experiment
