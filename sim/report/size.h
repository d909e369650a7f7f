// sim/report/size.h: the smallest or cheapest clinic, and the capacity curve that was seen.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/size.h"
#include "sim/model/model.h"

namespace sim::report {

// Expects: `base` is the scenario that was varied, with the targets.
std::string size_to_text(const model::Model& base, const experiment::Size& size);
std::string size_to_json(const model::Model& base, const experiment::Size& size,
                         std::string_view version);

}  // namespace sim::report
