// sim/report/page/draw_courses.cpp: what each infusion and each stop rule does.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "sim/metrics/layout.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using metrics::Metric;
using metrics::Statistic;

// --- by infusion

// What a figure is after each infusion, from the first; as far as it goes.
std::vector<stats::Estimate> numbered(const experiment::ScenarioResult& result,
                                      std::string_view metric) {
  std::vector<stats::Estimate> all;
  while (true) {
    const stats::Estimate next =
        result.named(fmt::format("{}[infusion={}]", metric, all.size() + 1));
    if (next.observations == 0) return all;
    all.push_back(next);
  }
}

// Everybody who starts has the first one, so that retention is told from the second on.
std::vector<stats::Estimate> retention(const experiment::ScenarioResult& result) {
  std::vector<stats::Estimate> all = {{100.0, 0.0, static_cast<std::size_t>(result.replications)}};
  while (true) {
    const stats::Estimate next =
        result.named(fmt::format("retention[infusion={}]", all.size() + 1));
    if (next.observations == 0) return all;
    all.push_back(next);
  }
}

struct Series {
  std::string_view name;
  std::vector<stats::Estimate> values;
};

// "Of 100 who start, 81 come to infusion 6 and 11 to infusion 18; 66 % of those assessed after
// infusion 6 respond". A course may have no end, so that the last one says little alone.
std::string finding_of(const std::vector<Series>& series) {
  constexpr std::size_t usual = 6;
  const std::vector<stats::Estimate>& kept = series.front().values;
  const std::size_t told = std::min(kept.size(), usual);
  // A measured period cuts courses at both ends, so that this may be a little over 100.
  const auto of_hundred = [](const stats::Estimate& share) { return std::min(share.mean, 100.0); };
  std::string text =
      fmt::format("Of 100 who start, {:.0f} come to infusion {}", of_hundred(kept[told - 1]), told);
  if (kept.size() > told)
    text += fmt::format(" and {:.0f} to infusion {}", of_hundred(kept.back()), kept.size());
  for (const Series& each : series) {
    if (each.name == "responding" && each.values.size() >= told) {
      text += fmt::format("; {:.0f} % of those assessed after infusion {} respond",
                          each.values[told - 1].mean, told);
    }
  }
  return text;
}

}  // namespace

std::optional<Chart> by_infusion(const Sitter& sitter) {
  std::vector<Series> series = {{"still in the course", retention(sitter.result)}};
  for (const auto& [name, metric] :
       {std::pair{"responding", "responding"}, std::pair{"in remission", "in_remission"}}) {
    std::vector<stats::Estimate> values = numbered(sitter.result, metric);
    if (!values.empty()) series.push_back({name, std::move(values)});
  }
  const std::size_t infusions = series.front().values.size();
  if (infusions < 2) return {};
  Json drawn = {{"kind", "lines"},           {"x", Json::array()}, {"x_name", "infusion"},
                {"y_name", "% of patients"}, {"y_min", 0},         {"y_max", 100},
                {"series", Json::array()}};
  Table table{{"Infusion"}};
  for (std::size_t number = 1; number <= infusions; ++number) {
    drawn["x"].push_back(number);
    table.rows.push_back({fmt::format("{}", number)});
  }
  for (Series& each : series) {
    each.values.resize(infusions);
    Json line = {{"name", each.name}};
    add_estimates(each.values, line);
    drawn["series"].push_back(std::move(line));
    table.headings.push_back(fmt::format("{}, %", each.name));
    for (std::size_t i = 0; i < infusions; ++i)
      table.rows[i].push_back(in_table(each.values[i]));
  }
  return Chart{
      "by-infusion", finding_of(series),
      "Still in the course: infusions of that number to every 100 first ones of the measured "
      "period. Responding and in remission: of those "
      "assessed after that infusion. The bands are intervals.",
      std::move(drawn), std::move(table)};
}

// --- stop rules

namespace {

struct Worth {
  std::string_view metric;
  std::string_view words;
  int tone;  // its place in page.js's list of colours
};
constexpr std::array<Worth, 4> worths = {
    {{"courses_stopped", "courses stopped", 0},
     {"infusions_saved_by_stop_rules", "infusions saved", 2},
     {"chair_hours_saved_by_stop_rules", "chair hours saved", 5},
     {"responders_lost_to_stop_rules", "responders lost", 1}}};

// What all rules save, or one of them. Totals are per year where the run has a length.
stats::Estimate saved(const experiment::ScenarioResult& result, std::string_view metric,
                      const std::string& rule = {}) {
  return result.named(fmt::format("{}{}{}", metric, rule.empty() ? "" : "[" + rule + "]",
                                  result.plan.length ? "" : ".count"));
}

std::vector<std::string> rules_of(const experiment::ScenarioResult& result) {
  std::vector<std::string> rules;
  for (const metrics::Column& column : result.columns) {
    const bool is_name = !column.label.empty() && column.label.find('=') == std::string::npos;
    if (column.metric == Metric::InfusionsSaved && column.statistic == Statistic::Count && is_name)
      rules.push_back(column.label);
  }
  return rules;
}

std::string finding_of_rules(const experiment::ScenarioResult& result, std::string_view per) {
  const stats::Estimate hours = saved(result, "chair_hours_saved_by_stop_rules");
  const stats::Estimate lost = saved(result, "responders_lost_to_stop_rules");
  std::string text =
      fmt::format("Stopping frees {} infusions{}",
                  mean_in_words(saved(result, "infusions_saved_by_stop_rules")), per);
  if (hours.observations > 0) text += fmt::format(" ({} chair hours)", mean_in_words(hours));
  if (lost.observations > 0)
    text += fmt::format(", and stops {} who would have responded", mean_in_words(lost));
  return text;
}

}  // namespace

std::optional<Chart> stop_rules(const Sitter& sitter) {
  const experiment::ScenarioResult& result = sitter.result;
  const std::vector<std::string> rules = rules_of(result);
  if (rules.empty() || saved(result, "courses_stopped").observations == 0) return {};
  const std::string_view per = result.plan.length ? " a year" : "";
  Json drawn = {{"kind", "bars"},
                {"names", Json::array()},
                {"tones", Json::array()},
                {"x_name", fmt::format("courses, infusions or hours{}", per)}};
  std::vector<stats::Estimate> values;
  Table table{{"Stop rule"}};
  for (const Worth& worth : worths)
    table.headings.push_back(fmt::format("{}{}", worth.words, per));
  for (const std::string& rule : rules) {
    table.rows.push_back({rule});
    for (const Worth& worth : worths) {
      const stats::Estimate value = saved(result, worth.metric, rule);
      table.rows.back().push_back(in_table(value));
      if (value.observations == 0) continue;
      drawn["names"].push_back(rules.size() == 1 ? std::string(worth.words)
                                                 : fmt::format("{}: {}", rule, worth.words));
      drawn["tones"].push_back(worth.tone);
      values.push_back(value);
    }
  }
  add_estimates(values, drawn);
  return Chart{"stop-rules", finding_of_rules(result, per),
               "Against what the same patients would have had without the rule. Responders lost "
               "would have been responding after the infusions that were not given.",
               std::move(drawn), std::move(table)};
}

}  // namespace sim::report::page
