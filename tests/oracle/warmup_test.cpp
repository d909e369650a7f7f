// tests/oracle/warmup_test.cpp: how long clinics take to settle of which it can be said by hand.
#include "sim/experiment/warmup.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/metrics/daily_series.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

using experiment::WarmUp;
using experiment::WarmUpVerdict;
using metrics::PatientLevel;
using testing::ElementsAre;

metrics::DailySeries watched(const model::Model& model) {
  metrics::DailySeries series(model);
  series.finish(clinic::simulate(model, model.run.seed, 1, series).ended);
  return series;
}

const experiment::WatchedLevel& level_of(const WarmUp& warm_up, PatientLevel level) {
  return *std::find_if(warm_up.levels.begin(), warm_up.levels.end(),
                       [&](const auto& each) { return each.level == level; });
}

// Visits last for days, chairs never close: a clinic that can be worked out by hand.
std::string always_open(int chairs, const std::string& takes, const std::string& referrals,
                        const std::string& run) {
  return fmt::format(R"(
chairtime: 1
name: Always open
clinic: {{open: always, resources: {{chairs: {}}}}}
visits:
  stay: {{throughout: {{chairs: 1}}, steps: [{{name: stay, takes: {}}}]}}
booking: {{mode: walk_in}}
courses:
  single: {{visit: stay, infusions: 1}}
cohorts:
  patients: {{referrals: {}, course: single}}
run: {}
)",
                     chairs, takes, referrals, run);
}

TEST(DailySeries, ThreePatientsOnOneChairWorkedByHand) {
  // All come at the first opening. One is on the chair, for a day and a half; then the next.
  const metrics::DailySeries series = watched(
      compiled(always_open(1, "36 h", "{at_start: 3}", "{length: 6 days, warm_up: 0 days}")));
  EXPECT_THAT(series.days(PatientLevel::WaitingList), ElementsAre(2.0, 1.5, 1.0, 0.0, 0.0, 0.0));
  EXPECT_THAT(series.days(PatientLevel::CoursesInProgress),
              ElementsAre(1.0, 1.0, 1.0, 1.0, 0.5, 0.0));
}

TEST(DailySeries, ItsMeanOverTheMeasuredDaysIsWhatIsPrinted) {
  const std::string file = "ketamine_clinic.yaml";
  const model::Model model = compiled(text_of("scenarios/" + file));
  const metrics::DailySeries series = watched(model);
  const auto result = run_scenario(file, {"run.replications=1"});
  const auto mean = [&](PatientLevel level) {
    const std::vector<double>& days = series.days(level);
    stats::Tally measured;
    for (auto day = static_cast<std::size_t>(model.run.warm_up / one_day); day < days.size(); ++day)
      measured.add(days[day]);
    return measured.mean();
  };
  const auto printed = [&](const char* name) { return by_replication(result, name).front(); };
  EXPECT_TRUE(
      equal_but_for_rounding(mean(PatientLevel::WaitingList), printed("waiting_list.mean")));
  EXPECT_TRUE(equal_but_for_rounding(mean(PatientLevel::CoursesInProgress),
                                     printed("courses_in_progress.mean")));
  EXPECT_TRUE(equal_but_for_rounding(mean(PatientLevel::InResponse), printed("in_response.mean")));
}

// Where nobody waits, who came within the last ten days is there: ten on average, and before the
// tenth day as many as days have passed.
TEST(WarmUp, AClinicWithRoomForAllIsSettledWhenTheFirstPatientsLeave) {
  constexpr int replications = 200;
  const model::Model model = compiled(always_open(
      60, "10 days", "7 / week",
      fmt::format("{{length: 26 weeks, warm_up: 0 days, replications: {}}}", replications)));
  const WarmUp warm_up = experiment::judge_warm_up(model, {2, nullptr, {}});
  const experiment::WatchedLevel& courses = level_of(warm_up, PatientLevel::CoursesInProgress);
  ASSERT_EQ(courses.weeks.size(), 26U);
  // Poisson numbers: their variance is their mean; days of one week are nearly the same patients.
  const auto expect_week = [&](std::size_t week, double mean) {
    EXPECT_NEAR(courses.weeks[week], mean,
                tolerated_standard_errors * std::sqrt(mean / replications))
        << week;
  };
  expect_week(0, 3.5);
  expect_week(1, (3.0 * 8.5 + 4.0 * 10.0) / 7.0);
  for (std::size_t week = 2; week < 26; ++week)
    expect_week(week, 10.0);
  // MSER-5 may take chance for more of the beginning, but does not overlook it.
  EXPECT_GE(courses.mser_days.value_or(0), 10);
  EXPECT_EQ(warm_up.verdict, WarmUpVerdict::TooShort);
}

// One comes every day, the first after a day: as many are there as days have passed, up to ten.
TEST(WarmUp, WithoutChanceTheBeginningEndsOnTheVeryDay) {
  const WarmUp warm_up = experiment::judge_warm_up(
      compiled(always_open(60, "10 days", "{every: 1 day}",
                           "{length: 26 weeks, warm_up: 0 days, replications: 3}")),
      {});
  const experiment::WatchedLevel& courses = level_of(warm_up, PatientLevel::CoursesInProgress);
  EXPECT_EQ(courses.weeks[0], 3.0);
  EXPECT_EQ(courses.weeks[1], (7.0 + 8.0 + 9.0 + 4 * 10.0) / 7.0);
  EXPECT_EQ(courses.weeks[2], 10.0);
  EXPECT_EQ(courses.mser_days, 10);
  EXPECT_EQ(warm_up.verdict, WarmUpVerdict::TooShort);
  EXPECT_EQ(warm_up.enough_weeks, 2);
}

WarmUp one_chair(double load, const std::string& warm_up) {
  return experiment::judge_warm_up(
      compiled(text_of("scenarios/teaching/one_chair.yaml"),
               {fmt::format("cohorts.patients.referrals={} / week", load * 100.8),
                "run.length=2 years", "run.warm_up=" + warm_up}),
      {2, nullptr, {}});
}

// The time in which M/M/1 forgets how it began is service / (1 - sqrt(load))^2 (Cohen 1982): less
// than a day at half load, nearly a week at 80 %, four weeks at 90 %.
TEST(WarmUp, OneChairTakesTheLongerToSettleTheBusierItIs) {
  std::vector<int> days;
  for (const double load : {0.5, 0.8, 0.9}) {
    const WarmUp warm_up = one_chair(load, "0 days");
    const experiment::WatchedLevel& list = level_of(warm_up, PatientLevel::WaitingList);
    ASSERT_TRUE(list.mser_days) << load;
    days.push_back(*list.mser_days);
  }
  EXPECT_LE(days[0], 7);
  EXPECT_GT(days[1], days[0]);
  EXPECT_GT(days[2], days[1]);
}

TEST(WarmUp, AListThatGrowsWithoutEndNeverSettles) {
  const WarmUp warm_up = one_chair(1.2, "26 weeks");
  EXPECT_EQ(warm_up.verdict, WarmUpVerdict::NeverSettles);
  EXPECT_FALSE(warm_up.enough_weeks);
  EXPECT_FALSE(level_of(warm_up, PatientLevel::WaitingList).mser_days);
  EXPECT_TRUE(level_of(warm_up, PatientLevel::WaitingList).growth);
}

TEST(WarmUp, AWarmUpThatIsSaidToBeEnoughIsLongEnough) {
  const std::string file = text_of("scenarios/smallest.yaml");
  const auto judged = [&](const std::string& weeks) {
    return experiment::judge_warm_up(compiled(file, {"run.warm_up=" + weeks}), {2, nullptr, {}});
  };
  const WarmUp none = judged("0 days");
  ASSERT_EQ(none.verdict, WarmUpVerdict::TooShort);
  ASSERT_TRUE(none.enough_weeks);
  EXPECT_EQ(judged(fmt::format("{} weeks", *none.enough_weeks)).verdict, WarmUpVerdict::LongEnough);
  EXPECT_EQ(one_chair(0.5, "26 weeks").verdict, WarmUpVerdict::LongerThanNeeded);
}

TEST(WarmUp, ClosingsAreNotTakenForABeginning) {
  const std::string file = text_of("scenarios/smallest.yaml");
  const std::vector<std::string> busy = {"cohorts.depression.referrals=11 / week",
                                         "run.warm_up=13 weeks"};
  std::vector<std::string> closed = busy;
  closed.emplace_back("clinic.closed=[2027-05-03 to 2027-05-21]");
  const WarmUp open = experiment::judge_warm_up(compiled(file, busy), {2, nullptr, {}});
  const WarmUp with_closing = experiment::judge_warm_up(compiled(file, closed), {2, nullptr, {}});
  EXPECT_EQ(with_closing.closed_dates, 15);
  EXPECT_EQ(with_closing.verdict, open.verdict);
  EXPECT_EQ(with_closing.levels.front().weeks, open.levels.front().weeks);
}

TEST(WarmUp, NorAreSeasonsAndGrowth) {
  const std::string file = text_of("scenarios/smallest.yaml");
  const WarmUp even = experiment::judge_warm_up(compiled(file), {2, nullptr, {}});
  const WarmUp uneven = experiment::judge_warm_up(
      compiled(file, {"cohorts.depression.referrals={rate: 4 / week, by_month: {jan: 3, jul: 0}, "
                      "growth: 50 % / year}"}),
      {2, nullptr, {}});
  EXPECT_FALSE(even.seasons);
  EXPECT_TRUE(uneven.seasons);
  // The same patients at the same times, but for a millisecond.
  for (std::size_t week = 0; week < even.levels.front().weeks.size(); ++week)
    EXPECT_NEAR(uneven.levels.front().weeks[week], even.levels.front().weeks[week], 1e-4) << week;
}

TEST(WarmUp, TheNumberOfThreadsChangesNothing) {
  const model::Model model = compiled(text_of("scenarios/smallest.yaml"), {"run.replications=9"});
  const WarmUp one = experiment::judge_warm_up(model, {1, nullptr, {}});
  const WarmUp eight = experiment::judge_warm_up(model, {8, nullptr, {}});
  for (std::size_t i = 0; i < one.levels.size(); ++i)
    EXPECT_EQ(one.levels[i].weeks, eight.levels[i].weeks);
}

}  // namespace
}  // namespace sim::tests
