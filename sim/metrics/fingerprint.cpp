// sim/metrics/fingerprint.cpp: mixing facts.
#include "sim/metrics/fingerprint.h"

#include "sim/model/quantity.h"  // and with it the mix that addresses draws

namespace sim::metrics {

using clinic::Hears;
static_assert(Hears<Fingerprint, clinic::PatientReferred>);
static_assert(Hears<Fingerprint, clinic::ScreeningStarted>);
static_assert(Hears<Fingerprint, clinic::PatientScreened>);
static_assert(Hears<Fingerprint, clinic::PatientExcluded>);
static_assert(Hears<Fingerprint, clinic::PatientGaveUp>);
static_assert(Hears<Fingerprint, clinic::CourseStarted>);
static_assert(Hears<Fingerprint, clinic::InfusionStarted>);
static_assert(Hears<Fingerprint, clinic::Assessed>);
static_assert(Hears<Fingerprint, clinic::CourseEnded>);
static_assert(Hears<Fingerprint, clinic::VisitMissed>);
static_assert(Hears<Fingerprint, clinic::StepStarted>);
static_assert(Hears<Fingerprint, clinic::VisitEnded>);
static_assert(Hears<Fingerprint, clinic::PatientLost>);
static_assert(Hears<Fingerprint, clinic::PatientTakenOver>);
static_assert(Hears<Fingerprint, clinic::VisitBooked>);
static_assert(Hears<Fingerprint, clinic::VisitGivenBack>);
static_assert(Hears<Fingerprint, clinic::PatientArrived>);
static_assert(Hears<Fingerprint, clinic::PatientSentHome>);
static_assert(Hears<Fingerprint, clinic::FoundNotFit>);
static_assert(Hears<Fingerprint, clinic::StepEnded>);
static_assert(Hears<Fingerprint, clinic::BeforeFirstDone>);
static_assert(Hears<Fingerprint, clinic::PatientRefused>);
static_assert(Hears<Fingerprint, clinic::AdverseEventSeen>);
static_assert(Hears<Fingerprint, clinic::StopFollowedUp>);
static_assert(Hears<Fingerprint, clinic::PatientRelapsed>);
static_assert(Hears<Fingerprint, clinic::CourseForgone>);

// By its name: another event in the file changes nobody's part.
void Fingerprint::on(const clinic::AdverseEventSeen& now) {
  const std::string& name = model_.courses[now.course].adverse_events[now.event].name;
  const std::uint64_t end = now.ends_course ? 1 : 0;
  add({23, now.at, now.patient,
       random::hash64(name) + static_cast<std::uint64_t>(now.number) * 2 + end});
}

void Fingerprint::add(const Fact& fact) {
  using random::golden;
  using random::mix;
  const std::uint64_t who =
      mix(model_.cohorts[fact.patient.cohort].family + fact.patient.member * golden +
          (static_cast<std::uint64_t>(fact.patient.origin) << 32));
  const std::uint64_t when = in_detail(fact.at);
  sum_ += mix(mix(mix(who ^ fact.kind) + when * golden) + fact.detail * golden);
}

std::uint64_t combine(std::uint64_t before, std::uint64_t next) {
  return random::mix(before + random::golden + next);
}

}  // namespace sim::metrics
