// sim/report/page/draw_points.cpp: a figure along what was varied.
#include "sim/report/page/draw_points.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/factors.h"
#include "sim/report/lines.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using experiment::Factor;
using experiment::Levels;

std::string unit_of(const experiment::ScenarioResult& result, const std::string& column) {
  for (const metrics::Column& each : result.columns)
    if (each.name == column) return each.unit;
  return {};
}

// "nurses 2, slot 15 min": what tells a line from the others; empty where there is one only.
std::string line_of(const Curve& curve, const Levels& levels) {
  const std::vector<std::string> names = short_names(curve.factors);
  std::vector<std::string> parts;
  for (std::size_t i = 1; i < names.size(); ++i)
    parts.push_back(fmt::format("{} {}", names[i], curve.factors[i].values[levels[i]]));
  return fmt::format("{}", fmt::join(parts, ", "));
}

Json along(const Factor& factor) {
  const bool numbers = std::all_of(factor.values.begin(), factor.values.end(),
                                   [](const auto& value) { return parse_integer(value); });
  Json x = Json::array();
  for (const std::string& value : factor.values) {
    if (numbers) {
      x.push_back(*parse_integer(value));
    } else {
      x.push_back(value);
    }
  }
  return x;
}

std::string finding_of(const Curve& curve, const std::string& column, const std::string& words) {
  const auto by_mean = [&](const auto* a, const auto* b) {
    return a->named(column).mean < b->named(column).mean;
  };
  const auto [least, most] =
      std::minmax_element(curve.results.begin(), curve.results.end(), by_mean);
  if (mean_in_words((*least)->named(column)) == mean_in_words((*most)->named(column))) {
    return fmt::format("{}: {} {} throughout", words, mean_in_words((*most)->named(column)),
                       unit_of(**most, column));
  }
  return fmt::format("{}: from {} to {} {}", words, mean_in_words((*least)->named(column)),
                     mean_in_words((*most)->named(column)), unit_of(**most, column));
}

}  // namespace

Chart curve_of(const Curve& curve, const std::string& column, const std::string& words) {
  const std::vector<std::string> names = short_names(curve.factors);
  const std::string unit = unit_of(*curve.results.front(), column);
  Table table{names, names.size()};
  table.headings.push_back(fmt::format("{}, {}", words, unit));
  std::map<std::string, std::vector<stats::Estimate>> lines;
  std::vector<std::string> in_order;
  for (std::size_t i = 0; i < curve.levels.size(); ++i) {
    const Levels& levels = curve.levels[i];
    const std::string name = line_of(curve, levels);
    std::vector<stats::Estimate>& line = lines[name];
    if (line.empty()) {
      line.resize(curve.factors.front().values.size());
      in_order.push_back(name);
    }
    line[levels.front()] = curve.results[i]->named(column);
    std::vector<std::string> cells = values_of(curve.factors, levels);
    cells.push_back(in_table(line[levels.front()]));
    table.rows.push_back(std::move(cells));
  }
  Json drawn = {{"kind", "lines"},
                {"x", along(curve.factors.front())},
                {"x_name", names.front()},
                {"y_name", unit},
                {"series", Json::array()}};
  for (const std::string& name : in_order) {
    Json series = {{"name", name.empty() ? words : name}};
    add_estimates(lines[name], series);
    drawn["series"].push_back(std::move(series));
  }
  if (curve.target) drawn["marks"] = Json::array({{{"at", *curve.target}, {"label", "target"}}});
  return {id_of("curve", column), finding_of(curve, column, words),
          "Means over replications; the bands are their confidence intervals.", std::move(drawn),
          std::move(table)};
}

}  // namespace sim::report::page
