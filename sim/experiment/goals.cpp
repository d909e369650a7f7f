// sim/experiment/goals.cpp: names to columns, values to their units, and what to say of the others.
#include "sim/experiment/goals.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/base/words.h"
#include "sim/metrics/metric_table.h"

namespace sim::experiment {
namespace {

using metrics::Column;
using model::Misworded;

// --- names

// "wait_in_clinic[visit=a.b].mean" without its ".mean".
std::string_view without_statistic(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t bracket = name.rfind(']');
  const bool has_one =
      dot != std::string_view::npos && (bracket == std::string_view::npos || dot > bracket);
  return has_one ? name.substr(0, dot) : name;
}

std::string_view metric_in(std::string_view name) {
  return name.substr(0, name.find_first_of("[."));
}

// Of the columns of which it holds, the names.
template <class Condition>
std::vector<std::string> names_of(const std::vector<Column>& columns, const Condition& holds) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    if (holds(column)) names.push_back(column.name);
  return names;
}

// "a, b, c or d", of many names the first few.
std::string or_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  std::string text;
  const std::size_t shown = std::min(names.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "" : last ? " or " : ", ") + names[i];
  }
  return text + (names.size() > most ? fmt::format(" or one of {} more", names.size() - most) : "");
}

// ".mean, .p50, .p90 or .p95" of the names that differ in that only.
std::string statistics_of(const std::vector<std::string>& names) {
  std::vector<std::string> statistics;
  for (const std::string& name : names) {
    const std::string_view plain = without_statistic(name);
    statistics.push_back(plain.size() < name.size() ? name.substr(plain.size()) : name);
  }
  return or_of(statistics);
}

// Those with the shortest labels: not each hour of the week.
std::vector<std::string> broadest(std::vector<std::string> names) {
  const auto keys = [](const std::string& name) {
    return std::count(name.begin(), name.end(), '=');
  };
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return keys(a) < keys(b); });
  const auto end = std::find_if(names.begin(), names.end(), [&](const std::string& each) {
    return keys(each) > keys(names.front());
  });
  names.erase(end, names.end());
  return names;
}

bool is_a_metric(std::string_view name) {
  return std::any_of(metrics::metric_table.begin(), metrics::metric_table.end(),
                     [&](const auto& each) { return each.name == name; });
}

Misworded no_such_figure(const std::string& name, const std::vector<Column>& columns) {
  const std::string_view plain = without_statistic(name);
  const auto alike =
      names_of(columns, [&](const Column& each) { return without_statistic(each.name) == plain; });
  if (alike.size() > 1 && plain.size() == name.size()) {
    return {fmt::format("\"{}\" has several figures", name),
            fmt::format("write {} and one of {}", name, statistics_of(alike))};
  }
  const std::string message = fmt::format("there is no figure \"{}\"", name);
  if (alike.size() == 1) return {message, "write " + alike.front()};
  if (!alike.empty()) return {message, fmt::format("{} has {}", plain, statistics_of(alike))};
  if (const auto near = did_you_mean(name, names_of(columns, [](const Column&) { return true; })))
    return {fmt::format("{}, did you mean \"{}\"?", message, *near), {}};
  const std::string_view metric = metric_in(name);
  const auto of_metric =
      names_of(columns, [&](const Column& each) { return metric_in(each.name) == metric; });
  if (!of_metric.empty()) return {message, "there is " + or_of(broadest(of_metric))};
  return {message, is_a_metric(metric) ? "this scenario has nothing that it would be of"
                                       : "`chairtime metrics` lists them"};
}

std::optional<std::size_t> index_of(const std::string& name, const std::vector<Column>& columns) {
  const auto there = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& each) { return each.name == name; });
  if (there == columns.end()) return {};
  return static_cast<std::size_t>(there - columns.begin());
}

// --- units

std::string without_spaces(std::string_view text) {
  std::string rest;
  for (const char letter : text)
    if (letter != ' ') rest += letter;
  return rest;
}

// The value in the column's unit; nothing where its own does not fit. Of "courses / year" the
// "/ year" need not be said, nor anything of it; a percentage or a span without its unit is refused
// as everywhere.
std::optional<double> in_unit_of(const Column& column, const model::Target& target) {
  const std::string written = without_spaces(target.unit);
  const std::string unit = without_spaces(column.unit);
  if (const auto length = parse_unit(column.unit)) {
    const auto other = parse_unit(target.unit);
    if (!other) return {};
    if (*other == *length) return target.value;
    return target.value * in_milliseconds(*other) / in_milliseconds(*length);
  }
  const bool fits = written == unit || written == unit.substr(0, unit.find('/')) ||
                    (written.empty() && unit != "%");
  return fits ? std::optional(target.value) : std::nullopt;
}

Misworded wrong_unit(const Column& column, const model::Target& target) {
  const std::string value = format_number(target.value);
  const std::string message =
      target.unit.empty()
          ? fmt::format("{} is in {}, and {} has no unit", column.name, column.unit, value)
          : fmt::format("{} is in {}, not in {}", column.name, column.unit, target.unit);
  if (parse_unit(column.unit))
    return {message, fmt::format("write a duration, as in {} {}", value, column.unit)};
  if (column.unit != "%")
    return {message, fmt::format("write a number of {}; the unit may be left out", column.unit)};
  const bool looks_like_fraction = target.value > 0.0 && target.value < 1.0;
  return {message, fmt::format("write {} %",
                               looks_like_fraction ? format_number(100.0 * target.value) : value)};
}

}  // namespace

double PrecisionOfColumn::half_width(double mean) const {
  return of_mean * std::max(std::abs(mean), 1.0);
}

bool PrecisionOfColumn::reached_by(const stats::Estimate& estimate) const {
  return estimate.half_width && *estimate.half_width <= half_width(estimate.mean);
}

std::variant<TargetOfColumn, Misworded> find_target(const model::Target& target,
                                                    const std::vector<Column>& columns) {
  const auto column = index_of(target.metric, columns);
  if (!column) return no_such_figure(target.metric, columns);
  const auto value = in_unit_of(columns[*column], target);
  if (!value) return wrong_unit(columns[*column], target);
  return TargetOfColumn{target.text, *column, target.relation, *value};
}

Goals find_goals(const model::Model& model, const std::vector<Column>& columns,
                 Diagnostics& found) {
  Goals goals;
  for (const model::Target& target : model.targets) {
    const auto there = find_target(target, columns);
    if (const auto* wrong = std::get_if<Misworded>(&there)) {
      found.error(target.at, target.path, wrong->message, wrong->hint);
    } else {
      goals.targets.push_back(std::get<TargetOfColumn>(there));
    }
  }
  if (!model.run.until) return goals;
  for (const model::Precision& precision : model.run.until->all) {
    if (const auto column = index_of(precision.metric, columns)) {
      goals.precisions.push_back({*column, precision.of_mean});
    } else {
      const Misworded wrong = no_such_figure(precision.metric, columns);
      found.error(precision.at, precision.path, wrong.message, wrong.hint);
    }
  }
  return goals;
}

void check_goals(const model::Model& model, Diagnostics& found) {
  const bool asks = !model.targets.empty() || model.run.until.has_value();
  if (asks) find_goals(model, metrics::lay_out(model).columns, found);
}

}  // namespace sim::experiment
