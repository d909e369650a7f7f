// tests/unit/metrics/clinic_day_test.cpp: what the clinic's day is made of, told by hand: resources
// in use, waits, overtime, the book.
#include <gtest/gtest.h>

#include "sim/metrics/collector.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using tests::chairs;
using tests::consultation;
using tests::induction;
using tests::infusion;
using tests::nurses;
using tests::Told;
using tests::trd;

constexpr PatientId anyone{trd, 0};
constexpr clinic::Purpose screening{clinic::VisitFor::Screening, induction};
constexpr clinic::Purpose treatment{clinic::VisitFor::Infusion, induction};

// On Monday: no chair until 9:30, two until 11:15, three from 15:30 to 17:00, an hour after
// closing.
void tell_monday(Told& run) {
  const auto change = [&](Duration at, int on_duty, int in_use) {
    run.tell(clinic::ResourceChanged{run.at(0, at), chairs, on_duty, in_use});
  };
  change(hours{8}, 3, 0);
  change(hours{9} + minutes{30}, 3, 2);
  change(hours{11} + minutes{15}, 3, 0);
  change(hours{15} + minutes{30}, 3, 3);
  change(hours{16}, 0, 3);
  change(hours{17}, 0, 0);
}

TEST(ClinicDay, UtilisationIsBusyInsideStaffedTimeOverStaffedTime) {
  Told run;
  run.start_measuring();
  tell_monday(run);
  run.finish();
  const double busy = 2 * 1.75 + 3 * 0.5;  // hours; overtime is none of it
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs]"), 100.0 * busy / (3 * 8));
  EXPECT_DOUBLE_EQ(run.value("idle_chair_hours.count"), 3 * 8 - busy);
  EXPECT_DOUBLE_EQ(run.value("idle_chair_hours[chairs]"), (3 * 8 - busy) * 365.0 / 28.0);
}

TEST(ClinicDay, UtilisationByTheHourSplitsASpanAtTheHour) {
  Told run;
  run.start_measuring();
  tell_monday(run);
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs,weekday=mon,hour=8]"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs,weekday=mon,hour=9]"), 100.0 * 2 * 0.5 / 3);
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs,weekday=mon,hour=10]"), 100.0 * 2 / 3);
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs,weekday=mon,hour=11]"), 100.0 * 2 * 0.25 / 3);
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs,weekday=mon,hour=15]"), 100.0 * 0.5);
  EXPECT_FALSE(run.cell("utilisation[chairs,weekday=tue,hour=9]").observed());
}

TEST(ClinicDay, TimeAtEachNumberInUseAddsUpToTheStaffedTime) {
  Told run;
  run.start_measuring();
  tell_monday(run);
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=0]"), 100.0 * (8 - 1.75 - 0.5) / 8);
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=1]"), 0.0);
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=2]"), 100.0 * 1.75 / 8);
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=3]"), 100.0 * 0.5 / 8);
}

TEST(ClinicDay, PartsOfANurseAreRoundedUpToWholeOnesInTimeAt) {
  Told run;
  run.start_measuring();
  run.tell(clinic::ResourceChanged{run.at(0, hours{8}), nurses, 6, 1});   // a third of one
  run.tell(clinic::ResourceChanged{run.at(0, hours{12}), nurses, 6, 4});  // one and a third
  run.tell(clinic::ResourceChanged{run.at(0, hours{16}), nurses, 0, 0});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("time_at[nurses=1]"), 50.0);
  EXPECT_DOUBLE_EQ(run.value("time_at[nurses=2]"), 50.0);
  EXPECT_DOUBLE_EQ(run.value("utilisation[nurses]"), 100.0 * (1.0 + 4.0) / 2 / 6);
}

TEST(ClinicDay, WhatIsInUseCarriesOverTheStartOfMeasuring) {
  model::Model model = tests::small_clinic();
  model.clinic.open = model::WeeklyHours::always();
  Told run(model);
  run.tell(clinic::ResourceChanged{run.from() - one_week, chairs, 3, 1});
  run.start_measuring();
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs]"), 100.0 / 3);
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=1]"), 100.0);
}

TEST(ClinicDay, OvertimeIsAveragedOverAllOpenDays) {
  Told run;
  run.tell(clinic::DayClosed{run.from() - hours{8}, true});
  run.start_measuring();
  run.tell(clinic::OvertimeEnded{run.at(0, hours{1})});
  run.tell(clinic::DayClosed{run.at(0, hours{16}), true});
  run.tell(clinic::OvertimeEnded{run.at(0, hours{16} + minutes{30})});
  run.tell(clinic::DayClosed{run.at(1, hours{16}), false});
  run.tell(clinic::DayClosed{run.at(2, hours{16}), true});
  run.tell(clinic::OvertimeEnded{run.at(2, hours{17})});
  run.finish();
  const double open_days = 4 * 5;  // four weeks, open from Monday to Friday
  EXPECT_DOUBLE_EQ(run.value("overtime_per_day.mean"), (30.0 + 0.0 + 60.0) / open_days);
}

// On Monday from 16:00 three chairs are in use for half an hour and one for the next; on Tuesday
// from 13:00 one of three, of which one is on duty.
TEST(ClinicDay, WorkBeyondAShiftIsSummedOverThoseWhoDoIt) {
  Told run;
  run.tell(clinic::ResourceChanged{run.from() - one_hour, chairs, 0, 3});
  run.start_measuring();
  const auto change = [&](int day, Duration at, int on_duty, int in_use) {
    run.tell(clinic::ResourceChanged{run.at(day, at), chairs, on_duty, in_use});
  };
  change(0, Duration{0}, 0, 0);
  change(0, hours{16}, 0, 3);
  change(0, hours{16} + minutes{30}, 0, 1);
  change(0, hours{17}, 0, 0);
  change(1, hours{13}, 1, 2);
  change(1, hours{15}, 1, 0);
  change(1, hours{16}, 0, 0);
  run.finish();
  const double open_days = 4 * 5;
  EXPECT_DOUBLE_EQ(run.value("overtime_per_day[chairs].mean"), (3 * 30.0 + 30 + 120) / open_days);
  // Only the two on duty are staffed time, of which the first was in use.
  EXPECT_DOUBLE_EQ(run.value("time_at[chairs=2]"), 100.0 * 2 / 3);
  EXPECT_DOUBLE_EQ(run.value("utilisation[chairs]"), 100.0 * 2 / 3);
}

TEST(ClinicDay, OvertimeOfSharedPeopleIsInMinutesOfOnePerson) {
  Told run;
  run.start_measuring();
  run.tell(clinic::ResourceChanged{run.at(0, hours{16}), nurses, 0, 2});  // two thirds of a nurse
  run.tell(clinic::ResourceChanged{run.at(0, hours{17}), nurses, 0, 0});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("overtime_per_day[nurses].mean"), 60.0 * 2 / 3 / 20);
}

TEST(ClinicDay, AnAbsentPersonIsNotStaffedTime) {
  Told run;
  run.start_measuring();
  run.tell(clinic::ResourceChanged{run.at(0, hours{8}), nurses, 3, 3});  // one of two is there
  run.tell(clinic::ResourceChanged{run.at(0, hours{16}), nurses, 0, 0});
  run.tell(clinic::ResourceChanged{run.at(1, hours{8}), nurses, 6, 3});
  run.tell(clinic::ResourceChanged{run.at(1, hours{16}), nurses, 0, 0});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("utilisation[nurses,weekday=mon,hour=8]"), 100.0);
  EXPECT_DOUBLE_EQ(run.value("utilisation[nurses]"), 100.0 * 2 / 3);
}

TEST(ClinicDay, WaitsAreByVisitAndByStep) {
  Told run;
  run.start_measuring();
  const Time at = run.at(0, hours{9});
  run.tell(clinic::StepStarted{at, anyone, treatment, infusion, 0, minutes{4}});
  run.tell(clinic::StepStarted{at, anyone, treatment, infusion, 1, minutes{6}});
  run.tell(clinic::VisitEnded{at, anyone, treatment, infusion, minutes{60}, minutes{10}});
  run.tell(clinic::VisitEnded{at, anyone, screening, consultation, minutes{80}, minutes{20}});
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic.mean"), 15.0);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[visit=infusion].mean"), 10.0);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[cohort=trd].p90"), 20.0);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[step=infusion/prepare].mean"), 4.0);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[step=infusion/infuse].mean"), 6.0);
  EXPECT_DOUBLE_EQ(run.value("visit_length.mean"), 70.0);
  EXPECT_DOUBLE_EQ(run.value("visit_length[visit=consultation].mean"), 80.0);
}

// The cells of the columns by cause, summed.
double sum_over_causes(const Told& run, const std::string& metric) {
  double sum = 0.0;
  for (const char* cause :
       {"chairs", "nurses", "patient", "protocol", "booking rules", "closed hours"})
    sum += run.value(metric + "[cause=" + cause + "].mean");
  return sum;
}

TEST(ClinicDay, TheCausesOfAWaitInTheClinicAddUpToItsMean) {
  using model::WaitCause;
  Told run;
  run.start_measuring();
  model::WaitByCause first;
  first[model::shortage_of(nurses)] = minutes{7};
  first[WaitCause::Patient] = minutes{5};
  model::WaitByCause second;
  second[model::shortage_of(nurses)] = minutes{20};
  second[model::shortage_of(chairs)] = minutes{31};
  const Time at = run.at(0, hours{9});
  for (const model::WaitByCause& waited : {first, second, model::WaitByCause{}}) {
    run.tell(clinic::VisitEnded{at, anyone, treatment, infusion, hours{2}, waited.total(), waited});
  }
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[cause=nurses].mean"), (7.0 + 20.0) / 3);
  EXPECT_DOUBLE_EQ(run.value("wait_in_clinic[cause=closed hours].mean"), 0.0);
  EXPECT_DOUBLE_EQ(sum_over_causes(run, "wait_in_clinic"), run.value("wait_in_clinic.mean"));
}

TEST(ClinicDay, TheCausesOfTheWaitForAFirstInfusionAddUpToItsMean) {
  using model::WaitCause;
  Told run;
  run.start_measuring();
  for (std::uint32_t member = 0; member < 3; ++member)
    run.tell(clinic::PatientReferred{run.at(0), {trd, member}, run.at(0)});
  std::uint32_t member = 0;
  for (const int days : {1, 4, 9}) {
    const PatientId patient{trd, member++};
    model::WaitByCause waited;
    waited[model::shortage_of(chairs)] = days * one_day;
    waited[WaitCause::Protocol] = hours{5};
    waited[WaitCause::BookingRules] = one_day - hours{5};
    waited[WaitCause::ClosedHours] = hours{11};
    run.tell(clinic::CourseStarted{run.at(0) + waited.total(), patient, induction, run.at(0),
                                   clinic::CourseOrder::First, waited});
  }
  run.finish();
  const double chairs_days = (1.0 + 4.0 + 9.0) / 3;
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion[cause=chairs].mean"), chairs_days);
  EXPECT_DOUBLE_EQ(run.value("wait_to_first_infusion[cause=closed hours].mean"), 11.0 / 24);
  EXPECT_DOUBLE_EQ(sum_over_causes(run, "wait_to_first_infusion"),
                   run.value("wait_to_first_infusion.mean"));
}

TEST(ClinicDay, WhereNobodyWasSeenNoCauseIsObserved) {
  Told run;
  run.start_measuring();
  run.finish();
  EXPECT_FALSE(run.cell("wait_to_first_infusion[cause=chairs].mean").observed());
  EXPECT_FALSE(run.cell("wait_in_clinic[cause=nurses].mean").observed());
}

TEST(ClinicDay, RefusedStartsAreCountedByCause) {
  Told run;
  run.start_measuring();
  run.tell(clinic::StartRefused{run.at(0), anyone, model::shortage_of(chairs)});
  run.tell(clinic::StartRefused{run.at(1), anyone, model::shortage_of(chairs)});
  run.tell(clinic::StartRefused{run.at(1), anyone, model::WaitCause::BookingRules});
  run.finish();
  EXPECT_EQ(run.value("refused_starts.count"), 3.0);
  EXPECT_EQ(run.value("refused_starts[chairs].count"), 2.0);
  EXPECT_EQ(run.value("refused_starts[booking rules].count"), 1.0);
  EXPECT_EQ(run.value("refused_starts[nurses].count"), 0.0);
}

TEST(ClinicDay, ACancellationIsNoNoShowAndLosesNoTimeInTheChair) {
  Told run;
  run.start_measuring();
  run.tell(clinic::VisitMissed{run.at(0, hours{9}), anyone, treatment, infusion,
                               clinic::Miss::LateCancellation, run.at(1, hours{9})});
  run.finish();
  EXPECT_EQ(run.value("cancellations.count"), 1.0);
  EXPECT_EQ(run.value("cancellations[cohort=trd].count"), 1.0);
  EXPECT_EQ(run.value("no_shows.count"), 0.0);
  EXPECT_EQ(run.value("no_show_chair_hours.count"), 0.0);
}

TEST(ClinicDay, WhoIsNotFitOrSentHomeIsCounted) {
  Told run;
  run.start_measuring();
  run.tell(clinic::FoundNotFit{run.at(0, hours{9}), anyone, treatment, infusion});
  run.tell(clinic::PatientSentHome{run.at(0, hours{16}), anyone, treatment, infusion});
  run.tell(clinic::PatientSentHome{run.at(1, hours{16}), anyone, treatment, infusion});
  run.finish();
  EXPECT_EQ(run.value("found_not_fit.count"), 1.0);
  EXPECT_EQ(run.value("sent_home[course=induction].count"), 2.0);
}

TEST(ClinicDay, AMissedVisitLosesItsPlannedTimeInTheChair) {
  Told run;
  run.start_measuring();
  run.tell(clinic::VisitMissed{run.at(0, hours{9}), anyone, treatment, infusion});
  run.tell(clinic::VisitMissed{run.at(0, hours{9}), anyone, screening, consultation});
  run.finish();
  EXPECT_EQ(run.value("no_shows.count"), 2.0);
  EXPECT_DOUBLE_EQ(run.value("no_show_chair_hours.count"), 1.0);  // 10 + 40 + 10 minutes
  EXPECT_DOUBLE_EQ(run.value("no_show_chair_hours[chairs].count"), 1.0);
}

TEST(ClinicDay, BookedUtilisationIsReservedOverBookable) {
  Told run;
  run.start_measuring();
  clinic::SlotPassed slot{run.at(0, hours{8}), minutes{15}, {}, {}};
  slot.capacity[chairs.index] = 30;
  slot.reserved[chairs.index] = 20;
  run.tell(slot);
  slot.from += one_hour;
  slot.reserved[chairs.index] = 0;
  run.tell(slot);
  clinic::SlotPassed before{run.from() - hours{10}, minutes{15}, {}, {}};
  before.capacity[chairs.index] = 30;
  before.reserved[chairs.index] = 30;
  run.tell(before);
  run.finish();
  EXPECT_DOUBLE_EQ(run.value("booked_utilisation[chairs]"), 100.0 * 20 / 60);
  EXPECT_DOUBLE_EQ(run.value("booked_utilisation[chairs,weekday=mon,hour=8]"), 100.0 * 20 / 30);
  EXPECT_DOUBLE_EQ(run.value("booked_utilisation[chairs,weekday=mon,hour=9]"), 0.0);
}

}  // namespace
}  // namespace sim::metrics
