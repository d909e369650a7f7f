// sim/config/uncertain.h: which numbers of a scenario are uncertain, and what they may be instead.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/model/model.h"
#include "sim/model/uncertain_input.h"

namespace sim::config {

// The scenario with some more overrides; nothing, and what is wrong with it, where there are
// errors.
using CompileWith = std::function<std::optional<model::Model>(
    const std::vector<std::string>& overrides, Diagnostics& found)>;

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
std::vector<model::UncertainInput> uncertain_inputs(const model::Model& model,
                                                    const CompileWith& compile_with,
                                                    Diagnostics& found);

}  // namespace sim::config
