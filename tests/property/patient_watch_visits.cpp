// What must be true of patients' visits: which they may have, how they go, and what comes of those
// that are missed.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/property/patient_watch.h"

namespace sim::tests {

using clinic::VisitFor;

// --- which visits

bool PatientWatch::may_have_infusions(const Life& life, PatientId patient) const {
  if (life.stage == Stage::InCourse || life.has_appointment) return true;
  if (life.stage == Stage::Done || life.before_done < before_first(life).size()) return false;
  return life.stage == Stage::Between || life.screened || !model_.cohorts[patient.cohort].screening;
}

// Screening first, and once; infusions when all that comes before them is over; parts of a plan
// beside a course.
void PatientWatch::expect_visit(const Life& life, PatientId patient,
                                clinic::Purpose purpose) const {
  const model::Cohort& cohort = model_.cohorts[patient.cohort];
  EXPECT_EQ(purpose.course, life.course);
  switch (purpose.what) {
    case VisitFor::Screening:
      EXPECT_TRUE(life.stage == Stage::Waiting && !life.screened);
      ASSERT_TRUE(cohort.screening && cohort.screening->use);
      break;
    case VisitFor::Infusion:
      EXPECT_TRUE(may_have_infusions(life, patient));
      break;
    case VisitFor::PlanPart: {
      EXPECT_EQ(life.stage, Stage::InCourse);
      ASSERT_LT(purpose.part, cohort.with.size());
      EXPECT_TRUE(cohort.with[purpose.part].use);
      EXPECT_GT(cohort.with[purpose.part].share.probability, 0.0);
      const auto care = life.cares.find(what(purpose));
      EXPECT_TRUE(care == life.cares.end() || !care->second.has_ended);
      break;
    }
  }
}

// As what the next visit of the kind uses it.
const model::Use& PatientWatch::use(const Life& life, PatientId patient,
                                    clinic::Purpose purpose) const {
  const model::Cohort& cohort = model_.cohorts[patient.cohort];
  if (purpose.what == VisitFor::Screening) return model_.uses[cohort.screening->use.value()];
  if (purpose.what == VisitFor::PlanPart)
    return model_.uses[cohort.with.at(purpose.part).use.value()];
  const auto care = life.cares.find(what(purpose));
  const std::size_t given = care == life.cares.end() ? 0 : care->second.starts.size();
  const std::vector<UseId>& uses = model_.courses[purpose.course].uses;
  return model_.uses[given < uses.size() ? uses[given] : uses.back()];
}

void PatientWatch::on(const clinic::VisitBooked& seen) {
  expect_visit(here(seen.at, seen.patient), seen.patient, seen.purpose);
}

void PatientWatch::on(const clinic::VisitMissed& seen) {
  Life& life = here(seen.at, seen.patient);
  expect_visit(life, seen.patient, seen.purpose);
  const model::Attendance& rules = use(life, seen.patient, seen.purpose).attendance;
  const bool cancelled = seen.how == clinic::Miss::LateCancellation;
  EXPECT_EQ(model_.booking.mode, model::BookingMode::Appointments);
  EXPECT_TRUE(life.where == Where::Elsewhere || what(life.visit.purpose) != what(seen.purpose))
      << "missed a visit while being there for it";
  EXPECT_GT(cancelled ? rules.late_cancel : rules.no_show, 0.0);
  EXPECT_TRUE(cancelled ? seen.at <= seen.start : seen.at >= seen.start);
  life.missed = seen.at;
  Care& care = life.cares[what(seen.purpose)];
  ++care.missed_for_next;
  if (++care.missed <= rules.misses_allowed) return;
  care.has_ended = true;
  if (seen.purpose.what != VisitFor::PlanPart)
    owe(seen.patient, &Life::left, "missed more visits in a row than are allowed");
}

// --- at the door

void PatientWatch::on(const clinic::PatientArrived& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::Elsewhere) << "at two places at once";
  expect_visit(life, seen.patient, seen.purpose);
  Care& care = life.cares[what(seen.purpose)];
  if (care.sent_home) {
    life.visit = *care.sent_home;
    care.sent_home.reset();
  } else {
    EXPECT_GE(seen.at, care.not_before);
    expect_not_early(life, seen);
    life.visit = {};
    life.visit.purpose = seen.purpose;
    life.visit.is = seen.visit;
    care.missed = 0;
  }
  EXPECT_EQ(seen.visit, life.visit.is);
  EXPECT_EQ(seen.visit, use(life, seen.patient, seen.purpose).visit);
  life.where = Where::AtDoor;
  life.visit.came = life.visit.since = seen.at;
}

// Walk-ins come when they are due, or later.
void PatientWatch::expect_not_early(const Life& life, const clinic::PatientArrived& seen) const {
  if (model_.booking.mode != model::BookingMode::WalkIn) return;
  const Starts& starts = life.cares.at(what(seen.purpose)).starts;
  std::optional<NaiveAim> aim;
  if (seen.purpose.what == VisitFor::PlanPart) {
    const Starts& infusions = life.cares.at({VisitFor::Infusion, 0}).starts;
    const auto& part = model_.cohorts[seen.patient.cohort].with[seen.purpose.part];
    const Time previous = starts.empty() ? infusions.front() : starts.back();
    aim = naive_aim(part, static_cast<int>(starts.size()) + 1, previous);
  } else if (!starts.empty()) {
    aim = naive_aim(model_.courses[seen.purpose.course], starts);
  } else if (seen.purpose.what == VisitFor::Infusion && life.due) {
    EXPECT_GE(seen.at, *life.due);
  }
  if (aim) {
    EXPECT_GE(seen.at, aim->target);
  }
}

void PatientWatch::on(const clinic::PatientSentHome& seen) {
  Life& life = in_visit(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::AtDoor);
  EXPECT_EQ(what(seen.purpose), what(life.visit.purpose));
  life.where = Where::Elsewhere;
  life.visit.at_door += seen.at - life.visit.came;
  if (!life.visit.outlives_it) life.cares[what(seen.purpose)].sent_home = life.visit;
}

// --- in the visit

PatientWatch::Life& PatientWatch::in_visit(Time at, PatientId patient) {
  Life& life = anybody(at, patient);
  EXPECT_TRUE(life.stage != Stage::Done ||
              (life.visit.outlives_it && life.where != Where::Elsewhere))
      << "something happened to a patient whose outcome was settled";
  return life;
}

void PatientWatch::expect_next(const Visit& visit, std::uint32_t step) const {
  const std::vector<model::Step>& steps = model_.visits[visit.is].steps;
  ASSERT_LT(step, steps.size());
  EXPECT_GE(step, visit.next_step);
  for (std::uint32_t i = visit.next_step; i < step; ++i)
    EXPECT_TRUE(steps[i].only < 1.0) << steps[i].name << " was left out";
}

// Whether the patient is fit for a plan part's visit is known only when it is over.
void PatientWatch::begin(Life& life, const clinic::StepStarted& seen) const {
  life.where = Where::InVisit;
  if (seen.purpose.what != VisitFor::PlanPart || life.visit.outlives_it) return;
  life.visit.is_given = !use(life, seen.patient, seen.purpose).attendance.not_fit;
  life.cares[what(seen.purpose)].starts.push_back(seen.at);
}

void PatientWatch::on(const clinic::StepStarted& seen) {
  // Cleaning goes on without the patient, whatever becomes of them.
  if (model_.visits[seen.visit].steps.at(seen.step).after_patient) return;
  Life& life = in_visit(seen.at, seen.patient);
  Visit& visit = life.visit;
  const bool begins = life.where == Where::AtDoor;
  EXPECT_TRUE(begins || life.where == Where::InVisit);
  EXPECT_FALSE(visit.in_step) << "two steps at once";
  EXPECT_EQ(seen.visit, visit.is);
  EXPECT_EQ(what(seen.purpose), what(visit.purpose));
  expect_next(visit, seen.step);
  EXPECT_EQ(seen.waited, seen.at - visit.since + (begins ? visit.at_door : Duration{0}));
  if (begins) begin(life, seen);
  visit.waited += seen.waited;
  visit.since = seen.at;
  visit.in_step = true;
  visit.next_step = seen.step + 1;
}

void PatientWatch::on(const clinic::StepEnded& seen) {
  if (model_.visits[seen.visit].steps.at(seen.step).after_patient) return;
  Visit& visit = in_visit(seen.at, seen.patient).visit;
  EXPECT_TRUE(visit.in_step);
  EXPECT_EQ(seen.step + 1, visit.next_step);
  visit.in_steps += seen.at - visit.since;
  visit.since = seen.at;
  visit.in_step = false;
}

void PatientWatch::on(const clinic::VisitEnded& seen) {
  Life& life = in_visit(seen.at, seen.patient);
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
  life.where = Where::Elsewhere;
  if (visit.purpose.what == VisitFor::Infusion && visit.is_given)
    life.in_course.infusion_over = seen.at;
  if (visit.purpose.what != VisitFor::PlanPart && !visit.is_given)
    owe(seen.patient, &Life::was_not_fit, "left without the infusion");
}

void PatientWatch::on(const clinic::FoundNotFit& seen) {
  Life& life = here(seen.at, seen.patient);
  Care& care = life.cares[what(seen.purpose)];
  if (seen.purpose.what == VisitFor::PlanPart) {
    ASSERT_FALSE(care.starts.empty());
    care.starts.pop_back();
  }
  const auto& not_fit = use(life, seen.patient, seen.purpose).attendance.not_fit;
  ASSERT_TRUE(not_fit);
  EXPECT_EQ(life.where, Where::Elsewhere) << "before the visit was over";
  EXPECT_FALSE(life.visit.is_given) << "the infusion was given";
  EXPECT_EQ(life.visit.next_step, not_fit->after + 1);
  life.was_not_fit = seen.at;
  if (model_.booking.mode == model::BookingMode::WalkIn)
    care.not_before = seen.at + not_fit->postpone;
}

}  // namespace sim::tests
