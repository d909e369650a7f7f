// tests/unit/report/report_test.cpp: the same results for people and for programs.
#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/experiment/estimates.h"
#include "sim/report/json.h"
#include "sim/report/table.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::report {
namespace {

using testing::HasSubstr;
using testing::Not;

// Two replications in which every column's values are 1 and 2.
experiment::ScenarioResult plain_result(const model::Model& model) {
  experiment::ScenarioResult result;
  result.columns = metrics::lay_out(model).columns;
  std::vector<experiment::ColumnTally> tallies = experiment::tallies_of(result.columns);
  for (const double value : {1.0, 2.0})
    experiment::add(metrics::Row(result.columns.size(), {value, 1.0}), tallies);
  result.estimates = experiment::estimate(tallies, 0.95);
  result.replications = 2;
  result.fingerprint = 0xabc;
  result.plan = model.run;
  result.plan.replications = 2;
  return result;
}

std::size_t place(const experiment::ScenarioResult& result, std::string_view name) {
  const auto at = std::find_if(result.columns.begin(), result.columns.end(),
                               [&](const metrics::Column& each) { return each.name == name; });
  return static_cast<std::size_t>(at - result.columns.begin());
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    all.push_back(line);
  return all;
}

TEST(Json, HasTheShapeOfTheContract) {
  const model::Model model = tests::small_clinic();
  const auto json = nlohmann::json::parse(to_json(model, plain_result(model), "0.1.0"));
  EXPECT_EQ(json.at("chairtime"), "0.1.0");
  EXPECT_EQ(json.at("scenario"), "A small clinic");
  EXPECT_TRUE(json.at("variant").is_null());
  EXPECT_EQ(json.at("seed"), 1);
  EXPECT_EQ(json.at("replications"), 2);
  EXPECT_EQ(json.at("confidence"), 0.95);
  EXPECT_TRUE(json.at("targets").is_array());
  EXPECT_EQ(json.at("fingerprint"), "0000000000000abc");
  const auto& metric = json.at("metrics").at("courses_completed");
  EXPECT_EQ(metric.at("mean"), 1.5);
  EXPECT_TRUE(metric.at("half_width").is_number());
  EXPECT_EQ(metric.at("unit"), "courses / year");
  EXPECT_EQ(metric.at("replications"), 2);
}

TEST(Json, NamesTheVariant) {
  const model::Model model = tests::small_clinic();
  const auto json = nlohmann::json::parse(to_json(model, plain_result(model), "0.1.0", "\"x\" é"));
  EXPECT_EQ(json.at("variant"), "\"x\" é");
}

TEST(Json, EveryColumnIsThere) {
  const model::Model model = tests::small_clinic();
  const experiment::ScenarioResult result = plain_result(model);
  const auto json = nlohmann::json::parse(to_json(model, result, "0.1.0"));
  EXPECT_EQ(json.at("metrics").size(), result.columns.size());
}

TEST(Json, WhatWasNeverObservedIsNull) {
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult result = plain_result(model);
  result.estimates[place(result, "responders.share")] = {};
  const auto json = nlohmann::json::parse(to_json(model, result, "0.1.0"));
  const auto& metric = json.at("metrics").at("responders.share");
  EXPECT_TRUE(metric.at("mean").is_null());
  EXPECT_TRUE(metric.at("half_width").is_null());
  EXPECT_EQ(metric.at("replications"), 0);
}

TEST(Json, NumbersReadBackAsTheSameDouble) {
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult result = plain_result(model);
  const double awkward = 1.0 / 3.0 + 1e-16;
  result.estimates[0].mean = awkward;
  const auto json = nlohmann::json::parse(to_json(model, result, "0.1.0"));
  EXPECT_EQ(json.at("metrics").at(result.columns[0].name).at("mean").get<double>(), awkward);
}

TEST(Table, OpensWithTheScenarioAndWhatWasSimulated) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  EXPECT_EQ(lines(text)[0], "A small clinic");
  EXPECT_THAT(text, HasSubstr("2 replications of 4 weeks after a warm-up of 1 week, seed 1."));
  EXPECT_THAT(text, HasSubstr("95 %"));
}

TEST(Table, EndsWithWhatTheIntervalsDoNotCoverAndThatItIsNoAdvice) {
  const model::Model model = tests::small_clinic();
  const std::vector<std::string> all = lines(to_table(model, plain_result(model)));
  EXPECT_THAT(all[all.size() - 2], HasSubstr("sampling error only"));
  EXPECT_THAT(all.back(), HasSubstr("not medical advice"));
}

TEST(Table, SaysWhatAManagerAsksFirst) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  const std::string glance = text.substr(0, text.find("\nAccess"));
  for (const char* words :
       {"Courses completed", "Wait to first infusion, mean", "Started within 14 days of referral",
        "In use: chairs", "In use: nurses", "Overtime a day, mean"})
    EXPECT_THAT(glance, HasSubstr(words));
}

TEST(Table, SaysHowPatientsMissVisitsAndWhoWorksLate) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  for (const char* words : {"Lost before starting", "Courses lost", "Overtime a day, mean: nurses",
                            "No-shows", "Late cancellations", "Found not fit"})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, Not(HasSubstr("Overtime a day, mean: chairs")));
}

TEST(Table, SaysWhatStopRulesAreWorthByRuleWhereThereAreSeveral) {
  model::Model model = tests::small_clinic();
  const std::string of_one = to_table(model, plain_result(model));
  for (const char* words : {"Infusions saved by stop rules ", "Chair hours saved by stop rules ",
                            "Responders lost to stop rules "})
    EXPECT_THAT(of_one, HasSubstr(words));
  EXPECT_THAT(of_one, Not(HasSubstr("By stop rule")));
  model.courses[tests::induction].rules[1].then = model::Action::Stop;  // 'longer'
  const std::string of_two = to_table(model, plain_result(model));
  for (const char* words : {"Infusions saved by stop rules ", "By stop rule, totals a year",
                            "\n  non-response ", "\n  longer "})
    EXPECT_THAT(of_two, HasSubstr(words));
  model.courses[tests::induction].rules.clear();
  EXPECT_THAT(to_table(model, plain_result(model)), Not(HasSubstr("stop rules")));
}

TEST(Table, SaysHowManyRelapseAndWhoNeverStarts) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  for (const char* words :
       {"Refused before starting", "Courses switched: sparser", "Courses ended by an adverse event",
        "In response, mean", "Relapsed within 8 weeks of a course's end"})
    EXPECT_THAT(text, HasSubstr(words));
}

TEST(Table, SaysWhatBecameOfEverybodyInSharesThatAddUp) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  const std::size_t from = text.find("first moment on:");
  ASSERT_NE(from, std::string::npos);
  const std::string sentence = text.substr(from, text.find("\n\n", from) - from);
  double sum = 0.0;
  int shares = 0;
  for (std::size_t at = sentence.find(" %"); at != std::string::npos;
       at = sentence.find(" %", at + 1)) {
    sum += std::stod(sentence.substr(sentence.rfind(' ', at - 1)));
    ++shares;
  }
  EXPECT_NEAR(sum, 100.0, 1e-9);
  EXPECT_EQ(shares, 13);  // of this clinic, which has everything
}

TEST(Table, ShowsEachInfusionOfACourseAndEachCourse) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  for (const char* words : {"induction after infusion, %", "Given, of those who start",
                            "By course, totals a year", "\n  maintenance "})
    EXPECT_THAT(text, HasSubstr(words));
}

TEST(Table, SaysWhatIsEarnedAndSpentWhereTheScenarioSaysWhatItIsWorth) {
  model::Model model = tests::small_clinic();
  const std::string text = to_table(model, plain_result(model));
  const std::string money = text.substr(text.find("\nMoney\n"));
  for (const char* words : {"\n  Revenue ", "\n  Cost ", "\n  Margin ", "EUR / year",
                            "Margin per completed course", "EUR / course"})
    EXPECT_THAT(money, HasSubstr(words));
  model.economics.reset();
  EXPECT_THAT(to_table(model, plain_result(model)), Not(HasSubstr("Money")));
}

TEST(Table, IsNoLongerThanTwoScreens) {
  const model::Model model = tests::small_clinic();
  const std::vector<std::string> all = lines(to_table(model, plain_result(model)));
  EXPECT_LE(all.size(), 90U);  // and this clinic has everything
  for (const std::string& line : all)
    EXPECT_LE(line.size(), 102U) << line;  // bytes: a plus-minus sign has two
}

TEST(Table, LeavesOutWhatTheScenarioDoesNotHave) {
  model::Model model = tests::small_clinic();
  model.responses[ResponseId{0}].is = model::NoResponse{};
  model.cohorts[tests::trd].screening.reset();
  const std::string text = to_table(model, plain_result(model));
  EXPECT_THAT(text, Not(HasSubstr("Response\n")));
  EXPECT_THAT(text, Not(HasSubstr("screening")));
}

TEST(Table, CountsStandInForTotalsWhereThereAreNone) {
  model::Model model = tests::small_clinic();
  model.run.length.reset();
  const std::string text = to_table(model, plain_result(model));
  EXPECT_THAT(text, HasSubstr("until it is empty"));
  EXPECT_THAT(text, HasSubstr("Courses completed"));
}

TEST(Table, SeveralCohortsAreShownBesideEachOther) {
  model::Model model = tests::small_clinic();
  EXPECT_THAT(to_table(model, plain_result(model)), Not(HasSubstr("By cohort")));
  model::Cohort second = tests::small_cohort();
  second.name = "bipolar";
  second.label = "Bipolar depression";
  model.cohorts.add(second);
  const std::string text = to_table(model, plain_result(model));
  EXPECT_THAT(text, HasSubstr("By cohort"));
  EXPECT_THAT(text, HasSubstr("Bipolar depression"));
}

TEST(Table, AWaitingListThatStillGrowsIsAWarning) {
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult result = plain_result(model);
  EXPECT_THAT(to_table(model, result), Not(HasSubstr("Warning")));
  result.growth = experiment::Growth{40.0, 60.0};
  EXPECT_THAT(to_table(model, result), HasSubstr("still growing, from 40 to 60 patients"));
}

TEST(Table, AQuietBeginningThatWasMeasuredIsAWarning) {
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult result = plain_result(model);
  result.quiet_start = experiment::UnsettledStart{6, 3.0, 8.5};
  const std::string text = to_table(model, result);
  EXPECT_THAT(text,
              HasSubstr("Warning: the first 6 weeks measured were still quieter than the rest, "
                        "with 3.0 instead of 8.5\npatients waiting"));
  EXPECT_THAT(text, HasSubstr("`chairtime warmup FILE` says which\nwarm-up would do."));
}

TEST(Table, AnInterruptedRunSaysSo) {
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult result = plain_result(model);
  result.plan.replications = 50;
  result.interrupted = true;
  EXPECT_THAT(to_table(model, result),
              HasSubstr("Interrupted: 2 of 50 replications are complete."));
}

}  // namespace
}  // namespace sim::report
