// sim/report/breakdowns.h: the small tables below the figures of a run: by rule, by infusion, by
// course, by cohort, and what became of everybody.
#pragma once

#include <string>

#include "sim/experiment/replicate.h"
#include "sim/model/model.h"

namespace sim::report {

// Those that the scenario has something for, each after an empty line.
std::string breakdowns(const model::Model& model, const experiment::ScenarioResult& result);

}  // namespace sim::report
