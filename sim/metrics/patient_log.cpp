// sim/metrics/patient_log.cpp: putting together what happens to patients.
#include "sim/metrics/patient_log.h"

#include "sim/base/contract.h"
#include "sim/metrics/outcome.h"

namespace sim::metrics {
namespace {

void settle(PatientRecord& patient, Outcome outcome, Time at) {
  patient.outcome = outcome;
  patient.outcome_since = at;
}

}  // namespace

using clinic::Hears;
static_assert(Hears<PatientLog, clinic::MeasurementStarted>);
static_assert(Hears<PatientLog, clinic::PatientReferred>);
static_assert(Hears<PatientLog, clinic::PatientTakenOver>);
static_assert(Hears<PatientLog, clinic::PatientScreened>);
static_assert(Hears<PatientLog, clinic::PatientExcluded>);
static_assert(Hears<PatientLog, clinic::BeforeFirstDone>);
static_assert(Hears<PatientLog, clinic::PatientRefused>);
static_assert(Hears<PatientLog, clinic::PatientGaveUp>);
static_assert(Hears<PatientLog, clinic::PatientLost>);
static_assert(Hears<PatientLog, clinic::CourseStarted>);
static_assert(Hears<PatientLog, clinic::InfusionStarted>);
static_assert(Hears<PatientLog, clinic::AdverseEventSeen>);
static_assert(Hears<PatientLog, clinic::Assessed>);
static_assert(Hears<PatientLog, clinic::CourseEnded>);
static_assert(Hears<PatientLog, clinic::PatientRelapsed>);
static_assert(Hears<PatientLog, clinic::CourseForgone>);

PatientRecord& PatientLog::come(PatientId patient, Time at) {
  const bool is_new = places_.emplace(who(patient), patients_.size()).second;
  SIM_EXPECTS(is_new);
  PatientRecord& record = patients_.emplace_back();
  record.patient = patient;
  record.came = at;
  return record;
}

PatientRecord& PatientLog::known(PatientId patient) {
  const auto place = places_.find(who(patient));
  SIM_EXPECTS(place != places_.end());
  return patients_[place->second];
}

void PatientLog::on(const clinic::MeasurementStarted& /*now*/) { measuring_ = true; }

// --- until the first infusion

void PatientLog::on(const clinic::PatientReferred& now) {
  PatientRecord& patient = come(now.patient, now.at);
  patient.referred = now.referred;
  patient.referral_counts = measuring_ && now.patient.origin == Origin::Referred;
  patient.milestones.push_back({now.referred, MilestoneKind::Referred});
  settle(patient, Outcome::Waiting, now.referred);
}

void PatientLog::on(const clinic::PatientTakenOver& now) {
  PatientRecord& patient = come(now.patient, now.at);
  patient.first_course = patient.latest_course = now.course;
  patient.infusions_before = now.infusions;
  patient.milestones.push_back({now.at, MilestoneKind::TakenOver, now.course});
  settle(patient, Outcome::InCourse, now.at);
}

void PatientLog::on(const clinic::PatientScreened& now) {
  PatientRecord& patient = known(now.patient);
  patient.screened = now.at;
  patient.milestones.push_back({now.at, MilestoneKind::Eligible});
}

void PatientLog::on(const clinic::PatientExcluded& now) {
  PatientRecord& patient = known(now.patient);
  patient.screened = now.at;
  patient.milestones.push_back({now.at, MilestoneKind::Excluded, {}, now.reason});
  settle(patient, Outcome::Excluded, now.at);
}

void PatientLog::on(const clinic::BeforeFirstDone& now) {
  const MilestoneKind kind = now.refused ? MilestoneKind::Refused : MilestoneKind::Granted;
  known(now.patient).milestones.push_back({now.at, kind, now.course, now.which});
}

void PatientLog::on(const clinic::PatientRefused& now) {
  settle(known(now.patient), Outcome::Refused, now.at);
}

void PatientLog::on(const clinic::PatientGaveUp& now) {
  PatientRecord& patient = known(now.patient);
  patient.milestones.push_back({now.at, MilestoneKind::GaveUp});
  settle(patient, Outcome::GaveUp, now.at);
}

void PatientLog::on(const clinic::PatientLost& now) {
  PatientRecord& patient = known(now.patient);
  patient.milestones.push_back({now.at, MilestoneKind::LostBefore});
  settle(patient, Outcome::LostBeforeStart, now.at);
}

// --- courses

void PatientLog::on(const clinic::CourseStarted& now) {
  PatientRecord& patient = known(now.patient);
  ++patient.courses;
  patient.latest_course = now.course;
  patient.milestones.push_back({now.at, MilestoneKind::CourseStarted, now.course});
  settle(patient, Outcome::InCourse, now.at);
  if (now.order == clinic::CourseOrder::Later) return;
  patient.first_course = now.course;
  patient.first_infusion = now.at;
  patient.first_infusion_counts = measuring_;
  patient.waited_for = now.waited_for;
}

void PatientLog::on(const clinic::InfusionStarted& now) { ++known(now.patient).infusions; }

void PatientLog::on(const clinic::AdverseEventSeen& now) {
  known(now.patient)
      .milestones.push_back({now.at, MilestoneKind::AdverseEvent, now.course, now.event});
  if (now.ends_course) ending_event_ = now.event;  // CourseEnded follows at once
}

void PatientLog::on(const clinic::Assessed& now) {
  PatientRecord& patient = known(now.patient);
  patient.assessed = now.at;
  patient.score = now.score;
  patient.responding = now.responding;
  patient.in_remission = now.in_remission;
  if (now.first_response)
    patient.milestones.push_back({now.at, MilestoneKind::Responded, now.course});
  if (now.first_remission)
    patient.milestones.push_back({now.at, MilestoneKind::Remitted, now.course});
}

void PatientLog::on(const clinic::CourseEnded& now) {
  PatientRecord& patient = known(now.patient);
  const bool by_event = now.how == clinic::CourseEnd::AdverseEvent;
  patient.milestones.push_back({now.at, MilestoneKind::CourseEnded, now.course,
                                by_event ? ending_event_ : now.rule, now.how});
  settle(patient, now.next ? Outcome::Between : outcome_of(now.how), now.at);
}

void PatientLog::on(const clinic::PatientRelapsed& now) {
  PatientRecord& patient = known(now.patient);
  patient.relapsed = now.at;
  patient.milestones.push_back({now.at, MilestoneKind::Relapsed, now.course});
  if (now.comes_again) settle(patient, Outcome::Between, now.at);
}

void PatientLog::on(const clinic::CourseForgone& now) {
  PatientRecord& patient = known(now.patient);
  patient.milestones.push_back({now.at, MilestoneKind::CourseForgone, now.course});
  settle(patient, outcome_of(now.last), now.at);
}

}  // namespace sim::metrics
