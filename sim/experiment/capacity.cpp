#include "sim/experiment/capacity.h"

#include <algorithm>
#include <string>

#include "sim/base/contract.h"

namespace sim::experiment {
namespace {

// A week is so much of the year that yearly totals are of.
constexpr double weeks_a_year = one_year / one_day / 7.0;

// A course without a planned end lasts as long as anybody looks.
Duration length_of(const model::Course& course, Duration at_most) {
  if (course.infusions == model::unlimited) return at_most;
  Duration length{0};
  for (int number = 2; number <= course.most_infusions() && length < at_most; ++number)
    length += from_milliseconds(course.before(number).gap.mean());
  return std::min(length, at_most);
}

stats::Estimate a_week(stats::Estimate a_year) {
  a_year.mean /= weeks_a_year;
  if (a_year.half_width) *a_year.half_width /= weeks_a_year;
  return a_year;
}

// Every minute of a wait is put down to the resource that was short at the starts refused then.
std::optional<Binding> most_in_the_way(const model::Model& model, const ScenarioResult& result) {
  std::optional<Binding> binding;
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    const double days =
        result.named("wait_to_first_infusion[cause=" + model.resources[id].name + "].mean").mean;
    if (days > (binding ? binding->days : 0.0)) binding = Binding{id, days, 0.0};
  }
  if (binding) binding->of_days = result.named("wait_to_first_infusion.mean").mean;
  return binding;
}

}  // namespace

model::Model with_endless_demand(model::Model model) {
  model::RunPlan& run = model.run;
  run.demand = model::Demand::NeverEnds;
  if (!run.length) run.length = 52 * one_week;
  run.warm_up = one_week;
  for (const model::Course& course : model.courses)
    run.warm_up = std::max(run.warm_up, 2 * length_of(course, *run.length));
  return model;
}

Capacity measure_capacity(const model::Model& model, const Execution& execution) {
  SIM_EXPECTS(model.run.demand == model::Demand::NeverEnds && model.run.length);
  Capacity capacity;
  capacity.run = replicate(model, execution);
  capacity.courses_a_week = a_week(capacity.run.named("courses_completed"));
  capacity.infusions_a_week = a_week(capacity.run.named("infusions_given"));
  capacity.binding = most_in_the_way(model, capacity.run);
  return capacity;
}

}  // namespace sim::experiment
