#include "sim/experiment/capacity.h"

#include <algorithm>
#include <string>

#include "sim/base/contract.h"
#include "sim/metrics/telling.h"

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

std::optional<Binding> most_in_the_way(const model::Model& model, const ScenarioResult& result) {
  const bool booked = model.booking.mode == model::BookingMode::Appointments;
  std::optional<Binding> binding;
  double all = 0.0;
  double most = 0.0;
  for (std::size_t i = 0; i < model::wait_causes; ++i) {
    const auto cause = static_cast<model::WaitCause>(i);
    if (model::is_resource(cause) && i >= model.resources.size()) continue;
    const std::string name(metrics::name_of(model, cause));
    const double amount = result
                              .named(booked ? "refused_starts[" + name + "].count"
                                            : "wait_in_clinic[cause=" + name + "].mean")
                              .mean;
    all += amount;
    if (amount > most) binding = Binding{cause, most = amount};
  }
  if (binding) binding->share /= all;
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
