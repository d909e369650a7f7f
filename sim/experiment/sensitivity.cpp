// sim/experiment/sensitivity.cpp: the tornado, then the points of the hypercube.
#include "sim/experiment/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "sim/base/contract.h"
#include "sim/experiment/cells.h"
#include "sim/experiment/estimates.h"
#include "sim/experiment/precision.h"
#include "sim/experiment/side_by_side.h"
#include "sim/experiment/summary.h"

namespace sim::experiment {
namespace {

using metrics::Cell;
using stats::PairTally;

// The cell of a figure; one without an observation where the scenario has no such figure.
Cell cell_of(const Side& side, const Measured& measured, const std::string& figure) {
  const auto column = side.column(figure);
  return column ? measured.row[*column] : Cell{};
}

int replications_at(const Study& study) {
  return std::min(replications_of_a_point, study.base.run.replications);
}

// What one figure is at the base and at all ends.
class Ends {
 public:
  Ends(const metrics::Column& column, std::size_t inputs)
      : column_(column), base_(column.estimator), pairs_(inputs) {}

  // Sides in the order: the base, then low and high of each input.
  void add(const std::vector<Side>& sides, const std::vector<Measured>& replication) {
    const auto at = [&](std::size_t side) {
      return cell_of(sides[side], replication[side], column_.name);
    };
    const Cell base = at(0);
    base_.add(base);
    for (std::size_t input = 0; input < pairs_.size(); ++input) {
      const Cell low = at(1 + 2 * input);
      const Cell high = at(2 + 2 * input);
      add_pair(column_.estimator, base, low, pairs_[input].low);
      add_pair(column_.estimator, base, high, pairs_[input].high);
      add_pair(column_.estimator, low, high, pairs_[input].across);
    }
  }

  Sensitivity::Figure figure(double confidence) const {
    Sensitivity::Figure figure{column_, base_.estimate(confidence), {}, {}, {}, {}};
    for (const Pairs& pairs : pairs_) {
      figure.swings.push_back({difference_of(pairs.low, confidence),
                               difference_of(pairs.high, confidence),
                               difference_of(pairs.across, confidence)});
    }
    std::vector<Difference*> tested;
    for (Swing& swing : figure.swings)
      tested.insert(tested.end(), {&swing.low, &swing.high, &swing.across});
    adjust(tested);
    return figure;
  }

 private:
  struct Pairs {
    PairTally low, high, across;
  };
  metrics::Column column_;
  ColumnTally base_;
  std::vector<Pairs> pairs_;
};

// By what is known of the inputs, the largest first; equal ones in their order.
template <class Size>
std::vector<std::size_t> ranked(std::size_t inputs, const Size& size) {
  std::vector<std::size_t> order(inputs);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  return order;
}

double distance(const Difference& difference) { return std::abs(difference.estimate.mean); }

void run_tornado(const Study& study, const Execution& execution, Sensitivity& result) {
  std::vector<Side> sides = {{study.base, metrics::lay_out(study.base)}};
  for (const AtEnds& each : study.inputs) {
    sides.push_back({each.low, metrics::lay_out(each.low)});
    sides.push_back({each.high, metrics::lay_out(each.high)});
  }
  std::vector<Ends> figures;
  for (const std::string& name : study.figures) {
    const auto column = sides.front().column(name);
    SIM_EXPECTS(column);
    figures.emplace_back(sides.front().layout.columns[*column], study.inputs.size());
  }
  Summary summary(study.base, sides.front().layout);
  PrecisionWatch precision = precision_watch(study.base, summary);
  const Next next = side_by_side(sides, execution, [&](const std::vector<Measured>& replication) {
    for (Ends& figure : figures)
      figure.add(sides, replication);
    ++result.replications;
    summary.add(replication.front());
    return precision.after(summary);
  });
  result.replications_wanted =
      next == Next::Enough ? result.replications : study.base.run.replications;
  for (const Ends& each : figures) {
    Sensitivity::Figure figure = each.figure(study.base.run.confidence);
    figure.by_swing = ranked(figure.swings.size(), [&](std::size_t input) {
      return distance(figure.swings[input].widest());
    });
    result.figures.push_back(std::move(figure));
  }
}

// By figure, then by point: what came out; nothing where there was nothing to observe.
using Outcomes = std::vector<std::vector<std::optional<double>>>;

// Takes replications point by point.
class Points {
 public:
  Points(const std::vector<Side>& sides, const Sensitivity& result, int each)
      : sides_(sides), each_(each), outcomes_(result.figures.size()) {
    for (const Sensitivity::Figure& figure : result.figures)
      columns_.push_back(figure.column);
    begin();
  }

  std::size_t point_of(int index) const { return static_cast<std::size_t>(index / each_); }

  void add(int index, const Measured& measured) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      tallies_[i].add(cell_of(sides_[point_of(index)], measured, columns_[i].name));
    if ((index + 1) % each_ == 0) finish();
  }

  const Outcomes& outcomes() const { return outcomes_; }
  int complete() const { return complete_; }

 private:
  void begin() { tallies_ = tallies_of(columns_); }
  void finish() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      constexpr double any = 0.95;  // of the interval, which nobody asks for
      const stats::Estimate estimate = tallies_[i].estimate(any);
      outcomes_[i].push_back(estimate.observations > 0 ? std::optional(estimate.mean)
                                                       : std::nullopt);
    }
    ++complete_;
    begin();
  }

  const std::vector<Side>& sides_;
  int each_;
  std::vector<metrics::Column> columns_;
  std::vector<ColumnTally> tallies_;  // by figure, of the point in hand
  Outcomes outcomes_;
  int complete_ = 0;
};

void correlate(const Study& study, const std::vector<std::optional<double>>& outcomes,
               Sensitivity::Figure& figure) {
  for (std::size_t input = 0; input < study.inputs.size(); ++input) {
    std::vector<double> shares;
    std::vector<double> values;
    for (std::size_t point = 0; point < outcomes.size(); ++point) {
      if (!outcomes[point]) continue;
      shares.push_back(study.points[point].shares[input]);
      values.push_back(*outcomes[point]);
    }
    figure.correlations.push_back(
        stats::rank_correlation(shares, values, study.base.run.confidence));
  }
  figure.by_correlation = ranked(study.inputs.size(), [&](std::size_t input) {
    const auto& correlation = figure.correlations[input];
    return correlation ? std::abs(correlation->coefficient) : -1.0;
  });
}

void run_points(const Study& study, const Execution& execution, Sensitivity& result) {
  std::vector<Side> sides;
  for (const LatinPoint& point : study.points)
    sides.push_back({point.model, metrics::lay_out(point.model)});
  const int each = replications_at(study);
  // Where the tornado had enough of them early, the rest counts as done.
  const int before = study.base.run.replications * static_cast<int>(1 + 2 * study.inputs.size());
  Points points(sides, result, each);
  const auto work = [&](int index) {
    const Side& side = sides[points.point_of(index)];
    return Work{side.model, side.layout, static_cast<std::uint32_t>(index % each) + 1};
  };
  const auto take = [&](int index, const Measured& measured) {
    points.add(index, measured);
    if (execution.completed) execution.completed(before + index + 1);
    return Next::GoOn;
  };
  measure_cells(each * static_cast<int>(sides.size()), work, execution, take);
  result.points = points.complete();
  for (std::size_t i = 0; i < result.figures.size(); ++i)
    correlate(study, points.outcomes()[i], result.figures[i]);
}

}  // namespace

const Difference& Swing::widest() const {
  const Difference& end = distance(low) > distance(high) ? low : high;
  return distance(end) > distance(across) ? end : across;
}

bool moves(const Swing& swing, double confidence) {
  return differs(swing.low, confidence) || differs(swing.high, confidence) ||
         differs(swing.across, confidence);
}

int replications_of(const Study& study) {
  return study.base.run.replications * static_cast<int>(1 + 2 * study.inputs.size()) +
         replications_at(study) * static_cast<int>(study.points.size());
}

Sensitivity sensitivity(const Study& study, const Execution& execution) {
  Sensitivity result;
  for (const AtEnds& each : study.inputs)
    result.inputs.push_back(each.input);
  result.plan = study.base.run;
  result.points_wanted = static_cast<int>(study.points.size());
  run_tornado(study, execution, result);
  if (result.replications < result.replications_wanted) {
    for (Sensitivity::Figure& figure : result.figures)
      correlate(study, {}, figure);
    return result;
  }
  run_points(study, execution, result);
  return result;
}

}  // namespace sim::experiment
