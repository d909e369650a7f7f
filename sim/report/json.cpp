// sim/report/json.cpp: results for other programs.
#include "sim/report/json.h"

#include "sim/report/json_parts.h"
#include "sim/report/lines.h"

namespace sim::report {

std::string to_json(const model::Model& model, const experiment::ScenarioResult& result,
                    std::string_view version, std::string_view variant) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = model.name;
  json["variant"] = variant.empty() ? Json(nullptr) : Json(variant);
  json["seed"] = result.plan.seed;
  json["replications"] = result.replications;
  json["confidence"] = result.plan.confidence;
  json["metrics"] = metrics_in_json(result);
  json["targets"] = Json::array();
  for (const experiment::Verdict& verdict : result.targets)
    json["targets"].push_back(verdict_in_json(verdict));
  if (result.precise) json["precision"] = precision_in_json(result);
  json["note"] = sampling_error_only;
  json["fingerprint"] = in_hexadecimal(result.fingerprint);
  return written(json);
}

}  // namespace sim::report
