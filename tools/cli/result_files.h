// tools/cli/result_files.h: what the folder of a run or a comparison holds.
#pragma once

#include <vector>

#include "sim/experiment/comparison.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/replicate.h"
#include "tools/cli/command_line.h"
#include "tools/cli/results_folder.h"
#include "tools/cli/scenario_file.h"

namespace cli {

// Every replication of a scenario, in their order.
using Replications = std::vector<sim::experiment::Measured>;

// Nothing where somebody interrupts.
ResultFiles files_of(const CommandLine& line, const Scenario& scenario,
                     const sim::experiment::ScenarioResult& result,
                     const Replications& replications);

// Replications of the base first, then of the variants in their order.
ResultFiles files_of(const CommandLine& line, const WhatIfs& what_ifs,
                     const sim::experiment::Comparison& comparison,
                     const std::vector<Replications>& replications);

}  // namespace cli
