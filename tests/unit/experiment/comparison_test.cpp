// tests/unit/experiment/comparison_test.cpp: variants against a base, computed once more from the
// rows of separate runs.
#include "sim/experiment/comparison.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <string>

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

#include "tests/support/compiled.h"
#include "tests/support/statistics.h"
#include "tests/unit/experiment/small.h"

namespace sim::experiment {
namespace {

using tests::compiled;
using tests::equal_but_for_rounding;

// The small clinic with patients who do not come, or give up.
model::Model changed(std::vector<std::string> overrides = {}) {
  const std::vector<std::string> before = {
      "attendance={infusion: {no_show: 10 %}}", "cohorts.depression.referrals=6 / week",
      "cohorts.depression.waits_at_most=20 days", "run.replications=9", "run.confidence=90 %"};
  overrides.insert(overrides.begin(), before.begin(), before.end());
  return compiled(tests::small_clinic, overrides);
}

NamedModel variant(const std::string& name, const std::vector<std::string>& overrides) {
  return {name, changed(overrides)};
}

std::vector<NamedModel> some_variants() {
  return {variant("three chairs", {"clinic.resources.chairs=3"}),
          variant("reminders", {"attendance.infusion.no_show=2 %"}),
          variant("never late", {"attendance.infusion.no_show=0 %"}),
          variant("a doctor", {"clinic.resources.doctors=1"}),
          variant("slower", {"visits.infusion.steps.infuse.takes=2 h"})};
}

// --- two that do not differ

TEST(Comparison, OfWhatDoesNotDifferIsExactlyNothing) {
  const Comparison comparison =
      compare(changed(),
              {variant("another label", {"cohorts.depression.label=Depressed"}),
               variant("a default written out", {"booking.slot=15 min"})},
              {});
  for (const Comparison::Variant& each : comparison.variants) {
    EXPECT_EQ(each.result.fingerprint, comparison.base.fingerprint);
    std::size_t intervals = 0;
    for (std::size_t i = 0; i < each.differences.size(); ++i) {
      SCOPED_TRACE(each.name + ": " + comparison.base.columns[i].name);
      const Difference& difference = each.differences[i];
      EXPECT_EQ(difference.estimate.mean, 0.0);
      EXPECT_EQ(difference.estimate.half_width.value_or(0.0), 0.0);
      EXPECT_EQ(difference.estimate.observations, comparison.base.estimates[i].observations);
      EXPECT_EQ(difference.higher + difference.lower, 0U);
      EXPECT_FALSE(differs(difference, 0.9));
      intervals += difference.estimate.half_width ? 1U : 0U;
    }
    EXPECT_GT(intervals, 50U);
  }
}

// --- once more, from rows

struct Rows {
  std::vector<metrics::Column> columns;
  std::vector<metrics::Row> rows;
};

Rows rows_of(const model::Model& model) {
  Rows run;
  run.columns = replicate(model, {}, [&](std::uint32_t, const Measured& measured) {
                  run.rows.push_back(measured.row);
                }).columns;
  return run;
}

// The cells of one figure in the replications of both.
struct Cells {
  metrics::Estimator estimator;
  std::vector<metrics::Cell> base, variant;
};

// Of every figure that both have.
std::map<std::string, Cells> cells_of_both(const Rows& base, const Rows& variant) {
  std::map<std::string, Cells> all;
  for (std::size_t i = 0; i < base.columns.size(); ++i) {
    for (std::size_t j = 0; j < variant.columns.size(); ++j) {
      if (base.columns[i].name != variant.columns[j].name) continue;
      Cells cells{base.columns[i].estimator, {}, {}};
      for (std::size_t row = 0; row < base.rows.size(); ++row) {
        cells.base.push_back(base.rows[row][i]);
        cells.variant.push_back(variant.rows[row][j]);
      }
      all.emplace(base.columns[i].name, std::move(cells));
    }
  }
  return all;
}

// A figure, and what each replication says of it beside the others: a value less the mean, or of a
// ratio of sums the part that it adds, (n - ratio d) / mean d.
struct Figure {
  double value = 0.0;
  std::vector<double> parts;
};

Figure figure(const Cells& cells, const std::vector<metrics::Cell>& of) {
  Figure figure;
  double over = 0.0;
  double under = 0.0;
  const bool is_mean = cells.estimator == metrics::Estimator::MeanOfReplications;
  for (const metrics::Cell& cell : of) {
    over += is_mean ? cell.value() : cell.numerator;
    under += is_mean ? 1.0 : cell.denominator;
  }
  figure.value = over / under;
  for (const metrics::Cell& cell : of) {
    figure.parts.push_back(is_mean ? cell.value() - figure.value
                                   : (cell.numerator - figure.value * cell.denominator) /
                                         (under / static_cast<double>(of.size())));
  }
  return figure;
}

double variance(const std::vector<double>& parts) {
  double squares = 0.0;
  for (const double part : parts)
    squares += part * part;  // their sum is 0
  return squares / static_cast<double>(parts.size() - 1);
}

double t_at(double probability, double degrees) {
  return quantile(boost::math::students_t(degrees), probability);
}

// Those replications in which both have something, of a mean; all, of a ratio.
Cells observed_in_both(const Cells& cells) {
  if (cells.estimator == metrics::Estimator::RatioOfSums) return cells;
  Cells both{cells.estimator, {}, {}};
  for (std::size_t i = 0; i < cells.base.size(); ++i) {
    if (!cells.base[i].observed() || !cells.variant[i].observed()) continue;
    both.base.push_back(cells.base[i]);
    both.variant.push_back(cells.variant[i]);
  }
  return both;
}

std::size_t observed(const Cells& cells) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < cells.base.size(); ++i)
    count += cells.base[i].observed() && cells.variant[i].observed() ? 1U : 0U;
  return count;
}

void expect_same(const Difference& difference, const Cells& all, double confidence) {
  const Cells cells = observed_in_both(all);
  ASSERT_EQ(difference.estimate.observations, observed(cells));
  if (observed(cells) < 2) return;
  const Figure base = figure(cells, cells.base);
  const Figure variant = figure(cells, cells.variant);
  const auto n = static_cast<double>(cells.base.size());
  std::vector<double> apart;
  for (std::size_t i = 0; i < base.parts.size(); ++i)
    apart.push_back(variant.parts[i] - base.parts[i]);
  const double mean = variant.value - base.value;
  const double level = 0.5 + confidence / 2.0;
  EXPECT_TRUE(equal_but_for_rounding(difference.estimate.mean, mean));
  const double a = variance(base.parts);
  const double b = variance(variant.parts);
  const double of_difference = variance(apart);
  // Figures that do not vary, and variances that cancel, leave their rounding.
  const double of_figures = base.value * base.value + variant.value * variant.value;
  const double rounding = tests::tolerated_rounding * std::max(a + b, of_figures * 1e-6);
  const double error = difference.estimate.half_width.value() / t_at(level, n - 1.0);
  EXPECT_NEAR(n * error * error, of_difference, rounding);
  if (a + b > rounding) {
    // Welch's degrees of freedom, rounded down as for a table.
    const double welch = std::floor((n - 1.0) * (a + b) * (a + b) / (a * a + b * b));
    EXPECT_TRUE(equal_but_for_rounding(difference.unpaired_half_width.value(),
                                       t_at(level, welch) * std::sqrt((a + b) / n)));
    EXPECT_TRUE(
        equal_but_for_rounding(difference.variance_saved.value(), 1.0 - of_difference / (a + b)));
  }
  if (a > rounding && b > rounding) {
    EXPECT_TRUE(equal_but_for_rounding(difference.correlation.value(),
                                       (a + b - of_difference) / 2.0 / std::sqrt(a * b)));
  }
  if (of_difference > rounding) {
    const boost::math::students_t t(n - 1.0);
    EXPECT_TRUE(equal_but_for_rounding(
        difference.p_value.value(), 2.0 * cdf(t, -std::abs(mean) / std::sqrt(of_difference / n))));
  }
}

TEST(Comparison, IsWhatTheRowsOfSeparateRunsSay) {
  const model::Model model = changed();
  const std::vector<NamedModel> variants = some_variants();
  const Comparison comparison = compare(model, variants, {});
  const Rows base = rows_of(model);
  ASSERT_EQ(comparison.variants.size(), variants.size());
  for (std::size_t v = 0; v < variants.size(); ++v) {
    const Comparison::Variant& compared = comparison.variants[v];
    EXPECT_EQ(compared.name, variants[v].name);
    const auto all = cells_of_both(base, rows_of(variants[v].model));
    std::size_t differ = 0;
    for (std::size_t i = 0; i < comparison.base.columns.size(); ++i) {
      const std::string& name = comparison.base.columns[i].name;
      SCOPED_TRACE(compared.name + ": " + name);
      const Difference& difference = compared.differences[i];
      if (const auto there = all.find(name); there != all.end()) {
        expect_same(difference, there->second, model.run.confidence);
      } else {
        EXPECT_EQ(difference.estimate.observations, 0U);
        EXPECT_FALSE(difference.p_value.has_value());
      }
      differ += differs(difference, model.run.confidence) ? 1U : 0U;
    }
    EXPECT_EQ(differ > 0U, compared.name != "a doctor");
  }
}

TEST(Comparison, CountsTheReplicationsInWhichAVariantIsHigher) {
  const model::Model model = changed();
  const NamedModel slower = some_variants().back();
  const Comparison comparison = compare(model, {slower}, {});
  const auto all = cells_of_both(rows_of(model), rows_of(slower.model));
  for (std::size_t i = 0; i < comparison.base.columns.size(); ++i) {
    const Cells& cells = all.at(comparison.base.columns[i].name);
    std::size_t higher = 0;
    std::size_t lower = 0;
    for (std::size_t row = 0; row < cells.base.size(); ++row) {
      if (!cells.base[row].observed() || !cells.variant[row].observed()) continue;
      higher += cells.variant[row].value() > cells.base[row].value() ? 1U : 0U;
      lower += cells.variant[row].value() < cells.base[row].value() ? 1U : 0U;
    }
    EXPECT_EQ(comparison.variants[0].differences[i].higher, higher);
    EXPECT_EQ(comparison.variants[0].differences[i].lower, lower);
  }
}

// Holm's as one formula: of all p-values up to this one, the largest of the value times how many
// are no smaller.
TEST(Comparison, IsAdjustedOverTheVariantsForEachFigureApart) {
  const Comparison comparison = compare(changed(), some_variants(), {});
  for (std::size_t i = 0; i < comparison.base.columns.size(); ++i) {
    std::vector<double> p;
    for (const Comparison::Variant& each : comparison.variants)
      if (each.differences[i].p_value) p.push_back(*each.differences[i].p_value);
    for (const Comparison::Variant& each : comparison.variants) {
      const Difference& difference = each.differences[i];
      ASSERT_EQ(difference.adjusted.has_value(), difference.p_value.has_value());
      if (!difference.p_value) continue;
      double adjusted = 0.0;
      for (const double other : p) {
        const auto no_smaller =
            std::count_if(p.begin(), p.end(), [&](double value) { return value >= other; });
        if (other <= *difference.p_value)
          adjusted = std::max(adjusted, std::min(1.0, static_cast<double>(no_smaller) * other));
      }
      EXPECT_DOUBLE_EQ(*difference.adjusted, adjusted) << comparison.base.columns[i].name;
    }
  }
}

// --- how it is run

void expect_same_results(const ScenarioResult& a, const ScenarioResult& b) {
  EXPECT_EQ(a.replications, b.replications);
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  ASSERT_EQ(a.estimates.size(), b.estimates.size());
  for (std::size_t i = 0; i < a.estimates.size(); ++i) {
    EXPECT_EQ(a.estimates[i].mean, b.estimates[i].mean);
    EXPECT_EQ(a.estimates[i].half_width, b.estimates[i].half_width);
  }
}

void expect_same(const Comparison& a, const Comparison& b) {
  expect_same_results(a.base, b.base);
  ASSERT_EQ(a.variants.size(), b.variants.size());
  for (std::size_t v = 0; v < a.variants.size(); ++v) {
    expect_same_results(a.variants[v].result, b.variants[v].result);
    ASSERT_EQ(a.variants[v].differences.size(), b.variants[v].differences.size());
    for (std::size_t i = 0; i < a.variants[v].differences.size(); ++i) {
      const Difference& one = a.variants[v].differences[i];
      const Difference& other = b.variants[v].differences[i];
      EXPECT_EQ(one.estimate.mean, other.estimate.mean);
      EXPECT_EQ(one.estimate.half_width, other.estimate.half_width);
      EXPECT_EQ(one.p_value, other.p_value);
      EXPECT_EQ(one.adjusted, other.adjusted);
      EXPECT_EQ(one.correlation, other.correlation);
    }
  }
}

TEST(Comparison, DoesNotDependOnTheNumberOfThreads) {
  const Comparison one = compare(changed(), some_variants(), {1});
  for (const int threads : {2, 8})
    expect_same(compare(changed(), some_variants(), {threads}), one);
}

TEST(Comparison, InterruptedHasTheReplicationsThatAreCompleteInAll) {
  // Six scenarios: 20 runs are three replications of all, and two runs more.
  for (const int threads : {1, 8}) {
    std::atomic<bool> interrupted{false};
    int done = 0;
    const auto completed = [&](int runs) {
      done = runs;
      if (runs == 20) interrupted = true;
    };
    const Comparison cut = compare(changed(), some_variants(), {threads, &interrupted, completed});
    EXPECT_TRUE(cut.base.interrupted);
    const int complete = done / 6;
    EXPECT_EQ(cut.base.replications, complete);
    EXPECT_LT(complete, 9);

    std::vector<NamedModel> variants = some_variants();
    for (NamedModel& each : variants)
      each.model.run.replications = complete;
    const std::string fewer = "run.replications=" + std::to_string(complete);
    expect_same(compare(changed({fewer}), variants, {}), cut);
  }
}

TEST(Comparison, InterruptedAtOnceHasNothingToSay) {
  const std::atomic<bool> interrupted{true};
  const Comparison none = compare(changed(), some_variants(), {2, &interrupted});
  EXPECT_EQ(none.base.replications, 0);
  EXPECT_TRUE(none.base.interrupted);
  for (const Difference& difference : none.variants.front().differences) {
    EXPECT_EQ(difference.estimate.observations, 0U);
    EXPECT_FALSE(differs(difference, 0.9));
  }
}

}  // namespace
}  // namespace sim::experiment
