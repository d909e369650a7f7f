// sim/report/json_parts.cpp: what the results for other programs have in common.
#include "sim/report/json_parts.h"

#include <cstddef>

#include <fmt/format.h>

namespace sim::report {

Json or_null(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

Json estimate_in_json(const stats::Estimate& estimate, const std::string& unit) {
  Json json;
  json["mean"] = estimate.observations > 0 ? Json(estimate.mean) : Json(nullptr);
  json["half_width"] = or_null(estimate.half_width);
  json["unit"] = unit;
  json["replications"] = estimate.observations;
  return json;
}

Json metrics_in_json(const experiment::ScenarioResult& result) {
  Json metrics = Json::object();
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    metrics[result.columns[i].name] = estimate_in_json(result.estimates[i], result.columns[i].unit);
  }
  return metrics;
}

Json verdict_in_json(const experiment::Verdict& verdict) {
  using Outcome = experiment::Verdict::Outcome;
  const bool known = verdict.outcome != Outcome::Unknown;
  Json json;
  json["target"] = verdict.target;
  json["met"] = known ? Json(verdict.outcome == Outcome::Met) : Json(nullptr);
  json["confidence"] = or_null(verdict.confidence);
  json["replications_met"] = known ? Json(verdict.share_met()) : Json(nullptr);
  return json;
}

Json difference_in_json(const experiment::Difference& difference) {
  Json json;
  json["mean"] = difference.estimate.observations > 0 ? Json(difference.estimate.mean) : Json();
  json["half_width"] = or_null(difference.estimate.half_width);
  json["p"] = or_null(difference.p_value);
  json["p_holm"] = or_null(difference.adjusted);
  return json;
}

Json precision_in_json(const experiment::ScenarioResult& result) {
  Json json;
  json["reached_after"] = result.precise->after ? Json(*result.precise->after) : Json(nullptr);
  json["figures"] = Json::array();
  for (const experiment::Precise::Figure& each : result.precise->figures) {
    Json figure;
    figure["metric"] = result.columns[each.column].name;
    figure["half_width"] = or_null(result.estimates[each.column].half_width);
    figure["half_width_asked_for"] = each.half_width;
    figure["reached"] = each.reached;
    json["figures"].push_back(std::move(figure));
  }
  return json;
}

std::string in_hexadecimal(std::uint64_t fingerprint) {
  return fmt::format("{:016x}", fingerprint);
}

std::string written(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sim::report
