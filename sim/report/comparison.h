// sim/report/comparison.h: variants against a base, for people and for programs.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/comparison.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"

namespace sim::report {

// What differs beyond chance from the base, in one sentence.
std::string in_short(const experiment::Comparison& comparison);

// A page: what differs in one sentence, then each variant beside the base.
// Expects: `variants` has every variant that was compared.
std::string comparison_to_text(const model::Model& base, const experiment::Comparison& comparison,
                               const model::Variants& variants);

// One object, ended by a newline: every figure of the base, and of every variant with its
// difference. What cannot be told is null.
std::string comparison_to_json(const model::Model& base, const experiment::Comparison& comparison,
                               std::string_view version);

}  // namespace sim::report
