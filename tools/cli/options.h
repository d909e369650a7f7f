// tools/cli/options.h: which commands there are, and which options each of them has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options/options_description.hpp>

#include "tools/cli/command_line.h"

namespace cli {

struct CommandDescription {
  Command command;
  std::string_view name;
  std::string_view usage;
  std::string_view answers;
};

// In the order in which they are listed.
const std::vector<CommandDescription>& all_commands();
const CommandDescription& describe(Command command);

// Runs the scenario many times over.
bool is_replicated(Command command);

// Can keep the patients and visits that its results are made of.
// Has --out.
bool keeps_results(Command command);
bool keeps_records(Command command);

boost::program_options::options_description options_of(Command command);

}  // namespace cli
