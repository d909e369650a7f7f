// tools/cli/running.h: what the commands that run a scenario share.
#pragma once

#include <optional>
#include <string>

#include "sim/experiment/replicate.h"
#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"
#include "tools/cli/scenario_file.h"

namespace cli {

// The scenario of the command line with its --seed and --replications too. What is found about it
// goes to standard error; nothing where it is wrong. Throws as load() does.
std::optional<Scenario> load_to_run(const CommandLine& line);

// Says what is going to happen; from now on Ctrl-C ends the run after what is in hand.
sim::experiment::Execution execution_of(const CommandLine& line, int replications);

// How many replications there are of those that were asked for.
struct Completed {
  int replications = 0;
  int asked_for = 0;
};
// Prints what came out, and says so where the run was interrupted.
Exit print_completed(Completed completed, const std::string& text);
Exit print_result(const sim::experiment::ScenarioResult& result, const std::string& text);

}  // namespace cli
