// tools/cli/manifest.h: what the results in a folder are of, and what it takes to have them again.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/model/model.h"
#include "tools/cli/command_line.h"

namespace cli {

struct Manifest {
  std::string version;                 // of the program
  std::vector<std::string> arguments;  // as of arguments_of()
  std::uint64_t seed = 1;
  int replications = 0;
  // By scenario where several were compared, else of "" alone; none where several were made
  // of it that have no names.
  std::map<std::string, std::string> fingerprints;
  std::string scenario;  // as YAML with every default
  TextsByName files;     // the scenario as it was read, and the files that it names

  const std::string& command() const { return arguments.front(); }
};

// Of a command that has not run: the replications are those asked for.
Manifest manifest_for(const CommandLine& line, const sim::model::Model& model, TextsByName texts);

std::string to_json(const Manifest& manifest);

// Throws std::invalid_argument where the text is no manifest.
Manifest manifest_of(const std::string& json);

// "the scenario", "the program's version (0.1.0, now 0.2.0)": what tells apart of what they are.
std::vector<std::string> differences(const Manifest& before, const Manifest& now);

}  // namespace cli
