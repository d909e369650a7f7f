// sim/experiment/summary.cpp: what the replications of one scenario add up to.
#include "sim/experiment/summary.h"

#include <algorithm>

#include "sim/base/contract.h"
#include "sim/metrics/fingerprint.h"

namespace sim::experiment {

stats::Estimate ScenarioResult::named(std::string_view column) const {
  const auto there = std::find_if(columns.begin(), columns.end(),
                                  [&](const metrics::Column& each) { return each.name == column; });
  if (there == columns.end()) return {};
  return estimates[static_cast<std::size_t>(there - columns.begin())];
}

namespace {

Goals checked_goals(const model::Model& model, const metrics::Layout& layout) {
  Diagnostics wrong;
  Goals goals = find_goals(model, layout.columns, wrong);
  SIM_EXPECTS(!wrong.any_errors());
  return goals;
}

}  // namespace

Summary::Summary(const model::Model& model, const metrics::Layout& layout)
    : model_(model),
      layout_(layout),
      columns_(tallies_of(layout.columns)),
      goals_(checked_goals(model, layout)),
      targets_(goals_.targets),
      list_(model, layout.columns) {}

void Summary::add(const Measured& replication) {
  experiment::add(replication.row, columns_);
  targets_.add(replication.row);
  list_.add(replication.row);
  ++replications_;
  fingerprint_ = metrics::combine(fingerprint_, replication.fingerprint);
  events_ += replication.events;
}

stats::Estimate Summary::estimate(std::size_t column) const {
  return columns_[column].estimate(model_.run.confidence);
}

ScenarioResult Summary::result() const {
  ScenarioResult result;
  result.columns = layout_.columns;
  result.estimates = experiment::estimate(columns_, model_.run.confidence);
  result.replications = replications_;
  result.fingerprint = fingerprint_;
  result.events = events_;
  result.targets = targets_.verdicts(layout_.columns, result.estimates, model_.run.confidence);
  result.growth = list_.growth();
  result.quiet_start = list_.quiet_start();
  result.plan = model_.run;
  return result;
}

}  // namespace sim::experiment
