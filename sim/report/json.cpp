// sim/report/json.cpp: results for other programs.
#include "sim/report/json.h"

#include <cstddef>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sim::report {
namespace {

using Json = nlohmann::ordered_json;

Json metric(const metrics::Column& column, const stats::Estimate& estimate) {
  Json json;
  json["mean"] = estimate.observations > 0 ? Json(estimate.mean) : Json(nullptr);
  json["half_width"] = estimate.half_width ? Json(*estimate.half_width) : Json(nullptr);
  json["unit"] = column.unit;
  json["replications"] = estimate.observations;
  return json;
}

Json target(const experiment::Verdict& verdict) {
  using Outcome = experiment::Verdict::Outcome;
  const bool known = verdict.outcome != Outcome::Unknown;
  Json json;
  json["target"] = verdict.target;
  json["met"] = known ? Json(verdict.outcome == Outcome::Met) : Json(nullptr);
  json["confidence"] = verdict.confidence ? Json(*verdict.confidence) : Json(nullptr);
  json["replications_met"] = known ? Json(verdict.share_met()) : Json(nullptr);
  return json;
}

}  // namespace

std::string to_json(const model::Model& model, const experiment::ScenarioResult& result,
                    std::string_view version, std::string_view variant) {
  Json metrics = Json::object();
  for (std::size_t i = 0; i < result.columns.size(); ++i)
    metrics[result.columns[i].name] = metric(result.columns[i], result.estimates[i]);

  Json json;
  json["chairtime"] = version;
  json["scenario"] = model.name;
  json["variant"] = variant.empty() ? Json(nullptr) : Json(variant);
  json["seed"] = result.plan.seed;
  json["replications"] = result.replications();
  json["confidence"] = result.plan.confidence;
  json["metrics"] = std::move(metrics);
  json["targets"] = Json::array();
  for (const experiment::Verdict& verdict : result.targets)
    json["targets"].push_back(target(verdict));
  json["fingerprint"] = fmt::format("{:016x}", result.fingerprint);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sim::report
