// tools/cli/running.h: what the commands that run a scenario share.
#pragma once

#include <optional>
#include <string>

#include "sim/experiment/replicate.h"
#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"
#include "tools/cli/scenario_file.h"

namespace cli {

// Its --seed and --replications, instead of the scenario's.
void apply_options(const CommandLine& line, sim::model::RunPlan& run);

// The scenario of the command line with its --seed and --replications too. What is found about it
// goes to standard error; nothing where it is wrong. Throws as load() does.
std::optional<Scenario> load_to_run(const CommandLine& line);

// The scenario of the command line and those of its variants that it names, all if it names none,
// with --seed and --replications. Otherwise as load_to_run(). Throws UsageError, too, where the
// scenario has no variants.
std::optional<WhatIfs> load_what_ifs(const CommandLine& line);

// Says what is going to happen; from now on Ctrl-C ends the run after what is in hand.
sim::experiment::Execution execution_of(const CommandLine& line, int replications);

// Prints what came out, and says so where the run was interrupted.
Exit print_result(const sim::experiment::ScenarioResult& result, const std::string& text);

}  // namespace cli
