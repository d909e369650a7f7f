// tests/unit/experiment/precision_test.cpp: run until precise, against the rule applied to all rows
// once more after each.
#include "sim/experiment/precision.h"

#include <atomic>
#include <cmath>
#include <string>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/experiment/replicate.h"
#include "tests/support/compiled.h"
#include "tests/support/statistics.h"

namespace sim::experiment {
namespace {

// One chair that never closes, visits one after another; `takes` says how random it is.
model::Model clinic(const std::string& takes, const std::string& referrals,
                    const std::string& replications) {
  return tests::compiled(fmt::format(R"(
chairtime: 1
name: One chair
clinic: {{open: always, resources: {{chairs: 1}}}}
visits:
  treatment:
    throughout: {{chairs: 1}}
    steps: [{{name: treat, takes: {}}}]
booking: {{mode: walk_in}}
courses: {{single: {{visit: treatment, infusions: 1}}}}
cohorts: {{patients: {{referrals: {}, course: single}}}}
run: {{length: 2 weeks, seed: 3, replications: {}}}
)",
                                     takes, referrals, replications));
}

model::Model always_alike(const std::string& replications) {
  return clinic("30 min", "{every: 1 h}", replications);
}
model::Model random_clinic(const std::string& replications) {
  return clinic("{exponential: {mean: 100 min}}", "40 / week", replications);
}

struct Asked {
  std::string figure;
  double of_mean;
};

// Hoad, Robinson and Davies' (2010) f(n) with their limit of 5: k(n) = 5 up to 100, then 5 n / 100.
int look_ahead(int n) { return n <= 100 ? 5 : 5 * n / 100; }

bool precise(const std::vector<double>& values, double of_mean, double confidence) {
  if (values.size() < 2) return false;
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  const auto n = static_cast<double>(values.size());
  const double mean = sum / n;
  double squares = 0.0;
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  const boost::math::students_t t(n - 1.0);
  const double half_width =
      quantile(t, 0.5 + confidence / 2.0) * std::sqrt(squares / (n - 1.0) / n);
  return half_width <= of_mean * std::max(std::abs(mean), 1.0);
}

// After how many replications it is precise and stays so for as many as are looked ahead; and how
// many that takes.
struct Enough {
  int after = 0;  // 0: never
  int run = 0;
};

// The paper's loop: at n, precise, look at n + 1 to n + k(n); if one of these is not, go on from
// there. `rows` are by replication, then by figure.
Enough enough(const std::vector<std::vector<double>>& rows, const std::vector<Asked>& asked,
              int at_least, double confidence) {
  const auto all_precise = [&](int n) {
    for (std::size_t figure = 0; figure < asked.size(); ++figure) {
      std::vector<double> values;
      for (int row = 0; row < n; ++row)
        values.push_back(rows[static_cast<std::size_t>(row)][figure]);
      if (!precise(values, asked[figure].of_mean, confidence)) return false;
    }
    return true;
  };
  const int most = static_cast<int>(rows.size());
  for (int n = at_least; n <= most; ++n) {
    if (!all_precise(n)) continue;
    bool stays = true;
    for (int ahead = n + 1; stays && ahead <= n + look_ahead(n); ++ahead)
      stays = ahead <= most && all_precise(ahead);
    if (stays) return {n, n + look_ahead(n)};
  }
  return {0, most};
}

// What the whole of at_most replications has of the figures.
std::vector<std::vector<double>> rows_of(model::Model model, const std::vector<Asked>& asked) {
  model.run.until.reset();
  const metrics::Layout layout = metrics::lay_out(model);
  std::vector<std::vector<double>> rows;
  replicate(model, {}, [&](std::uint32_t, const Measured& measured) {
    const metrics::Row& row = measured.row;
    rows.emplace_back();
    for (const Asked& each : asked) {
      for (std::size_t i = 0; i < row.size(); ++i)
        if (layout.columns[i].name == each.figure) rows.back().push_back(row[i].value());
    }
  });
  return rows;
}

TEST(Precision, LooksFiveAheadOrFivePercentBeyondAHundred) {
  for (const auto& [n, ahead] :
       {std::pair{1, 5}, {10, 5}, {100, 5}, {101, 5}, {120, 6}, {139, 6}, {140, 7}, {1000, 50}})
    EXPECT_EQ(PrecisionWatch::look_ahead(n), ahead) << n;
}

TEST(Precision, WhereReplicationsAreAlikeTheFirstOnesAreEnough) {
  const ScenarioResult result =
      replicate(always_alike("{at_least: 7, at_most: 100, until: {visit_length.mean: 1 %}}"), {});
  EXPECT_EQ(result.replications, 7 + 5);
  ASSERT_TRUE(result.precise.has_value());
  EXPECT_EQ(result.precise->after, 7);
  EXPECT_FALSE(result.interrupted);
  ASSERT_EQ(result.precise->figures.size(), 1U);
  EXPECT_TRUE(result.precise->figures[0].reached);
}

void expect_enough(const std::string& run, const std::vector<Asked>& asked) {
  SCOPED_TRACE(run);
  const model::Model model = random_clinic(run);
  const auto rows = rows_of(model, asked);
  ASSERT_EQ(static_cast<int>(rows.size()), model.run.replications);
  const Enough expected = enough(rows, asked, model.run.until->at_least, model.run.confidence);
  for (const int threads : {1, 2, 8}) {
    const ScenarioResult result = replicate(model, {threads});
    EXPECT_EQ(result.replications, expected.run);
    ASSERT_TRUE(result.precise.has_value());
    EXPECT_EQ(result.precise->after.value_or(0), expected.after);
    EXPECT_FALSE(result.interrupted);
  }
}

TEST(Precision, StopsWhereTheRuleOnAllRowsSaysSo) {
  constexpr const char* wait = "wait_in_clinic.mean";
  constexpr const char* length = "visit_length.mean";
  for (const int percent : {5, 8, 10, 15, 25}) {
    expect_enough(fmt::format("{{at_least: 3, at_most: 400, until: {{{}: {} %}}}}", wait, percent),
                  {{wait, 0.01 * percent}});
    expect_enough(fmt::format("{{at_least: 3, at_most: 400, until: {{{}: {} %, {}: 3 %}}}}", wait,
                              percent, length),
                  {{wait, 0.01 * percent}, {length, 0.03}});
  }
}

// What makes the test above one of the looking ahead, too.
TEST(Precision, MayBeReachedByLuckAndLostAgain) {
  int lost = 0;
  model::Model model =
      random_clinic("{at_least: 3, at_most: 60, until: {wait_in_clinic.mean: 20 %}}");
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    model.run.seed = seed;
    const std::vector<Asked> asked = {{"wait_in_clinic.mean", 0.2}};
    const auto rows = rows_of(model, asked);
    std::vector<double> values;
    int first = 0;
    for (std::size_t n = 1; n <= rows.size() && first == 0; ++n) {
      values.push_back(rows[n - 1][0]);
      if (n >= 3 && precise(values, 0.2, model.run.confidence)) first = static_cast<int>(n);
    }
    const Enough expected = enough(rows, asked, 3, model.run.confidence);
    lost += expected.after > first ? 1 : 0;
    const ScenarioResult result = replicate(model, {});
    EXPECT_EQ(result.replications, expected.run);
    EXPECT_EQ(result.precise->after.value_or(0), expected.after);
  }
  EXPECT_GT(lost, 2);
}

TEST(Precision, SaysWhereThereWereNotEnough) {
  const ScenarioResult result = replicate(
      random_clinic(
          "{at_least: 3, at_most: 12, until: {wait_in_clinic.mean: 1 %, visit_length.mean: "
          "90 %}}"),
      {});
  EXPECT_EQ(result.replications, 12);
  EXPECT_FALSE(result.interrupted);
  ASSERT_TRUE(result.precise.has_value());
  EXPECT_FALSE(result.precise->after.has_value());
  for (const Precise::Figure& figure : result.precise->figures) {
    const std::string& name = result.columns[figure.column].name;
    const stats::Estimate estimate = result.estimates[figure.column];
    EXPECT_EQ(figure.reached, name == "visit_length.mean");
    EXPECT_DOUBLE_EQ(figure.of_mean, figure.reached ? 0.9 : 0.01);
    EXPECT_DOUBLE_EQ(figure.half_width, figure.of_mean * std::max(estimate.mean, 1.0));
    EXPECT_EQ(figure.reached, estimate.half_width.value() <= figure.half_width);
  }
}

TEST(Precision, ReachedTooLateToBeBelievedIsNotEnough) {
  const ScenarioResult result =
      replicate(always_alike("{at_least: 7, at_most: 11, until: {visit_length.mean: 1 %}}"), {});
  EXPECT_EQ(result.replications, 11);
  EXPECT_FALSE(result.precise.value().after.has_value());
  EXPECT_TRUE(result.precise->figures[0].reached);
}

// Nobody waits, so the mean is 0 and no share of it is wide enough; a share of one unit is.
TEST(Precision, OfAMeanNearNothingIsOfOneUnit) {
  const ScenarioResult result =
      replicate(always_alike("{at_least: 4, at_most: 50, until: {wait_in_clinic.mean: 5 %}}"), {});
  EXPECT_EQ(result.replications, 9);
  EXPECT_EQ(result.precise.value().after, 4);
  EXPECT_DOUBLE_EQ(result.precise->figures[0].half_width, 0.05);
}

TEST(Precision, InterruptedIsNotConverged) {
  std::atomic<bool> interrupted{false};
  const ScenarioResult result =
      replicate(always_alike("{at_least: 7, at_most: 100, until: {visit_length.mean: 1 %}}"),
                {1, &interrupted, [&](int done) { interrupted = done == 8; }});
  EXPECT_EQ(result.replications, 8);
  EXPECT_TRUE(result.interrupted);
  EXPECT_FALSE(result.precise.value().after.has_value());
}

}  // namespace
}  // namespace sim::experiment
