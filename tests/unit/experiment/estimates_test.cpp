// tests/unit/experiment/estimates_test.cpp: rows become estimates as their columns say.
#include "sim/experiment/estimates.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sim::experiment {
namespace {

using metrics::Column;
using metrics::Estimator;
using metrics::Row;

Column column(Estimator estimator) {
  return {"x",
          "",
          "",
          metrics::Metric::Referrals,
          metrics::Statistic::Value,
          estimator,
          metrics::Plain{0, 1.0}};
}

std::vector<stats::Estimate> estimate(const std::vector<Column>& columns,
                                      const std::vector<Row>& rows, double confidence) {
  std::vector<ColumnTally> tallies = tallies_of(columns);
  for (const Row& row : rows)
    add(row, tallies);
  return experiment::estimate(tallies, confidence);
}

constexpr double t_975_with_2_degrees = 4.302652729911275;  // Student's table

TEST(Estimates, AMeanOfReplicationsIsTheirMeanWithAStudentInterval) {
  const std::vector<Row> rows = {{{2.0, 1.0}}, {{8.0, 2.0}}, {{6.0, 1.0}}};  // 2, 4, 6
  const stats::Estimate mean =
      estimate({column(Estimator::MeanOfReplications)}, rows, 0.95).front();
  EXPECT_DOUBLE_EQ(mean.mean, 4.0);
  EXPECT_EQ(mean.observations, 3U);
  EXPECT_NEAR(mean.half_width.value(), t_975_with_2_degrees * 2.0 / std::sqrt(3.0), 1e-9);
}

TEST(Estimates, ARatioOfSumsIsNotTheMeanOfRatios) {
  const std::vector<Row> rows = {{{2.0, 1.0}}, {{8.0, 2.0}}, {{6.0, 1.0}}};
  const stats::Estimate ratio = estimate({column(Estimator::RatioOfSums)}, rows, 0.95).front();
  EXPECT_DOUBLE_EQ(ratio.mean, 16.0 / 4.0);
  EXPECT_TRUE(ratio.half_width.has_value());
}

TEST(Estimates, ReplicationsWithoutAnObservationAreLeftOutAndCounted) {
  const std::vector<Row> rows = {{{2.0, 1.0}}, {{0.0, 0.0}}, {{6.0, 1.0}}};
  const stats::Estimate mean =
      estimate({column(Estimator::MeanOfReplications)}, rows, 0.95).front();
  EXPECT_DOUBLE_EQ(mean.mean, 4.0);
  EXPECT_EQ(mean.observations, 2U);
  EXPECT_EQ(estimate({column(Estimator::RatioOfSums)}, rows, 0.95).front().observations, 2U);
}

TEST(Estimates, WhatNoReplicationObservedHasNoEstimate) {
  const std::vector<Row> rows = {{{0.0, 0.0}}, {{0.0, 0.0}}};
  for (const Estimator estimator : {Estimator::MeanOfReplications, Estimator::RatioOfSums}) {
    const stats::Estimate none = estimate({column(estimator)}, rows, 0.95).front();
    EXPECT_EQ(none.observations, 0U);
    EXPECT_FALSE(none.half_width.has_value());
  }
}

}  // namespace
}  // namespace sim::experiment
