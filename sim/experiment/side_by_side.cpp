// sim/experiment/side_by_side.cpp: replications of all scenarios in turn.
#include "sim/experiment/side_by_side.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "sim/base/contract.h"
#include "sim/experiment/cells.h"

namespace sim::experiment {

std::optional<std::size_t> Side::column(std::string_view name) const {
  const auto there = std::find_if(layout.columns.begin(), layout.columns.end(),
                                  [&](const auto& each) { return each.name == name; });
  if (there == layout.columns.end()) return {};
  return static_cast<std::size_t>(there - layout.columns.begin());
}

Next side_by_side(const std::vector<Side>& sides, const Execution& execution,
                  const TakeSides& take) {
  SIM_EXPECTS(!sides.empty());
  Next next = Next::GoOn;
  std::vector<Measured> replication;
  const auto work = [&](int index) {
    const auto cell = static_cast<std::size_t>(index);
    const Side& side = sides[cell % sides.size()];
    return Work{side.model, side.layout, static_cast<std::uint32_t>(cell / sides.size()) + 1};
  };
  const auto take_one = [&](int index, Measured measured) {
    if (execution.completed) execution.completed(index + 1);
    replication.push_back(std::move(measured));
    if (replication.size() < sides.size()) return Next::GoOn;
    next = take(replication);
    replication.clear();
    return next;
  };
  const int cells = sides.front().model.run.replications * static_cast<int>(sides.size());
  measure_cells(cells, work, execution, take_one);
  return next;
}

void add_pair(metrics::Estimator estimator, metrics::Cell first, metrics::Cell second,
              stats::PairTally& tally) {
  if (estimator == metrics::Estimator::RatioOfSums) {
    tally.add({{first.numerator, first.denominator}, {second.numerator, second.denominator}});
  } else if (first.observed() && second.observed()) {
    tally.add({{first.value(), 1.0}, {second.value(), 1.0}});
  }
}

}  // namespace sim::experiment
