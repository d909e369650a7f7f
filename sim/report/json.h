// sim/report/json.h: results for other programs.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/replicate.h"
#include "sim/model/model.h"

namespace sim::report {

// One object, ended by a newline. Numbers have as many digits as it takes to read back the same
// double, so equal results are equal bytes; what was never observed is null, as is a half-width
// that one replication cannot give, and whether a target was met of which nothing was observed.
// `variant` is the name of the what-if, null where it is empty.
std::string to_json(const model::Model& model, const experiment::ScenarioResult& result,
                    std::string_view version, std::string_view variant = {});

}  // namespace sim::report
