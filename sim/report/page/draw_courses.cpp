// sim/report/page/draw_courses.cpp: what becomes of patients, and of their courses.
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "sim/metrics/layout.h"
#include "sim/metrics/outcome.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"
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

std::string finding_of(const std::vector<Series>& series) {
  const std::vector<stats::Estimate>& kept = series.front().values;
  std::string text =
      fmt::format("Of 100 who start, {:.0f} come to infusion {}", kept.back().mean, kept.size());
  for (const Series& each : series) {
    if (each.name == "responding" && each.values.size() >= kept.size())
      text += fmt::format("; {:.0f} % of those assessed then respond",
                          each.values[kept.size() - 1].mean);
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
  return Chart{"by-infusion", finding_of(series),
               "Still in the course: of all who start. Responding and in remission: of those "
               "assessed after that infusion. The bands are intervals.",
               std::move(drawn), std::move(table)};
}

// --- stop rules

std::optional<Chart> stop_rules(const Sitter& sitter) {
  const std::string_view total = sitter.result.plan.length ? "" : ".count";
  const auto saved = [&](std::string_view metric, const std::string& rule) {
    return sitter.result.named(
        fmt::format("{}{}{}", metric, rule.empty() ? "" : "[" + rule + "]", total));
  };
  if (saved("courses_stopped", "").observations == 0) return {};
  std::vector<std::string> rules;
  for (const metrics::Column& column : sitter.result.columns) {
    const bool is_name = !column.label.empty() && column.label.find('=') == std::string::npos;
    if (column.metric == Metric::InfusionsSaved && column.statistic == Statistic::Count && is_name)
      rules.push_back(column.label);
  }
  if (rules.empty()) return {};
  struct Kind {
    std::string_view metric;
    std::string_view words;
    int tone;
  };
  const std::vector<Kind> kinds = {{"courses_stopped", "courses stopped", 0},
                                   {"infusions_saved_by_stop_rules", "infusions saved", 2},
                                   {"chair_hours_saved_by_stop_rules", "chair hours saved", 5},
                                   {"responders_lost_to_stop_rules", "responders lost", 1}};
  const std::string_view per = sitter.result.plan.length ? " a year" : "";
  Json drawn = {{"kind", "bars"},
                {"names", Json::array()},
                {"tones", Json::array()},
                {"x_name", fmt::format("courses, infusions or hours{}", per)}};
  std::vector<stats::Estimate> values;
  Table table{{"Stop rule"}};
  for (const Kind& kind : kinds)
    table.headings.push_back(fmt::format("{}{}", kind.words, per));
  for (const std::string& rule : rules) {
    table.rows.push_back({rule});
    for (const Kind& kind : kinds) {
      const stats::Estimate value = saved(kind.metric, rule);
      table.rows.back().push_back(in_table(value));
      if (value.observations == 0) continue;
      drawn["names"].push_back(rules.size() == 1 ? std::string(kind.words)
                                                 : fmt::format("{}: {}", rule, kind.words));
      drawn["tones"].push_back(kind.tone);
      values.push_back(value);
    }
  }
  add_estimates(values, drawn);
  const auto whole = [&](std::string_view metric) { return mean_in_words(saved(metric, "")); };
  std::string finding =
      fmt::format("Stopping frees {} infusions{}", whole("infusions_saved_by_stop_rules"), per);
  if (saved("chair_hours_saved_by_stop_rules", "").observations > 0)
    finding += fmt::format(" ({} chair hours)", whole("chair_hours_saved_by_stop_rules"));
  if (saved("responders_lost_to_stop_rules", "").observations > 0)
    finding += fmt::format(", and stops {} who would have responded",
                           whole("responders_lost_to_stop_rules"));
  return Chart{"stop-rules", std::move(finding),
               "Against what the same patients would have had without the rule. Responders lost "
               "would have been responding after the infusions that were not given.",
               std::move(drawn), std::move(table)};
}

// --- the funnel

namespace {

// "stopped: non-response".
std::string said(const experiment::Portrait::Fate& fate) {
  const std::string outcome(metrics::name_of(fate.outcome));
  return fate.reason.empty() ? outcome : fmt::format("{}: {}", outcome, fate.reason);
}

}  // namespace

std::optional<Chart> funnel(const Sitter& sitter) {
  const experiment::Portrait& portrait = sitter.portrait;
  const double all = static_cast<double>(portrait.patients());
  if (all == 0.0) return {};
  const auto of_hundred = [&](std::int64_t patients) {
    return 100.0 * static_cast<double>(patients) / all;
  };
  using Stage = experiment::Portrait::Fate::Stage;
  constexpr int ink = 6;
  constexpr int good = 2;
  constexpr int open = 5;
  constexpr int bad = 1;
  Json nodes = Json::array({{{"name", "referred"}, {"depth", 0}, {"tone", 0}}});
  Json links = Json::array();
  Table table{{"What became of them", "Of 100 referred"}};
  std::int64_t started = 0;
  std::int64_t completed = 0;
  std::int64_t excluded = 0;
  for (const auto& fate : portrait.fates) {
    if (fate.stage == Stage::Course) started += fate.patients;
    if (fate.outcome == metrics::Outcome::Completed) completed += fate.patients;
    if (fate.stage == Stage::Screening) excluded += fate.patients;
  }
  const auto branch = [&](const char* from, const std::string& to, int depth, int tone,
                          std::int64_t patients) {
    nodes.push_back({{"name", to}, {"depth", depth}, {"tone", tone}});
    links.push_back({{"source", from}, {"target", to}, {"value", rounded(of_hundred(patients))}});
  };
  if (excluded > 0) branch("referred", "excluded", 1, ink, excluded);
  if (started > 0) branch("referred", "started a course", 1, 0, started);
  for (const auto& fate : portrait.fates) {
    const std::string name = said(fate);
    table.rows.push_back({name, share_in_table(of_hundred(fate.patients))});
    const bool is_open = fate.outcome == metrics::Outcome::Waiting ||
                         fate.outcome == metrics::Outcome::InCourse ||
                         fate.outcome == metrics::Outcome::Between;
    const int tone = is_open                                       ? open
                     : fate.outcome == metrics::Outcome::Completed ? good
                     : fate.stage == Stage::Screening              ? ink
                                                                   : bad;
    switch (fate.stage) {
      case Stage::Screening:
        branch("excluded", name, 2, tone, fate.patients);
        break;
      case Stage::Waiting:
        branch("referred", name, 1, tone, fate.patients);
        break;
      case Stage::Course:
        branch("started a course", name, 2, tone, fate.patients);
        break;
    }
  }
  return Chart{
      "funnel",
      fmt::format("Of 100 patients referred, {:.0f} start a course and {:.0f} complete it",
                  of_hundred(started), of_hundred(completed)),
      fmt::format("Everybody who came from the first moment on, and where they stood when the run "
                  "ended, in {}; by their latest course.",
                  replications_in_words(portrait)),
      Json{{"kind", "sankey"}, {"nodes", std::move(nodes)}, {"links", std::move(links)}},
      std::move(table),
      Chart::Width::Whole};
}

}  // namespace sim::report::page
