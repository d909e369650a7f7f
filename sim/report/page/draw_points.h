// sim/report/page/draw_points.h: how figures go along with what was varied: a capacity curve.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/sweep.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// Results by what was varied; those of a search may have gaps.
struct Curve {
  const std::vector<experiment::Factor>& factors;
  const std::vector<experiment::Levels>& levels;                  // of the points
  const std::vector<const experiment::ScenarioResult*>& results;  // by point
  std::optional<double> target = {};                              // how far the figure may go
};

// One figure along the first factor, a line for each combination of the others. Expects: a point.
Chart curve_of(const Curve& curve, const std::string& column, const std::string& words);

}  // namespace sim::report::page
