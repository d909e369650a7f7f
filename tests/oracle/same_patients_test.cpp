// tests/oracle/same_patients_test.cpp: what it is worth to compare on the same patients.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/experiment/comparison.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

constexpr const char* figure_of_wait = "wait_to_first_infusion.mean";
constexpr double confidence = 0.95;

double standard_deviation(const std::vector<double>& values) {
  return measured(values).standard_error * std::sqrt(static_cast<double>(values.size()));
}

TEST(SamePatients, HalveTheIntervalAtLeastWhereTheSpreadsAreAlike) {
  const std::string text = text_of("scenarios/teaching/same_patients.yaml");
  const model::Model base = compiled(text);
  const model::Model variant = compiled(text, {"attendance.infusion.no_show=8 %"});
  const std::vector<double> without = by_replication(run_model(base), figure_of_wait);
  const std::vector<double> with = by_replication(run_model(variant), figure_of_wait);
  ASSERT_EQ(without.size(), with.size());
  const double spread = standard_deviation(without) / standard_deviation(with);
  ASSERT_GT(spread, 0.5);
  ASSERT_LT(spread, 2.0);

  // Of the same replications, once as if they had nothing to do with each other.
  std::vector<double> differences;
  for (std::size_t i = 0; i < with.size(); ++i)
    differences.push_back(with[i] - without[i]);
  const double paired = measured(differences).standard_error;
  const double unpaired =
      std::hypot(measured(without).standard_error, measured(with).standard_error);
  EXPECT_LE(paired, 0.5 * unpaired);

  const experiment::Comparison comparison = experiment::compare(base, {{"reminders", variant}}, {});
  const experiment::Difference& difference =
      comparison.variants.front().differences[column_of(comparison.base, figure_of_wait)];
  EXPECT_LE(difference.estimate.half_width.value(), 0.5 * difference.unpaired_half_width.value());
  EXPECT_TRUE(
      equal_but_for_rounding(difference.estimate.half_width.value(),
                             stats::student_t(confidence, differences.size() - 1) * paired));
  EXPECT_TRUE(experiment::differs(difference, confidence));
}

}  // namespace
}  // namespace sim::tests
