#include "sim/report/capacity.h"

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/figure.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"

namespace sim::report {
namespace {

std::string line(std::string_view words, const stats::Estimate& estimate, std::string_view unit) {
  const Figure shown = figure(estimate);
  return fmt::format("  {:<46}{:>9} {:<10} {}\n", words, shown.mean, shown.half_width, unit);
}

std::string binding_sentence(const model::Model& model, const experiment::Capacity& capacity) {
  if (!capacity.binding) return "No resource binds: nobody ever waited for one.\n";
  const experiment::Binding& binding = *capacity.binding;
  const bool starts = binding.measure == experiment::Binding::Measure::RefusedStarts;
  return fmt::format(
      "What binds: {}, short {} {:.0f} % of the {}.\n", model.resources[binding.resource].name,
      starts ? "at" : "for", 100.0 * binding.share,
      starts ? "starts that were refused" : "time that patients waited for a first infusion");
}

}  // namespace

std::string capacity_to_text(const model::Model& model, const experiment::Capacity& capacity,
                             std::string_view variant) {
  const model::RunPlan& plan = capacity.run.plan;
  std::string text = model.name + "\n";
  if (!variant.empty()) text += fmt::format("variant: {}\n", variant);
  text += fmt::format(
      "If demand never ran out: {}, seed {}.\n"
      "Means over replications, ± half of their {} % confidence interval.\n\n",
      extent(plan, capacity.run.replications), plan.seed, format_number(100.0 * plan.confidence));
  text += line("Courses completed", capacity.courses_a_week, "courses / week");
  text += line("Infusions given", capacity.infusions_a_week, "infusions / week");
  text += line("Late infusions (after their window)", capacity.run.named("late_visits.share"), "%");
  for (const model::Resource& resource : model.resources) {
    text += line("In use: " + resource.name,
                 capacity.run.named(fmt::format("utilisation[{}]", resource.name)), "%");
  }
  text += "\n" + binding_sentence(model, capacity);
  return text + "\n" + std::string(closing_words);
}

std::string capacity_to_json(const model::Model& model, const experiment::Capacity& capacity,
                             std::string_view version, std::string_view variant) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = model.name;
  json["variant"] = variant.empty() ? Json(nullptr) : Json(variant);
  json["seed"] = capacity.run.plan.seed;
  json["replications"] = capacity.run.replications;
  json["confidence"] = capacity.run.plan.confidence;
  json["courses_a_week"] = estimate_in_json(capacity.courses_a_week, "courses / week");
  json["infusions_a_week"] = estimate_in_json(capacity.infusions_a_week, "infusions / week");
  json["late_visits"] = estimate_in_json(capacity.run.named("late_visits.share"), "%");
  json["binding"] =
      capacity.binding ? Json(model.resources[capacity.binding->resource].name) : Json(nullptr);
  json["note"] = sampling_error_only;
  json["fingerprint"] = in_hexadecimal(capacity.run.fingerprint);
  return written(json);
}

}  // namespace sim::report
