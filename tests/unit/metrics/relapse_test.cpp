// tests/unit/metrics/relapse_test.cpp: response, how long it lasts and who relapses, told by hand
// and counted.
#include <gtest/gtest.h>

#include "sim/metrics/collector.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using clinic::CourseEnd;
using tests::induction;
using tests::maintenance;
using tests::Told;
using tests::trd;

constexpr int weeks = 20;  // that are measured
constexpr Duration moment{1};

model::Model long_run() {
  model::Model model = tests::small_clinic();
  model.run.length = weeks * one_week;
  return model;
}

// A run with patients, each in a first course.
class Relapse : public testing::Test {
 protected:
  PatientId begin(Time at) {
    const PatientId patient{trd, came_++};
    run_.tell(clinic::PatientReferred{at, patient, at});
    run_.tell(clinic::CourseStarted{at, patient, induction, at});
    return patient;
  }
  void assess(PatientId patient, Time at, bool responding, CourseId course = induction) {
    clinic::Assessed now{};
    now.at = at;
    now.patient = patient;
    now.course = course;
    now.number = 1;
    now.responding = responding;
    run_.tell(now);
  }
  clinic::CourseEnded end(PatientId patient, Time at, bool responding) const {
    clinic::CourseEnded now{};
    now.at = at;
    now.patient = patient;
    now.course = induction;
    now.assessed = true;
    now.responding = responding;
    return now;
  }
  // Responding at the end, and relapses then.
  clinic::CourseEnded end_until(Time at, Time relapses) {
    clinic::CourseEnded now = end(begin(at), at, true);
    now.relapses = relapses;
    return now;
  }
  void relapse(PatientId patient, Time at, Duration after) {
    run_.tell(clinic::PatientRelapsed{at, patient, induction, CourseEnd::Completed, after, false});
  }
  Time run_ends() const { return run_.from() + weeks * one_week; }
  double within(int so_many) const {
    return run_.value("relapsed_within[" + std::to_string(so_many) + " weeks]");
  }
  // Of how many it is the share.
  double watched(int so_many) const {
    return run_.cell("relapsed_within[" + std::to_string(so_many) + " weeks]").denominator;
  }

  Told run_{long_run()};

 private:
  std::uint32_t came_ = 0;
};

TEST_F(Relapse, DaysToResponseAreToTheFirstOfACourse) {
  run_.start_measuring();
  const auto respond = [&](PatientId patient, Duration into_course, bool first) {
    clinic::Assessed now{};
    now.at = run_.at(1);
    now.patient = patient;
    now.course = induction;
    now.number = 2;
    now.into_course = into_course;
    now.responding = true;
    now.first_response = first;
    run_.tell(now);
  };
  const PatientId patient = begin(run_.at(0));
  respond(patient, 4 * one_day, true);
  respond(patient, 8 * one_day, false);
  respond(begin(run_.at(0)), 9 * one_day, true);
  run_.finish();
  EXPECT_DOUBLE_EQ(run_.value("days_to_response.mean"), (4.0 + 9.0) / 2);
  EXPECT_DOUBLE_EQ(run_.value("days_to_response.p95"), 9.0);
}

TEST_F(Relapse, ExactlyAtTheEndOfTheSpanIsWithinIt) {
  run_.start_measuring();
  const Time at = run_.at(7);
  run_.tell(end_until(at, at));
  run_.tell(end_until(at, at + 4 * one_week));
  run_.tell(end_until(at, at + 4 * one_week + moment));
  run_.tell(end_until(at, at + 8 * one_week));
  run_.tell(end_until(at, at + 8 * one_week + moment));
  run_.tell(end_until(at, never));
  run_.finish();
  EXPECT_DOUBLE_EQ(within(4), 100.0 * 2 / 6);
  EXPECT_DOUBLE_EQ(within(8), 100.0 * 4 / 6);
  EXPECT_DOUBLE_EQ(run_.value("relapsed_within[8 weeks,course=induction]"), 100.0 * 4 / 6);
}

TEST_F(Relapse, WhoIsDueForAnotherCourseWithinTheSpanIsLeftOut) {
  run_.start_measuring();
  const Time at = run_.at(7);
  for (const Duration due : {one_week, 4 * one_week, 4 * one_week + moment}) {
    clinic::CourseEnded now = end_until(at, at + 3 * one_week);
    now.next = maintenance;
    now.next_due = at + due;
    run_.tell(now);
  }
  run_.tell(end_until(at, never));
  run_.finish();
  EXPECT_DOUBLE_EQ(within(4), 50.0);
  EXPECT_EQ(watched(4), 2.0);
  EXPECT_EQ(watched(8), 1.0);
}

TEST_F(Relapse, ACourseThatEndedTooLateOrBeforeMeasuringOrWithoutResponseIsLeftOut) {
  run_.tell(end_until(run_.from() - moment, never));
  run_.start_measuring();
  run_.tell(end_until(run_.from(), never));
  run_.tell(end(begin(run_.at(1)), run_.at(1), false));
  run_.tell(end_until(run_ends() - 8 * one_week, never));
  run_.tell(end_until(run_ends() - 8 * one_week + moment, never));
  run_.tell(end_until(run_ends() - 4 * one_week, never));
  run_.tell(end_until(run_ends() - 4 * one_week + moment, run_ends()));
  run_.finish();
  EXPECT_EQ(watched(8), 2.0);
  EXPECT_EQ(watched(4), 4.0);
  EXPECT_EQ(within(4), 0.0);
}

TEST_F(Relapse, WhereNobodyCouldRelapseSoLongNothingIsObserved) {
  run_.start_measuring();
  run_.tell(end_until(run_ends(), run_ends()));
  run_.finish();
  EXPECT_FALSE(run_.cell("relapsed_within[4 weeks]").observed());
}

TEST_F(Relapse, RelapsesAreCountedWhenTheyComeAndThoseAtOnceApart) {
  const PatientId early = begin(run_.from() - one_week);
  const PatientId other = begin(run_.from() - one_week);
  run_.tell(end(early, run_.from() - one_day, true));
  run_.start_measuring();
  run_.tell(end(other, run_.at(2), true));
  relapse(other, run_.at(2), Duration{0});
  relapse(early, run_.at(9), 10 * one_day);
  run_.finish();
  EXPECT_EQ(run_.value("relapses.count"), 2.0);
  EXPECT_EQ(run_.value("relapses[course=induction].count"), 2.0);
  EXPECT_EQ(run_.value("relapses_at_once.count"), 1.0);
  EXPECT_DOUBLE_EQ(run_.value("days_to_relapse.mean"), 5.0);
  EXPECT_DOUBLE_EQ(run_.value("days_to_relapse.p95"), 10.0);
}

// One responds on day 2, not on day 6, again from day 8, beyond the end of the course on day 10,
// and relapses on day 20. The other responds from day 4, goes on in another course from day 12,
// where the first assessment is on day 13, and responds to the end.
TEST_F(Relapse, ResponseLastsFromAssessmentToAssessmentAndToRelapse) {
  run_.start_measuring();
  const PatientId one = begin(run_.at(0));
  const PatientId other = begin(run_.at(0));
  assess(one, run_.at(2), true);
  assess(other, run_.at(4), true);
  clinic::CourseEnded first = end(other, run_.at(5), true);
  first.next = maintenance;
  first.next_due = run_.at(12);
  run_.tell(first);
  assess(one, run_.at(6), false);
  assess(one, run_.at(8), true);
  run_.tell(end(one, run_.at(10), true));
  run_.tell(clinic::CourseStarted{run_.at(12), other, maintenance, run_.at(0),
                                  clinic::CourseOrder::Later});
  assess(other, run_.at(13), true, maintenance);
  relapse(one, run_.at(20), 10 * one_day);
  run_.finish();
  const double days = 7.0 * weeks;
  const double of_one = (6 - 2) + (20 - 8);
  EXPECT_DOUBLE_EQ(run_.value("in_response.mean"), (of_one + days - 4) / days);
  EXPECT_EQ(run_.value("in_response.end"), 1.0);
  EXPECT_DOUBLE_EQ(run_.value("in_response[course=induction].mean"), (of_one + 13 - 4) / days);
  EXPECT_DOUBLE_EQ(run_.value("in_response[course=maintenance].mean"), (days - 13) / days);
  EXPECT_DOUBLE_EQ(run_.value("days_in_response"), (of_one + days - 4) / 3);
  EXPECT_DOUBLE_EQ(run_.value("days_in_response[course=induction]"), (of_one + 13 - 4) / 2);
  EXPECT_DOUBLE_EQ(run_.value("days_in_response[course=maintenance]"), days - 13);
}

TEST_F(Relapse, ResponseCarriesOverTheStartOfMeasuringAndEveryEndOfACourse) {
  const PatientId patient = begin(run_.from() - one_week);
  assess(patient, run_.from() - one_day, true);
  run_.start_measuring();
  clinic::CourseEnded now = end(patient, run_.at(3), true);
  now.how = CourseEnd::DroppedOut;
  run_.tell(now);
  relapse(patient, run_.at(7), 4 * one_day);
  run_.finish();
  EXPECT_DOUBLE_EQ(run_.value("in_response.mean"), 1.0 / weeks);
  EXPECT_FALSE(run_.cell("days_in_response").observed());
}

TEST_F(Relapse, WhoIsTakenOverRespondsFromTheFirstAssessmentOn) {
  run_.start_measuring();
  const PatientId there{trd, 0, Origin::InCourseAtStart};
  run_.tell(clinic::PatientTakenOver{run_.at(0), there, maintenance, 3});
  assess(there, run_.at(7 * (weeks - 1)), true, maintenance);
  run_.finish();
  EXPECT_DOUBLE_EQ(run_.value("in_response.mean"), 1.0 / weeks);
}

// A later course that nobody looked at ends without a response that could relapse.
TEST_F(Relapse, WhoEndsACourseWithoutResponseIsInResponseNoLonger) {
  run_.start_measuring();
  const PatientId patient = begin(run_.at(0));
  assess(patient, run_.at(0), true);
  clinic::CourseEnded first = end(patient, run_.at(1), true);
  first.next = maintenance;
  run_.tell(first);
  run_.tell(clinic::CourseStarted{run_.at(2), patient, maintenance, run_.at(0),
                                  clinic::CourseOrder::Later});
  clinic::CourseEnded second = end(patient, run_.at(7), false);
  second.course = maintenance;
  second.assessed = false;
  run_.tell(second);
  run_.finish();
  EXPECT_DOUBLE_EQ(run_.value("in_response.mean"), 1.0 / weeks);
  EXPECT_EQ(run_.value("in_response.end"), 0.0);
}

}  // namespace
}  // namespace sim::metrics
