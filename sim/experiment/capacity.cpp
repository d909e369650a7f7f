#include "sim/experiment/capacity.h"

#include <algorithm>
#include <string>

#include "sim/base/contract.h"

namespace sim::experiment {
namespace {

// A week is so much of the year that yearly totals are of.
constexpr double weeks_a_year = one_year / one_day / 7.0;

// A course without a planned end lasts as long as is measured.
Duration length_of(const model::Course& course, Duration measured) {
  if (course.infusions == model::unlimited) return measured;
  Duration length{0};
  for (int number = 2; number <= course.most_infusions(); ++number)
    length += course.schedule.mean_gap(number);
  return length;
}

stats::Estimate a_week(stats::Estimate a_year) {
  a_year.mean /= weeks_a_year;
  if (a_year.half_width) *a_year.half_width /= weeks_a_year;
  return a_year;
}

Binding::Measure measure_for(const model::Booking& booking) {
  const bool refuses =
      booking.mode == model::BookingMode::Appointments && booking.series == model::Series::Rolling;
  return refuses ? Binding::Measure::RefusedStarts : Binding::Measure::WaitingTime;
}

std::optional<Binding> most_in_the_way(const model::Model& model, const ScenarioResult& result) {
  const Binding::Measure measure = measure_for(model.booking);
  const bool starts = measure == Binding::Measure::RefusedStarts;
  const double all =
      result.named(starts ? "refused_starts.count" : "wait_to_first_infusion.mean").mean;
  std::optional<Binding> binding;
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    const std::string& name = model.resources[id].name;
    const double amount = result
                              .named(starts ? "refused_starts[" + name + "].count"
                                            : "wait_to_first_infusion[cause=" + name + "].mean")
                              .mean;
    if (amount > (binding ? binding->share * all : 0.0))
      binding = Binding{id, amount / all, measure};
  }
  return binding;
}

}  // namespace

model::Model with_endless_demand(model::Model model) {
  model::RunPlan& run = model.run;
  run.demand = model::Demand::NeverEnds;
  if (run.until) run.replications = model::replications_without(*run.until);
  run.until.reset();
  model.targets.clear();
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
