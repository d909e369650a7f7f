// sim/metrics/collector.cpp: counting who comes, and the clinic's day.
#include "sim/metrics/collector.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::metrics {

using clinic::Hears;
static_assert(Hears<Collector, clinic::MeasurementStarted>);
static_assert(Hears<Collector, clinic::PatientReferred>);
static_assert(Hears<Collector, clinic::PatientTakenOver>);
static_assert(Hears<Collector, clinic::ScreeningStarted>);
static_assert(Hears<Collector, clinic::PatientScreened>);
static_assert(Hears<Collector, clinic::PatientExcluded>);
static_assert(Hears<Collector, clinic::PatientGaveUp>);
static_assert(Hears<Collector, clinic::PatientLost>);
static_assert(Hears<Collector, clinic::PatientRefused>);
static_assert(Hears<Collector, clinic::CourseStarted>);
static_assert(Hears<Collector, clinic::InfusionStarted>);
static_assert(Hears<Collector, clinic::AdverseEventSeen>);
static_assert(Hears<Collector, clinic::Assessed>);
static_assert(Hears<Collector, clinic::CourseEnded>);
static_assert(Hears<Collector, clinic::StopFollowedUp>);
static_assert(Hears<Collector, clinic::PatientRelapsed>);
static_assert(Hears<Collector, clinic::CourseForgone>);
static_assert(Hears<Collector, clinic::StartRefused>);
static_assert(Hears<Collector, clinic::VisitMissed>);
static_assert(Hears<Collector, clinic::FoundNotFit>);
static_assert(Hears<Collector, clinic::PatientSentHome>);
static_assert(Hears<Collector, clinic::StepStarted>);
static_assert(Hears<Collector, clinic::VisitEnded>);
static_assert(Hears<Collector, clinic::ResourceChanged>);
static_assert(Hears<Collector, clinic::DayClosed>);
static_assert(Hears<Collector, clinic::OvertimeEnded>);
static_assert(Hears<Collector, clinic::SlotPassed>);

Collector::Collector(const model::Model& model, const Layout& layout)
    : model_(model),
      layout_(layout),
      first_monday_(monday_of(model.run.start)),
      measured_from_(model.run.start),
      sums_(layout.sums, 0.0),
      samples_(layout.samples),
      levels_(patient_level_kinds * layout.scopes, stats::TimeWeighted(Time{model.run.start})),
      patients_(layout.cohorts * origins),
      resources_(model.resources.size(), InUse{Time{model.run.start}}) {
  weeks_.reserve(layout.weeks);
}

void Collector::on(const clinic::MeasurementStarted& now) {
  std::fill(sums_.begin(), sums_.end(), 0.0);
  for (stats::QuantileSketch& sample : samples_)
    sample.clear();
  for (stats::TimeWeighted& level : levels_)
    level.restart(now.at);
  for (InUse& resource : resources_)
    resource.since = now.at;
  weeks_.clear();
  closed_.reset();
  for (Watch& watch : watches_)
    watch.who.clear();
  measured_from_ = now.at;
}

// --- access ---

void Collector::change(PatientLevel what, const Scopes& in, Time at, double by) {
  if (what == PatientLevel::WaitingList) close_weeks(at);
  for (const std::size_t scope : in)
    levels_[layout_.level_of(what, scope)].add(at, by);
}

// Expects: has come.
Collector::Patient& Collector::patient(PatientId id) {
  std::vector<Patient>& known = patients_like(id);
  SIM_EXPECTS(id.member < known.size() && known[id.member].referred != never);
  return known[id.member];
}

// Patients of a list may come in any order, but each of them once.
void Collector::come(PatientId id, Time referred) {
  std::vector<Patient>& known = patients_like(id);
  if (id.member >= known.size()) known.resize(id.member + std::size_t{1});
  SIM_EXPECTS(known[id.member].referred == never);
  known[id.member].referred = referred;
}

void Collector::move(Outcome from, Outcome to) {
  --outcomes_[static_cast<std::size_t>(from)];
  ++outcomes_[static_cast<std::size_t>(to)];
}

void Collector::leave_waiting_list(PatientId id, Time at, Outcome to) {
  change(PatientLevel::WaitingList, scopes(id), at, -1.0);
  move(Outcome::Waiting, to);
}

void Collector::on(const clinic::PatientReferred& now) {
  come(now.patient, now.referred);
  const Scopes in = scopes(now.patient);
  if (now.patient.origin == Origin::Referred) count(PatientSum::Referrals, in);
  change(PatientLevel::WaitingList, in, now.at, 1.0);
  ++outcomes_[static_cast<std::size_t>(Outcome::Waiting)];
}

void Collector::on(const clinic::PatientTakenOver& now) {
  come(now.patient, Time::min());  // long ago
  const Scopes in = scopes(now.patient.cohort, now.course);
  change(PatientLevel::CoursesInProgress, in, now.at, 1.0);
  ++outcomes_[static_cast<std::size_t>(Outcome::InCourse)];
}

void Collector::on(const clinic::ScreeningStarted& now) {
  sample(PatientSample::WaitToScreening, scopes(now.patient), now.waited.count());
}

void Collector::on(const clinic::PatientScreened& now) {
  count(PatientSum::Screened, scopes(now.patient));
}

void Collector::on(const clinic::PatientExcluded& now) {
  const Scopes in = scopes(now.patient);
  count(PatientSum::Screened, in);
  count(PatientSum::Excluded, in);
  sums_[layout_.reasons[now.patient.cohort.index][now.reason].first] += 1.0;
  patient(now.patient).excluded = true;
  leave_waiting_list(now.patient, now.at, Outcome::Excluded);
}

void Collector::on(const clinic::PatientGaveUp& now) {
  count(PatientSum::GaveUp, scopes(now.patient));
  leave_waiting_list(now.patient, now.at, Outcome::GaveUp);
}

void Collector::on(const clinic::PatientLost& now) {
  count(PatientSum::LostBeforeStart, scopes(now.patient));
  leave_waiting_list(now.patient, now.at, Outcome::LostBeforeStart);
}

void Collector::on(const clinic::PatientRefused& now) {
  count(PatientSum::Refused, scopes(now.patient));
  sums_[layout_.refusals[now.course.index][now.which].first] += 1.0;
  leave_waiting_list(now.patient, now.at, Outcome::Refused);
}

void Collector::on(const clinic::StartRefused& now) {
  sums_[layout_.refused_starts.at(index_of(now.cause))] += 1.0;
  sums_[layout_.refused_starts.at(model::wait_causes)] += 1.0;
}

void Collector::count_causes(const Block& by_cause, const model::WaitByCause& waited) {
  for (std::size_t i = 0; i < model::wait_causes; ++i)
    sums_[by_cause.at(i)] += in_milliseconds(waited[static_cast<model::WaitCause>(i)]);
}

// --- the clinic's day ---

void Collector::on(const clinic::VisitMissed& now) {
  const Scopes in = scopes(now.patient.cohort, now.purpose.course);
  if (now.how == clinic::Miss::LateCancellation) {
    count(PatientSum::Cancellations, in);
    return;
  }
  count(PatientSum::NoShows, in);
  const model::Visit& visit = model_.visits[now.visit];
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    const model::Resource& resource = model_.resources[id];
    if (!resource.held_throughout) continue;
    const double lost =
        in_milliseconds(visit.planned()) * visit.throughout[id.index] / resource.units_each;
    sums_[layout_.missed.at(id.index)] += lost;
    sums_[layout_.missed.at(resources_.size())] += lost;
  }
}

void Collector::on(const clinic::FoundNotFit& now) {
  count(PatientSum::NotFit, scopes(now.patient.cohort, now.purpose.course));
}

void Collector::on(const clinic::PatientSentHome& now) {
  count(PatientSum::SentHome, scopes(now.patient.cohort, now.purpose.course));
}

void Collector::on(const clinic::StepStarted& now) {
  samples_[layout_.step_waits[now.visit.index].at(now.step)].add(now.waited.count());
}

void Collector::on(const clinic::VisitEnded& now) {
  const Scopes in = scopes(now.patient.cohort, now.purpose.course);
  count(PatientSum::Visits, in);
  sums_[layout_.visits.at(now.visit.index)] += 1.0;
  sample(PatientSample::WaitInClinic, in, now.waited.count());
  sample(PatientSample::VisitLength, in, now.length.count());
  count_causes(layout_.clinic_causes, now.waited_for);
  samples_[layout_.visit_waits.at(now.visit.index)].add(now.waited.count());
  samples_[layout_.visit_lengths.at(now.visit.index)].add(now.length.count());
}

void Collector::on(const clinic::ResourceChanged& now) {
  close_in_use(now.resource, now.at);
  InUse& resource = resources_[now.resource.index];
  resource.on_duty = now.on_duty;
  resource.in_use = now.in_use;
}

void Collector::on(const clinic::DayClosed& now) {
  on(clinic::OvertimeEnded{now.at});  // where the day before is still not over
  if (now.in_hand) closed_ = now.at;
}

void Collector::on(const clinic::OvertimeEnded& now) {
  if (closed_) sums_[layout_.overtime] += in_milliseconds(now.at - *closed_);
  closed_.reset();
}

void Collector::on(const clinic::SlotPassed& now) {
  if (now.from < measured_from_) return;
  const model::Opening slot{now.from, now.from + now.length};
  for (const ResourceId resource : ids<ResourceId>(model_.resources)) {
    add_by_hour(HourSum::Reserved, resource, slot, now.reserved[resource.index]);
    add_by_hour(HourSum::Bookable, resource, slot, now.capacity[resource.index]);
  }
}

}  // namespace sim::metrics
