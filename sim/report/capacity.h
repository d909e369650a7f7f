// sim/report/capacity.h: what the clinic can do, in a few lines.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/capacity.h"
#include "sim/model/model.h"

namespace sim::report {

std::string capacity_to_text(const model::Model& model, const experiment::Capacity& capacity);
std::string capacity_to_json(const model::Model& model, const experiment::Capacity& capacity,
                             std::string_view version);

}  // namespace sim::report
