// tools/cli/running.h: what the commands that run a scenario share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/replicate.h"
#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"
#include "tools/cli/scenario_file.h"

namespace cli {

// The scenario of the command line with its --seed and --replications too. What is found about it
// goes to standard error; nothing where it is wrong. Throws as load() does.
std::optional<Scenario> load_to_run(const CommandLine& line);

// The scenario of the command line and those of its variants that it names, all if it names none,
// with --seed and --replications. Otherwise as load_to_run(). Throws UsageError, too, where the
// scenario has no variants.
std::optional<WhatIfs> load_what_ifs(const CommandLine& line);

// Says what is going to happen; from now on Ctrl-C ends the run after what is in hand.
sim::experiment::Execution execution_of(const CommandLine& line, int replications);

// How far a command came.
struct Progress {
  enum class Came : std::uint8_t { ToItsEnd, Interrupted };

  Came came = Came::ToItsEnd;
  std::size_t complete = 0;
  std::size_t wanted = 0;
  std::string_view what = "replications";
};
Progress progress_of(const sim::experiment::ScenarioResult& result);

// Prints what came out, and says so where the command was interrupted.
Exit print_result(const Progress& progress, const std::string& text);

// Throws UsageError where one of the names is no figure of the scenario's results.
void require_figures(const sim::model::Model& model, const std::vector<std::string>& names);

// --seed and --replications.
void apply_options(const CommandLine& line, sim::model::RunPlan& run);

}  // namespace cli
