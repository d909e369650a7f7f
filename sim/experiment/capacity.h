// sim/experiment/capacity.h: what the clinic could do if demand never ran out.
//
// Lists are kept non-empty, cohorts in proportion to their rates, and nobody gives up. Measured
// after a warm-up of two of the longest courses.
#pragma once

#include <optional>

#include "sim/experiment/replicate.h"
#include "sim/model/ids.h"

namespace sim::experiment {

// The resource that was short at most of the starts that were refused to who waited for a first
// infusion: for so many of the days that they waited, in the mean.
struct Binding {
  ResourceId resource;
  double days = 0.0;
  double of_days = 0.0;
};

struct Capacity {
  ScenarioResult run;
  stats::Estimate courses_a_week;    // completed
  stats::Estimate infusions_a_week;  // given
  std::optional<Binding> binding;    // none: nobody ever waited for a resource
};

// The scenario with demand that never ends: its length and replications are kept, a run until empty
// becomes one of 52 weeks.
model::Model with_endless_demand(model::Model model);

// Throws as replicate() does. Expects: the model is one of with_endless_demand.
Capacity measure_capacity(const model::Model& model, const Execution& execution);

}  // namespace sim::experiment
