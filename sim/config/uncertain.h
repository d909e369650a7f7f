// sim/config/uncertain.h: which numbers of a scenario are uncertain, and what they may be instead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/compile.h"
#include "sim/model/model.h"
#include "sim/model/uncertain_input.h"

namespace sim::config {

// A scenario that has been compiled, to be compiled again with other values.
struct Base {
  const ScenarioText& text;
  std::string variant;  // empty: the scenario as it stands
  const model::Model& model;
};

// The same with one more override, or several; what is wrong then goes to `found`.
std::optional<model::Model> compile_with(const Base& base, const std::vector<std::string>& more,
                                         Diagnostics& found);

// An input at a value of its range.
struct Setting {
  std::string override;  // "courses.induction.drop_out=4.4 %"
  double share;          // of the way through the range; of the step, where it has steps
};
// Expects: one of uncertain_inputs(), 0 <= share <= 1.
Setting setting_at(const model::UncertainInput& input, double share);

// All that have a `range:`, in the order of the file. Each can be set to both ends and to what lies
// between; where one cannot, that is an error at its place. Expects: what the model was compiled
// from is in `found`.
std::vector<model::UncertainInput> uncertain_inputs(const Base& base, Diagnostics& found);

}  // namespace sim::config
