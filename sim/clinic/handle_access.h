// sim/clinic/handle_access.h: part of Clinic: who comes, who is eligible, who gives up waiting.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::refer(CohortId cohort) {
  // A closed cohort comes all at once: as many as are referred at this instant.
  ReferralStream& stream = streams_[cohort.index];
  while (stream.next() == now()) {
    const PatientId id{cohort, stream.next_member()};
    begin_access(add_patient(id, random::member_key(cohort_keys_[cohort.index], id.member), now()));
    stream.advance();
  }
  simulator_.schedule(stream.next(), rank(EventKind::Referral), cohort.index);
}

template <class Observer>
std::uint32_t Clinic<Observer>::add_patient(PatientId id, random::Key key, Time referred) {
  ++ledger_.referred;
  ++ledger_.waiting;
  tell(PatientReferred{now(), id, referred});
  Patient patient;
  patient.id = id;
  patient.key = key;
  patient.referred = patient.asked = referred;
  patient.course = model_->cohorts[id.cohort].course;
  const std::uint32_t index = enter_patient(patient);
  if constexpr (explains) patients_[index].wait = waits_.open(referred);
  return index;
}

// From referral on: patience runs, screening comes first.
template <class Observer>
void Clinic<Observer>::begin_access(std::uint32_t index) {
  start_patience(index);
  const model::Cohort& cohort = cohort_of(patients_[index]);
  if (!cohort.screening) {
    await_course(index);
  } else if (cohort.screening->use) {
    arrange_visit(open_care(index, VisitFor::Screening));
  } else {
    screened(index);
  }
}

template <class Observer>
void Clinic<Observer>::start_patience(std::uint32_t index) {
  Patient& patient = patients_[index];
  const auto& patience = cohort_of(patient).patience;
  if (!patience || model_->run.demand == model::Demand::NeverEnds) return;
  const Time ends = patient.referred + from_milliseconds(model::draw(*patience, patient.key, {}));
  patient.patience =
      simulator_.schedule(std::max(now(), ends), rank(EventKind::PatienceEnds), index);
}

// One uniform decides, the reasons in name order: another reason moves no other draw.
template <class Observer>
void Clinic<Observer>::screened(std::uint32_t index) {
  const Patient& patient = patients_[index];
  const model::Screening& screening = *cohort_of(patient).screening;
  double share = random::uniform(patient.key, screening.site, {});
  for (std::uint32_t reason = 0; reason < screening.excluded.size(); ++reason) {
    share -= screening.excluded[reason].share;
    if (share >= 0.0) continue;
    tell(PatientExcluded{now(), patient.id, reason});
    --ledger_.waiting;
    remove_patient(index, ledger_.excluded);
    return;
  }
  tell(PatientScreened{now(), patient.id});
  if (patient.patience_is_over) {
    give_up(index);
  } else {
    await_course(index);
  }
}

template <class Observer>
void Clinic<Observer>::end_patience(std::uint32_t index) {
  Patient& patient = patients_[index];
  const std::uint32_t stay = patient.care == nobody ? nobody : cares_[patient.care].stay;
  const bool in_visit = stay != nobody && floor_[stay].has_begun();
  if (in_visit) {
    patient.patience_is_over = true;  // nobody gets up in the middle of a visit
  } else {
    give_up(index);
  }
}

template <class Observer>
void Clinic<Observer>::give_up(std::uint32_t index) {
  const Patient& patient = patients_[index];
  tell(PatientGaveUp{now(), patient.id, patient.referred});
  --ledger_.waiting;
  remove_patient(index, ledger_.gave_up);
}

// By missed visits.
template <class Observer>
void Clinic<Observer>::lose_before_start(std::uint32_t index) {
  const Patient& patient = patients_[index];
  if (patient.stage == Stage::Between) {
    forgo_course(index);
    return;
  }
  tell(PatientLost{now(), patient.id, patient.referred});
  --ledger_.waiting;
  remove_patient(index, ledger_.lost_before_start);
}

// The screening or a course.
template <class Observer>
std::uint32_t Clinic<Observer>::open_care(std::uint32_t patient, VisitFor what) {
  SIM_EXPECTS(patients_[patient].care == nobody);
  Care care;
  care.patient = patient;
  care.what = what;
  return patients_[patient].care = cares_.add(care);
}

// Gives back what was booked and leaves every line; nothing pending finds the care again.
template <class Observer>
void Clinic<Observer>::close_care(std::uint32_t index) {
  give_back(index);
  leave_unbooked(index);
  const Care& care = cares_[index];
  if (care.stay != nobody) {
    const bool was_here = floor_[care.stay].where == Whereabouts::AtDoor;
    const Time came = floor_[care.stay].came;
    floor_.turn_away(care.stay);
    if (was_here) stay_ends(came);
    floor_changed_ = true;
  }
  Patient& patient = patients_[care.patient];
  if (patient.care == index) patient.care = nobody;
  cares_.remove(index);
}

template <class Observer>
void Clinic<Observer>::remove_patient(std::uint32_t index, std::int64_t& outcome) {
  if (patients_[index].care != nobody) close_care(patients_[index].care);
  close_parts(index);
  if (patients_[index].wait != nobody) waits_.close(patients_[index].wait);
  patients_.remove(index);
  ++outcome;
}

// Where demand never ends somebody comes for everyone who has begun.
template <class Observer>
void Clinic<Observer>::keep_demand() {
  constexpr int most_at_once = 100'000;  // where all of them are excluded
  for (int i = 0; i < most_at_once && demand_.wants_more(ledger_.waiting); ++i) {
    const PatientId id = demand_.next();
    begin_access(
        add_patient(id, random::member_key(cohort_keys_[id.cohort.index], id.member), now()));
  }
}

}  // namespace sim::clinic
