// sim/report/page/draw_precision.cpp: how the answer settled as replications were added.
#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "sim/experiment/estimates.h"
#include "sim/report/lines.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/sensitivity_advice.h"

namespace sim::report::page {
namespace {

// So many places along the way are drawn at most.
constexpr std::size_t most_points = 60;

Chart settled(const Sitter& sitter, std::size_t index) {
  const metrics::Column& column = sitter.result.columns[index];
  const std::vector<metrics::Cell>& cells = sitter.followed.cells(index);
  const std::string about = in_words(column);
  Json drawn = {{"kind", "lines"},       {"x", Json::array()}, {"x_name", "replications"},
                {"y_name", column.unit}, {"close", true},      {"series", Json::array()}};
  Table table{{"Replications", about + ", " + column.unit}};
  experiment::ColumnTally tally(column.estimator);
  std::vector<stats::Estimate> along;
  const std::size_t every = std::max<std::size_t>(1, cells.size() / most_points);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    tally.add(cells[i]);
    const bool is_last = i + 1 == cells.size();
    // Of three, an interval is so wide that nothing else could be seen.
    if (i < 3 || (i % every != 0 && !is_last)) continue;
    along.push_back(tally.estimate(sitter.result.plan.confidence));
    drawn["x"].push_back(i + 1);
    table.rows.push_back({fmt::format("{}", i + 1), in_table(along.back())});
  }
  Json series = {{"name", about}};
  add_estimates(along, series);
  drawn["series"].push_back(std::move(series));
  const stats::Estimate& whole = sitter.result.estimates[index];
  return {"convergence-" + std::string(metrics::describe(column.metric).name),
          fmt::format("After {} replications: {} {} {}", cells.size(), in_a_sentence(about),
                      in_table(whole), column.unit),
          "The mean of the replications so far, and its interval: it narrows with the square root "
          "of their number.",
          std::move(drawn), std::move(table)};
}

}  // namespace

std::vector<Chart> convergence(const Sitter& sitter) {
  std::vector<Chart> charts;
  if (sitter.followed.replications() < 6) return charts;
  for (const std::size_t column : sitter.followed.settling())
    if (sitter.result.estimates[column].observations > 0) charts.push_back(settled(sitter, column));
  return charts;
}

}  // namespace sim::report::page
