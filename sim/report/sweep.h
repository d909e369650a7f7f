// sim/report/sweep.h: the points of a sweep, one a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/sweep.h"
#include "sim/model/model.h"

namespace sim::report {

// A figure that some point has.
struct FigureOfPoints {
  std::string name;  // of its column
  std::string words;
  std::string unit;
};

// Those that are asked for by name, or that stand at a glance where there are none.
std::vector<FigureOfPoints> figures_for_people(const experiment::Sweep& sweep,
                                               const std::vector<std::string>& figures);

// The figures that are asked for by name; where there are none, those that stand at a glance for
// people, and all for programs. Expects: `base` is the scenario that was varied.
std::string sweep_to_text(const model::Model& base, const experiment::Sweep& sweep,
                          const std::vector<std::string>& figures);
std::string sweep_to_json(const model::Model& base, const experiment::Sweep& sweep,
                          const std::vector<std::string>& figures, std::string_view version);
// One row for each point and figure, headings first.
std::string sweep_to_csv(const experiment::Sweep& sweep, const std::vector<std::string>& figures);

}  // namespace sim::report
