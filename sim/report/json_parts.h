// sim/report/json_parts.h: what the results for other programs have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "sim/experiment/comparison.h"
#include "sim/experiment/scenario_result.h"

namespace sim::report {

using Json = nlohmann::ordered_json;

Json or_null(std::optional<double> value);

// {"mean": 131.2, "half_width": 2.1, "unit": "courses / year", "replications": 50}; what was never
// observed is null, as is a half-width that one replication cannot give.
Json estimate_in_json(const stats::Estimate& estimate, const std::string& unit);

// Every figure under its name.
Json metrics_in_json(const experiment::ScenarioResult& result);

Json verdict_in_json(const experiment::Verdict& verdict);

// The difference, its half-width, and p as it is and adjusted by Holm.
Json difference_in_json(const experiment::Difference& difference);

// Expects: result.precise.
Json precision_in_json(const experiment::ScenarioResult& result);

// Sixteen digits.
std::string in_hexadecimal(std::uint64_t fingerprint);

// With as many digits as it takes to read back the same double, and a newline at the end.
std::string written(const Json& json);

}  // namespace sim::report
