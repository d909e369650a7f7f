// tools/cli/arguments.h: from what the user asked for back to words.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/command_line.h"

namespace cli {

// The arguments that run it again, to the same results: the command first, the scenario by its name
// without folder, and without what changes only how it is run or shown (--threads, --out...).
std::vector<std::string> arguments_of(const CommandLine& line);

// The same as one line for a shell: "chairtime run clinic.yaml --seed=2".
std::string command_of(const CommandLine& line);

}  // namespace cli
