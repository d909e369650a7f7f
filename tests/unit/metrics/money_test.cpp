// tests/unit/metrics/money_test.cpp: prices and costs of a run that is told by hand.
#include <vector>

#include <gtest/gtest.h>

#include "sim/metrics/collector.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using tests::consultation;
using tests::induction;
using tests::infusion;
using tests::nurses;
using tests::therapy;
using tests::Told;
using tests::trd;

constexpr PatientId anyone{trd, 0};
constexpr clinic::Purpose screening{clinic::VisitFor::Screening, induction};
constexpr clinic::Purpose treatment{clinic::VisitFor::Infusion, induction};
constexpr double a_year = 365.0 / 28.0;  // four weeks are measured
constexpr double open_days = 4 * 5;

void end_visits(Told& run, VisitId visit, int count) {
  const clinic::Purpose purpose = visit == consultation ? screening : treatment;
  for (int i = 0; i < count; ++i)
    run.tell(
        clinic::VisitEnded{run.at(i, hours{10}), anyone, purpose, visit, hours{1}, minutes{0}});
}

TEST(Money, RevenueIsThePriceOfEachVisitThatEnded) {
  Told run;
  end_visits(run, infusion, 7);  // before measuring starts
  run.start_measuring();
  end_visits(run, consultation, 2);
  end_visits(run, infusion, 3);
  end_visits(run, therapy, 5);  // has no price
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("revenue[visit=consultation].count"), 2 * 120.0);
  EXPECT_DOUBLE_EQ(run.value("revenue[visit=infusion].count"), 3 * 450.0);
  EXPECT_DOUBLE_EQ(run.value("revenue.count"), 2 * 120.0 + 3 * 450.0);
  EXPECT_DOUBLE_EQ(run.value("revenue"), (2 * 120.0 + 3 * 450.0) * a_year);
}

TEST(Money, CostIsConsumablesStaffedHoursAndDaysOpen) {
  Told run;
  run.start_measuring();
  end_visits(run, infusion, 3);
  // In thirds of a nurse: two for three hours, one for half an hour, who then stays an hour longer.
  run.tell(clinic::ResourceChanged{run.at(0, hours{8}), nurses, 6, 1});
  run.tell(clinic::ResourceChanged{run.at(0, hours{11}), nurses, 3, 3});
  run.tell(clinic::ResourceChanged{run.at(0, hours{11} + minutes{30}), nurses, 0, 3});
  run.tell(clinic::ResourceChanged{run.at(0, hours{12} + minutes{30}), nurses, 0, 0});
  run.finish();
  const double of_nurses = (2 * 3 + 0.5) * 36.0;
  EXPECT_DOUBLE_EQ(run.value("cost[visit=infusion].count"), 3 * 90.0);
  EXPECT_DOUBLE_EQ(run.value("cost[nurses].count"), of_nurses);
  EXPECT_DOUBLE_EQ(run.value("cost[nurses]"), of_nurses * a_year);
  EXPECT_DOUBLE_EQ(run.value("cost[days open].count"), open_days * 400.0);
  const double cost = 3 * 90.0 + of_nurses + open_days * 400.0;
  EXPECT_DOUBLE_EQ(run.value("cost.count"), cost);
  EXPECT_DOUBLE_EQ(run.value("margin.count"), 3 * 450.0 - cost);
  EXPECT_DOUBLE_EQ(run.value("margin"), (3 * 450.0 - cost) * a_year);
}

// Everybody starts on one day, and all courses end on another.
void tell_courses(Told& run, const std::vector<clinic::CourseEnd>& ends) {
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    run.tell(clinic::PatientReferred{run.at(0), {trd, i}, run.at(0)});
    clinic::CourseStarted now{};
    now.at = run.at(0);
    now.patient = {trd, i};
    now.course = induction;
    now.referred = run.at(0);
    run.tell(now);
  }
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    clinic::CourseEnded now{};
    now.at = run.at(20);
    now.patient = {trd, i};
    now.course = induction;
    now.how = ends[i];
    now.rule = 2;  // "early remission"
    run.tell(now);
  }
}

TEST(Money, PerCourseIsOverTheCoursesThatWereCompletedEarlyOnesToo) {
  Told run;
  run.start_measuring();
  end_visits(run, infusion, 12);
  tell_courses(run, {clinic::CourseEnd::Completed, clinic::CourseEnd::DroppedOut,
                     clinic::CourseEnd::CompletedEarly});
  run.finish();
  const double cost = 12 * 90.0 + open_days * 400.0;
  EXPECT_DOUBLE_EQ(run.value("revenue_per_course"), 12 * 450.0 / 2);
  EXPECT_DOUBLE_EQ(run.value("cost_per_course"), cost / 2);
  EXPECT_DOUBLE_EQ(run.value("margin_per_course"), (12 * 450.0 - cost) / 2);
}

TEST(Money, PerCourseIsNeverObservedWhereNoneWasCompleted) {
  Told run;
  run.start_measuring();
  end_visits(run, infusion, 12);
  tell_courses(run, {clinic::CourseEnd::DroppedOut});
  run.finish();
  for (const char* name : {"revenue_per_course", "cost_per_course", "margin_per_course"})
    EXPECT_FALSE(run.cell(name).observed()) << name;
  EXPECT_TRUE(run.cell("margin").observed());
}

}  // namespace
}  // namespace sim::metrics
