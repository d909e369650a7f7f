// sim/report/stress.h: the STRESS-DES reporting checklist, filled in from a scenario.
//
// Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), "Strengthening the reporting of empirical
// simulation studies: Introducing the STRESS guidelines", Journal of Simulation 13(1), 55-67.
#pragma once

#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"

namespace sim::report {

// With what a scenario is run, for those who want to do it again.
struct Implementation {
  std::string version;
  std::string compiler;
  std::string libraries;               // "fmt 9.1.0, Boost 1.74.0"
  std::string file;                    // the scenario's, without its folder
  std::vector<std::string> overrides;  // "path=value", as they are given to --set
};

// As Markdown. What the scenario says, or the program does whatever it says, is filled in; what
// only a person can say is a line that begins with "> ___". Of what the scenario does not have
// there is nothing, or a sentence that says so. `read` is what the scenario was read with.
std::string stress(const model::Model& model, const model::Variants& variants,
                   const Diagnostics& read, const Implementation& implementation);

}  // namespace sim::report
