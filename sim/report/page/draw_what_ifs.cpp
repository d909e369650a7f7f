// sim/report/page/draw_what_ifs.cpp: variants against the base, as differences with intervals.
#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/page/first_screen.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/what_ifs.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using experiment::Comparison;
using experiment::Difference;
using metrics::Better;

bool is_sure(const Comparison& comparison, const Difference& difference) {
  return experiment::differs(difference, comparison.base.plan.confidence);
}

// 1 where the variant is better, -1 where it is worse, 0 where no way is better.
int better(const metrics::Column& column, const Difference& difference) {
  const Better which = metrics::describe(column.metric).better;
  if (which == Better::Neither || difference.estimate.mean == 0.0) return 0;
  return (difference.estimate.mean > 0.0) == (which == Better::Higher) ? 1 : -1;
}

std::string how_sure(const Comparison& comparison, const Difference& difference) {
  if (difference.estimate.observations == 0) return "not in both";
  if (is_sure(comparison, difference)) return "beyond chance";
  return difference.lower == 0 && difference.higher == 0 ? "no difference" : "within chance";
}

std::string difference_in_table(const Difference& difference) {
  const std::string half = figure(difference.estimate).half_width;
  return half.empty() ? with_sign(difference.estimate)
                      : with_sign(difference.estimate) + " " + half;
}

std::string finding_of(const Comparison& comparison, const Shown& row) {
  const metrics::Column& column = comparison.base.columns[row.column];
  const Comparison::Variant* most = nullptr;
  for (const Comparison::Variant& variant : comparison.variants) {
    const Difference& difference = variant.differences[row.column];
    if (!is_sure(comparison, difference)) continue;
    if (most == nullptr ||
        std::abs(difference.estimate.mean) > std::abs(most->differences[row.column].estimate.mean))
      most = &variant;
  }
  if (most == nullptr) return fmt::format("{}: nothing beyond chance", row.words);
  return fmt::format("{}: {} {} with \"{}\"", row.words,
                     with_sign(most->differences[row.column].estimate), unit_of_difference(column),
                     most->name);
}

Chart chart_of(const Comparison& comparison, const Shown& row) {
  const metrics::Column& column = comparison.base.columns[row.column];
  const std::string_view unit = unit_of_difference(column);
  Json drawn = {
      {"kind", "differences"},   {"names", Json::array()},
      {"means", Json::array()},  {"low", Json::array()},
      {"high", Json::array()},   {"sure", Json::array()},
      {"better", Json::array()}, {"x_name", fmt::format("difference from the base, {}", unit)}};
  Table table{{"Variant", fmt::format("Base, {}", column.unit),
               fmt::format("Variant, {}", column.unit), fmt::format("Differs by, {}", unit),
               "Told from chance"}};
  for (const Comparison::Variant& variant : comparison.variants) {
    const Difference& difference = variant.differences[row.column];
    table.rows.push_back({variant.name, in_table(comparison.base.estimates[row.column]),
                          in_table(variant.result.named(column.name)),
                          difference_in_table(difference), how_sure(comparison, difference)});
    if (difference.estimate.observations == 0) continue;
    drawn["names"].push_back(variant.name);
    drawn["means"].push_back(mean_in_chart(difference.estimate));
    drawn["low"].push_back(low_in_chart(difference.estimate));
    drawn["high"].push_back(high_in_chart(difference.estimate));
    drawn["sure"].push_back(is_sure(comparison, difference));
    drawn["better"].push_back(better(column, difference));
  }
  return {
      "what-if-" + std::string(metrics::describe(column.metric).name), finding_of(comparison, row),
      "The variant less the base, on the same patients, with intervals. Green is better, orange "
      "is worse; open circles are within chance.",
      std::move(drawn), std::move(table)};
}

Table changes(const model::Variants& said, const Comparison& comparison) {
  Table table{{"What if", "What is changed"}, 2};
  for (const Comparison::Variant& variant : comparison.variants) {
    for (const model::Variant& each : said.all) {
      if (each.name != variant.name) continue;
      std::vector<std::string> parts;
      for (const model::Change& change : each.changes)
        parts.push_back(fmt::format("{}: {}", change.path, change.value));
      table.rows.push_back({each.name, fmt::format("{}", fmt::join(parts, "; "))});
    }
  }
  return table;
}

}  // namespace

Section what_ifs(const model::Model& base, const Comparison& comparison,
                 const model::Variants& said) {
  Section section{"what-ifs", "What if"};
  section.words.push_back(fmt::format(
      "Each variant meets the same patients as the base, so that what differs is due to it. Beyond "
      "chance: by the paired t test, with Holm's adjustment for {}.",
      counted(static_cast<std::int64_t>(comparison.variants.size()), "variant")));
  for (const Shown& row : shown_first(base, comparison.base))
    section.charts.push_back(chart_of(comparison, row));
  section.table = changes(said, comparison);
  return section;
}

Table all_differences(const Comparison& comparison) {
  Table table{{"Figure", "Variant", "Unit", "Told from chance", "Base", "Variant's", "Differs by"},
              4};
  const auto add = [&](const Line& line) {
    for (const std::size_t column :
         columns_of(line, comparison.base.columns, comparison.base.plan)) {
      const metrics::Column& shown = comparison.base.columns[column];
      for (const Comparison::Variant& variant : comparison.variants) {
        const Difference& difference = variant.differences[column];
        table.rows.push_back(
            {words(line, shown), variant.name, std::string(unit_of_difference(shown)),
             how_sure(comparison, difference), in_table(comparison.base.estimates[column]),
             in_table(variant.result.named(shown.name)), difference_in_table(difference)});
      }
    }
  };
  for (const Line& line : at_a_glance())
    add(line);
  for (const Line& line : also_compared())
    add(line);
  return table;
}

}  // namespace sim::report::page
