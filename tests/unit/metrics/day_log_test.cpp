// tests/unit/metrics/day_log_test.cpp: one date of the clinic, told by hand and told again as a
// table.
#include "sim/metrics/day_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::chairs;
using tests::consultation;
using tests::induction;
using tests::infusion;
using tests::nurses;
using tests::small_clinic;
using tests::trd;

constexpr clinic::Purpose screening{clinic::VisitFor::Screening, induction};
constexpr clinic::Purpose treatment{clinic::VisitFor::Infusion, induction};
const Date tuesday{std::chrono::local_days{std::chrono::January / 5 / 2027}};

Time at(int hour, int minute = 0) { return Time{tuesday} + hours{hour} + minutes{minute}; }

void tell_step(DayLog& log, PatientId patient, std::uint32_t step, Time from, Time to) {
  log.on(clinic::StepStarted{from, patient, treatment, infusion, step, Duration{0}});
  log.on(clinic::StepEnded{to, patient, infusion, step});
}

void tell_staff(DayLog& log) {
  log.on(clinic::ResourceChanged{at(0) - one_week, chairs, 0, 0});
  log.on(clinic::ResourceChanged{at(8), chairs, 3, 0});
  log.on(clinic::ResourceChanged{at(8), nurses, 6, 0});
  log.on(clinic::ResourceChanged{at(9), chairs, 3, 1});
  log.on(clinic::ResourceChanged{at(12), nurses, 3, 1});  // one goes home ill
  log.on(clinic::ResourceChanged{at(16), nurses, 0, 1});
  log.on(clinic::ResourceChanged{at(16), chairs, 0, 1});
}

// Hand-made: a screening, a third infusion that waits for nurses and ends in overtime, a no-show
// and a cancellation.
TEST(DayLog, IsATableOfTheDaysVisitsWithHoursAboveAndClosingBelow) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  const PatientId one{trd, 16};
  const PatientId two{trd, 4, Origin::InCourseAtStart};
  log.on(clinic::PatientTakenOver{at(0) - one_week, two, induction, 2});
  log.on(clinic::VisitMissed{
      at(8) - hours{20}, {trd, 7}, treatment, infusion, clinic::Miss::LateCancellation, at(13)});
  tell_staff(log);
  log.on(clinic::PatientArrived{at(9), one, screening, consultation, at(9)});
  log.on(clinic::StepStarted{at(9), one, screening, consultation, 0, Duration{0}});
  log.on(clinic::StepEnded{at(10), one, consultation, 0});
  log.on(clinic::VisitEnded{at(10), one, screening, consultation, hours{1}, Duration{0}});
  log.on(clinic::VisitMissed{at(14), {trd, 2}, treatment, infusion, clinic::Miss::NoShow, at(14)});
  log.on(clinic::PatientArrived{at(14, 55), two, treatment, infusion, at(15)});
  log.on(clinic::InfusionStarted{at(15, 12), two, induction, 3, 4 * one_day, false, {}});
  log.on(clinic::StepStarted{at(15, 12), two, treatment, infusion, 0, minutes{12},
                             model::shortage_of(nurses)});
  log.on(clinic::StepEnded{at(15, 22), two, infusion, 0});
  log.on(clinic::DayClosed{at(16), true});
  tell_step(log, two, 1, at(15, 22), at(16, 2));
  log.on(clinic::VisitEnded{at(16, 2), two, treatment, infusion, minutes{67}, minutes{12}});
  tell_step(log, two, 2, at(16, 2), at(16, 12));
  log.on(clinic::OvertimeEnded{at(16, 12)});
  EXPECT_EQ(log.text(),
            "Tue 2027-01-05: open 08:00-16:00. On duty: chairs 3; nurses 2 (08:00-12:00), 1 "
            "(12:00-16:00).\n"
            "\n"
            "consultation  booked  came   talk         left\n"
            "trd/17        09:00   09:00  09:00-10:00  10:00\n"
            "\n"
            "infusion         no.  booked  came   prepare      infuse       clean        left   "
            "waited\n"
            "trd/8            1    13:00                                                        "
            "cancelled on Mon 2027-01-04 12:00\n"
            "trd/3            1    14:00                                                        "
            "no-show\n"
            "trd/in course 5  3    15:00   14:55  15:12-15:22  15:22-16:02  16:02-16:12  16:02  "
            "12 min at the door for nurses\n"
            "\n"
            "Closed at 16:00; the last of the work ended at 16:12: 12 min of overtime.\n");
}

TEST(DayLog, ADateWithoutHoursIsClosed) {
  const model::Model model = small_clinic();
  const DayLog log(model, tuesday + std::chrono::days{4});
  EXPECT_EQ(log.text(), "Sat 2027-01-09: closed.\n\nNobody came or was due.\n");
}

TEST(DayLog, AQuietDayClosesWithoutOvertime) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  tell_staff(log);
  log.on(clinic::DayClosed{at(16), false});
  EXPECT_THAT(log.text(), EndsWith("\nClosed at 16:00, without overtime.\n"));
}

TEST(DayLog, WhatHappensOnOtherDatesIsNoPartOfIt) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  const PatientId daily{trd, 0};
  log.on(clinic::VisitMissed{
      at(9) - one_day, {trd, 1}, treatment, infusion, clinic::Miss::NoShow, at(9) - one_day});
  log.on(clinic::DayClosed{at(16) - one_day, true});
  log.on(clinic::PatientArrived{at(9), daily, treatment, infusion, at(9)});
  tell_step(log, daily, 0, at(9), at(9, 10));
  log.on(clinic::PatientArrived{at(9) + one_day, daily, treatment, infusion, at(9) + one_day});
  tell_step(log, daily, 0, at(11) + one_day, at(11, 10) + one_day);
  log.on(clinic::DayClosed{at(16) + one_day, true});
  const std::string text = log.text();
  EXPECT_THAT(text, HasSubstr("09:00-09:10"));
  EXPECT_THAT(text, Not(HasSubstr("11:00")));
  EXPECT_THAT(text, Not(HasSubstr("trd/2")));
  EXPECT_THAT(text, Not(HasSubstr("Closed at")));
}

TEST(DayLog, WorkThatRunsPastMidnightIsMarked) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  const PatientId late{trd, 0};
  log.on(clinic::PatientArrived{at(23), late, treatment, infusion, at(23)});
  tell_step(log, late, 0, at(23), at(24));
  tell_step(log, late, 1, at(24), at(24, 40));
  EXPECT_FALSE(log.is_known());
  EXPECT_THAT(log.text(), HasSubstr("23:00-24:00"));
  EXPECT_THAT(log.text(), HasSubstr("00:00+1-00:40+1"));
  log.on(clinic::DayClosed{at(48), false});
  EXPECT_TRUE(log.is_known());
}

TEST(DayLog, WhoIsSentHomeOrNotFitOrGivesUpAtTheDoorSaysWhy) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  for (std::uint32_t i = 0; i < 4; ++i)
    log.on(
        clinic::PatientArrived{at(12, static_cast<int>(i)), {trd, i}, treatment, infusion, at(12)});
  tell_step(log, {trd, 1}, 0, at(13), at(13, 10));
  log.on(clinic::VisitEnded{at(13, 10), {trd, 1}, treatment, infusion, hours{1}, hours{1}});
  log.on(clinic::FoundNotFit{at(13, 10), {trd, 1}, treatment, infusion});
  log.on(clinic::PatientGaveUp{at(14), {trd, 2}, at(0)});
  tell_step(log, {trd, 3}, 0, at(15), at(15, 10));
  clinic::CourseEnded end{};
  end.at = at(15, 20);
  end.patient = {trd, 3};
  log.on(end);  // between two steps: the visit goes on
  log.on(clinic::PatientSentHome{at(16), {trd, 0}, treatment, infusion});
  const std::string text = log.text();
  EXPECT_THAT(text, HasSubstr("16:00  sent home unseen\n"));
  EXPECT_THAT(text, HasSubstr("13:00-13:10  13:10  not fit\n"));
  EXPECT_THAT(text, HasSubstr("14:00  gave up waiting\n"));
  EXPECT_THAT(text, Not(HasSubstr("the course ended")));
}

TEST(DayLog, AVisitOfAPlanPartStandsUnderThePartsName) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  const clinic::Purpose talk{clinic::VisitFor::PlanPart, induction, 0};
  const PatientId patient{trd, 0};
  log.on(clinic::PatientArrived{at(9), patient, talk, tests::therapy, at(9)});
  log.on(clinic::StepStarted{at(9), patient, talk, tests::therapy, 0, Duration{0}});
  log.on(clinic::StepEnded{at(9, 50), patient, tests::therapy, 0});
  log.on(clinic::VisitEnded{at(9, 50), patient, talk, tests::therapy, minutes{50}, Duration{0}});
  EXPECT_THAT(log.text(), HasSubstr("therapy  no.           booked  came   session      left\n"
                                    "trd/1    talk_therapy  09:00   09:00  09:00-09:50  09:50\n"));
}

// The chair of the infusion is still being cleaned when the patient sits with the therapist.
TEST(DayLog, TwoVisitsOfAPatientOnOneDateAreKeptApart) {
  const model::Model model = small_clinic();
  DayLog log(model, tuesday);
  const clinic::Purpose talk{clinic::VisitFor::PlanPart, induction, 0};
  const PatientId patient{trd, 0};
  log.on(clinic::PatientArrived{at(9), patient, treatment, infusion, at(9)});
  tell_step(log, patient, 1, at(9), at(10));
  log.on(clinic::VisitEnded{at(10), patient, treatment, infusion, hours{1}, Duration{0}});
  log.on(clinic::PatientArrived{at(10), patient, talk, tests::therapy, at(10)});
  log.on(clinic::StepStarted{at(10), patient, talk, tests::therapy, 0, Duration{0}});
  tell_step(log, patient, 2, at(10), at(10, 15));
  log.on(clinic::StepEnded{at(10, 50), patient, tests::therapy, 0});
  EXPECT_THAT(log.text(), HasSubstr("09:00-10:00  10:00-10:15  10:00\n"));
  EXPECT_THAT(log.text(), HasSubstr("10:00-10:50"));
}

TEST(DayLog, WalkInsHaveNoAppointments) {
  model::Model model = small_clinic();
  model.booking.mode = model::BookingMode::WalkIn;
  DayLog log(model, tuesday);
  log.on(clinic::PatientArrived{at(9), {trd, 0}, treatment, infusion, at(9)});
  EXPECT_THAT(log.text(), HasSubstr("infusion  no.  came\ntrd/1     1    09:00\n"));
}

TEST(DayLog, BeginsWithTheHours) {
  model::Model model = small_clinic();
  model.clinic.open = model::WeeklyHours(
      {{one_day + hours{8}, one_day + hours{12}}, {one_day + hours{13}, one_day + hours{17}}});
  EXPECT_THAT(DayLog(model, tuesday).text(),
              StartsWith("Tue 2027-01-05: open 08:00-12:00, 13:00-17:00. On duty: chairs 0; "
                         "nurses 0.\n"));
}

}  // namespace
}  // namespace sim::metrics
