// tests/unit/experiment/sensitivity_test.cpp: what moves a figure, what does not, and how they are
// ranked.
#include "sim/experiment/sensitivity.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "sim/experiment/comparison.h"
#include "tests/support/compiled.h"

namespace sim::experiment {
namespace {

using testing::ElementsAre;
using tests::compiled;

constexpr const char* clinic = R"(chairtime: 1
name: Walk in
clinic:
  open: always
  resources: {chairs: 1, nurses: 2}
visits:
  treatment:
    throughout: {chairs: 1}
    steps: [{name: treat, takes: 100 min}]
booking: {mode: walk_in}
courses:
  single: {visit: treatment, infusions: 1}
cohorts:
  patients: {referrals: 60 / week, course: single}
run: {warm_up: 4 weeks, length: 20 weeks, replications: 12}
)";

AtEnds at_ends(const std::string& path, const std::string& low, const std::string& high) {
  return {{path, "?", low, high},
          compiled(clinic, {path + "=" + low}),
          compiled(clinic, {path + "=" + high})};
}

// Nobody needs a nurse; a little longer or shorter matters less than a third more patients.
const std::string nurses = "clinic.resources.nurses";
const std::string takes = "visits.treatment.steps.treat.takes";
const std::string referrals = "cohorts.patients.referrals";
constexpr const char* wait = "wait_in_clinic.mean";
constexpr const char* completed = "courses_completed";

std::vector<LatinPoint> some_points() {
  std::vector<LatinPoint> points;
  for (int i = 0; i < 16; ++i) {
    const double share = (i + 0.5) / 16.0;
    const double other = (i * 7 % 16 + 0.5) / 16.0;
    const double third = (i * 11 % 16 + 0.5) / 16.0;
    points.push_back(
        {{other, third, share},
         compiled(clinic, {takes + "=" + std::to_string(98.0 + 4.0 * third) + " min",
                           referrals + "=" + std::to_string(40.0 + 40.0 * share) + " / week"})});
  }
  return points;
}

const Study& study() {
  static const model::Model base = compiled(clinic);
  static const Study study{base,
                           {at_ends(nurses, "1", "3"), at_ends(takes, "98 min", "102 min"),
                            at_ends(referrals, "40 / week", "80 / week")},
                           some_points(),
                           {wait, completed}};
  return study;
}

const Sensitivity& found() {
  static const Sensitivity found = sensitivity(study(), {});
  return found;
}

TEST(ASensitivity, IsExactlyNothingWhereNobodyUsesTheInput) {
  for (const Sensitivity::Figure& figure : found().figures) {
    const Swing& swing = figure.swings[0];
    for (const Difference* each : {&swing.low, &swing.high, &swing.across}) {
      EXPECT_EQ(each->estimate.mean, 0.0);
      EXPECT_EQ(each->estimate.half_width, 0.0);
      EXPECT_EQ(each->p_value, 1.0);
    }
    EXPECT_FALSE(moves(swing, 0.95));
    ASSERT_TRUE(figure.correlations[0] && figure.correlations[0]->interval);
    EXPECT_LE(figure.correlations[0]->interval->low, 0.0);
    EXPECT_GE(figure.correlations[0]->interval->high, 0.0);
  }
}

TEST(ASensitivity, RanksByHowFarAFigureMoves) {
  const Sensitivity::Figure& waiting = found().figures[0];
  EXPECT_THAT(waiting.by_swing, ElementsAre(2, 1, 0));
  EXPECT_EQ(waiting.by_correlation.front(), 2U);
  EXPECT_TRUE(moves(waiting.swings[1], 0.95));
  EXPECT_TRUE(moves(waiting.swings[2], 0.95));
  EXPECT_LT(waiting.swings[2].low.estimate.mean, 0.0);
  EXPECT_GT(waiting.swings[2].high.estimate.mean, 0.0);
}

// The same differences as those of a comparison.
TEST(ASensitivity, ComparesTheEndsWithTheBaseInPairs) {
  const AtEnds& varied = study().inputs[2];
  const Comparison comparison =
      compare(study().base, {{"low", varied.low}, {"high", varied.high}}, {});
  const auto& columns = comparison.base.columns;
  const auto column =
      static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(),
                                            [](const auto& each) { return each.name == wait; }) -
                               columns.begin());
  const Swing& swing = found().figures[0].swings[2];
  const auto same = [&](const Difference& difference, std::size_t variant) {
    const Difference& other = comparison.variants[variant].differences[column];
    EXPECT_EQ(difference.estimate.mean, other.estimate.mean);
    EXPECT_EQ(difference.estimate.half_width, other.estimate.half_width);
    EXPECT_EQ(difference.p_value, other.p_value);
  };
  same(swing.low, 0);
  same(swing.high, 1);
  EXPECT_EQ(found().figures[0].base.mean, comparison.base.estimates[column].mean);
  EXPECT_NEAR(swing.across.estimate.mean, swing.high.estimate.mean - swing.low.estimate.mean, 1e-9);
}

TEST(ASensitivity, IsTheSameOnAnyNumberOfThreads) {
  Execution execution;
  execution.threads = 4;
  const Sensitivity other = sensitivity(study(), execution);
  for (std::size_t i = 0; i < other.figures.size(); ++i) {
    for (std::size_t input = 0; input < other.inputs.size(); ++input) {
      EXPECT_EQ(other.figures[i].swings[input].across.estimate.mean,
                found().figures[i].swings[input].across.estimate.mean);
      EXPECT_EQ(other.figures[i].correlations[input]->coefficient,
                found().figures[i].correlations[input]->coefficient);
    }
  }
}

TEST(ASensitivity, TellsHowFarItIsAndKeepsWhatIsComplete) {
  const int all = replications_of(study());
  EXPECT_EQ(all, 12 * 7 + 16 * replications_of_a_point);
  std::atomic<bool> interrupted{false};
  std::vector<int> told;
  Execution execution;
  execution.interrupted = &interrupted;
  execution.completed = [&](int done) {
    told.push_back(done);
    interrupted = done == 12 * 7 + 9;
  };
  const Sensitivity partial = sensitivity(study(), execution);
  EXPECT_EQ(told.size(), 12U * 7U + 9U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_TRUE(partial.interrupted());
  EXPECT_EQ(partial.replications, 12);
  EXPECT_EQ(partial.points, 4);
  EXPECT_EQ(partial.points_wanted, 16);
  EXPECT_EQ(partial.figures[0].correlations[2]->pairs, 4U);
  EXPECT_EQ(partial.figures[0].swings[2].across.estimate.mean,
            found().figures[0].swings[2].across.estimate.mean);
}

TEST(ASensitivity, InterruptedEarlyHasNoPoints) {
  std::atomic<bool> interrupted{false};
  Execution execution;
  execution.interrupted = &interrupted;
  execution.completed = [&](int done) { interrupted = done == 16; };
  const Sensitivity partial = sensitivity(study(), execution);
  EXPECT_TRUE(partial.interrupted());
  EXPECT_EQ(partial.replications, 2);
  EXPECT_EQ(partial.points, 0);
  EXPECT_FALSE(partial.figures[0].correlations[2]);
}

// The base's own precision decides, and stopping there is no interruption.
TEST(ASensitivity, EndsTheTornadoOnceTheBaseIsAsPreciseAsItIsToBe) {
  const model::Model base = compiled(
      clinic, {"run.replications={at_least: 5, at_most: 60, until: {wait_in_clinic.mean: 50 %}}"});
  const Sensitivity early = sensitivity({base, {at_ends(nurses, "1", "3")}, {}, {wait}}, {});
  EXPECT_LT(early.replications, 60);
  EXPECT_GE(early.replications, 5);
  EXPECT_FALSE(early.interrupted());
  EXPECT_EQ(early.figures[0].base.mean, replicate(base, {}).named(wait).mean);
}

TEST(ASwing, IsTheWidestOfTheThree) {
  const auto swing = [](double low, double high) {
    Swing of;
    of.low.estimate.mean = low;
    of.high.estimate.mean = high;
    of.across.estimate.mean = high - low;
    return of;
  };
  EXPECT_EQ(swing(-2.0, 3.0).widest().estimate.mean, 5.0);
  EXPECT_EQ(swing(4.0, 3.0).widest().estimate.mean, 4.0);
  EXPECT_EQ(swing(-3.0, -4.0).widest().estimate.mean, -4.0);
  EXPECT_EQ(swing(0.0, 0.0).widest().estimate.mean, 0.0);
}

}  // namespace
}  // namespace sim::experiment
