// sim/report/capacity.h: what the clinic can do, in a few lines.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/capacity.h"
#include "sim/model/model.h"

namespace sim::report {

// `variant` is the name of the what-if; empty: the scenario as it stands.
std::string capacity_to_text(const model::Model& model, const experiment::Capacity& capacity,
                             std::string_view variant = {});
std::string capacity_to_json(const model::Model& model, const experiment::Capacity& capacity,
                             std::string_view version, std::string_view variant = {});

}  // namespace sim::report
