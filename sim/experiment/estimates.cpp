// sim/experiment/estimates.cpp: means of replications and ratios of sums.
#include "sim/experiment/estimates.h"

#include <cstddef>

namespace sim::experiment {
namespace {

stats::Estimate mean_of_column(std::size_t column, const std::vector<metrics::Row>& rows,
                               double confidence) {
  std::vector<double> values;
  for (const metrics::Row& row : rows) {
    if (row[column].observed()) values.push_back(row[column].value());
  }
  return stats::mean_interval(values, confidence);
}

stats::Estimate ratio_of_column(std::size_t column, const std::vector<metrics::Row>& rows,
                                double confidence) {
  std::vector<stats::Ratio> ratios;
  std::size_t observed = 0;
  for (const metrics::Row& row : rows) {
    ratios.push_back({row[column].numerator, row[column].denominator});
    if (row[column].observed()) ++observed;
  }
  stats::Estimate estimate = stats::ratio_interval(ratios, confidence);
  estimate.observations = observed;
  return estimate;
}

}  // namespace

std::vector<stats::Estimate> estimate(const std::vector<metrics::Column>& columns,
                                      const std::vector<metrics::Row>& rows, double confidence) {
  std::vector<stats::Estimate> estimates;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const bool ratio = columns[column].estimator == metrics::Estimator::RatioOfSums;
    estimates.push_back(ratio ? ratio_of_column(column, rows, confidence)
                              : mean_of_column(column, rows, confidence));
  }
  return estimates;
}

}  // namespace sim::experiment
