// sim/experiment/targets.cpp: replications counted, and the verdict with its confidence.
#include "sim/experiment/targets.h"

#include <algorithm>
#include <cmath>

namespace sim::experiment {
namespace {

// How surely the mean lies on the side of the value on which its estimate does.
double one_sided(double distance, double standard_error, std::size_t degrees_of_freedom) {
  if (standard_error <= 0.0) return 1.0;
  return stats::student_t_up_to(std::abs(distance) / standard_error, degrees_of_freedom);
}

}  // namespace

bool all_met(const std::vector<Verdict>& verdicts) {
  return std::all_of(verdicts.begin(), verdicts.end(),
                     [](const Verdict& each) { return each.outcome == Verdict::Outcome::Met; });
}

void TargetCounts::add(const metrics::Row& row) {
  ++replications_;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const metrics::Cell& cell = row[targets_[i].column];
    if (!cell.observed()) continue;
    ++observed_[i];
    if (targets_[i].met_by(cell.value())) ++met_[i];
  }
}

// Those of the interval: a jackknife leaves out every replication in turn, with an observation or
// without.
std::size_t TargetCounts::degrees_of_freedom(const metrics::Column& column,
                                             std::size_t observed) const {
  const bool ratio = column.estimator == metrics::Estimator::RatioOfSums;
  return (ratio ? static_cast<std::size_t>(replications_) : observed) - 1;
}

std::vector<Verdict> TargetCounts::verdicts(const std::vector<metrics::Column>& columns,
                                            const std::vector<stats::Estimate>& estimates,
                                            double confidence) const {
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const TargetOfColumn& target = targets_[i];
    const metrics::Column& column = columns[target.column];
    const stats::Estimate& estimate = estimates[target.column];
    Verdict& verdict = verdicts.emplace_back();
    verdict.target = target.text;
    verdict.unit = column.unit;
    verdict.estimate = estimate;
    verdict.replications_met = met_[i];
    verdict.replications_observed = observed_[i];
    if (estimate.observations == 0) continue;
    verdict.outcome =
        target.met_by(estimate.mean) ? Verdict::Outcome::Met : Verdict::Outcome::Missed;
    if (!estimate.half_width) continue;
    const std::size_t degrees = degrees_of_freedom(column, estimate.observations);
    verdict.confidence =
        one_sided(target.value - estimate.mean,
                  stats::standard_error(*estimate.half_width, confidence, degrees), degrees);
  }
  return verdicts;
}

}  // namespace sim::experiment
