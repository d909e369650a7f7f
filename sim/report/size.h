// sim/report/size.h: the smallest or cheapest clinic, and the capacity curve that was seen.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/size.h"
#include "sim/model/model.h"

namespace sim::report {

// "The smallest: 4 chairs and 2 nurses."
std::string answer(const model::Model& base, const experiment::Size& size);
// How many candidates were run, and how the others are known.
std::string how_it_was_found(const experiment::Size& size);

// Expects: `base` is the scenario that was varied, with the targets.
std::string size_to_text(const model::Model& base, const experiment::Size& size);
std::string size_to_json(const model::Model& base, const experiment::Size& size,
                         std::string_view version);

}  // namespace sim::report
