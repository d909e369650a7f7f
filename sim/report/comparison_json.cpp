// sim/report/comparison_json.cpp: a comparison for other programs.
#include <nlohmann/json.hpp>

#include "sim/report/comparison.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"

namespace sim::report {
namespace {

Json all_of(const experiment::Difference& difference) {
  Json json = difference_in_json(difference);
  json["unpaired_half_width"] = or_null(difference.unpaired_half_width);
  json["correlation"] = or_null(difference.correlation);
  json["variance_saved"] = or_null(difference.variance_saved);
  json["replications"] = difference.estimate.observations;
  json["higher_in"] = difference.higher;
  json["lower_in"] = difference.lower;
  return json;
}

Json variant_in_json(const experiment::Comparison& comparison,
                     const experiment::Comparison::Variant& variant) {
  Json metrics = metrics_in_json(variant.result);
  for (std::size_t i = 0; i < variant.differences.size(); ++i) {
    const auto there = metrics.find(comparison.base.columns[i].name);
    if (there != metrics.end()) (*there)["difference"] = all_of(variant.differences[i]);
  }
  Json json;
  json["metrics"] = std::move(metrics);
  json["fingerprint"] = in_hexadecimal(variant.result.fingerprint);
  return json;
}

}  // namespace

std::string comparison_to_json(const model::Model& base, const experiment::Comparison& comparison,
                               std::string_view version) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = base.name;
  json["seed"] = comparison.base.plan.seed;
  json["replications"] = comparison.base.replications;
  json["confidence"] = comparison.base.plan.confidence;
  json["base"]["metrics"] = metrics_in_json(comparison.base);
  json["base"]["fingerprint"] = in_hexadecimal(comparison.base.fingerprint);
  json["variants"] = Json::object();
  for (const experiment::Comparison::Variant& variant : comparison.variants)
    json["variants"][variant.name] = variant_in_json(comparison, variant);
  json["note"] = sampling_error_only;
  return written(json);
}

}  // namespace sim::report
