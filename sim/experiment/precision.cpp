// sim/experiment/precision.cpp: when there have been enough replications.
#include "sim/experiment/precision.h"

#include <algorithm>

namespace sim::experiment {

int PrecisionWatch::look_ahead(int replications) {
  constexpr int least = 5;
  return replications <= 100 ? least : least * replications / 100;
}

bool PrecisionWatch::all_reached(const Summary& summary) const {
  return std::all_of(asked_.begin(), asked_.end(), [&](const PrecisionOfColumn& each) {
    return each.reached_by(summary.estimate(each.column));
  });
}

Next PrecisionWatch::after(const Summary& summary) {
  if (asked_.empty() || summary.replications() < at_least_) return Next::GoOn;
  if (!all_reached(summary)) {
    reached_after_.reset();
    return Next::GoOn;
  }
  if (!reached_after_) reached_after_ = summary.replications();
  believed_ = summary.replications() >= *reached_after_ + look_ahead(*reached_after_);
  return believed_ ? Next::Enough : Next::GoOn;
}

std::optional<Precise> PrecisionWatch::result(const Summary& summary) const {
  if (asked_.empty()) return {};
  Precise precise;
  if (believed_) precise.after = reached_after_;
  for (const PrecisionOfColumn& each : asked_) {
    const stats::Estimate estimate = summary.estimate(each.column);
    precise.figures.push_back(
        {each.column, each.of_mean, each.half_width(estimate.mean), each.reached_by(estimate)});
  }
  return precise;
}

PrecisionWatch precision_watch(const model::Model& model, const Summary& summary) {
  return {summary.goals().precisions, model.run.until ? model.run.until->at_least : 1};
}

}  // namespace sim::experiment
