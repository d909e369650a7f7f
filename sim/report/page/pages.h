// sim/report/page/pages.h: the reports: which sections each of them has.
#pragma once

#include <string>

#include "sim/experiment/comparison.h"
#include "sim/experiment/sensitivity.h"
#include "sim/experiment/size.h"
#include "sim/experiment/sweep.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// What the results do not know of themselves.
struct Edition {
  std::string version;  // of the program
  std::string command;  // as it is to be typed, with the scenario's file as FILE
  std::string variant;  // the name of the what-if; empty: the scenario as it stands
};

// One scenario. `what_ifs` may be null; its variants are in `said`.
Page run_page(const Sitter& sitter, const experiment::Comparison* what_ifs,
              const model::Variants& said, const Edition& edition);

Page comparison_page(const model::Model& base, const experiment::Comparison& comparison,
                     const model::Variants& said, const Edition& edition);

// Of the figures named, or of those at a glance where there are none.
Page sweep_page(const model::Model& base, const experiment::Sweep& sweep,
                const std::vector<std::string>& figures, const Edition& edition);

Page size_page(const model::Model& base, const experiment::Size& size, const Edition& edition);

Page sensitivity_page(const model::Model& base, const experiment::Sensitivity& sensitivity,
                      const Edition& edition);

}  // namespace sim::report::page
