// tools/cli/scenario_file.h: from a scenario's file to its model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/experiment/comparison.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"
#include "tools/cli/command_line.h"
#include "tools/cli/texts.h"

namespace cli {

// What a command is about: one scenario of a file, and what else is in it.
struct Scenario {
  sim::model::Model model;
  sim::model::Variants variants;
  TextsByName texts;  // that it took
};

// The text of the command line's scenario, to be compiled more than once.
class ScenarioSource {
 public:
  // Throws UnreadableFile.
  explicit ScenarioSource(const CommandLine& line);

  // As load(), which is this once.
  std::optional<Scenario> load(sim::Diagnostics& found) const;

  // The same scenario with more overrides laid over it; nothing where there are errors. What else
  // is in the file is not checked again. Expects: load() found no errors.
  std::optional<sim::model::Model> compile_also(const std::vector<std::string>& overrides,
                                                sim::Diagnostics& found) const;

  const Texts& texts() const { return texts_; }

 private:
  Texts texts_;
  std::vector<std::string> overrides_;
  std::optional<std::string> variant_;
};

// The scenario of the command line with its --variant and --set, or nothing where there are errors
// in `found`. Files of data that it names are read from its folder. Throws UnreadableFile where the
// scenario itself cannot be read, UsageError where it has no such variant.
std::optional<Scenario> load(const CommandLine& line, sim::Diagnostics& found);

// A scenario and what-ifs on it.
struct WhatIfs {
  sim::model::Model base;
  std::vector<sim::experiment::NamedModel> variants;
  sim::model::Variants said;  // of all variants in the file
  TextsByName texts;          // that it took
};

// The scenario and its variants in the order that the command line names them, or of the file where
// it names none. Otherwise as load(). Throws UsageError where there are none, too.
std::optional<WhatIfs> load_variants(const CommandLine& line, sim::Diagnostics& found);

// What is wrong with a file and all its variants.
void check(const std::string& name, const std::vector<std::string>& overrides,
           sim::Diagnostics& found);

}  // namespace cli
