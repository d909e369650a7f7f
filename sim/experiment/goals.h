// sim/experiment/goals.h: what a scenario asks of its results, found among their columns.
//
// A scenario names figures in its targets and where it says how precise a run is to be. Which
// figures there are depends on the scenario, and is known here only; so here is said what is wrong
// with the names and units, at the places where they stand.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/metrics/layout.h"
#include "sim/model/model.h"
#include "sim/stats/estimate.h"

namespace sim::experiment {

struct TargetOfColumn {
  std::string text;  // as written
  std::size_t column = 0;
  model::Relation relation = model::Relation::AtMost;
  double value = 0.0;  // in the column's unit

  bool met_by(double figure) const {
    return relation == model::Relation::AtMost ? figure <= value : figure >= value;
  }
};

struct PrecisionOfColumn {
  std::size_t column = 0;
  double of_mean = 0.0;  // the half-width that is asked for, as a fraction of the mean

  // In the column's unit. A mean below one unit counts as one: 5 % of next to nothing would take
  // for ever, and nobody asks for it.
  double half_width(double mean) const;
  // Whether the interval is as small as that; without one it is not.
  bool reached_by(const stats::Estimate& estimate) const;
};

struct Goals {
  std::vector<TargetOfColumn> targets;        // in the order of the scenario
  std::vector<PrecisionOfColumn> precisions;  // all of them are to be reached
};

// One target, wherever it was written.
std::variant<TargetOfColumn, model::Misworded> find_target(
    const model::Target& target, const std::vector<metrics::Column>& columns);

// All that the model asks for. What names no column, or has a unit that does not fit, is an error
// in `found` and left out.
Goals find_goals(const model::Model& model, const std::vector<metrics::Column>& columns,
                 Diagnostics& found);

// The same, of the columns that the model's results will have, for what is wrong.
void check_goals(const model::Model& model, Diagnostics& found);

}  // namespace sim::experiment
