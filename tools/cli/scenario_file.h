// tools/cli/scenario_file.h: from a scenario's file to its model.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/model/model.h"

namespace cli {

// A file could not be read; what() names it and says why.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The whole file. "-" is standard input. Throws UnreadableFile.
std::string read_file(const std::string& name);

// The model, or nothing where there are errors in `found`. Files of data that the scenario names
// are read from its folder. Throws UnreadableFile where the scenario itself cannot be read.
std::optional<sim::model::Model> load(const std::string& name,
                                      const std::vector<std::string>& overrides,
                                      sim::Diagnostics& found);

}  // namespace cli
