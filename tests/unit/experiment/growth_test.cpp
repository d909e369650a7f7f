// tests/unit/experiment/growth_test.cpp: a list that grows is told from one that wavers.
#include "sim/experiment/growth.h"

#include <gtest/gtest.h>

namespace sim::experiment {
namespace {

using metrics::Column;
using metrics::Row;

std::vector<Column> weeks(std::uint32_t count) {
  std::vector<Column> columns;
  for (std::uint32_t week = 0; week < count; ++week) {
    columns.push_back({"week", "week", "patients", metrics::Metric::WaitingList,
                       metrics::Statistic::Mean, metrics::Estimator::MeanOfReplications,
                       metrics::WeekOfWaitingList{week}});
  }
  return columns;
}

// The list rises by `slope` patients a week from `level`, each replication a little higher.
std::vector<Row> rising(int replications, int count, double level, double slope) {
  std::vector<Row> rows;
  for (int replication = 0; replication < replications; ++replication) {
    Row& row = rows.emplace_back();
    for (int week = 0; week < count; ++week)
      row.push_back({level + (slope + 0.01 * replication) * week, 1.0});
  }
  return rows;
}

std::optional<Growth> still_growing(const std::vector<Column>& columns,
                                    const std::vector<Row>& rows) {
  GrowthWatch watch(columns);
  for (const Row& row : rows)
    watch.add(row);
  return watch.found();
}

TEST(Growth, AListThatGrowsWeekByWeekIsNoticed) {
  const std::optional<Growth> growth = still_growing(weeks(8), rising(5, 8, 0.0, 2.0));
  ASSERT_TRUE(growth.has_value());
  EXPECT_NEAR(growth->before, 2.02 * 4.5, 1e-9);  // weeks 5 and 6, counted from 0: 4 and 5
  EXPECT_NEAR(growth->after, 2.02 * 6.5, 1e-9);
}

TEST(Growth, AListThatStaysOrShrinksIsNot) {
  EXPECT_FALSE(still_growing(weeks(8), rising(5, 8, 10.0, -0.02)).has_value());
  EXPECT_FALSE(still_growing(weeks(8), rising(5, 8, 40.0, -2.0)).has_value());
}

TEST(Growth, ARiseOfLessThanATenthIsNotWorthMentioning) {
  EXPECT_FALSE(still_growing(weeks(8), rising(5, 8, 100.0, 1.0)).has_value());
}

TEST(Growth, AFewWeeksOrReplicationsCannotTell) {
  EXPECT_FALSE(still_growing(weeks(7), rising(5, 7, 0.0, 2.0)).has_value());
  EXPECT_FALSE(still_growing(weeks(8), rising(2, 8, 0.0, 2.0)).has_value());
}

}  // namespace
}  // namespace sim::experiment
