// sim/metrics/visit_log.cpp: putting together what happens at visits.
#include "sim/metrics/visit_log.h"

#include <algorithm>

namespace sim::metrics {

using clinic::Hears;
static_assert(Hears<VisitLog, clinic::MeasurementStarted>);
static_assert(Hears<VisitLog, clinic::PatientTakenOver>);
static_assert(Hears<VisitLog, clinic::InfusionStarted>);
static_assert(Hears<VisitLog, clinic::CourseEnded>);
static_assert(Hears<VisitLog, clinic::PatientGaveUp>);
static_assert(Hears<VisitLog, clinic::VisitBooked>);
static_assert(Hears<VisitLog, clinic::VisitMissed>);
static_assert(Hears<VisitLog, clinic::PatientArrived>);
static_assert(Hears<VisitLog, clinic::PatientSentHome>);
static_assert(Hears<VisitLog, clinic::FoundNotFit>);
static_assert(Hears<VisitLog, clinic::StepStarted>);
static_assert(Hears<VisitLog, clinic::StepEnded>);
static_assert(Hears<VisitLog, clinic::VisitEnded>);

void VisitLog::on(const clinic::MeasurementStarted& /*now*/) { measuring_ = true; }

void VisitLog::on(const clinic::PatientTakenOver& now) {
  lives_[who(now.patient)].given = now.infusions;
}

void VisitLog::on(const clinic::InfusionStarted& now) {
  lives_[who(now.patient)].given = now.number;
}

// --- which visit it is

VisitRecord& VisitLog::add(Life& life, const VisitRecord& visit) {
  life.latest = visits_.size();
  visits_.push_back(visit);
  VisitRecord& added = visits_.back();
  added.number = ++life.visits;
  if (visit.purpose.what == clinic::VisitFor::Infusion) added.infusion = life.given + 1;
  if (added.appointment == never) return added;
  const auto booking =
      std::find_if(life.bookings.rbegin(), life.bookings.rend(), [&](const Booking& each) {
        return each.start == visit.appointment && each.purpose.what == visit.purpose.what &&
               each.purpose.part == visit.purpose.part;
      });
  if (booking != life.bookings.rend()) added.booked = booking->booked;
  return added;
}

template <class Matches>
VisitRecord* VisitLog::in_hand(PatientId patient, Matches&& matches) {
  for (const std::size_t index : lives_[who(patient)].in_hand)
    if (matches(visits_[index])) return &visits_[index];
  return nullptr;
}

VisitRecord* VisitLog::with_patient(PatientId patient, VisitId kind) {
  return in_hand(patient, [kind](const VisitRecord& visit) {
    return visit.left == never && visit.visit == kind;
  });
}

// The room has been waiting since the step before ended.
VisitRecord* VisitLog::to_clean(const clinic::StepStarted& now) {
  return in_hand(now.patient, [&](const VisitRecord& visit) {
    return visit.left != never && visit.has_begun() && visit.visit == now.visit &&
           visit.steps.back().step < now.step && visit.steps.back().ended == now.at - now.waited;
  });
}

// Nobody is at two visits at once. Of two rooms that are cleaned after the same patient at once,
// which nobody can tell apart, the one begun first.
VisitRecord* VisitLog::in_step(const clinic::StepEnded& now) {
  return in_hand(now.patient, [&](const VisitRecord& visit) {
    return visit.has_begun() && visit.visit == now.visit && visit.steps.back().step == now.step &&
           visit.steps.back().ended == never;
  });
}

void VisitLog::no_longer_in_hand(const VisitRecord& visit) {
  std::vector<std::size_t>& all = lives_[who(visit.patient)].in_hand;
  const auto index = static_cast<std::size_t>(&visit - visits_.data());
  all.erase(std::find(all.begin(), all.end(), index));
}

// --- coming, or not

void VisitLog::on(const clinic::VisitBooked& now) {
  lives_[who(now.patient)].bookings.push_back({now.purpose, now.start, now.at});
}

void VisitLog::on(const clinic::VisitMissed& now) {
  if (!keeps(now.start)) return;
  VisitRecord visit;
  visit.patient = now.patient;
  visit.purpose = now.purpose;
  visit.visit = now.visit;
  visit.appointment = now.start;
  visit.missed = now.at;
  visit.outcome =
      now.how == clinic::Miss::NoShow ? VisitOutcome::NoShow : VisitOutcome::LateCancellation;
  visit.counts = measuring_;
  add(lives_[who(now.patient)], visit);
}

void VisitLog::on(const clinic::PatientArrived& now) {
  // Whoever comes is at no other visit of that kind any more.
  if (const VisitRecord* before = with_patient(now.patient, now.visit)) no_longer_in_hand(*before);
  if (!keeps(now.at)) return;
  VisitRecord visit;
  visit.patient = now.patient;
  visit.purpose = now.purpose;
  visit.visit = now.visit;
  if (model_.booking.mode == model::BookingMode::Appointments) visit.appointment = now.appointment;
  visit.came = now.at;
  Life& life = lives_[who(now.patient)];
  add(life, visit);
  life.in_hand.push_back(*life.latest);
}

void VisitLog::leave_unseen(VisitRecord& visit, Time at, VisitOutcome why) {
  visit.left = at;
  visit.outcome = why;
  visit.counts = measuring_;
  no_longer_in_hand(visit);
}

void VisitLog::on(const clinic::PatientSentHome& now) {
  if (VisitRecord* visit = with_patient(now.patient, now.visit))
    leave_unseen(*visit, now.at, VisitOutcome::SentHome);
}

void VisitLog::on(const clinic::PatientGaveUp& now) {
  VisitRecord* visit = in_hand(
      now.patient, [](const VisitRecord& each) { return each.left == never && !each.has_begun(); });
  if (visit != nullptr) leave_unseen(*visit, now.at, VisitOutcome::GaveUp);
}

// A visit beside the course is not given up for that, once the patient is there.
void VisitLog::on(const clinic::CourseEnded& now) {
  lives_[who(now.patient)].given = 0;
  VisitRecord* visit = in_hand(now.patient, [](const VisitRecord& each) {
    return each.left == never && !each.has_begun() &&
           each.purpose.what == clinic::VisitFor::Infusion;
  });
  if (visit != nullptr) leave_unseen(*visit, now.at, VisitOutcome::CourseEnded);
}

// --- what is done

void VisitLog::on(const clinic::StepStarted& now) {
  const bool cleaning = model_.visits[now.visit].steps[now.step].after_patient;
  VisitRecord* visit = cleaning ? to_clean(now) : nullptr;
  if (visit == nullptr) visit = with_patient(now.patient, now.visit);
  if (visit != nullptr) visit->steps.push_back({now.step, now.at, never, now.waited, now.cause});
}

void VisitLog::on(const clinic::StepEnded& now) {
  VisitRecord* visit = in_step(now);
  if (visit == nullptr) return;
  visit->steps.back().ended = now.at;
  const bool is_last = now.step + 1 == model_.visits[now.visit].steps.size();
  if (visit->left != never && is_last) no_longer_in_hand(*visit);
}

void VisitLog::on(const clinic::VisitEnded& now) {
  VisitRecord* visit = with_patient(now.patient, now.visit);
  if (visit == nullptr) return;
  visit->left = now.at;
  visit->waited = now.waited;
  visit->waited_for = now.waited_for;
  visit->outcome = VisitOutcome::Attended;
  visit->counts = measuring_;
  if (!model_.visits[now.visit].steps.back().after_patient) no_longer_in_hand(*visit);
}

// Said just after the visit has ended.
void VisitLog::on(const clinic::FoundNotFit& now) {
  const std::optional<std::size_t> latest = lives_[who(now.patient)].latest;
  if (latest && visits_[*latest].left == now.at && visits_[*latest].visit == now.visit)
    visits_[*latest].outcome = VisitOutcome::NotFit;
}

}  // namespace sim::metrics
