// tests/unit/report/warmup_test.cpp: the answer on the warm-up, in words and as JSON.
#include "sim/report/warmup.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/base/words.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::report {
namespace {

using experiment::WarmUp;
using experiment::WarmUpVerdict;
using experiment::WatchedLevel;
using testing::HasSubstr;
using testing::Not;

WarmUp judged(WarmUpVerdict verdict) {
  WarmUp warm_up;
  WatchedLevel list{metrics::PatientLevel::WaitingList, {1.0, 2.0, 4.0, 4.0}, 10, {}, {}};
  warm_up.levels = {list};
  warm_up.verdict = verdict;
  warm_up.replications = 50;
  warm_up.plan = tests::small_clinic().run;
  warm_up.plan.warm_up = 2 * one_week;
  return warm_up;
}

std::string text_of(const WarmUp& warm_up) {
  return warm_up_to_text(tests::small_clinic(), warm_up);
}

TEST(WarmUpReport, SaysWhatTheWarmUpIsAndWhatWouldDo) {
  EXPECT_THAT(text_of(judged(WarmUpVerdict::LongEnough)),
              HasSubstr("The warm-up of 2 weeks is long enough.\n"));
  WarmUp other = judged(WarmUpVerdict::TooShort);
  other.enough_weeks = 5;
  EXPECT_THAT(text_of(other),
              HasSubstr("The warm-up of 2 weeks is too short: write warm_up: 5 weeks."));
  other.verdict = WarmUpVerdict::LongerThanNeeded;
  other.enough_weeks = 1;
  EXPECT_THAT(text_of(other), HasSubstr("longer than needed: 1 week would do."));
  other.verdict = WarmUpVerdict::TooShort;
  other.enough_weeks.reset();
  EXPECT_THAT(text_of(other), HasSubstr("How long it should be cannot be told"));
  EXPECT_THAT(text_of(judged(WarmUpVerdict::NeverSettles)), HasSubstr("does not settle"));
  EXPECT_THAT(text_of(judged(WarmUpVerdict::CannotTell)), HasSubstr("cannot be told"));
}

TEST(WarmUpReport, WhereThereIsNoWarmUpNoneIsSpokenOf) {
  WarmUp none = judged(WarmUpVerdict::TooShort);
  none.plan.warm_up = Duration{0};
  none.enough_weeks = 5;
  EXPECT_THAT(text_of(none), HasSubstr("Without a warm-up"));
  none.verdict = WarmUpVerdict::LongEnough;
  EXPECT_THAT(text_of(none), HasSubstr("No warm-up is needed, as far as can be told"));
}

TEST(WarmUpReport, DrawsTheCurveAndMarksTheFirstWeekThatIsMeasured) {
  EXPECT_THAT(text_of(judged(WarmUpVerdict::LongEnough)),
              HasSubstr("Patients on the waiting list: settled after 2 weeks\n"
                        "      4.0 |  ██\n"
                        "          |  ██\n"
                        "          | ███\n"
                        "          |████\n"
                        "        0 +----\n"
                        "             ^ measured from here\n"
                        "           A column is 1 week. MSER-5 would leave out 10 days.\n"));
}

TEST(WarmUpReport, SaysOfEachLevelWhatItDoes) {
  WarmUp warm_up = judged(WarmUpVerdict::TooShort);
  WatchedLevel& list = warm_up.levels.front();
  list.start = experiment::UnsettledStart{3, 2.0, 4.0};
  EXPECT_THAT(text_of(warm_up), HasSubstr("2.0 in the first 3 weeks measured, then 4.0"));
  list.growth = experiment::Growth{5.0, 9.0};
  EXPECT_THAT(text_of(warm_up), HasSubstr("growing until the end, from 5.0 to 9.0"));
  list = {metrics::PatientLevel::WaitingList, {4.0, 4.0}, 20, {}, {}};
  EXPECT_THAT(text_of(warm_up), HasSubstr("steady while measured, but for chance\n"));
  list.mser_days.reset();
  EXPECT_THAT(text_of(warm_up), HasSubstr("MSER-5 would leave out more than half of the run."));
}

TEST(WarmUpReport, SaysWhatWasEvenedOutAndThatTheClinicDoesNotBeginEmpty) {
  WarmUp warm_up = judged(WarmUpVerdict::LongEnough);
  EXPECT_THAT(text_of(warm_up), Not(HasSubstr("like any other")));
  EXPECT_THAT(text_of(warm_up), Not(HasSubstr("begin empty")));
  warm_up.closed_dates = 1;
  warm_up.seasons = true;
  warm_up.from_today = true;
  EXPECT_THAT(text_of(warm_up), HasSubstr("(open on 1 closed date; the same referrals all year)"));
  EXPECT_THAT(text_of(warm_up), HasSubstr("The clinic does not begin empty."));
}

TEST(WarmUpReport, LinesFitOnAPage) {
  WarmUp warm_up = judged(WarmUpVerdict::TooShort);
  warm_up.closed_dates = 25;
  warm_up.seasons = true;
  warm_up.from_today = true;
  WatchedLevel& level = warm_up.levels.front();
  level.level = metrics::PatientLevel::CoursesInProgress;
  level.weeks.assign(300, 1234.5);
  level.mser_days.reset();
  level.growth = experiment::Growth{1234.5, 2345.6};
  std::istringstream lines(text_of(warm_up));
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(count_characters(line), 100U) << line;
}

TEST(WarmUpReport, JsonHasTheCurveAndTheVerdict) {
  WarmUp warm_up = judged(WarmUpVerdict::TooShort);
  warm_up.enough_weeks = 5;
  warm_up.levels.front().start = experiment::UnsettledStart{3, 2.0, 4.0};
  const auto json =
      nlohmann::json::parse(warm_up_to_json(tests::small_clinic(), warm_up, "1.2", "more chairs"));
  EXPECT_EQ(json["variant"], "more chairs");
  EXPECT_EQ(json["warm_up_days"], 14.0);
  EXPECT_EQ(json["verdict"], "too short");
  EXPECT_EQ(json["enough_weeks"], 5);
  const auto& list = json["levels"]["waiting_list"];
  EXPECT_EQ(list["weeks"], (std::vector<double>{1.0, 2.0, 4.0, 4.0}));
  EXPECT_EQ(list["mser_days"], 10);
  EXPECT_EQ(list["settled_after_weeks"], 2);
  EXPECT_TRUE(list["growth"].is_null());
  EXPECT_EQ(list["unsettled_start"]["weeks"], 3);
}

}  // namespace
}  // namespace sim::report
