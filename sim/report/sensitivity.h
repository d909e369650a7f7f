// sim/report/sensitivity.h: what is worth measuring first, for people and for programs.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/sensitivity.h"
#include "sim/model/model.h"

namespace sim::report {

// A page: what to measure first, then for each figure the tornado and the rank correlations.
// `variant` is the name of the what-if; empty: the scenario as it stands.
std::string sensitivity_to_text(const model::Model& base,
                                const experiment::Sensitivity& sensitivity,
                                std::string_view variant = {});

// One object, ended by a newline. What cannot be told is null.
std::string sensitivity_to_json(const model::Model& base,
                                const experiment::Sensitivity& sensitivity,
                                std::string_view version, std::string_view variant = {});

}  // namespace sim::report
