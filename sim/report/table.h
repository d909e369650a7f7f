// sim/report/table.h: what the manager of a clinic reads: one page of plain text.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/replicate.h"
#include "sim/model/model.h"

namespace sim::report {

// The figures that are asked for first, then the others by heading; what is broken down by week,
// hour or infusion is left to JSON. Lines are at most 100 characters long. `variant` is the name of
// the what-if; empty: the scenario as it stands.
std::string to_table(const model::Model& model, const experiment::ScenarioResult& result,
                     std::string_view variant = {});

// What it means that the waiting list has not settled; without a full stop.
std::string to_sentence(const experiment::Growth& growth);
// What it means that measuring began before the waiting list had settled; without a full stop.
std::string to_sentence(const experiment::UnsettledStart& start);

}  // namespace sim::report
