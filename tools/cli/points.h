// tools/cli/points.h: the scenarios that --vary asks for.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/sweep.h"
#include "tools/cli/command_line.h"
#include "tools/cli/manifest.h"

namespace cli {

struct Points {
  sim::model::Model base;  // nothing varied
  std::vector<sim::experiment::Factor> factors;
  std::vector<sim::experiment::Point> points;
  Manifest manifest;
};

// Every combination of the values of --vary, laid over the scenario of the command line. What is
// wrong goes to standard error, of all values at once; nothing where anything is. Throws as load()
// does, and UsageError where there are more than a hundred thousand points.
std::optional<Points> load_points(const CommandLine& line);

}  // namespace cli
