// sim/report/page/page_of_sensitivity.cpp: the report on which uncertain input matters most.
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "sim/report/figure.h"
#include "sim/report/page/first_screen.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/pages.h"
#include "sim/report/page/recipe.h"
#include "sim/report/page/sources.h"
#include "sim/report/prose.h"
#include "sim/report/sensitivity_advice.h"

namespace sim::report::page {
namespace {

using experiment::Sensitivity;

// "Wait to first infusion, mean: moved most by drop_out (+0.69 ± 0.06 days)".
std::string finding_of(const Sensitivity& all, const Sensitivity::Figure& figure) {
  const std::size_t first = figure.by_swing.front();
  const std::string about = in_words(figure.column);
  if (!experiment::moves(figure.swings[first], all.plan.confidence))
    return fmt::format("{}: moved by nothing beyond chance", about);
  return fmt::format("{}: moved most by {} ({} {})", about, short_names(all.inputs)[first],
                     change(figure.swings[first].widest()), figure.column.unit);
}

Chart tornado_of(const Sensitivity& all, const Sensitivity::Figure& figure, std::size_t index) {
  const std::vector<std::string> names = short_names(all.inputs);
  Json drawn = {
      {"kind", "tornado"},
      {"names", Json::array()},
      {"low", Json::array()},
      {"high", Json::array()},
      {"low_values", Json::array()},
      {"high_values", Json::array()},
      {"x_name", fmt::format("change from {} {}", mean_in_words(figure.base), figure.column.unit)}};
  Table table{{"Input", "Low end", "High end", "Told from chance", "At the low end",
               "At the high end", "From low to high", "Rank correlation"},
              4};
  for (const std::size_t input : figure.by_swing) {
    const experiment::Swing& swing = figure.swings[input];
    const model::UncertainInput& of = all.inputs[input];
    drawn["names"].push_back(names[input]);
    drawn["low"].push_back(mean_in_chart(swing.low.estimate));
    drawn["high"].push_back(mean_in_chart(swing.high.estimate));
    drawn["low_values"].push_back(of.low);
    drawn["high_values"].push_back(of.high);
    const auto& correlation = figure.correlations[input];
    table.rows.push_back(
        {of.path, of.low, of.high,
         experiment::moves(swing, all.plan.confidence) ? "beyond chance" : "within chance",
         change(swing.low), change(swing.high), change(swing.across),
         correlation ? fmt::format("{:+.2f}", correlation->coefficient) : std::string("-")});
  }
  return {fmt::format("tornado-{}", index + 1), finding_of(all, figure),
          "One input at a time at the ends of its range, the others as they stand, on the same "
          "patients. The rank correlation is with all of them varied at once.",
          std::move(drawn), std::move(table)};
}

}  // namespace

Page sensitivity_page(const model::Model& base, const Sensitivity& sensitivity,
                      const Edition& edition) {
  FirstScreen first{
      title_of(base, edition.variant),
      fmt::format("Which of {} is worth measuring first?",
                  counted(static_cast<std::int64_t>(sensitivity.inputs.size()), "uncertain input")),
      advice(sensitivity, sensitivity.figures.front()),
      {},
      {},
      {},
      extent_of_points(base, "end and point")};
  for (const Sensitivity::Figure& figure : sensitivity.figures) {
    const report::Figure seen = report::figure(figure.base);
    first.tiles.push_back(
        {in_words(figure.column), seen.mean, seen.half_width, figure.column.unit});
  }
  if (sensitivity.interrupted()) {
    first.warnings.push_back(
        fmt::format("interrupted; {} of {} replications and {} of {} points are complete.",
                    sensitivity.replications, sensitivity.replications_wanted, sensitivity.points,
                    sensitivity.points_wanted));
  }
  Page page{std::move(first), {}, {}};
  Section section{"tornado", "What moves the answer"};
  for (std::size_t i = 0; i < sensitivity.figures.size(); ++i)
    section.charts.push_back(tornado_of(sensitivity, sensitivity.figures[i], i));
  page.sections.push_back(std::move(section));
  page.sections.push_back(sources(base));
  page.recipe = recipe(base, edition, std::nullopt);
  return page;
}

}  // namespace sim::report::page
