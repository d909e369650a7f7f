// sim/experiment/targets.h: whether the targets were met, and how surely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/goals.h"
#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

// What came of one target.
struct Verdict {
  enum class Outcome : std::uint8_t { Met, Missed, Unknown };  // Unknown: nothing was observed

  std::string target;  // as written
  std::string unit;    // of the estimate
  stats::Estimate estimate;
  Outcome outcome = Outcome::Unknown;  // whether the estimate meets it
  // How surely the outcome is that of the mean over all replications there could be: one-sided, by
  // Student's t, so a half or more. None where the replications do not tell a spread.
  std::optional<double> confidence;
  int replications_met = 0;       // of which the own figure meets it
  int replications_observed = 0;  // that had one

  // Expects: replications_observed > 0.
  double share_met() const {
    return static_cast<double>(replications_met) / static_cast<double>(replications_observed);
  }
};

// Whether all were met, for a command that is to fail otherwise.
bool all_met(const std::vector<Verdict>& verdicts);

// Counts, replication after replication, how often each target was met.
class TargetCounts {
 public:
  explicit TargetCounts(std::vector<TargetOfColumn> targets)
      : targets_(std::move(targets)), met_(targets_.size()), observed_(targets_.size()) {}

  // Expects: the row has a cell for every column of the targets.
  void add(const metrics::Row& row);

  // In the order of the targets. `estimates` are by column, of the rows that were added, at this
  // confidence.
  std::vector<Verdict> verdicts(const std::vector<metrics::Column>& columns,
                                const std::vector<stats::Estimate>& estimates,
                                double confidence) const;

 private:
  std::size_t degrees_of_freedom(const metrics::Column& column, std::size_t observed) const;

  std::vector<TargetOfColumn> targets_;
  std::vector<int> met_;       // by target
  std::vector<int> observed_;  // by target
  int replications_ = 0;
};

}  // namespace sim::experiment
