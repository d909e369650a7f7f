#include "tests/property/patient_watch.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sim::tests {
namespace {

bool is_constant(const random::Sampler& sampler) { return sampler.at(0.1) == sampler.at(0.9); }

}  // namespace

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
  for (const Who& each : to_be_lost_)
    EXPECT_TRUE(lives_[each].ended) << "missed more visits in a row than are allowed";
  for (const Who& each : to_be_not_fit_)
    EXPECT_EQ(lives_[each].found_not_fit, now_) << "left without the infusion";
  to_be_lost_.clear();
  to_be_not_fit_.clear();
}

PatientWatch::Life& PatientWatch::here(Time at, PatientId patient) {
  clock(at);
  const auto life = lives_.find(who(patient));
  if (life == lives_.end()) {
    ADD_FAILURE() << "something happened to a patient who never came";
    return lives_[who(patient)];
  }
  EXPECT_FALSE(life->second.ended) << "something happened to a patient whose outcome was settled";
  return life->second;
}

// Nobody has an outcome in the middle of a visit.
void PatientWatch::end(Life& life) {
  EXPECT_NE(life.where, Where::InVisit);
  life.ended = true;
}

const model::Attendance& PatientWatch::attendance(PatientId patient,
                                                  clinic::Purpose purpose) const {
  const UseId use = purpose.screening ? *model_.cohorts[patient.cohort].screening->use
                                      : model_.courses[purpose.course].use;
  return model_.uses[use].attendance;
}

void PatientWatch::on(const clinic::PatientReferred& seen) {
  clock(seen.at);
  EXPECT_LE(seen.referred, seen.at);
  if (seen.patient.origin == Origin::Referred) {
    EXPECT_EQ(seen.referred, seen.at);
  }
  const auto [life, is_new] = lives_.emplace(who(seen.patient), Life{});
  EXPECT_TRUE(is_new) << "referred twice";
  life->second.referred = seen.referred;
  life->second.course = model_.cohorts[seen.patient.cohort].course;
  ++counted_.referred;
  ++counted_.waiting;
}

void PatientWatch::on(const clinic::PatientTakenOver& seen) {
  clock(seen.at);
  EXPECT_EQ(seen.at, Time{model_.run.start});
  const auto [life, is_new] = lives_.emplace(who(seen.patient), Life{});
  EXPECT_TRUE(is_new) << "taken over twice";
  life->second.started = true;
  life->second.course = seen.course;
  life->second.infusions = seen.infusions;
  ++counted_.referred;
  ++counted_.in_course;
}

// --- access

void PatientWatch::on(const clinic::ScreeningStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::AtDoor);
  EXPECT_TRUE(life.visit.purpose.screening);
  EXPECT_EQ(seen.waited, seen.at - life.referred);
  life.visit.is_given = true;
}

void PatientWatch::on(const clinic::PatientScreened& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_TRUE(model_.cohorts[seen.patient.cohort].screening);
  EXPECT_FALSE(life.screened);
  life.screened = true;
  life.missed = life.missed_for_next = 0;
}

void PatientWatch::on(const clinic::PatientExcluded& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_FALSE(life.screened);
  end(life);
  ++counted_.excluded;
  --counted_.waiting;
}

void PatientWatch::on(const clinic::PatientGaveUp& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_FALSE(life.started);
  const auto& patience = model_.cohorts[seen.patient.cohort].patience;
  ASSERT_TRUE(patience);
  if (is_constant(patience->sampler)) {
    EXPECT_GE(seen.at - life.referred, from_milliseconds(patience->sampler.mean()));
  }
  end(life);
  ++counted_.gave_up;
  --counted_.waiting;
}

void PatientWatch::on(const clinic::PatientLost& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_FALSE(life.started);
  EXPECT_EQ(life.latest_miss, seen.at) << "lost without having missed a visit";
  end(life);
  ++counted_.lost_before_start;
  --counted_.waiting;
}

// --- courses

void PatientWatch::on(const clinic::CourseStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  const model::Cohort& cohort = model_.cohorts[seen.patient.cohort];
  EXPECT_FALSE(life.started);
  EXPECT_TRUE(life.screened || !cohort.screening);
  EXPECT_EQ(seen.referred, life.referred);
  EXPECT_EQ(seen.course, life.course);
  expect_adds_up(seen.waited_for, seen.at - seen.referred);
  // A start at the very instant at which patience ends wins, also where that is the run's first.
  if (cohort.patience && is_constant(cohort.patience->sampler)) {
    const Time ends = seen.referred + from_milliseconds(cohort.patience->sampler.mean());
    EXPECT_LE(seen.at, std::max(ends, Time{model_.run.start}));
  }
  life.started = true;
  life.first_infusion = seen.at;
  --counted_.waiting;
  ++counted_.in_course;
}

void PatientWatch::on(const clinic::InfusionStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.where, Where::AtDoor) << "an infusion without having arrived";
  EXPECT_FALSE(life.visit.purpose.screening);
  EXPECT_TRUE(life.started);
  EXPECT_EQ(seen.course, life.course);
  EXPECT_EQ(seen.number, ++life.infusions);
  EXPECT_LE(seen.number, model_.courses[seen.course].most_infusions());
  expect_gap(life, seen);
  life.latest_infusion = seen.at;
  life.visit.is_given = true;
  life.missed_for_next = 0;
}

void PatientWatch::expect_gap(const Life& life, const clinic::InfusionStarted& seen) const {
  if (seen.number == 1) {
    EXPECT_EQ(seen.gap, Duration{0});
    EXPECT_FALSE(seen.late);
  }
  if (seen.number == 1 || life.latest_infusion == never) return;
  EXPECT_EQ(seen.gap, seen.at - life.latest_infusion);
  const model::Spacing& spacing = model_.courses[seen.course].before(seen.number);
  if (!is_constant(spacing.gap)) return;
  const Time target = life.latest_infusion + from_milliseconds(spacing.gap.mean());
  const auto* days = std::get_if<model::DaysAfterPrevious>(&spacing.window);
  const Date last = days ? date_of(life.latest_infusion) + std::chrono::days{days->last}
                         : date_of(target + std::get<model::AroundTarget>(spacing.window).late);
  EXPECT_EQ(seen.late, date_of(seen.at) > last);
}

void PatientWatch::on(const clinic::Assessed& seen) {
  const Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(seen.number, life.infusions);
  EXPECT_NE(life.where, Where::InVisit);
  const bool has_score = seen.score == seen.score;
  if (has_score) {
    EXPECT_TRUE(0.0 <= seen.score && seen.score <= 60.0);
  }
}

void PatientWatch::on(const clinic::CourseEnded& seen) {
  Life& life = here(seen.at, seen.patient);
  const model::Course& course = model_.courses[seen.course];
  EXPECT_TRUE(life.started);
  EXPECT_EQ(seen.infusions, life.infusions);
  if (life.first_infusion != never) {
    EXPECT_EQ(seen.length, seen.at - life.first_infusion);
  }
  end(life);
  --counted_.in_course;
  switch (seen.how) {
    case clinic::CourseEnd::Completed:
      EXPECT_GE(seen.infusions, course.infusions);
      ++counted_.completed;
      break;
    case clinic::CourseEnd::CompletedEarly:
      EXPECT_EQ(course.rules.at(seen.rule).then, model::Action::Complete);
      ++counted_.completed;
      break;
    case clinic::CourseEnd::Stopped:
      EXPECT_EQ(course.rules.at(seen.rule).then, model::Action::Stop);
      ++counted_.stopped;
      break;
    case clinic::CourseEnd::DroppedOut:
      EXPECT_TRUE(course.drop_out.probability > 0.0 || life.latest_miss == seen.at);
      ++counted_.dropped_out;
      break;
    case clinic::CourseEnd::Lost:
      EXPECT_EQ(life.latest_miss, seen.at) << "lost without having missed a visit";
      EXPECT_GT(life.missed_for_next, model_.uses[course.use].attendance.misses_allowed);
      ++counted_.lost;
      break;
  }
}

}  // namespace sim::tests
