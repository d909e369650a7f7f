#include "tests/property/patient_watch.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sim::tests {

using clinic::VisitFor;

// Everything that was waited has one cause, and no cause a negative part.
void PatientWatch::expect_adds_up(const model::WaitByCause& waited_for, Duration wait) const {
  EXPECT_EQ(waited_for.total(), wait);
  for (std::size_t i = 0; i < model::wait_causes; ++i) {
    const auto cause = static_cast<model::WaitCause>(i);
    EXPECT_GE(waited_for[cause], Duration{0});
    if (model::is_resource(cause) && i >= model_.resources.size()) {
      EXPECT_EQ(waited_for[cause], Duration{0}) << "there is no such resource";
    }
  }
}

// --- lives

void PatientWatch::clock(Time at) {
  EXPECT_GE(at, now_);
  if (at > now_) instant_is_over();
  now_ = at;
}

void PatientWatch::instant_is_over() {
  for (const Owed& each : owed_)
    EXPECT_EQ(lives_[each.patient].*each.when, now_) << each.why;
  owed_.clear();
}

void PatientWatch::finish(Time ended) {
  instant_is_over();
  for (const auto& [patient, life] : lives_)
    EXPECT_GE(life.relapses, ended) << "did not relapse when they should have";
}

PatientWatch::Life& PatientWatch::anybody(Time at, PatientId patient) {
  clock(at);
  EXPECT_EQ(lives_.count(who(patient)), 1U) << "something happened to a patient who never came";
  return lives_[who(patient)];
}

PatientWatch::Life& PatientWatch::here(Time at, PatientId patient) {
  Life& life = anybody(at, patient);
  EXPECT_NE(life.stage, Stage::Done) << "something happened to a patient whose outcome was settled";
  return life;
}

// Nobody goes from the middle of a visit, but for one beside the course that ends: that goes on, or
// still begins where the patient is at the door for it.
void PatientWatch::leave(Life& life, Time at) {
  life.left = at;
  if (life.where == Where::Elsewhere) return;
  if (life.visit.purpose.what == VisitFor::PlanPart) {
    life.visit.outlives_it = true;
  } else {
    EXPECT_NE(life.where, Where::InVisit);
    life.where = Where::Elsewhere;
  }
}

PatientWatch::Life& PatientWatch::leave_waiting(Time at, PatientId patient) {
  Life& life = here(at, patient);
  EXPECT_EQ(life.stage, Stage::Waiting);
  leave(life, at);
  life.stage = Stage::Done;
  --counted_.waiting;
  return life;
}

void PatientWatch::await(Life& life, CourseId course, Time at, Time due) {
  life.stage = Stage::Between;
  life.course = course;
  life.decided = life.before_since = at;
  life.due = due;
  life.before_done = 0;
}

void PatientWatch::on(const clinic::PatientReferred& seen) {
  clock(seen.at);
  EXPECT_LE(seen.referred, seen.at);
  if (seen.patient.origin == Origin::Referred) {
    EXPECT_EQ(seen.referred, seen.at);
  }
  const auto [at, is_new] = lives_.emplace(who(seen.patient), Life{});
  EXPECT_TRUE(is_new) << "referred twice";
  Life& life = at->second;
  const model::Cohort& cohort = model_.cohorts[seen.patient.cohort];
  life.referred = seen.referred;
  life.course = cohort.course;
  life.before_since = seen.at;
  if (seen.patient.origin == Origin::DiaryAtStart)
    life.has_appointment = cohort.at_start.diary[seen.patient.member].visits.front().infusion > 0;
  ++counted_.referred;
  ++counted_.waiting;
}

void PatientWatch::on(const clinic::PatientTakenOver& seen) {
  clock(seen.at);
  EXPECT_EQ(seen.at, Time{model_.run.start});
  const auto [at, is_new] = lives_.emplace(who(seen.patient), Life{});
  EXPECT_TRUE(is_new) << "taken over twice";
  Life& life = at->second;
  life.stage = Stage::InCourse;
  life.course = seen.course;
  life.referred = seen.at;
  if (seen.patient.origin == Origin::DiaryAtStart) {
    const auto& diary = model_.cohorts[seen.patient.cohort].at_start.diary;
    life.referred = diary[seen.patient.member].referred.value_or(seen.at);
  }
  Starts& starts = life.cares[{VisitFor::Infusion, 0}].starts;
  starts.assign(static_cast<std::size_t>(seen.infusions), never);
  if (seen.patient.origin == Origin::InCourseAtStart) {
    const model::InCourse& so_far =
        model_.cohorts[seen.patient.cohort].at_start.in_course[seen.patient.member];
    starts.back() = so_far.last;
    life.in_course.responded = so_far.state == model::StateAtStart::Responding;
  }
  ++counted_.referred;
  ++counted_.in_course;
}

// --- access

void PatientWatch::on(const clinic::ScreeningStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::AtDoor);
  EXPECT_EQ(life.visit.purpose.what, VisitFor::Screening);
  EXPECT_EQ(seen.waited, seen.at - life.referred);
  life.visit.is_given = true;
}

void PatientWatch::on(const clinic::PatientScreened& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_TRUE(model_.cohorts[seen.patient.cohort].screening);
  EXPECT_EQ(life.stage, Stage::Waiting);
  EXPECT_FALSE(life.screened);
  life.screened = true;
  life.before_since = seen.at;
}

void PatientWatch::on(const clinic::PatientExcluded& seen) {
  EXPECT_FALSE(leave_waiting(seen.at, seen.patient).screened);
  ++counted_.excluded;
}

// What a course asks for comes in the order of the list, each as soon as the one before is over.
void PatientWatch::on(const clinic::BeforeFirstDone& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_NE(life.stage, Stage::InCourse);
  EXPECT_TRUE(life.stage == Stage::Between || life.screened ||
              !model_.cohorts[seen.patient.cohort].screening);
  EXPECT_EQ(seen.course, life.course);
  EXPECT_EQ(seen.which, life.before_done);
  ASSERT_LT(seen.which, before_first(life).size());
  const model::BeforeFirst& over = before_first(life)[seen.which];
  if (const auto span = constant_span(over.takes.sampler)) {
    EXPECT_EQ(seen.at, life.before_since + *span);
  }
  EXPECT_TRUE(seen.refused ? over.refused.probability > 0.0 : over.refused.probability < 1.0);
  life.before_since = seen.at;
  if (seen.refused) {
    owe(seen.patient, &Life::left, "was refused and goes on");
  } else {
    ++life.before_done;
  }
}

void PatientWatch::on(const clinic::PatientRefused& seen) {
  const Life& life = leave_waiting(seen.at, seen.patient);
  EXPECT_EQ(life.before_since, seen.at) << "refused what was not over";
  EXPECT_EQ(seen.which, life.before_done);
  EXPECT_EQ(seen.course, life.course);
  EXPECT_EQ(seen.referred, life.referred);
  ++counted_.refused;
}

void PatientWatch::on(const clinic::PatientGaveUp& seen) {
  leave_waiting(seen.at, seen.patient);
  const auto& patience = model_.cohorts[seen.patient.cohort].patience;
  ASSERT_TRUE(patience);
  if (const auto span = constant_span(patience->sampler)) {
    EXPECT_GE(seen.at - seen.referred, *span);
  }
  ++counted_.gave_up;
}

void PatientWatch::on(const clinic::PatientLost& seen) {
  EXPECT_EQ(leave_waiting(seen.at, seen.patient).missed, seen.at)
      << "lost without having missed a visit";
  ++counted_.lost_before_start;
}

}  // namespace sim::tests
