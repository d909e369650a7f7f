// sim/report/page/first_screen.cpp: five figures and a sentence.
#include "sim/report/page/first_screen.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"
#include "sim/report/precision.h"
#include "sim/report/prose.h"
#include "sim/report/sensitivity_advice.h"
#include "sim/report/table.h"
#include "sim/report/verdicts.h"
#include "sim/report/waiting.h"

namespace sim::report::page {
namespace {

using experiment::ScenarioResult;
using experiment::Verdict;
using metrics::Metric;

constexpr std::size_t most_tiles = 5;

std::string without_line_breaks(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ')
    text.pop_back();
  return text;
}

// "4 chairs, 2 nurses and 1 prescriber": the most there are of each.
std::string staffing_in_words(const model::Model& model) {
  std::vector<std::string> parts;
  for (const model::Resource& resource : model.resources)
    parts.push_back(how_many(std::to_string(resource.staffing.most()), resource.name));
  return listed(parts);
}

std::string question_of(const model::Model& model) {
  return fmt::format("With {}: how many courses can be completed, and how long do patients wait?",
                     staffing_in_words(model));
}

// The chair, or whatever else visits hold throughout; of none, the first resource.
const model::Resource* chair_of(const model::Model& model) {
  const model::Resource* first = nullptr;
  for (const model::Resource& resource : model.resources) {
    if (resource.held_throughout) return &resource;
    if (first == nullptr) first = &resource;
  }
  return first;
}

// "359 courses a year are completed; a patient waits 6.7 days for the first infusion on average,
// and 9 of 10 begin within 14.6 days."
std::string answer_of(const model::Model& model, const ScenarioResult& result) {
  const bool yearly = result.plan.length.has_value();
  const stats::Estimate completed =
      result.named(yearly ? "courses_completed" : "courses_completed.count");
  std::string text = fmt::format("About {} courses {} completed", mean_in_words(completed),
                                 yearly ? "a year are" : "are");
  const stats::Estimate wait = result.named("wait_to_first_infusion.mean");
  const stats::Estimate most = result.named("wait_to_first_infusion.p90");
  if (wait.observations > 0)
    text +=
        fmt::format("; patients wait {} for their first infusion on average", wait_in_words(wait));
  if (most.observations > 0) text += fmt::format(", 9 of 10 at most {}", wait_in_words(most));
  if (const model::Resource* chair = chair_of(model)) {
    const stats::Estimate used = result.named(fmt::format("utilisation[{}]", chair->name));
    if (used.observations > 0)
      text += fmt::format("; {} are in use {} % of the time", chair->name, mean_in_words(used));
  }
  return text + ". " + largest_cause_of_waiting(model, result);
}

TargetLine::Outcome outcome_of(const Verdict& verdict, double confidence) {
  const bool sure = verdict.confidence.value_or(0.0) >= confidence;
  if (!sure || verdict.outcome == Verdict::Outcome::Unknown) return TargetLine::Outcome::Open;
  return verdict.outcome == Verdict::Outcome::Met ? TargetLine::Outcome::Met
                                                  : TargetLine::Outcome::Missed;
}

// "Wait to first infusion, 9 of 10: at most 14 days"; as it is written where no figure has that
// name.
std::string target_in_words(const Verdict& verdict, const ScenarioResult& result) {
  const auto parsed = model::parse_target(verdict.target);
  const auto* const target = std::get_if<model::Target>(&parsed);
  if (target == nullptr) return verdict.target;
  for (const metrics::Column& column : result.columns) {
    if (column.name != target->metric) continue;
    return fmt::format("{}: {} {} {}", in_words(column),
                       target->relation == model::Relation::AtMost ? "at most" : "at least",
                       format_number(target->value), target->unit);
  }
  return verdict.target;
}

}  // namespace

std::vector<Shown> shown_first(const model::Model& model, const ScenarioResult& result) {
  std::vector<Shown> shown;
  const model::Resource* const chair = chair_of(model);
  for (const Line& line : at_a_glance()) {
    for (const std::size_t column : columns_of(line, result.columns, result.plan)) {
      const bool is_other = line.metric == Metric::Utilisation && chair != nullptr &&
                            result.columns[column].label != chair->name;
      if (!is_other && result.estimates[column].observations > 0)
        shown.push_back({words(line, result.columns[column]), column});
    }
  }
  shown.resize(std::min(shown.size(), most_tiles));
  return shown;
}

std::vector<Tile> tiles_of(const model::Model& model, const ScenarioResult& result) {
  std::vector<Tile> tiles;
  for (const Shown& shown : shown_first(model, result)) {
    const Figure seen = figure(result.estimates[shown.column]);
    tiles.push_back({shown.words, seen.mean, seen.half_width, result.columns[shown.column].unit});
  }
  return tiles;
}

std::vector<TargetLine> targets_of(const ScenarioResult& result) {
  std::vector<TargetLine> targets;
  for (const Verdict& verdict : result.targets) {
    targets.push_back({outcome_of(verdict, result.plan.confidence),
                       std::string(in_a_word(verdict, result.plan.confidence)),
                       target_in_words(verdict, result), grounds(verdict, result.replications)});
  }
  return targets;
}

std::string extent_of(const ScenarioResult& result) {
  const std::string precision = without_line_breaks(precision_in_words(result));
  return fmt::format("{}, seed {}. ± is half of the {} % confidence interval.{}{}",
                     extent(result.plan, result.replications), result.plan.seed,
                     format_number(100.0 * result.plan.confidence), precision.empty() ? "" : " ",
                     precision);
}

std::string extent_of_points(const model::Model& base, std::string_view what) {
  return fmt::format(
      "{}, seed {}; every {} meets the same patients. ± is half of the {} % confidence interval.",
      extent(base.run, base.run.replications), base.run.seed, what,
      format_number(100.0 * base.run.confidence));
}

std::vector<std::string> warnings_of(const ScenarioResult& result) {
  std::vector<std::string> warnings;
  if (result.interrupted) {
    warnings.push_back(fmt::format("interrupted; {} of {} replications are complete.",
                                   result.replications, result.plan.replications));
  }
  if (result.growth) warnings.push_back(without_line_breaks(to_sentence(*result.growth)) + ".");
  if (result.quiet_start)
    warnings.push_back(without_line_breaks(to_sentence(*result.quiet_start)) + ".");
  return warnings;
}

std::string title_of(const model::Model& model, std::string_view variant) {
  return variant.empty() ? model.name : fmt::format("{}: {}", model.name, variant);
}

FirstScreen first_screen(const model::Model& model, const ScenarioResult& result,
                         std::string_view variant) {
  return {title_of(model, variant), question_of(model), answer_of(model, result),
          tiles_of(model, result),  targets_of(result), warnings_of(result),
          extent_of(result)};
}

}  // namespace sim::report::page
