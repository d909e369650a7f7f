// tests/unit/config/referrals_test.cpp: rates that vary, and referrals from files.
#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "tests/unit/config/data_files.h"

namespace sim::config {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Compiled referred(const std::string& referrals, const DataTexts& texts = {}) {
  return compiled_with("cohorts:\n  a: {referrals: " + referrals + ", course: induction}\n", texts);
}

std::vector<std::string> times(const Compiled& compiled) {
  std::vector<std::string> all;
  for (const Time at : std::get<model::Listed>(compiled.cohort().referrals).at)
    all.push_back(format_time(at));
  return all;
}

TEST(ReferralRate, HasTheWeightsThatAreWrittenAndOneForAllOthers) {
  const Compiled compiled = referred(
      "{rate: 4 / week, by_month: {jan: 1.2, jul-aug: 0.5, nov-dec: 0}, by_weekday: {mon: 2, "
      "\"wed,fri\": 0.5}, by_hour: {9: 2, 13:00-15:00: 1.5, 16: 0}, growth: 10 % / year}");
  const auto& rate = std::get<model::Poisson>(compiled.cohort().referrals);
  EXPECT_DOUBLE_EQ(rate.per_week, 4.0);
  EXPECT_DOUBLE_EQ(rate.growth, 0.1);
  ASSERT_TRUE(rate.seasons);
  EXPECT_THAT(rate.seasons->by_month, ElementsAre(1.2, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 0, 0));
  EXPECT_THAT(rate.seasons->by_weekday, ElementsAre(2, 1, 0.5, 1, 0.5, 1, 1));
  EXPECT_EQ(rate.seasons->by_hour[8], 1.0);
  EXPECT_EQ(rate.seasons->by_hour[9], 2.0);
  EXPECT_EQ(rate.seasons->by_hour[12], 1.0);
  EXPECT_EQ(rate.seasons->by_hour[13], 1.5);
  EXPECT_EQ(rate.seasons->by_hour[14], 1.5);
  EXPECT_EQ(rate.seasons->by_hour[15], 1.0);
  EXPECT_EQ(rate.seasons->by_hour[16], 0.0);
}

TEST(ReferralRate, MayBeNothingAndMayDecline) {
  const auto rate = [](const Compiled& compiled) {
    return std::get<model::Poisson>(compiled.cohort().referrals);
  };
  EXPECT_EQ(rate(referred("0 / week")).per_week, 0.0);
  EXPECT_FALSE(rate(referred("{rate: 4 / week}")).seasons);
  EXPECT_DOUBLE_EQ(rate(referred("{rate: 4 / week, growth: -99 % / year}")).growth, -0.99);
  EXPECT_FALSE(rate(referred("{rate: 4 / week, growth: -99 % / year}")).seasons);
}

TEST(ReferralRate, NeedsAWeightAboveZeroWhereReferralHoursAre) {
  const std::string message =
      "every weight that applies to referral hours is 0, so nobody is ever "
      "referred";
  for (const std::string weights :
       {"by_month: {jan-dec: 0}", "by_weekday: {mon-fri: 0}", "by_hour: {08:00-17:00: 0}",
        "by_weekday: {mon-fri: 0, sat-sun: 5}"})
    EXPECT_THAT(referred("{rate: 4 / week, " + weights + "}").errors, ElementsAre(message));
  // Of 08:30-17:00, the hour from 08:00 is a part.
  EXPECT_THAT(
      compiled_with("cohorts:\n  a: {referrals: {rate: 4 / week, by_hour: {09:00-24:00: 0}}, "
                    "referral_hours: {mon: 08:30-12:00}, course: induction}\n")
          .errors,
      IsEmpty());
}

const std::string dates =
    "\"Referral\",Date_Of_Referral\n"
    "3,2027-01-11T09:30:15\n"
    "1,2027-01-05\n"        // a Tuesday
    "2,2027-01-05 19:45\n"  // at night
    "4,2027-01-06\n"        // closed
    "5,2027-01-06 10:00\n"  // closed
    "6,2027-01-09\n"        // a Saturday
    "7,2027-01-04\n";

TEST(ReferralsFromAFile, AreInOrderOfTimeAndADateAloneIsItsFirstReferralHour) {
  const Compiled compiled =
      referred("{file: data/r.csv, column: date of referral}", {{"data/r.csv", dates}});
  EXPECT_THAT(times(compiled),
              ElementsAre("Mon 2027-01-04 08:00", "Tue 2027-01-05 08:00", "Tue 2027-01-05 19:45",
                          "Thu 2027-01-07 08:00", "Thu 2027-01-07 08:00", "Mon 2027-01-11 08:00",
                          "Mon 2027-01-11 09:30"));
  EXPECT_EQ(std::get<model::Listed>(compiled.cohort().referrals).at.back().time_since_epoch() %
                one_minute,
            std::chrono::seconds{15});
}

TEST(ReferralsFromAFile, BeforeTheStartOfTheRunAreLeftOutWithOneWarning) {
  const Compiled compiled = compiled_with(
      "cohorts:\n  a: {referrals: {file: r.csv, column: date of referral}, course: "
      "induction}\nrun: {start: 2027-01-09, warm_up: 1 week}\n",
      {{"r.csv", dates}});
  EXPECT_THAT(times(compiled), ElementsAre("Mon 2027-01-11 08:00", "Mon 2027-01-11 09:30"));
  EXPECT_THAT(compiled.warnings,
              Contains("5 of 7 referrals are left out: they are before the start of the run, "
                       "2027-01-09"));
}

TEST(ReferralsFromAFile, NeedAReader) {
  Diagnostics found;
  EXPECT_FALSE(compile(clinic_without_cohorts +
                           "cohorts:\n  a: {referrals: {file: r.csv, column: date}, course: "
                           "induction}\n",
                       "test.yaml", {}, found));
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_THAT(found.all().front().message, HasSubstr("cannot read r.csv"));
}

TEST(ReferralsFromAFile, AreCalledByTheirPathFromWhereTheScenarioIs) {
  Diagnostics found;
  compile(clinic_without_cohorts +
              "cohorts:\n  a: {referrals: {file: data/r.csv, column: date}, course: induction}\n",
          "some/clinic.yaml", {}, found, reading({{"data/r.csv", "date\nsoon\n"}}));
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_THAT(render_all(found), HasSubstr("some/data/r.csv:2:1: error: date: "));
}

TEST(ReferralsFromAFile, AreNotLargerThanAFileMayBe) {
  const std::string large = "date\n" + std::string(most_bytes, '\n') + "2027-01-05\n";
  EXPECT_THAT(referred("{file: r.csv, column: date}", {{"r.csv", large}}).errors,
              ElementsAre("the file is larger than 16 MiB"));
}

// --- empirical distributions

model::Gaps gaps(const Compiled& compiled) {
  return std::get<model::Gaps>(compiled.cohort().referrals);
}

TEST(Empirical, ValuesOfAFileHaveTheUnitBesideItOrTheirOwn) {
  const DataTexts texts = {{"x.csv", "Minutes,Span\n30,30 min\n1.5,90 s\n60,1 h\n"}};
  for (const std::string column : {"column: minutes, unit: min", "column: span"}) {
    const model::Gaps made = gaps(referred("{empirical: {file: x.csv, " + column + "}}", texts));
    EXPECT_DOUBLE_EQ(made.gap.mean(), 91.5 / 3.0 * 60'000.0);
    EXPECT_DOUBLE_EQ(made.gap.lowest(), 90'000.0);
    EXPECT_DOUBLE_EQ(made.gap.highest(), 3'600'000.0);
  }
}

TEST(Empirical, ValuesInTheScenarioAreAsBefore) {
  const model::Gaps made = gaps(referred("{empirical: {values: [10 min, 20 min]}}"));
  EXPECT_DOUBLE_EQ(made.gap.mean(), 900'000.0);
}

TEST(Empirical, WhatIsWrongInTheFileIsSaidOnceThoughSeveralKeysReadIt) {
  const std::string gap = "{empirical: {file: x.csv, column: minutes, unit: min}}";
  const Compiled compiled =
      compiled_with("cohorts:\n  a: {referrals: " + gap +
                        ", course: induction}\n  b: {referrals: " + gap + ", course: single}\n",
                    {{"x.csv", "minutes\n30\nmany\n"}});
  EXPECT_THAT(compiled.errors, ElementsAre("expected a number, found \"many\""));
}

TEST(Empirical, APlainNumberHasNoUnit) {
  const DataTexts texts = {{"x.csv", "score\n30\n33\n"}};
  const auto baseline = [&](const std::string& unit) {
    Diagnostics found;
    auto model =
        compile(clinic_without_cohorts +
                    "cohorts:\n  a: {referrals: 1 / week, course: induction, response: scores}\n",
                "test.yaml",
                {"responses.scores.baseline={empirical: {file: x.csv, column: score" + unit + "}}"},
                found, reading(texts));
    return model ? std::get<model::Trajectory>(model->responses[ResponseId{0}].is)
                       .baseline.sampler.mean()
                 : -1.0;
  };
  EXPECT_DOUBLE_EQ(baseline(""), 31.5);
  EXPECT_DOUBLE_EQ(baseline(", unit: min"), -1.0);
}

// --- runs

TEST(Run, UntilEmptyMayHaveReferralsThatEnd) {
  const DataTexts texts = {{"r.csv", "date\n2027-01-05\n"}};
  const auto until_empty = [&](const std::string& referrals) {
    return compiled_with("cohorts:\n  a: {referrals: " + referrals +
                             ", course: induction}\nrun: {until: empty}\n",
                         texts)
        .errors;
  };
  EXPECT_THAT(until_empty("{file: r.csv, column: date}"), IsEmpty());
  EXPECT_THAT(until_empty("0 / week"), IsEmpty());
  EXPECT_THAT(until_empty("{at_start: 3}"), IsEmpty());
  EXPECT_THAT(until_empty("1 / week"), Not(IsEmpty()));
  EXPECT_THAT(until_empty("{every: 2 h}"), Not(IsEmpty()));
}

}  // namespace
}  // namespace sim::config
