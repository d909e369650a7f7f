// sim/report/sensitivity.cpp: the page of a sensitivity analysis.
#include "sim/report/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/factors.h"
#include "sim/report/figure.h"
#include "sim/report/grid.h"
#include "sim/report/lines.h"
#include "sim/report/prose.h"
#include "sim/report/sensitivity_advice.h"

namespace sim::report {
namespace {

using experiment::Sensitivity;
using experiment::Swing;
using model::UncertainInput;
using Figure = Sensitivity::Figure;

constexpr std::size_t bar_width = 24;

// "<<<<|>>>>>>" on a scale that all inputs share: what the low end does to the figure, and what the
// high end does.
class Bars {
 public:
  explicit Bars(const std::vector<Swing>& swings) {
    for (const Swing& swing : swings) {
      for (const double mean : {swing.low.estimate.mean, swing.high.estimate.mean}) {
        least_ = std::min(least_, mean);
        most_ = std::max(most_, mean);
      }
    }
  }

  std::string of(const Swing& swing) const {
    if (least_ == most_) return "|";
    const std::size_t middle = place(0.0);
    std::string bar(bar_width + 1, ' ');
    draw(swing.low.estimate.mean, '<', bar);
    draw(swing.high.estimate.mean, '>', bar);
    bar[middle] = '|';
    return bar;
  }

 private:
  std::size_t place(double value) const {
    return static_cast<std::size_t>(
        std::lround((value - least_) / (most_ - least_) * static_cast<double>(bar_width)));
  }
  // Where both ends lie on one side, the one that reaches less far is drawn over the other.
  void draw(double mean, char letter, std::string& bar) const {
    const auto [from, to] = std::minmax({place(0.0), place(mean)});
    for (std::size_t i = from; i <= to; ++i)
      bar[i] = bar[i] == ' ' ? letter : '=';
  }

  double least_ = 0.0;
  double most_ = 0.0;
};

// "+0.72 to +0.89".
std::string interval_of(const stats::RankCorrelation& correlation) {
  if (!correlation.interval) return {};
  return fmt::format("{:+.2f} to {:+.2f}", correlation.interval->low, correlation.interval->high);
}

class Page {
 public:
  Page(const model::Model& base, const Sensitivity& all, std::string_view variant)
      : model_(base), all_(all), variant_(variant), names_(short_names(all.inputs)) {}

  std::string text() {
    add_opening();
    for (const Figure& figure : all_.figures)
      text_ += wrapped(advice(all_, figure));
    add_inputs();
    for (const Figure& figure : all_.figures) {
      add_tornado(figure);
      add_correlations(figure);
    }
    add_legend();
    return std::move(text_);
  }

 private:
  void add(std::string_view line) { text_.append(line).append("\n"); }
  void add_opening();
  void add_inputs();
  void add_tornado(const Figure& figure);
  void add_correlations(const Figure& figure);
  void add_legend();
  bool moves(const Swing& swing) const { return experiment::moves(swing, all_.plan.confidence); }

  const model::Model& model_;
  const Sensitivity& all_;
  std::string_view variant_;
  std::vector<std::string> names_;  // by input
  std::string text_;
};

void Page::add_opening() {
  add(fmt::format("{}: {}", model_.name,
                  counted(static_cast<std::int64_t>(all_.inputs.size()), "uncertain input")));
  if (!variant_.empty()) add(fmt::format("variant: {}", variant_));
  text_ += wrapped(fmt::format(
      "{}, seed {}, with one input at a time at the ends of its range; then {} of {} with all of "
      "them varied at once. All meet the same patients.",
      extent(all_.plan, all_.replications), all_.plan.seed, counted(all_.points, "point"),
      counted(std::min(experiment::replications_of_a_point, all_.plan.replications),
              "replication")));
  if (all_.interrupted()) {
    add(fmt::format("Interrupted: {} of {} replications and {} of {} points are complete.",
                    all_.replications, all_.replications_wanted, all_.points, all_.points_wanted));
  }
  add("");
}

void Page::add_inputs() {
  add("");
  for (const UncertainInput& input : all_.inputs) {
    add(fmt::format("  {}: {}, between {} and {}{}", input.path, input.value, input.low, input.high,
                    input.steps == UncertainInput::Steps::Whole ? ", in whole steps" : ""));
  }
}

void Page::add_tornado(const Figure& shown) {
  add("");
  add(fmt::format("{}: {} {} as it stands", in_words(shown.column), in_a_cell(shown.base),
                  shown.column.unit));
  add("");
  Grid grid;
  grid.add_column("one at a time", Grid::Align::Left);
  for (const char* heading : {"at the low end", "at the high end", "from low to high"})
    grid.add_column(heading, Grid::Align::Right);
  grid.add_column("", Grid::Align::Left);
  grid.add_column("", Grid::Align::Left);
  const Bars bars(shown.swings);
  for (const std::size_t input : shown.by_swing) {
    const Swing& swing = shown.swings[input];
    grid.add_row({names_[input], change(swing.low), change(swing.high), change(swing.across),
                  moves(swing) ? "*" : "", bars.of(swing)});
  }
  text_ += grid.text();
}

void Page::add_correlations(const Figure& shown) {
  if (all_.points == 0) return;
  add("");
  Grid grid;
  grid.add_column("all at once", Grid::Align::Left);
  grid.add_column("rank correlation", Grid::Align::Right);
  grid.add_column("interval", Grid::Align::Right);
  for (const std::size_t input : shown.by_correlation) {
    const auto& correlation = shown.correlations[input];
    if (correlation) {
      grid.add_row({names_[input], fmt::format("{:+.2f}", correlation->coefficient),
                    interval_of(*correlation)});
    } else {
      grid.add_row({names_[input], "-", ""});
    }
  }
  text_ += grid.text();
}

void Page::add_legend() {
  const double confidence = 100.0 * all_.plan.confidence;
  add("");
  text_ += wrapped(fmt::format(
      "One at a time: the figure less what it is as it stands, ± half of the paired {} % "
      "confidence "
      "interval; * moves it beyond chance, by the paired t test with Holm's adjustment for all "
      "inputs. Bars: < at the low end, > at the high end, = both, | as it stands. All at once: "
      "Spearman's rank correlation over the points of a Latin hypercube, with its {} % interval; "
      "+1 "
      "rises with the input, -1 falls with it, 0 is no connection. Ranges are taken as the file "
      "gives them, every value in them as likely as any other.",
      format_number(confidence), format_number(confidence)));
  add("");
  text_ += closing_words;
}

}  // namespace

std::string sensitivity_to_text(const model::Model& base, const Sensitivity& sensitivity,
                                std::string_view variant) {
  return Page(base, sensitivity, variant).text();
}

}  // namespace sim::report
