// What must be true of patients while they are in the clinic, and when they do not come.
#include <gtest/gtest.h>

#include "tests/property/patient_watch.h"

namespace sim::tests {

void PatientWatch::on(const clinic::VisitMissed& seen) {
  Life& life = here(seen.at, seen.patient);
  const model::Attendance& rules = attendance(seen.patient, seen.purpose);
  const bool cancelled = seen.how == clinic::Miss::LateCancellation;
  EXPECT_EQ(model_.booking.mode, model::BookingMode::Appointments);
  EXPECT_EQ(life.where, Where::Elsewhere) << "missed a visit while being in the clinic";
  EXPECT_GT(cancelled ? rules.late_cancel : rules.no_show, 0.0);
  EXPECT_TRUE(cancelled ? seen.at <= seen.start : seen.at >= seen.start);
  life.latest_miss = seen.at;
  ++life.missed_for_next;
  if (++life.missed > rules.misses_allowed) to_be_lost_.push_back(who(seen.patient));
}

void PatientWatch::on(const clinic::PatientArrived& seen) {
  Life& life = here(seen.at, seen.patient);
  if (life.where != Where::SentHome) {
    EXPECT_EQ(life.where, Where::Elsewhere) << "arrived twice";
    EXPECT_GE(seen.at, life.not_fit_until);
    life.visit = {};
    life.visit.purpose = seen.purpose;
    life.visit.is = seen.visit;
    life.missed = 0;
  }
  EXPECT_EQ(seen.visit, life.visit.is);
  EXPECT_EQ(seen.purpose.screening, !life.started && !life.screened &&
                                        model_.cohorts[seen.patient.cohort].screening.has_value());
  life.where = Where::AtDoor;
  life.visit.came = life.visit.since = seen.at;
}

void PatientWatch::on(const clinic::PatientSentHome& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::AtDoor);
  life.where = Where::SentHome;
  life.visit.at_door += seen.at - life.visit.came;
}

void PatientWatch::expect_next(const Visit& visit, std::uint32_t step) const {
  const std::vector<model::Step>& steps = model_.visits[visit.is].steps;
  ASSERT_LT(step, steps.size());
  EXPECT_GE(step, visit.next_step);
  for (std::uint32_t i = visit.next_step; i < step; ++i)
    EXPECT_TRUE(steps[i].only < 1.0) << steps[i].name << " was left out";
}

void PatientWatch::on(const clinic::StepStarted& seen) {
  // Cleaning goes on without the patient, whatever becomes of them.
  if (model_.visits[seen.visit].steps.at(seen.step).after_patient) return;
  Life& life = here(seen.at, seen.patient);
  Visit& visit = life.visit;
  const bool begins = life.where == Where::AtDoor;
  EXPECT_TRUE(begins || life.where == Where::InVisit);
  EXPECT_FALSE(visit.in_step) << "two steps at once";
  EXPECT_EQ(seen.visit, visit.is);
  expect_next(visit, seen.step);
  EXPECT_EQ(seen.waited, seen.at - visit.since + (begins ? visit.at_door : Duration{0}));
  visit.waited += seen.waited;
  visit.since = seen.at;
  visit.in_step = true;
  visit.next_step = seen.step + 1;
  life.where = Where::InVisit;
}

void PatientWatch::on(const clinic::StepEnded& seen) {
  if (model_.visits[seen.visit].steps.at(seen.step).after_patient) return;
  Visit& visit = here(seen.at, seen.patient).visit;
  EXPECT_TRUE(visit.in_step);
  EXPECT_EQ(seen.step + 1, visit.next_step);
  visit.in_steps += seen.at - visit.since;
  visit.since = seen.at;
  visit.in_step = false;
}

void PatientWatch::on(const clinic::VisitEnded& seen) {
  Life& life = here(seen.at, seen.patient);
  const Visit& visit = life.visit;
  EXPECT_EQ(life.where, Where::InVisit);
  EXPECT_FALSE(visit.in_step);
  EXPECT_EQ(seen.waited, visit.waited);
  EXPECT_EQ(seen.length, visit.waited + visit.in_steps);
  EXPECT_EQ(seen.length, visit.at_door + (seen.at - visit.came));
  expect_adds_up(seen.waited_for, seen.waited);
  const std::vector<model::Step>& steps = model_.visits[seen.visit].steps;
  for (std::uint32_t i = visit.next_step; visit.is_given && i < steps.size(); ++i)
    EXPECT_TRUE(steps[i].only < 1.0 || steps[i].after_patient) << steps[i].name << " was left out";
  if (!visit.is_given) to_be_not_fit_.push_back(who(seen.patient));
  life.where = Where::Elsewhere;
}

void PatientWatch::on(const clinic::FoundNotFit& seen) {
  Life& life = here(seen.at, seen.patient);
  const auto& not_fit = attendance(seen.patient, seen.purpose).not_fit;
  ASSERT_TRUE(not_fit);
  EXPECT_EQ(life.where, Where::Elsewhere) << "before the visit was over";
  EXPECT_FALSE(life.visit.is_given) << "the infusion was given";
  EXPECT_EQ(life.visit.next_step, not_fit->after + 1);
  life.found_not_fit = seen.at;
  if (model_.booking.mode == model::BookingMode::WalkIn)
    life.not_fit_until = seen.at + not_fit->postpone;
}

}  // namespace sim::tests
