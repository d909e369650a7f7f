// tests/unit/experiment/targets_test.cpp: verdicts from rows, and how sure they are.
#include "sim/experiment/targets.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/experiment/estimates.h"
#include "tests/support/statistics.h"

namespace sim::experiment {
namespace {

using metrics::Row;
using model::Relation;
using tests::equal_but_for_rounding;
using Outcome = Verdict::Outcome;

const std::vector<metrics::Column>& columns() {
  const auto column = [](metrics::Estimator estimator) {
    return metrics::Column{"x",
                           "",
                           "days",
                           metrics::Metric::Referrals,
                           metrics::Statistic::Value,
                           estimator,
                           metrics::Plain{0, 1.0}};
  };
  static const std::vector<metrics::Column> all = {column(metrics::Estimator::MeanOfReplications),
                                                   column(metrics::Estimator::RatioOfSums)};
  return all;
}

constexpr std::size_t mean_column = 0;
constexpr std::size_t ratio_column = 1;

Verdict verdict_of(const TargetOfColumn& target, const std::vector<Row>& rows,
                   double confidence = 0.95) {
  TargetCounts counts({target});
  std::vector<ColumnTally> tallies = tallies_of(columns());
  for (const Row& row : rows) {
    counts.add(row);
    add(row, tallies);
  }
  return counts.verdicts(columns(), estimate(tallies, confidence), confidence).front();
}

// Each replication's numerator is its value, in both columns.
std::vector<Row> rows_of(const std::vector<double>& values) {
  std::vector<Row> rows;
  for (const double value : values)
    rows.push_back({{value, 1.0}, {value, 1.0}});
  return rows;
}

TEST(Targets, AreMetWhereTheEstimateMeetsThemAndReplicationsAreCountedApart) {
  const std::vector<Row> rows = rows_of({10.0, 12.0, 20.0});  // mean 14
  const Verdict met = verdict_of({"x <= 15 days", mean_column, Relation::AtMost, 15.0}, rows);
  EXPECT_EQ(met.target, "x <= 15 days");
  EXPECT_EQ(met.unit, "days");
  EXPECT_EQ(met.outcome, Outcome::Met);
  EXPECT_EQ(met.replications_met, 2);
  EXPECT_EQ(met.replications_observed, 3);
  EXPECT_DOUBLE_EQ(met.share_met(), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(met.estimate.mean, 14.0);
  const Verdict missed = verdict_of({"", mean_column, Relation::AtLeast, 15.0}, rows);
  EXPECT_EQ(missed.outcome, Outcome::Missed);
  EXPECT_EQ(missed.replications_met, 1);
}

// With two degrees of freedom Student's distribution function is 1/2 + t / (2 sqrt(2 + t^2)).
TEST(Targets, AreAsSureAsStudentsTOfTheDistanceInStandardErrors) {
  const std::vector<Row> rows = rows_of({10.0, 12.0, 20.0});
  const double standard_error = std::sqrt((16.0 + 4.0 + 36.0) / 2.0 / 3.0);
  for (const double value : {13.0, 14.0, 15.0, 30.0}) {
    const double t = std::abs(value - 14.0) / standard_error;
    const double expected = 0.5 + t / (2.0 * std::sqrt(2.0 + t * t));
    for (const std::size_t column : {mean_column, ratio_column}) {
      for (const Relation relation : {Relation::AtMost, Relation::AtLeast}) {
        for (const double confidence : {0.8, 0.95}) {
          const Verdict verdict = verdict_of({"", column, relation, value}, rows, confidence);
          EXPECT_TRUE(equal_but_for_rounding(verdict.confidence.value(), expected)) << value;
        }
      }
    }
  }
}

TEST(Targets, OfARatioCountReplicationsWithoutAnObservationAmongTheDegreesOfFreedom) {
  std::vector<Row> rows = rows_of({10.0, 20.0});
  rows.push_back({{0.0, 0.0}, {0.0, 0.0}});
  // Leaving one out gives 20, 10 and 15, so the standard error is sqrt(2/3 (25 + 25)).
  const double t = 4.0 / std::sqrt(100.0 / 3.0);
  const Verdict ratio = verdict_of({"", ratio_column, Relation::AtMost, 19.0}, rows);
  EXPECT_TRUE(
      equal_but_for_rounding(ratio.confidence.value(), 0.5 + t / (2.0 * std::sqrt(2.0 + t * t))));
  EXPECT_EQ(ratio.replications_observed, 2);
  EXPECT_DOUBLE_EQ(ratio.share_met(), 0.5);
  // The mean is of two values: the standard error is 5, and one degree is left.
  const Verdict mean = verdict_of({"", mean_column, Relation::AtMost, 19.0}, rows);
  EXPECT_TRUE(equal_but_for_rounding(mean.confidence.value(),
                                     0.5 + std::atan(4.0 / 5.0) / std::acos(-1.0)));
}

TEST(Targets, AreCertainWhereAllReplicationsAreAlike) {
  const std::vector<Row> rows = rows_of({5.0, 5.0, 5.0});
  EXPECT_EQ(verdict_of({"", mean_column, Relation::AtMost, 6.0}, rows).confidence, 1.0);
  const Verdict exact = verdict_of({"", mean_column, Relation::AtMost, 5.0}, rows);
  EXPECT_EQ(exact.outcome, Outcome::Met);
  EXPECT_EQ(exact.confidence, 1.0);
}

TEST(Targets, HaveNoConfidenceFromOneReplicationAndNoAnswerFromNothing) {
  const Verdict one = verdict_of({"", mean_column, Relation::AtMost, 6.0}, rows_of({5.0}));
  EXPECT_EQ(one.outcome, Outcome::Met);
  EXPECT_FALSE(one.confidence);
  const std::vector<Row> nothing = {{{0.0, 0.0}, {0.0, 0.0}}, {{0.0, 0.0}, {0.0, 0.0}}};
  for (const std::size_t column : {mean_column, ratio_column}) {
    const Verdict unknown = verdict_of({"", column, Relation::AtMost, 6.0}, nothing);
    EXPECT_EQ(unknown.outcome, Outcome::Unknown);
    EXPECT_FALSE(unknown.confidence);
    EXPECT_EQ(unknown.replications_observed, 0);
    EXPECT_FALSE(all_met({unknown}));
  }
  EXPECT_TRUE(all_met({one}));
  EXPECT_TRUE(all_met({}));
}

}  // namespace
}  // namespace sim::experiment
