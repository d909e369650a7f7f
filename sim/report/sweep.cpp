// sim/report/sweep.cpp: the points of a sweep, one a line.
#include "sim/report/sweep.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/csv.h"
#include "sim/report/factors.h"
#include "sim/report/grid.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"

namespace sim::report {
namespace {

using experiment::Sweep;

// Points may differ in their columns: what one of them has is shown.
const metrics::Column* column_named(const Sweep& sweep, const std::string& name) {
  for (const Sweep::Result& point : sweep.points) {
    const auto& columns = point.result.columns;
    const auto there = std::find_if(columns.begin(), columns.end(),
                                    [&](const auto& column) { return column.name == name; });
    if (there != columns.end()) return &*there;
  }
  return nullptr;
}

void show(const metrics::Column& column, const std::string& words,
          std::vector<FigureOfPoints>& shown) {
  const auto known = std::any_of(shown.begin(), shown.end(), [&](const FigureOfPoints& each) {
    return each.name == column.name;
  });
  if (!known) shown.push_back({column.name, words, column.unit});
}

bool is_wanted(const std::vector<std::string>& figures, const std::string& name) {
  return figures.empty() || std::find(figures.begin(), figures.end(), name) != figures.end();
}

std::optional<double> observed_mean(const stats::Estimate& estimate) {
  return estimate.observations > 0 ? std::optional(estimate.mean) : std::nullopt;
}

std::string grid_of(const Sweep& sweep, const std::vector<FigureOfPoints>& shown) {
  Grid grid;
  for (const std::string& factor : short_names(sweep.factors))
    grid.add_column(factor, Grid::Align::Right);
  for (const FigureOfPoints& each : shown)
    grid.add_column(fmt::format("{}, {}", each.words, each.unit), Grid::Align::Right);
  for (const Sweep::Result& point : sweep.points) {
    std::vector<std::string> cells = values_of(sweep.factors, point.levels);
    for (const FigureOfPoints& each : shown)
      cells.push_back(in_a_cell(point.result.named(each.name)));
    grid.add_row(std::move(cells));
  }
  return grid.text();
}

}  // namespace

std::vector<FigureOfPoints> figures_for_people(const Sweep& sweep,
                                               const std::vector<std::string>& figures) {
  std::vector<FigureOfPoints> shown;
  for (const std::string& name : figures)
    if (const metrics::Column* column = column_named(sweep, name)) show(*column, name, shown);
  if (!figures.empty()) return shown;
  for (const Line& line : at_a_glance()) {
    for (const Sweep::Result& point : sweep.points) {
      const std::vector<metrics::Column>& columns = point.result.columns;
      for (const std::size_t column : columns_of(line, columns, point.result.plan))
        show(columns[column], words(line, columns[column]), shown);
    }
  }
  return shown;
}

std::string sweep_to_text(const model::Model& base, const Sweep& sweep,
                          const std::vector<std::string>& figures) {
  std::string text = fmt::format("{}: {} points\n", base.name, sweep.wanted);
  text += fmt::format("{}, seed {}; every point meets the same patients.\n",
                      extent(base.run, base.run.replications), base.run.seed);
  text += fmt::format("Means over replications, ± half of their {} % confidence interval.\n",
                      format_number(100.0 * base.run.confidence));
  if (sweep.interrupted()) {
    text +=
        fmt::format("Interrupted: {} of {} points are complete.\n", sweep.complete(), sweep.wanted);
  }
  text += listed_factors(sweep.factors) + "\n";
  text += grid_of(sweep, figures_for_people(sweep, figures));
  return text + "\n" + std::string(closing_words);
}

std::string sweep_to_json(const model::Model& base, const Sweep& sweep,
                          const std::vector<std::string>& figures, std::string_view version) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = base.name;
  json["seed"] = base.run.seed;
  json["confidence"] = base.run.confidence;
  json["points"] = Json::array();
  for (const Sweep::Result& point : sweep.points) {
    Json one;
    for (std::size_t i = 0; i < sweep.factors.size(); ++i)
      one["values"][sweep.factors[i].path] = sweep.factors[i].values[point.levels[i]];
    one["replications"] = point.result.replications;
    one["metrics"] = Json::object();
    for (std::size_t i = 0; i < point.result.columns.size(); ++i) {
      const metrics::Column& column = point.result.columns[i];
      if (is_wanted(figures, column.name))
        one["metrics"][column.name] = estimate_in_json(point.result.estimates[i], column.unit);
    }
    one["fingerprint"] = in_hexadecimal(point.result.fingerprint);
    json["points"].push_back(std::move(one));
  }
  json["note"] = sampling_error_only;
  return written(json);
}

std::string sweep_to_csv(const Sweep& sweep, const std::vector<std::string>& figures) {
  std::vector<std::string> headings;
  for (const experiment::Factor& factor : sweep.factors)
    headings.push_back(factor.path);
  for (const char* heading : {"metric", "unit", "mean", "half_width", "replications"})
    headings.emplace_back(heading);
  std::string text = csv_line(headings);
  for (const Sweep::Result& point : sweep.points) {
    for (std::size_t i = 0; i < point.result.columns.size(); ++i) {
      const metrics::Column& column = point.result.columns[i];
      const stats::Estimate& estimate = point.result.estimates[i];
      if (!is_wanted(figures, column.name)) continue;
      std::vector<std::string> cells;
      for (std::size_t factor = 0; factor < sweep.factors.size(); ++factor)
        cells.push_back(sweep.factors[factor].values[point.levels[factor]]);
      cells.insert(cells.end(),
                   {column.name, column.unit, csv_number(observed_mean(estimate)),
                    csv_number(estimate.half_width), std::to_string(estimate.observations)});
      text += csv_line(cells);
    }
  }
  return text;
}

}  // namespace sim::report
