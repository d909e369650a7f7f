// sim/report/page/charts.h: the charts of a report on one scenario.
//
// Each is left out where the scenario or the run has nothing for it.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/portrait.h"
#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"
#include "sim/report/page/followed.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// What they are drawn from.
struct Sitter {
  const model::Model& model;
  const experiment::ScenarioResult& result;
  const Followed& followed;
  const experiment::Portrait& portrait;
};

std::optional<Chart> waiting_list(const Sitter& sitter);
std::optional<Chart> waits_to_first_infusion(const Sitter& sitter);
std::optional<Chart> causes_of_waiting(const Sitter& sitter);
std::optional<Chart> funnel(const Sitter& sitter);
std::vector<Chart> use_by_hour(const Sitter& sitter);  // one for each resource
std::optional<Chart> ordinary_day(const Sitter& sitter);
std::optional<Chart> by_infusion(const Sitter& sitter);
std::optional<Chart> stop_rules(const Sitter& sitter);
std::vector<Chart> convergence(const Sitter& sitter);

}  // namespace sim::report::page
