// tests/unit/metrics/courses_test.cpp: what comes before, after and beside courses, told by hand
// and counted.
#include <array>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include "sim/metrics/collector.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using clinic::CourseEnd;
using clinic::CourseOrder;
using std::chrono::minutes;
using tests::chairs;
using tests::induction;
using tests::infusion;
using tests::maintenance;
using tests::nurses;
using tests::therapy;
using tests::Told;
using tests::trd;

PatientId member(std::uint32_t number) { return {trd, number}; }

void refer(Told& run, Time at, PatientId patient) {
  run.tell(clinic::PatientReferred{at, patient, at});
}

void start(Told& run, Time at, PatientId patient, CourseId course = induction,
           CourseOrder order = CourseOrder::First) {
  clinic::CourseStarted now{};
  now.at = at;
  now.patient = patient;
  now.course = course;
  now.referred = run.from();
  now.order = order;
  run.tell(now);
}

clinic::CourseEnded ended(Time at, PatientId patient, CourseEnd how) {
  clinic::CourseEnded now{};
  now.at = at;
  now.patient = patient;
  now.course = induction;
  now.how = how;
  return now;
}

// ... and is followed by maintenance.
clinic::CourseEnded followed(clinic::CourseEnded now) {
  now.next = maintenance;
  now.next_due = now.at + one_week;
  return now;
}

std::int64_t count_of(const Told& run, Outcome outcome) {
  return run.collector().outcomes()[static_cast<std::size_t>(outcome)];
}

TEST(Courses, WhoIsInNoneAndWaitsForNoneIsCountedByHowTheLastOneEnded) {
  const std::array<std::pair<CourseEnd, Outcome>, clinic::course_ends> ends = {
      {{CourseEnd::Completed, Outcome::Completed},
       {CourseEnd::CompletedEarly, Outcome::Completed},
       {CourseEnd::Stopped, Outcome::Stopped},
       {CourseEnd::Switched, Outcome::Switched},
       {CourseEnd::DroppedOut, Outcome::DroppedOut},
       {CourseEnd::Lost, Outcome::Lost},
       {CourseEnd::AdverseEvent, Outcome::AdverseEvent}}};
  for (const auto& [how, outcome] : ends) {
    Told run;
    refer(run, run.from(), member(0));
    start(run, run.from(), member(0));
    clinic::CourseEnded now = ended(run.from(), member(0), how);
    now.rule = how == CourseEnd::Switched ? 3 : 0;
    run.tell(now);
    EXPECT_EQ(count_of(run, outcome), 1);
    EXPECT_EQ(count_of(run, Outcome::InCourse), 0);
  }
}

TEST(Courses, WhoWaitsForAnotherIsBetweenCoursesUntilItStartsOrIsForgone) {
  Told run;
  run.start_measuring();
  for (std::uint32_t i = 0; i < 3; ++i) {
    refer(run, run.at(0), member(i));
    start(run, run.at(0), member(i));
  }
  for (std::uint32_t i = 0; i < 3; ++i)
    run.tell(followed(ended(run.at(3), member(i), CourseEnd::Stopped)));
  EXPECT_EQ(count_of(run, Outcome::Between), 3);
  start(run, run.at(10), member(0), maintenance, CourseOrder::Later);
  run.tell(clinic::CourseForgone{run.at(11), member(1), maintenance, CourseEnd::Stopped});
  run.finish();
  EXPECT_EQ(run.value("outcomes[between courses]"), 1.0);
  EXPECT_EQ(run.value("outcomes[in course]"), 1.0);
  EXPECT_EQ(run.value("outcomes[stopped]"), 1.0);
}

TEST(Courses, ARelapseMovesOnlyWhoComesAgain) {
  Told run;
  run.start_measuring();
  for (std::uint32_t i = 0; i < 2; ++i) {
    refer(run, run.at(0), member(i));
    start(run, run.at(0), member(i));
  }
  for (std::uint32_t i = 0; i < 2; ++i)
    run.tell(ended(run.at(3), member(i), CourseEnd::AdverseEvent));
  const auto relapse = [&](std::uint32_t i, bool comes_again) {
    run.tell(clinic::PatientRelapsed{run.at(9), member(i), induction, CourseEnd::AdverseEvent,
                                     6 * one_day, comes_again});
  };
  relapse(0, true);
  relapse(1, false);
  run.finish();
  EXPECT_EQ(run.value("outcomes[between courses]"), 1.0);
  EXPECT_EQ(run.value("outcomes[adverse event]"), 1.0);
}

TEST(Courses, WhoIsRefusedLeavesTheWaitingListAndDidNotStartInTime) {
  Told run;
  run.start_measuring();
  refer(run, run.at(0), member(0));
  refer(run, run.at(0), member(1));
  run.tell(clinic::PatientRefused{run.at(7), member(0), run.at(0), induction, 1});
  start(run, run.at(7), member(1));
  run.finish();
  EXPECT_EQ(run.value("refused.count"), 1.0);
  EXPECT_EQ(run.value("refused[authorisation].count"), 1.0);
  EXPECT_EQ(run.value("refused[course=induction].count"), 1.0);
  EXPECT_EQ(run.value("outcomes[refused]"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list.mean"), 2.0 * 7 / 28);
  EXPECT_DOUBLE_EQ(run.value("started_within[14 days]"), 50.0);
}

TEST(Courses, ALaterCourseIsACourseStartedAndNoWaitForAFirstInfusion) {
  Told run;
  run.start_measuring();
  refer(run, run.at(0), member(0));
  start(run, run.at(4), member(0));
  run.tell(followed(ended(run.at(6), member(0), CourseEnd::Completed)));
  start(run, run.at(20), member(0), maintenance, CourseOrder::Later);
  run.finish();
  EXPECT_EQ(run.value("courses_started.count"), 2.0);
  EXPECT_EQ(run.value("courses_started[course=maintenance].count"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("courses_in_progress.mean"), (2.0 + 8.0) / 28);
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion.mean"), 4.0);
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion.p95"), 4.0);
  EXPECT_DOUBLE_EQ(run.value("waiting_list.mean"), 4.0 / 28);
}

TEST(Courses, AdverseEventsAreCountedByName) {
  Told run;
  run.start_measuring();
  refer(run, run.at(0), member(0));
  start(run, run.at(0), member(0));
  run.tell(clinic::AdverseEventSeen{run.at(0), member(0), induction, 1, 1, false});
  run.tell(clinic::AdverseEventSeen{run.at(4), member(0), induction, 2, 1, false});
  run.tell(clinic::AdverseEventSeen{run.at(4), member(0), induction, 2, 0, true});
  run.tell(ended(run.at(4), member(0), CourseEnd::AdverseEvent));
  run.finish();
  EXPECT_EQ(run.value("adverse_events.count"), 3.0);
  EXPECT_EQ(run.value("adverse_events[nausea].count"), 2.0);
  EXPECT_EQ(run.value("adverse_events[hypertension].count"), 1.0);
  EXPECT_EQ(run.value("adverse_events[cohort=trd].count"), 3.0);
  EXPECT_EQ(run.value("courses_ended_by_adverse_event.count"), 1.0);
}

TEST(Courses, ASwitchIsCountedByItsRule) {
  Told run;
  run.start_measuring();
  refer(run, run.at(0), member(0));
  start(run, run.at(0), member(0));
  clinic::CourseEnded now = followed(ended(run.at(4), member(0), CourseEnd::Switched));
  now.rule = 3;
  run.tell(now);
  run.finish();
  EXPECT_EQ(run.value("courses_switched.count"), 1.0);
  EXPECT_EQ(run.value("courses_switched[sparser].count"), 1.0);
  EXPECT_EQ(run.value("courses_stopped.count"), 0.0);
}

// Two stop rules. One of them saves three and two infusions, of two hours in the chair each, and
// loses a responder; the other saves none, because the course was all but over.
TEST(Courses, WhatStopRulesSaveAndLoseIsCountedByRule) {
  model::Model model = tests::small_clinic();
  model.resources[chairs].units_each = 2;
  model.courses[induction].rules[1].name = "too many events";
  model.courses[induction].rules[1].then = model::Action::Stop;
  Told run(model);
  run.start_measuring();
  const auto follow_up = [&](std::uint32_t rule, int infusions, bool responding) {
    clinic::StopFollowedUp now{};
    now.at = run.at(1);
    now.patient = member(0);
    now.course = induction;
    now.rule = rule;
    now.infusions = infusions;
    now.responding = responding;
    now.held[chairs.index] = infusions * (2 * one_hour).count() * 2;  // two units to a chair
    now.held[nurses.index] = one_week.count();                        // not of what is held
    run.tell(now);
  };
  follow_up(0, 3, true);
  follow_up(0, 2, false);
  follow_up(1, 0, false);
  run.finish();
  EXPECT_EQ(run.value("infusions_saved_by_stop_rules.count"), 5.0);
  EXPECT_DOUBLE_EQ(run.value("infusions_saved_by_stop_rules"), 5.0 * 365 / 28);
  EXPECT_EQ(run.value("infusions_saved_by_stop_rules[non-response].count"), 5.0);
  EXPECT_EQ(run.value("infusions_saved_by_stop_rules[too many events].count"), 0.0);
  EXPECT_EQ(run.value("infusions_saved_by_stop_rules[course=induction].count"), 5.0);
  EXPECT_EQ(run.value("responders_lost_to_stop_rules.count"), 1.0);
  EXPECT_EQ(run.value("responders_lost_to_stop_rules[non-response].count"), 1.0);
  EXPECT_DOUBLE_EQ(run.value("chair_hours_saved_by_stop_rules.count"), 5 * 2.0);
  EXPECT_DOUBLE_EQ(run.value("chair_hours_saved_by_stop_rules[non-response].count"), 5 * 2.0);
  EXPECT_DOUBLE_EQ(run.value("chair_hours_saved_by_stop_rules[cohort=trd].count"), 5 * 2.0);
}

void give(Told& run, std::uint32_t patient, int number, std::optional<Time> due = {}) {
  clinic::InfusionStarted now{};
  now.at = run.at(10);
  now.patient = member(patient);
  now.course = induction;
  now.number = number;
  now.due = due;
  run.tell(now);
}

// Four begin in the measured period, and three of them come a second time; a fourth second
// infusion is of a course that began before.
TEST(Courses, RetentionIsInfusionsWithANumberPerFirstInfusionWheneverTheCourseBegan) {
  Told run;
  give(run, 4, 1);
  run.start_measuring();
  for (std::uint32_t i = 0; i < 4; ++i)
    give(run, i, 1);
  for (const std::uint32_t i : {0U, 2U, 3U, 4U})
    give(run, i, 2);
  give(run, 3, 3);
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("retention[infusion=2]"), 100.0);
  EXPECT_DOUBLE_EQ(run.value("retention[infusion=3]"), 25.0);
  EXPECT_DOUBLE_EQ(run.value("retention[infusion=4,cohort=trd]"), 0.0);
  EXPECT_FALSE(run.cell("retention[infusion=2,course=maintenance]").observed());
}

TEST(Courses, AnInfusionBeforeItsTargetIsNotDelayedAndOneWithoutATargetIsLeftOut) {
  Told run;
  run.start_measuring();
  give(run, 0, 1);
  give(run, 0, 2, run.at(7));
  give(run, 0, 3, run.at(12));
  give(run, 0, 4, run.at(10));
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("delay_days.mean"), (3.0 + 0.0 + 0.0) / 3);
  EXPECT_DOUBLE_EQ(run.value("delay_days.p50"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("delay_days[cohort=trd].p90"), 3.0);
}

// The first infusion of a course that follows another has a target and may be late.
TEST(Courses, LateInfusionsAreAShareOfAllThatHaveATarget) {
  Told run;
  run.start_measuring();
  give(run, 0, 1);
  run.tell(clinic::InfusionStarted{run.at(7), member(0), maintenance, 1, {}, true, run.at(0)});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("late_visits.share"), 100.0);
}

TEST(Courses, AVisitOfAPlanPartIsAVisitAndNoInfusion) {
  Told run;
  run.start_measuring();
  const clinic::Purpose talk{clinic::VisitFor::PlanPart, maintenance, 0};
  const clinic::Purpose treatment{clinic::VisitFor::Infusion, maintenance};
  run.tell(clinic::VisitEnded{run.at(1), member(0), talk, therapy, minutes{60}, minutes{10}});
  run.tell(clinic::VisitEnded{run.at(2), member(0), talk, therapy, minutes{50}, minutes{0}});
  run.tell(clinic::VisitEnded{run.at(3), member(0), treatment, infusion, minutes{70}, minutes{2}});
  run.tell(clinic::VisitMissed{run.at(4), member(0), talk, therapy});
  run.finish();
  EXPECT_EQ(run.value("visits.count"), 3.0);
  EXPECT_EQ(run.value("visits[visit=therapy].count"), 2.0);
  EXPECT_EQ(run.value("visits[visit=infusion].count"), 1.0);
  EXPECT_EQ(run.value("visits[course=maintenance].count"), 3.0);
  EXPECT_EQ(run.value("visits[course=induction].count"), 0.0);
  EXPECT_EQ(run.value("infusions_given.count"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("visit_length[visit=therapy].mean"), 55.0);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic.mean"), (10.0 + 0.0 + 2.0) / 3);
  EXPECT_EQ(run.value("no_shows.count"), 1.0);
}

}  // namespace
}  // namespace sim::metrics
