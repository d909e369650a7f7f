// tests/unit/metrics/collector_test.cpp: what patients do, told by hand and counted.
#include "sim/metrics/collector.h"

#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using clinic::CourseEnd;
using tests::induction;
using tests::Told;
using tests::trd;

PatientId member(std::uint32_t number) { return {trd, number}; }

clinic::PatientReferred referred(Time at, PatientId patient) { return {at, patient, at}; }

clinic::CourseEnded ended(Time at, PatientId patient, CourseEnd how) {
  clinic::CourseEnded now{};
  now.at = at;
  now.patient = patient;
  now.course = induction;
  now.how = how;
  return now;
}

TEST(Collector, WhatHappensBeforeMeasuringDoesNotCount) {
  Told run;
  run.tell(referred(run.from() - one_day, member(0)));
  run.start_measuring();
  run.tell(referred(run.at(1), member(1)));
  run.tell(referred(run.at(2), member(2)));
  run.finish();
  EXPECT_EQ(run.value("referrals.count"), 2.0);
}

TEST(Collector, TotalsAreForAYearOf365Days) {
  Told run;
  run.start_measuring();
  run.tell(referred(run.at(1), member(0)));
  run.tell(referred(run.at(2), member(1)));
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("referrals"), 2.0 * 365.0 / 28.0);
  EXPECT_DOUBLE_EQ(run.value("referrals[cohort=trd]"), 2.0 * 365.0 / 28.0);
  EXPECT_DOUBLE_EQ(run.value("referrals[course=induction].count"), 2.0);
}

TEST(Collector, AWaitIsRecordedWhenItEndsWheneverItBegan) {
  Told run;
  const Time came = run.from() - 3 * one_day;
  run.tell(referred(came, member(0)));
  run.start_measuring();
  run.tell(referred(run.at(0), member(1)));
  run.tell(clinic::CourseStarted{run.at(2), member(0), induction, came});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion.mean"), 5.0);
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion[cohort=trd].p90"), 5.0);
  EXPECT_EQ(run.value("waiting_list.end"), 1.0);
}

TEST(Collector, QuantilesAreByNearestRank) {
  Told run;
  run.start_measuring();
  for (std::uint32_t i = 0; i < 10; ++i) {
    run.tell(referred(run.at(0), member(i)));
    run.tell(clinic::ScreeningStarted{run.at(0), member(i), (i + 1) * one_hour * 24});
  }
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("wait_to_screening.mean"), 5.5);
  EXPECT_DOUBLE_EQ(run.value("wait_to_screening.p50"), 5.0);
  EXPECT_DOUBLE_EQ(run.value("wait_to_screening.p90"), 9.0);
  EXPECT_DOUBLE_EQ(run.value("wait_to_screening.p95"), 10.0);
}

TEST(Collector, WhatWasNeverObservedHasNoValue) {
  Told run;
  run.start_measuring();
  run.finish();
  for (const char* name :
       {"wait_to_first_infusion.mean", "wait_to_first_infusion.p50", "responders.share",
        "started_within[14 days]", "gap_days.mean", "booked_utilisation[chairs]"})
    EXPECT_FALSE(run.cell(name).observed()) << name;
  EXPECT_EQ(run.value("referrals.count"), 0.0);
}

// Of nine patients: two are not due (referred in the warm-up, or less than 14 days before the end),
// two are excluded; of the five others, one starts at day 14 exactly, one a moment later, one at
// once, one gives up and one still waits.
TEST(Collector, StartedWithinCountsThoseWhoGaveUpAsNoAndLeavesOutTheExcluded) {
  Told run;
  run.tell(referred(run.from() - Duration{1}, member(0)));
  run.start_measuring();
  for (std::uint32_t i = 1; i <= 7; ++i)
    run.tell(referred(run.at(0), member(i)));
  run.tell(clinic::CourseStarted{run.at(0), member(0), induction, run.from() - Duration{1}});
  run.tell(clinic::CourseStarted{run.at(0), member(1), induction, run.at(0)});
  run.tell(clinic::PatientExcluded{run.at(1), member(2), 0});
  run.tell(clinic::PatientGaveUp{run.at(10), member(3), run.at(0)});
  run.tell(clinic::CourseStarted{run.at(14), member(4), induction, run.at(0)});
  run.tell(clinic::CourseStarted{run.at(14, Duration{1}), member(5), induction, run.at(0)});
  run.tell(referred(run.at(14, Duration{1}), member(8)));
  run.tell(clinic::CourseStarted{run.at(15), member(8), induction, run.at(14, Duration{1})});
  run.tell(clinic::PatientExcluded{run.at(20), member(6), 1});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days]"), 100.0 * 2 / 5);
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days,cohort=trd]"), 100.0 * 2 / 5);
  EXPECT_DOUBLE_EQ(run.value("started_within[28 days]"), 100.0 * 3 / 5);
}

TEST(Collector, TheWaitingListCarriesOverTheStartOfMeasuring) {
  Told run;
  run.tell(referred(run.from() - 5 * one_day, member(0)));
  run.start_measuring();
  run.tell(referred(run.at(14), member(1)));
  run.tell(clinic::PatientExcluded{run.at(21), member(0), 1});
  run.finish();
  // One for 14 days, two for 7, one for 7.
  EXPECT_DOUBLE_EQ(run.value("waiting_list.mean"), (14.0 + 14.0 + 7.0) / 28.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=1].mean"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=2].mean"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=3].mean"), 2.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=4].mean"), 1.0);
  EXPECT_EQ(run.value("waiting_list[cohort=trd].end"), 1.0);
  EXPECT_EQ(run.value("excluded[psychosis].count"), 1.0);
  EXPECT_EQ(run.value("excluded[declined].count"), 0.0);
}

TEST(Collector, AWeekCutShortIsAveragedOverWhatThereIsOfIt) {
  model::Model model = tests::small_clinic();
  model.run.length = 10 * one_day;
  Told run(model);
  run.start_measuring();
  run.tell(referred(run.at(8), member(0)));
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=1].mean"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list[week=2].mean"), 2.0 / 3.0);
}

TEST(Collector, CoursesAreCountedByHowTheyEndedAndByWhichRule) {
  Told run;
  run.start_measuring();
  const std::vector<CourseEnd> ends = {CourseEnd::Completed, CourseEnd::CompletedEarly,
                                       CourseEnd::Stopped, CourseEnd::DroppedOut,
                                       CourseEnd::Completed};
  for (std::uint32_t i = 0; i < 6; ++i)
    run.tell(referred(run.at(0), member(i)));
  for (std::uint32_t i = 0; i < 6; ++i)
    run.tell(clinic::CourseStarted{run.at(7), member(i), induction, run.at(0)});
  for (std::uint32_t i = 0; i < 5; ++i) {
    clinic::CourseEnded now = ended(run.at(14 + 2), member(i), ends[i]);
    now.rule = ends[i] == CourseEnd::CompletedEarly ? 2 : 0;
    now.infusions = static_cast<int>(i) + 1;
    now.length = 9 * one_day;
    run.tell(now);
  }
  run.finish();
  EXPECT_EQ(run.value("courses_started.count"), 6.0);
  EXPECT_EQ(run.value("courses_completed.count"), 3.0);
  EXPECT_EQ(run.value("courses_completed[early remission].count"), 1.0);
  EXPECT_EQ(run.value("courses_stopped.count"), 1.0);
  EXPECT_EQ(run.value("courses_stopped[non-response].count"), 1.0);
  EXPECT_EQ(run.value("courses_dropped_out[course=induction].count"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("infusions_per_course"), (1.0 + 2 + 3 + 4 + 5) / 5);
  EXPECT_DOUBLE_EQ(run.value("days_in_course.mean"), 9.0);
  EXPECT_DOUBLE_EQ(run.value("courses_in_progress.mean"), (6.0 * 9 + 1.0 * 12) / 28.0);
  EXPECT_EQ(run.value("courses_in_progress.end"), 1.0);
}

TEST(Collector, SharesOfOutcomesAreOfTheCoursesThatWereAssessed) {
  Told run;
  for (std::uint32_t i = 0; i < 5; ++i) {
    run.tell(referred(run.from(), member(i)));
    run.tell(clinic::CourseStarted{run.from(), member(i), induction, run.from()});
  }
  run.start_measuring();
  for (std::uint32_t i = 0; i < 5; ++i) {
    clinic::CourseEnded now = ended(run.at(10), member(i), CourseEnd::Completed);
    now.assessed = i < 4;
    now.ever_responded = i < 3;
    now.responding = i < 2;
    now.ever_remitted = i < 2;
    now.in_remission = i < 1;
    run.tell(now);
  }
  run.finish();
  EXPECT_EQ(run.value("responders.count"), 2.0);
  EXPECT_DOUBLE_EQ(run.value("responders.share"), 50.0);
  EXPECT_DOUBLE_EQ(run.value("ever_responded.share"), 75.0);
  EXPECT_DOUBLE_EQ(run.value("remitters[cohort=trd].share"), 25.0);
  EXPECT_DOUBLE_EQ(run.value("ever_remitted[course=induction].share"), 50.0);
}

TEST(Collector, InfusionsAreCountedByTheirNumber) {
  Told run;
  run.tell(referred(run.from(), member(0)));
  run.start_measuring();
  const auto give = [&](int number, Duration gap, bool late) {
    const std::optional<Time> due = number > 1 ? std::optional(run.at(3)) : std::nullopt;
    run.tell(clinic::InfusionStarted{run.at(3), member(0), induction, number, gap, late, due});
  };
  give(1, Duration{0}, false);
  give(2, 3 * one_day, false);
  give(2, 5 * one_day, true);
  give(3, 4 * one_day, false);
  const auto assess = [&](double score, bool responding, bool first) {
    run.tell(clinic::Assessed{
        run.at(4), member(0), induction, 2, {}, score, responding, false, first, false});
  };
  assess(20.0, false, false);
  assess(11.0, true, true);
  run.finish();
  EXPECT_EQ(run.value("infusions_given.count"), 4.0);
  EXPECT_EQ(run.value("given[infusion=2].count"), 2.0);
  EXPECT_EQ(run.value("given[infusion=3,cohort=trd].count"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("gap_days.mean"), 4.0);
  EXPECT_EQ(run.value("late_visits.count"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("late_visits.share"), 100.0 / 3.0);
  EXPECT_DOUBLE_EQ(run.value("score[infusion=2].mean"), 15.5);
  EXPECT_DOUBLE_EQ(run.value("responding[infusion=2]"), 50.0);
  EXPECT_DOUBLE_EQ(run.value("in_remission[infusion=2]"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("infusions_to_response.mean"), 2.0);
  EXPECT_DOUBLE_EQ(run.value("infusions_to_response.p50"), 2.0);
  EXPECT_FALSE(run.cell("infusions_to_remission.mean").observed());
}

TEST(Collector, AModelWithoutScoresLeavesNoScoreBehind) {
  Told run;
  run.tell(referred(run.from(), member(0)));
  run.start_measuring();
  clinic::Assessed now{};
  now.at = run.at(1);
  now.patient = member(0);
  now.number = 1;
  now.score = std::numeric_limits<double>::quiet_NaN();
  now.responding = true;
  run.tell(now);
  run.finish();
  EXPECT_FALSE(run.cell("score[infusion=1].mean").observed());
  EXPECT_DOUBLE_EQ(run.value("responding[infusion=1]"), 100.0);
}

TEST(Collector, OutcomesAreFromTimeZeroAndAddUpToThoseWhoCame) {
  Told run;
  for (std::uint32_t i = 0; i < 6; ++i)
    run.tell(referred(run.from() - one_day, member(i)));
  run.tell(clinic::PatientExcluded{run.from() - one_day, member(0), 0});
  run.start_measuring();
  run.tell(clinic::PatientGaveUp{run.at(1), member(1), run.from() - one_day});
  for (std::uint32_t i = 2; i < 5; ++i)
    run.tell(clinic::CourseStarted{run.at(2), member(i), induction, run.from() - one_day});
  run.tell(ended(run.at(3), member(2), CourseEnd::CompletedEarly));
  run.tell(ended(run.at(3), member(3), CourseEnd::Stopped));
  run.finish();
  for (const char* name : {"outcomes[waiting]", "outcomes[in course]", "outcomes[excluded]",
                           "outcomes[gave up]", "outcomes[completed]", "outcomes[stopped]"})
    EXPECT_EQ(run.value(name), 1.0) << name;
  EXPECT_EQ(run.value("outcomes[dropped out]"), 0.0);
  EXPECT_EQ(
      std::accumulate(run.collector().outcomes().begin(), run.collector().outcomes().end(), 0), 6);
}

TEST(Collector, WhoMissesTooManyVisitsIsLostFromTheCourse) {
  Told run;
  run.tell(referred(run.from(), member(0)));
  run.tell(clinic::CourseStarted{run.from(), member(0), induction, run.from()});
  run.start_measuring();
  run.tell(ended(run.at(7), member(0), CourseEnd::Lost));
  run.finish();
  EXPECT_EQ(run.value("courses_lost.count"), 1.0);
  EXPECT_EQ(run.value("courses_lost[cohort=trd].count"), 1.0);
  EXPECT_EQ(run.value("courses_dropped_out.count"), 0.0);
  EXPECT_EQ(run.value("outcomes[lost]"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("courses_in_progress.mean"), 7.0 / 28.0);
}

TEST(Collector, WhoIsLostBeforeStartingLeavesTheWaitingListAndDidNotStartInTime) {
  Told run;
  run.start_measuring();
  run.tell(referred(run.at(0), member(0)));
  run.tell(referred(run.at(0), member(1)));
  run.tell(clinic::PatientLost{run.at(7), member(0), run.at(0)});
  run.tell(clinic::CourseStarted{run.at(7), member(1), induction, run.at(0)});
  run.finish();
  EXPECT_EQ(run.value("lost_before_start.count"), 1.0);
  EXPECT_EQ(run.value("gave_up_waiting.count"), 0.0);
  EXPECT_EQ(run.value("outcomes[lost before starting]"), 1.0);
  EXPECT_EQ(run.value("outcomes[waiting]"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list.mean"), 2.0 * 7 / 28);
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days]"), 50.0);
}

// Two wait when the run starts, one of them since long before; one comes later.
TEST(Collector, WhoWaitsAtTheStartIsNoReferralAndWaitsSinceReferral) {
  model::Model model = tests::small_clinic();
  model.run.warm_up = Duration{0};
  Told run(model);
  const auto on_list = [](std::uint32_t row) {
    return PatientId{trd, row, Origin::WaitingAtStart};
  };
  run.tell(clinic::PatientReferred{run.from(), on_list(1), run.from()});
  run.tell(clinic::PatientReferred{run.from(), on_list(0), run.from() - 10 * one_day});
  run.start_measuring();
  run.tell(referred(run.at(1), member(0)));
  run.tell(clinic::CourseStarted{run.at(2), on_list(0), induction, run.from() - 10 * one_day});
  run.tell(clinic::CourseStarted{run.at(2), on_list(1), induction, run.from()});
  run.finish();
  EXPECT_EQ(run.value("referrals.count"), 1.0);
  EXPECT_EQ(run.value("courses_started.count"), 2.0);
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion.mean"), (12.0 + 2.0) / 2);
  EXPECT_DOUBLE_EQ(run.value("waiting_list.mean"), (2.0 * 2 + 1.0 * 27) / 28);
  // Of those referred in the measured period: one on the list, who started, and one who did not.
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days]"), 50.0);
}

TEST(Collector, WhoIsInACourseAtTheStartIsNeitherReferredNorACourseStarted) {
  model::Model model = tests::small_clinic();
  model.run.warm_up = Duration{0};
  Told run(model);
  const PatientId there{trd, 0, Origin::InCourseAtStart};
  run.tell(clinic::PatientTakenOver{run.from(), there, induction, 3});
  run.start_measuring();
  run.tell(ended(run.at(7), there, CourseEnd::Completed));
  run.finish();
  EXPECT_EQ(run.value("referrals.count"), 0.0);
  EXPECT_EQ(run.value("courses_started.count"), 0.0);
  EXPECT_EQ(run.value("waiting_list.mean"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("courses_in_progress.mean"), 7.0 / 28.0);
  EXPECT_EQ(run.value("courses_completed.count"), 1.0);
  EXPECT_EQ(run.value("outcomes[completed]"), 1.0);
  EXPECT_EQ(run.value("outcomes[in course]"), 0.0);
  EXPECT_FALSE(run.cell("started_within[14 days]").observed());
}

TEST(Collector, TheSameNumberOfEveryOriginIsAPatientOfTheirOwn) {
  Told run;
  run.start_measuring();
  for (std::size_t origin = 0; origin < origins; ++origin) {
    const PatientId patient{trd, 0, static_cast<Origin>(origin)};
    run.tell(clinic::PatientReferred{run.at(0), patient, run.at(0)});
  }
  run.tell(clinic::PatientExcluded{run.at(1), {trd, 0, Origin::DiaryAtStart}, 0});
  run.tell(clinic::CourseStarted{run.at(1), member(0), induction, run.at(0)});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days]"), 100.0 / 3);
}

TEST(Collector, APatientWhoComesTwiceIsAMistakeOfOurs) {
  Told run;
  run.tell(referred(run.from(), member(0)));
  EXPECT_THROW(run.tell(referred(run.from(), member(0))), BrokenPromise);
}

TEST(Collector, APatientNobodyReferredIsAMistakeOfOurs) {
  Told run;
  run.start_measuring();
  EXPECT_THROW(run.tell(clinic::CourseStarted{run.at(0), member(0), induction, run.at(0)}),
               BrokenPromise);
}

}  // namespace
}  // namespace sim::metrics
