// sim/report/precision.h: whether a run became as precise as it was to be.
#pragma once

#include <string>

#include "sim/experiment/scenario_result.h"

namespace sim::report {

// Lines that end with a newline; nothing where the run had a fixed number of replications.
std::string precision_in_words(const experiment::ScenarioResult& result);

}  // namespace sim::report
