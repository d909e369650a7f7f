// sim/report/sensitivity_json.cpp: a sensitivity analysis for other programs.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/report/json_parts.h"
#include "sim/report/lines.h"
#include "sim/report/sensitivity.h"

namespace sim::report {
namespace {

using experiment::Sensitivity;

Json input_in_json(const model::UncertainInput& input) {
  Json json;
  json["path"] = input.path;
  json["value"] = input.value;
  json["low"] = input.low;
  json["high"] = input.high;
  json["whole_steps"] = input.steps == model::UncertainInput::Steps::Whole;
  return json;
}

Json correlation_in_json(const std::optional<stats::RankCorrelation>& correlation) {
  if (!correlation) return nullptr;
  Json json;
  json["coefficient"] = correlation->coefficient;
  json["low"] = correlation->interval ? Json(correlation->interval->low) : Json();
  json["high"] = correlation->interval ? Json(correlation->interval->high) : Json();
  json["points"] = correlation->pairs;
  return json;
}

Json figure_in_json(const Sensitivity& all, const Sensitivity::Figure& figure) {
  Json json;
  json["as_it_stands"] = estimate_in_json(figure.base, figure.column.unit);
  json["tornado"] = Json::array();
  for (const std::size_t input : figure.by_swing) {
    const experiment::Swing& swing = figure.swings[input];
    Json one;
    one["input"] = all.inputs[input].path;
    one["at_low"] = difference_in_json(swing.low);
    one["at_high"] = difference_in_json(swing.high);
    one["low_to_high"] = difference_in_json(swing.across);
    one["moves"] = experiment::moves(swing, all.plan.confidence);
    json["tornado"].push_back(std::move(one));
  }
  json["rank_correlation"] = Json::array();
  for (const std::size_t input : figure.by_correlation) {
    Json one;
    one["input"] = all.inputs[input].path;
    one["correlation"] = correlation_in_json(figure.correlations[input]);
    json["rank_correlation"].push_back(std::move(one));
  }
  const auto first = std::find_if(figure.by_swing.begin(), figure.by_swing.end(), [&](auto input) {
    return experiment::moves(figure.swings[input], all.plan.confidence);
  });
  json["measure_first"] =
      first == figure.by_swing.end() ? Json(nullptr) : Json(all.inputs[*first].path);
  return json;
}

}  // namespace

std::string sensitivity_to_json(const model::Model& base, const Sensitivity& sensitivity,
                                std::string_view version, std::string_view variant) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = base.name;
  json["variant"] = variant.empty() ? Json(nullptr) : Json(variant);
  json["seed"] = sensitivity.plan.seed;
  json["replications"] = sensitivity.replications;
  json["points"] = sensitivity.points;
  json["replications_of_a_point"] =
      std::min(experiment::replications_of_a_point, sensitivity.plan.replications);
  json["interrupted"] = sensitivity.interrupted();
  json["confidence"] = sensitivity.plan.confidence;
  json["inputs"] = Json::array();
  for (const model::UncertainInput& input : sensitivity.inputs)
    json["inputs"].push_back(input_in_json(input));
  json["metrics"] = Json::object();
  for (const Sensitivity::Figure& figure : sensitivity.figures)
    json["metrics"][figure.column.name] = figure_in_json(sensitivity, figure);
  json["note"] = sampling_error_only;
  return written(json);
}

}  // namespace sim::report
