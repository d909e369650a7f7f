// sim/report/result_tables.cpp: results as tables for other programs.
#include "sim/report/result_tables.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "sim/report/csv.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"

namespace sim::report {
namespace {

using experiment::Comparison;
using experiment::Measured;
using experiment::ScenarioResult;
using metrics::Column;

const std::string scenario_column = "scenario";

Datum text(std::string_view words) { return std::string(words); }
Datum number(std::size_t count) { return static_cast<std::int64_t>(count); }
Datum or_nothing(std::optional<double> value) { return value ? Datum(*value) : Datum(); }

Datum observed(metrics::Cell cell) { return cell.observed() ? Datum(cell.value()) : Datum(); }

std::string_view in_words(metrics::Estimator estimator) {
  return estimator == metrics::Estimator::RatioOfSums ? ratio_of_sums : mean_of_replications;
}

Datum in_words(metrics::Better better) {
  if (better == metrics::Better::Neither) return {};
  return text(better == metrics::Better::Higher ? "higher" : "lower");
}

std::vector<Datum> row_of(const Column& column, const stats::Estimate& estimate) {
  const metrics::MetricDescription& metric = metrics::describe(column.metric);
  return {column.name,
          estimate.observations > 0 ? Datum(estimate.mean) : Datum(),
          or_nothing(estimate.half_width),
          column.unit,
          number(estimate.observations),
          text(in_words(column.estimator)),
          in_words(metric.better),
          text(metrics::group_headings[static_cast<std::size_t>(metric.group)]),
          text(metric.meaning)};
}

}  // namespace

DataTable about_table(const model::Model& model, const ScenarioResult& result,
                      std::string_view version, std::string_view variant) {
  DataTable table{"about",
                  "what these results are of",
                  {{"name", DataType::Text, "what is said"},
                   {"value", DataType::Text, "as text; nothing where there is none"}},
                  {"name"}};
  table.rows = {{text("chairtime"), text(version)},
                {text("scenario"), model.name},
                {text("variant"), variant.empty() ? Datum() : text(variant)},
                {text("seed"), std::to_string(result.plan.seed)},
                {text("replications"), std::to_string(result.replications)},
                {text("confidence"), csv_number(result.plan.confidence)},
                {text("fingerprint"), in_hexadecimal(result.fingerprint)},
                {text("note"), text(sampling_error_only)}};
  return table;
}

DataTable metrics_table(const ScenarioResult& result) {
  DataTable table{
      "metrics",
      "every figure, over all replications",
      {{"metric", DataType::Text, "its name, a breakdown in brackets"},
       {"mean", DataType::Real, "in its unit; nothing where it was never observed"},
       {"half_width", DataType::Real, "half of the width of its confidence interval, in its unit"},
       {"unit", DataType::Text, "of mean and half_width"},
       {"replications", DataType::Integer, "those that had something to observe"},
       {"estimator", DataType::Text,
        "mean of replications: of their values; ratio of sums: the sum of their "
        "numerators over that of their denominators"},
       {"better", DataType::Text, "higher or lower; nothing where neither is"},
       {"heading", DataType::Text, "what it is about"},
       {"meaning", DataType::Text, "in a line"}},
      {"metric"}};
  for (std::size_t i = 0; i < result.columns.size(); ++i)
    table.rows.push_back(row_of(result.columns[i], result.estimates[i]));
  return table;
}

DataTable replications_table(const std::vector<Measured>& replications) {
  DataTable table{"replications",
                  "every run of the clinic",
                  {{"replication", DataType::Integer, "its number, from 1"},
                   {"fingerprint", DataType::Text,
                    "sixteen hexadecimal digits that say whether two runs were the same"},
                   {"events", DataType::Integer, "that happened in it"}},
                  {"replication"}};
  for (const Measured& each : replications) {
    table.rows.push_back({number(table.rows.size() + 1), in_hexadecimal(each.fingerprint),
                          static_cast<std::int64_t>(each.events)});
  }
  return table;
}

DataTable figures_table(const ScenarioResult& result, std::size_t replication,
                        const Measured& measured) {
  DataTable table{
      "figures",
      "every figure of every replication",
      {{"replication", DataType::Integer, "its number, from 1"},
       {"metric", DataType::Text, "the figure's name"},
       {"value", DataType::Real, "in its unit; nothing where there was nothing to observe"},
       {"numerator", DataType::Real, "value times denominator"},
       {"denominator", DataType::Real, "how much was observed; 0 where nothing was"}},
      {"replication", "metric"},
      {{{"replication"}, "replications"}, {{"metric"}, "metrics"}}};
  table.rows.reserve(measured.row.size());
  for (std::size_t i = 0; i < measured.row.size(); ++i) {
    const metrics::Cell cell = measured.row[i];
    table.rows.push_back({number(replication), result.columns[i].name, observed(cell),
                          cell.numerator, cell.denominator});
  }
  return table;
}

// --- in wide form

namespace {

// Those of all sides, each where it first comes.
std::vector<std::string> names_of(const std::vector<Side>& sides) {
  std::vector<std::string> names;
  std::map<std::string_view, std::size_t> known;
  for (const Side& side : sides) {
    for (const Column& column : side.result.columns)
      if (known.emplace(column.name, names.size()).second) names.push_back(column.name);
  }
  return names;
}

void add_rows(const Side& side, const std::vector<std::string>& names, std::string& csv) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < side.result.columns.size(); ++i)
    places.emplace(side.result.columns[i].name, i);
  for (std::size_t i = 0; i < side.replications.size(); ++i) {
    std::vector<std::string> cells;
    if (!side.name.empty()) cells.push_back(side.name);
    cells.push_back(std::to_string(i + 1));
    for (const std::string& name : names) {
      const auto place = places.find(name);
      const metrics::Cell cell =
          place == places.end() ? metrics::Cell{} : side.replications[i].row[place->second];
      cells.push_back(csv_number(cell.observed() ? std::optional(cell.value()) : std::nullopt));
    }
    csv += csv_line(cells);
  }
}

}  // namespace

std::string wide_csv(const std::vector<Side>& sides) {
  const std::vector<std::string> names = names_of(sides);
  std::vector<std::string> headings;
  if (!sides.front().name.empty()) headings.push_back(scenario_column);
  headings.emplace_back("replication");
  headings.insert(headings.end(), names.begin(), names.end());
  std::string csv = csv_line(headings);
  for (const Side& side : sides)
    add_rows(side, names, csv);
  return csv;
}

// --- comparisons

std::string name_of_base(const Comparison& comparison) {
  std::string name = "base";
  const auto is_taken = [&](const Comparison::Variant& each) { return each.name == name; };
  while (std::any_of(comparison.variants.begin(), comparison.variants.end(), is_taken))
    name = "the " + name;
  return name;
}

DataTable of_scenario(const std::string& scenario, DataTable table) {
  table.columns.insert(table.columns.begin(),
                       {scenario_column, DataType::Text, "the base, or a variant's name"});
  table.key.insert(table.key.begin(), scenario_column);
  for (DataLink& link : table.links)
    link.columns.insert(link.columns.begin(), scenario_column);
  table.links.insert(table.links.begin(), {{scenario_column}, "scenarios"});
  for (std::vector<Datum>& row : table.rows)
    row.insert(row.begin(), scenario);
  return table;
}

DataTable scenarios_table(const Comparison& comparison) {
  DataTable table{"scenarios",
                  "what was compared, on the same patients",
                  {{scenario_column, DataType::Text, "the base, or a variant's name"},
                   {"is_base", DataType::Integer, "1 of the base, 0 of a variant"},
                   {"replications", DataType::Integer, "how many there are"},
                   {"fingerprint", DataType::Text,
                    "of all replications: sixteen hexadecimal digits that say whether two "
                    "results were the same"}},
                  {scenario_column}};
  const auto add = [&](const std::string& name, const ScenarioResult& result) {
    const std::size_t is_base = table.rows.empty() ? 1 : 0;
    table.rows.push_back({name, number(is_base), std::int64_t{result.replications},
                          in_hexadecimal(result.fingerprint)});
  };
  add(name_of_base(comparison), comparison.base);
  for (const Comparison::Variant& each : comparison.variants)
    add(each.name, each.result);
  return table;
}

namespace {

constexpr std::size_t columns_of_difference = 6;

void add_columns_of_difference(DataTable& table) {
  table.columns.insert(
      table.columns.end(),
      {{"difference", DataType::Real, "the variant's less the base's, of the same patients"},
       {"difference_half_width", DataType::Real,
        "half of the width of its paired confidence interval"},
       {"p", DataType::Real, "of the paired t test that there is no difference"},
       {"p_holm", DataType::Real, "the same, adjusted by Holm for the number of variants"},
       {"higher_in", DataType::Integer, "replications in which the variant's is higher"},
       {"lower_in", DataType::Integer, "replications in which the variant's is lower"}});
}

std::vector<Datum> row_of(const experiment::Difference& difference) {
  const bool known = difference.estimate.observations > 0;
  return {known ? Datum(difference.estimate.mean) : Datum(),
          or_nothing(difference.estimate.half_width),
          or_nothing(difference.p_value),
          or_nothing(difference.adjusted),
          number(difference.higher),
          number(difference.lower)};
}

// Differences by name of the figure; the base has none, nor has what only the variant has.
void add_side(const DataTable& side, const std::map<std::string, std::vector<Datum>>& differences,
              DataTable& all) {
  for (std::vector<Datum> row : side.rows) {
    const auto there = differences.find(std::get<std::string>(row[1]));
    const std::vector<Datum> more =
        there == differences.end() ? std::vector<Datum>(columns_of_difference) : there->second;
    row.insert(row.end(), more.begin(), more.end());
    all.rows.push_back(std::move(row));
  }
}

}  // namespace

DataTable metrics_table(const Comparison& comparison) {
  const DataTable base = of_scenario(name_of_base(comparison), metrics_table(comparison.base));
  DataTable all = base;
  all.rows.clear();
  add_columns_of_difference(all);
  add_side(base, {}, all);
  for (const Comparison::Variant& variant : comparison.variants) {
    std::map<std::string, std::vector<Datum>> differences;
    for (std::size_t i = 0; i < variant.differences.size(); ++i)
      differences.emplace(comparison.base.columns[i].name, row_of(variant.differences[i]));
    add_side(of_scenario(variant.name, metrics_table(variant.result)), differences, all);
  }
  return all;
}

}  // namespace sim::report
