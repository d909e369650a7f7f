// tests/unit/experiment/goals_test.cpp: what a scenario asks for, among the columns of its results.
#include "sim/experiment/goals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::experiment {
namespace {

using metrics::Column;
using testing::HasSubstr;

Column column(const std::string& name, const std::string& unit) {
  return {name,
          "",
          unit,
          metrics::Metric::Referrals,
          metrics::Statistic::Value,
          metrics::Estimator::MeanOfReplications,
          metrics::Plain{0, 1.0}};
}

const std::vector<Column>& columns() {
  static const std::vector<Column> all = {column("wait_to_first_infusion.mean", "days"),
                                          column("wait_to_first_infusion.p90", "days"),
                                          column("wait_in_clinic[visit=a.b].mean", "min"),
                                          column("idle_chair_hours.count", "hours"),
                                          column("utilisation[chairs]", "%"),
                                          column("courses_completed", "courses / year"),
                                          column("score[infusion=3].mean", "points"),
                                          column("margin", "EUR / year"),
                                          column("utilisation[chairs,weekday=mon,hour=9]", "%")};
  return all;
}

std::variant<TargetOfColumn, model::Misworded> found(const std::string& text) {
  return find_target(std::get<model::Target>(model::parse_target(text)), columns());
}

void expect_target(const std::string& text, std::size_t at, double value) {
  SCOPED_TRACE(text);
  const auto target = found(text);
  ASSERT_TRUE(std::holds_alternative<TargetOfColumn>(target))
      << std::get<model::Misworded>(target).message;
  EXPECT_EQ(std::get<TargetOfColumn>(target).column, at);
  EXPECT_DOUBLE_EQ(std::get<TargetOfColumn>(target).value, value);
}

TEST(FindTarget, PutsSpansIntoTheUnitOfTheColumn) {
  expect_target("wait_to_first_infusion.mean <= 14 days", 0, 14.0);
  expect_target("wait_to_first_infusion.p90 <= 2 weeks", 1, 14.0);
  expect_target("wait_to_first_infusion.p90 <= 36 h", 1, 1.5);
  expect_target("wait_in_clinic[visit=a.b].mean <= 1 h 30 min", 2, 90.0);
  expect_target("idle_chair_hours.count <= 2 days", 3, 48.0);
}

TEST(FindTarget, TakesCountsAndScoresWithTheirUnitOrBare) {
  for (const char* text :
       {"courses_completed >= 200", "courses_completed >= 200 courses / year",
        "courses_completed >= 200 courses/year", "courses_completed >= 200 courses"})
    expect_target(text, 5, 200.0);
  expect_target("score[infusion=3].mean <= 12.5", 6, 12.5);
  expect_target("score[infusion=3].mean <= 12.5 points", 6, 12.5);
  expect_target("margin >= -1000 EUR", 7, -1000.0);
  expect_target("utilisation[chairs] <= 80 %", 4, 80.0);
}

std::string refusal(const std::string& text) {
  const auto target = found(text);
  const auto* wrong = std::get_if<model::Misworded>(&target);
  return wrong != nullptr ? wrong->message + "; " + wrong->hint : "no mistake";
}

TEST(FindTarget, RefusesUnitsThatDoNotFitAndSaysWhichDoes) {
  EXPECT_THAT(refusal("wait_to_first_infusion.p90 <= 14"), HasSubstr("as in 14 days"));
  EXPECT_THAT(refusal("wait_to_first_infusion.p90 <= 14 %"), HasSubstr("is in days, not in %"));
  EXPECT_THAT(refusal("utilisation[chairs] <= 80"), HasSubstr("write 80 %"));
  EXPECT_THAT(refusal("utilisation[chairs] <= 0.8"), HasSubstr("write 80 %"));
  EXPECT_THAT(refusal("utilisation[chairs] <= 80 min"), HasSubstr("is in %, not in min"));
  for (const char* unit : {"courses / week", "patients", "days", "year", "%"}) {
    EXPECT_THAT(refusal(std::string("courses_completed >= 4 ") + unit),
                HasSubstr("is in courses / year, not in " + std::string(unit)));
  }
  EXPECT_THAT(refusal("margin >= 1000 USD"), HasSubstr("is in EUR / year"));
}

TEST(FindTarget, RefusesNamesThatAreNoneAndSaysWhichThereAre) {
  EXPECT_THAT(refusal("wait_to_first_infusion <= 1 day"),
              HasSubstr("write wait_to_first_infusion and one of .mean or .p90"));
  EXPECT_THAT(refusal("wait_in_clinic[visit=a.b] <= 1 h"),
              HasSubstr("write wait_in_clinic[visit=a.b].mean"));
  EXPECT_THAT(refusal("wait_to_first_infusion.p99 <= 1 day"), HasSubstr("has .mean or .p90"));
  EXPECT_THAT(refusal("wait_to_frist_infusion.p90 <= 1 day"),
              HasSubstr("did you mean \"wait_to_first_infusion.p90\"?"));
  EXPECT_THAT(refusal("utilisation <= 1 %"), HasSubstr("there is utilisation[chairs]"));
  EXPECT_THAT(refusal("no_shows <= 1"), HasSubstr("this scenario has nothing"));
  EXPECT_THAT(refusal("happiness >= 1"), HasSubstr("`chairtime metrics`"));
}

TEST(TargetOfColumn, IsMetAtItsValueToo) {
  const TargetOfColumn at_most{"", 0, model::Relation::AtMost, 5.0};
  const TargetOfColumn at_least{"", 0, model::Relation::AtLeast, 5.0};
  EXPECT_TRUE(at_most.met_by(4.9) && at_most.met_by(5.0) && !at_most.met_by(5.1));
  EXPECT_TRUE(at_least.met_by(5.1) && at_least.met_by(5.0) && !at_least.met_by(4.9));
}

TEST(PrecisionOfColumn, IsOfTheMeanOrOfOneUnitIfThatIsMore) {
  const PrecisionOfColumn five_percent{0, 0.05};
  EXPECT_DOUBLE_EQ(five_percent.half_width(20.0), 1.0);
  EXPECT_DOUBLE_EQ(five_percent.half_width(-20.0), 1.0);
  EXPECT_DOUBLE_EQ(five_percent.half_width(1.0), 0.05);
  EXPECT_DOUBLE_EQ(five_percent.half_width(0.01), 0.05);
  EXPECT_DOUBLE_EQ(five_percent.half_width(0.0), 0.05);
  EXPECT_TRUE(five_percent.reached_by({20.0, 1.0, 10}));
  EXPECT_FALSE(five_percent.reached_by({20.0, 1.001, 10}));
  EXPECT_TRUE(five_percent.reached_by({0.0, 0.0, 10}));
  EXPECT_FALSE(five_percent.reached_by({20.0, std::nullopt, 1}));
}

TEST(CheckGoals, AsksForTheColumnsThatTheResultsWillHave) {
  const std::string text = tests::text_of("scenarios/smallest.yaml");
  const auto errors_of = [&](const std::vector<std::string>& overrides) {
    Diagnostics diagnostics;
    check_goals(tests::compiled(text, overrides), diagnostics);
    return diagnostics.errors();
  };
  EXPECT_EQ(errors_of({}), 0U);
  EXPECT_EQ(errors_of({"targets=[\"referrals[cohort=depression] <= 200\"]",
                       "run.replications={until: {referrals: 5 %}}"}),
            0U);
  EXPECT_EQ(errors_of({"targets=[\"referrals[cohort=other] <= 200\", screened >= 3]",
                       "run.replications={until: {referals: 5 %}}"}),
            3U);
}

}  // namespace
}  // namespace sim::experiment
