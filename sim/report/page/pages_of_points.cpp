// sim/report/page/pages_of_points.cpp: the reports on a sweep and on a search for the right size.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/experiment/goals.h"
#include "sim/report/factors.h"
#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/page/draw_points.h"
#include "sim/report/page/first_screen.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/pages.h"
#include "sim/report/page/recipe.h"
#include "sim/report/page/sources.h"
#include "sim/report/prose.h"
#include "sim/report/size.h"
#include "sim/report/sweep.h"

namespace sim::report::page {
namespace {

using experiment::Levels;
using experiment::ScenarioResult;
using experiment::Size;
using experiment::Sweep;

// "chairs 2 to 8 and nurses 1, 2": what was varied.
std::string varied_in_words(const std::vector<experiment::Factor>& factors) {
  const std::vector<std::string> names = short_names(factors);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < factors.size(); ++i)
    parts.push_back(fmt::format("{} ({})", names[i], fmt::join(factors[i].values, ", ")));
  return listed(parts);
}

// --- a sweep

// A figure at its least and at its most, and where.
std::string range_of(const Sweep& sweep, const FigureOfPoints& shown) {
  const Sweep::Result* least = nullptr;
  const Sweep::Result* most = nullptr;
  for (const Sweep::Result& point : sweep.points) {
    const stats::Estimate estimate = point.result.named(shown.name);
    if (estimate.observations == 0) continue;
    if (least == nullptr || estimate.mean < least->result.named(shown.name).mean) least = &point;
    if (most == nullptr || estimate.mean > most->result.named(shown.name).mean) most = &point;
  }
  if (least == nullptr) return {};
  return fmt::format(
      "{}: from {} with {} to {} {} with {}", in_a_sentence(shown.words),
      mean_in_words(least->result.named(shown.name)), said(sweep.factors, least->levels),
      mean_in_words(most->result.named(shown.name)), shown.unit, said(sweep.factors, most->levels));
}

std::string answer_of(const Sweep& sweep, const std::vector<FigureOfPoints>& shown) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < shown.size() && parts.size() < 2; ++i) {
    std::string part = range_of(sweep, shown[i]);
    if (!part.empty()) parts.push_back(std::move(part));
  }
  if (parts.empty()) return "Nothing was observed.";
  return fmt::format("Over {}, {}.",
                     counted(static_cast<std::int64_t>(sweep.points.size()), "point"),
                     fmt::join(parts, "; "));
}

// The first figures over the points: from the least to the most.
std::vector<Tile> tiles_of(const Sweep& sweep, const std::vector<FigureOfPoints>& shown) {
  std::vector<Tile> tiles;
  for (const FigureOfPoints& each : shown) {
    std::vector<double> means;
    for (const Sweep::Result& point : sweep.points) {
      const stats::Estimate estimate = point.result.named(each.name);
      if (estimate.observations > 0) means.push_back(estimate.mean);
    }
    if (means.empty() || tiles.size() == 5) continue;
    const auto [least, most] = std::minmax_element(means.begin(), means.end());
    tiles.push_back({each.words, fmt::format("{} to {}", three_digits(*least), three_digits(*most)),
                     "", each.unit});
  }
  return tiles;
}

Table table_of(const Sweep& sweep, const std::vector<FigureOfPoints>& shown) {
  Table table{short_names(sweep.factors), sweep.factors.size()};
  for (const FigureOfPoints& each : shown)
    table.headings.push_back(fmt::format("{}, {}", each.words, each.unit));
  for (const Sweep::Result& point : sweep.points) {
    std::vector<std::string> cells = values_of(sweep.factors, point.levels);
    for (const FigureOfPoints& each : shown)
      cells.push_back(in_table(point.result.named(each.name)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// --- a search

std::vector<Tile> tiles_of(const model::Model& base, const Size& size) {
  if (size.chosen.empty()) return {};
  return page::tiles_of(base, size.seen[size.chosen.front()].result);
}

Table table_of(const model::Model& base, const Size& size) {
  Table table{short_names(size.factors), size.factors.size() + 1};
  table.headings.emplace_back("Meets all targets");
  for (const model::Target& target : base.targets)
    table.headings.push_back(target.text);
  if (size.by_cost) table.headings.emplace_back("Cost a year");
  for (const Size::Seen& seen : size.seen) {
    std::vector<std::string> cells = values_of(size.factors, seen.levels);
    cells.emplace_back(seen.meets ? "yes" : "no");
    for (const experiment::Verdict& verdict : seen.result.targets)
      cells.push_back(in_table(verdict.estimate));
    if (size.by_cost) cells.push_back(in_table(seen.result.named("cost")));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// A target's figure over the candidates, and how far it may go.
Chart chart_of(const Size& size, const model::Target& target, std::size_t index, Curve curve) {
  const auto found = experiment::find_target(target, size.seen.front().result.columns);
  if (const auto* const known = std::get_if<experiment::TargetOfColumn>(&found))
    curve.target = known->value;
  Chart chart = curve_of(curve, target.metric, target.text);
  const auto met = std::count_if(size.seen.begin(), size.seen.end(), [&](const Size::Seen& seen) {
    return seen.result.targets[index].outcome == experiment::Verdict::Outcome::Met;
  });
  chart.finding = fmt::format("{}: met on average by {} of {}", target.text, met,
                              counted(static_cast<std::int64_t>(size.seen.size()), "candidate"));
  return chart;
}

}  // namespace

Page sweep_page(const model::Model& base, const Sweep& sweep,
                const std::vector<std::string>& figures, const Edition& edition) {
  const std::vector<FigureOfPoints> shown = figures_for_people(sweep, figures);
  FirstScreen first{base.name,
                    fmt::format("What do {} do to the clinic?", varied_in_words(sweep.factors)),
                    answer_of(sweep, shown),
                    tiles_of(sweep, shown),
                    {},
                    {},
                    extent_of_points(base, "point")};
  if (sweep.interrupted()) {
    first.warnings.push_back(
        fmt::format("interrupted; {} of {} points are complete.", sweep.complete(), sweep.wanted));
  }
  Page page{std::move(first), {}, {}};
  Section curves{"curves", "The curves"};
  std::vector<Levels> levels;
  std::vector<const ScenarioResult*> results;
  for (const Sweep::Result& point : sweep.points) {
    levels.push_back(point.levels);
    results.push_back(&point.result);
  }
  if (!results.empty()) {
    for (const FigureOfPoints& each : shown)
      curves.charts.push_back(
          curve_of({sweep.factors, levels, results, std::nullopt}, each.name, each.words));
  }
  curves.table = table_of(sweep, shown);
  page.sections.push_back(std::move(curves));
  page.sections.push_back(sources(base));
  page.recipe = recipe(base, edition, std::nullopt);
  return page;
}

Page size_page(const model::Model& base, const Size& size, const Edition& edition) {
  FirstScreen first{
      base.name,
      fmt::format("Which {} does it take to meet the targets?", listed(short_names(size.factors))),
      answer(base, size),
      tiles_of(base, size),
      {},
      {},
      extent_of_points(base, "candidate") + " " + how_it_was_found(size)};
  if (!size.chosen.empty()) first.targets = targets_of(size.seen[size.chosen.front()].result);
  Page page{std::move(first), {}, {}};
  Section curves{"curves", "What was tried"};
  std::vector<Levels> levels;
  std::vector<const ScenarioResult*> results;
  for (const Size::Seen& seen : size.seen) {
    levels.push_back(seen.levels);
    results.push_back(&seen.result);
  }
  if (!results.empty()) {
    const Curve curve{size.factors, levels, results};
    for (std::size_t i = 0; i < base.targets.size(); ++i)
      curves.charts.push_back(chart_of(size, base.targets[i], i, curve));
    curves.charts.push_back(
        curve_of(curve, base.run.length ? "courses_completed" : "courses_completed.count",
                 "Courses completed"));
    if (size.by_cost) curves.charts.push_back(curve_of(curve, "cost", "Cost"));
  }
  curves.table = table_of(base, size);
  page.sections.push_back(std::move(curves));
  page.sections.push_back(sources(base));
  page.recipe = recipe(base, edition, std::nullopt);
  return page;
}

}  // namespace sim::report::page
