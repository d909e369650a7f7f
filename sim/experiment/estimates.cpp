// sim/experiment/estimates.cpp: means of replications and ratios of sums.
#include "sim/experiment/estimates.h"

#include <cstddef>

#include "sim/base/contract.h"

namespace sim::experiment {

void ColumnTally::add(metrics::Cell cell) {
  if (estimator_ == metrics::Estimator::RatioOfSums) {
    ratios_.add({cell.numerator, cell.denominator});
  } else if (cell.observed()) {
    values_.add(cell.value());
  }
}

stats::Estimate ColumnTally::estimate(double confidence) const {
  return estimator_ == metrics::Estimator::RatioOfSums ? ratios_.estimate(confidence)
                                                       : stats::interval_of(values_, confidence);
}

std::vector<ColumnTally> tallies_of(const std::vector<metrics::Column>& columns) {
  std::vector<ColumnTally> tallies;
  tallies.reserve(columns.size());
  for (const metrics::Column& column : columns)
    tallies.emplace_back(column.estimator);
  return tallies;
}

void add(const metrics::Row& row, std::vector<ColumnTally>& tallies) {
  SIM_EXPECTS(row.size() == tallies.size());
  for (std::size_t i = 0; i < row.size(); ++i)
    tallies[i].add(row[i]);
}

std::vector<stats::Estimate> estimate(const std::vector<ColumnTally>& tallies, double confidence) {
  std::vector<stats::Estimate> estimates;
  estimates.reserve(tallies.size());
  for (const ColumnTally& tally : tallies)
    estimates.push_back(tally.estimate(confidence));
  return estimates;
}

}  // namespace sim::experiment
