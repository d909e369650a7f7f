// tests/unit/report/sensitivity_test.cpp: the page of a sensitivity analysis, word for word.
#include "sim/report/sensitivity.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace sim::report {
namespace {

using experiment::Difference;
using experiment::Sensitivity;
using experiment::Swing;
using model::UncertainInput;
using testing::HasSubstr;
using testing::Not;

Difference difference(double mean, double half_width, double adjusted) {
  Difference difference;
  difference.estimate = {mean, half_width, 50};
  difference.p_value = adjusted;
  difference.adjusted = adjusted;
  return difference;
}

// Beyond chance, or not.
Swing swing(double low, double high, double adjusted) {
  return {difference(low, 0.5, adjusted), difference(high, 0.5, adjusted),
          difference(high - low, 0.8, adjusted)};
}

metrics::Column column(metrics::Metric metric, metrics::Statistic statistic, std::string unit) {
  return {"some.figure",
          "",
          std::move(unit),
          metric,
          statistic,
          metrics::Estimator::MeanOfReplications,
          {}};
}

model::Model named() {
  model::Model model;
  model.name = "A clinic";
  return model;
}

Sensitivity analysed() {
  Sensitivity all;
  all.inputs = {{"courses.induction.drop_out", "5 %", "2 %", "10 %"},
                {"cohorts.trd.referrals", "4 / week", "3 / week", "5 / week"},
                {"clinic.resources.nurses", "2", "1", "3", UncertainInput::Steps::Whole}};
  all.plan.length = std::chrono::weeks{52};
  all.replications = 50;
  all.replications_wanted = 50;
  all.points = 64;
  all.points_wanted = 64;
  Sensitivity::Figure wait;
  wait.column = column(metrics::Metric::WaitToFirstInfusion, metrics::Statistic::Mean, "days");
  wait.base = {12.3, 0.9, 50};
  wait.swings = {swing(1.0, -2.0, 0.001), swing(-2.0, 4.0, 0.0001), swing(0.0, 0.1, 0.8)};
  wait.correlations = {stats::RankCorrelation{-0.4, {{-0.6, -0.2}}, 64},
                       stats::RankCorrelation{0.8, {{0.7, 0.9}}, 64}, std::nullopt};
  wait.by_swing = {1, 0, 2};
  wait.by_correlation = {1, 0, 2};
  all.figures = {wait};
  return all;
}

std::string page(const Sensitivity& all, std::string_view variant = {}) {
  return sensitivity_to_text(named(), all, variant);
}

TEST(SensitivityPage, SaysWhatToMeasureFirstAndDrawsIt) {
  EXPECT_THAT(
      page(analysed()),
      testing::StartsWith(
          "A clinic: 3 uncertain inputs\n"
          "50 replications of 52 weeks, seed 1, with one input at a time at the ends of its range; "
          "then 64\n"
          "points of 2 replications with all of them varied at once. All meet the same patients.\n"
          "\n"
          "Measure cohorts.trd.referrals first: from 3 / week to 5 / week, wait to first infusion "
          "moves by +6.0\n"
          "± 0.8 days; next comes induction.drop_out (-3.0 ± 0.8). resources.nurses moves it "
          "less than chance\n"
          "can tell.\n"
          "\n"
          "  courses.induction.drop_out: 5 %, between 2 % and 10 %\n"
          "  cohorts.trd.referrals: 4 / week, between 3 / week and 5 / week\n"
          "  clinic.resources.nurses: 2, between 1 and 3, in whole steps\n"
          "\n"
          "Wait to first infusion, mean: 12.3 ± 0.9 days as it stands\n"
          "\n"
          "                                                       from low to\n"
          "  one at a time       at the low end  at the high end         high\n"
          "  trd.referrals           -2.0 ± 0.5       +4.0 ± 0.5   +6.0 ± 0.8  *  "
          "<<<<<<<<|>>>>>>>>>>>>>>>>\n"
          "  induction.drop_out      +1.0 ± 0.5       -2.0 ± 0.5   -3.0 ± 0.8  *  "
          ">>>>>>>>|<<<<\n"
          "  resources.nurses         0.0 ± 0.5       +0.1 ± 0.5   +0.1 ± 0.8             |\n"
          "\n"));
}

TEST(SensitivityPage, SaysSoWhereNothingMovesTheFigure) {
  Sensitivity all = analysed();
  for (Swing& each : all.figures[0].swings)
    each = swing(0.1, 0.2, 0.7);
  EXPECT_THAT(page(all), HasSubstr("No uncertain input moves wait to first infusion more than "
                                   "chance can tell"));
  EXPECT_THAT(page(all), Not(HasSubstr("Measure ")));
}

TEST(SensitivityPage, SaysSoWhereTheTwoWaysToAskDiffer) {
  Sensitivity all = analysed();
  all.figures[0].by_correlation = {0, 1, 2};
  EXPECT_THAT(page(all), HasSubstr("varied at once, it goes along with"));
  EXPECT_THAT(page(analysed()), Not(HasSubstr("it goes along with")));
}

TEST(SensitivityPage, NamesTheEndsBetweenWhichItMovesFarthest) {
  Sensitivity all = analysed();
  all.figures[0].swings[1] = swing(-4.0, -1.0, 0.0001);
  EXPECT_THAT(page(all), HasSubstr("from 4 / week to 3 / week, wait to first infusion moves by"));
  all.figures[0].swings[1] = swing(1.0, 4.0, 0.0001);
  EXPECT_THAT(page(all), HasSubstr("from 4 / week to 5 / week, wait to first infusion moves by"));
}

TEST(SensitivityPage, GivesInputsOfTheSameNameTheirWholePaths) {
  Sensitivity all = analysed();
  all.inputs[0].path = "visits.a.steps.infuse.takes";
  all.inputs[1].path = "visits.b.steps.infuse.takes";
  all.inputs[2].path = "courses.\"v1.2 with dots\".drop_out";
  EXPECT_THAT(page(all), HasSubstr("\n  visits.a.steps.infuse.takes "));
  EXPECT_THAT(page(all), HasSubstr("\n  visits.b.steps.infuse.takes "));
  EXPECT_THAT(page(all), HasSubstr("\n  \"v1.2 with dots\".drop_out "));
}

TEST(SensitivityPage, SaysWhatIsCompleteWhereItWasInterrupted) {
  Sensitivity all = analysed();
  all.points = 12;
  EXPECT_THAT(page(all, "five chairs"), HasSubstr("variant: five chairs\n"));
  EXPECT_THAT(page(all),
              HasSubstr("Interrupted: 50 of 50 replications and 12 of 64 points are complete.\n"));
  all.points = 0;
  EXPECT_THAT(page(all), Not(HasSubstr("all at once  ")));
}

TEST(SensitivityJson, HoldsBothRankingsAndNullForWhatCannotBeTold) {
  const auto json =
      nlohmann::json::parse(sensitivity_to_json(named(), analysed(), "1.2.3", "five chairs"));
  EXPECT_EQ(json.at("variant"), "five chairs");
  EXPECT_EQ(json.at("inputs").at(2).at("whole_steps"), true);
  const auto& figure = json.at("metrics").at("some.figure");
  EXPECT_EQ(figure.at("measure_first"), "cohorts.trd.referrals");
  EXPECT_EQ(figure.at("tornado").at(1).at("input"), "courses.induction.drop_out");
  EXPECT_EQ(figure.at("tornado").at(2).at("moves"), false);
  EXPECT_EQ(figure.at("rank_correlation").at(0).at("correlation").at("high"), 0.9);
  EXPECT_TRUE(figure.at("rank_correlation").at(2).at("correlation").is_null());
}

}  // namespace
}  // namespace sim::report
