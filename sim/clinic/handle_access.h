// sim/clinic/handle_access.h: part of Clinic: who comes, who is eligible, who gives up waiting.
#pragma once

#include "sim/clinic/clinic.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::refer(CohortId cohort) {
  // A closed cohort comes all at once: as many as are referred at this instant.
  ReferralStream& stream = streams_[cohort.index];
  while (stream.next() == now()) {
    const PatientId id{cohort, stream.next_member()};
    add_patient(id, random::member_key(cohort_keys_[cohort.index], id.member));
    stream.advance();
  }
  simulator_.schedule(stream.next(), rank(EventKind::Referral), cohort.index);
}

template <class Observer>
void Clinic<Observer>::add_patient(PatientId id, random::Key key) {
  ++ledger_.referred;
  ++ledger_.waiting;
  tell(PatientReferred{now(), id, now()});
  Patient patient;
  patient.id = id;
  patient.key = key;
  patient.referred = now();
  const std::uint32_t index = patients_.add(patient);
  const model::Cohort& cohort = model_->cohorts[id.cohort];
  if (cohort.patience) {
    const Duration patience = from_milliseconds(model::draw(*cohort.patience, key, {}));
    patients_[index].patience =
        simulator_.schedule(now() + patience, rank(EventKind::PatienceEnds), index);
  }
  if (!cohort.screening) {
    begin_course_care(index);
  } else if (cohort.screening->use) {
    const std::uint32_t care = open_care(index, *cohort.screening->use);
    cares_[care].is_screening = true;
    cares_[care].target = now();
    arrange_visit(care);
  } else {
    screened(index);
  }
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
    begin_course_care(index);
  }
}

template <class Observer>
void Clinic<Observer>::begin_course_care(std::uint32_t index) {
  const std::uint32_t care = open_care(index, course_of(patients_[index]).use);
  Patient& patient = patients_[index];
  const ResponseId response = cohort_of(patient).response;
  patient.disposition =
      dispose(model_->responses[response], patient.key, clinic_effects_[response.index]);
  cares_[care].course = begin_course(course_of(patient), 0);
  cares_[care].target = now();
  arrange_visit(care);
}

template <class Observer>
void Clinic<Observer>::end_patience(std::uint32_t index) {
  Patient& patient = patients_[index];
  const Care& care = cares_[patient.care];
  const bool being_screened = care.stay != nobody &&
                              floor_[care.stay].where != Whereabouts::AtDoor &&
                              floor_[care.stay].where != Whereabouts::AtHome;
  if (being_screened) {
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

template <class Observer>
std::uint32_t Clinic<Observer>::open_care(std::uint32_t patient, UseId use) {
  SIM_EXPECTS(patients_[patient].care == nobody);
  Care care;
  care.patient = patient;
  care.use = use;
  return patients_[patient].care = cares_.add(care);
}

// Gives back what was booked and leaves every line; nothing pending finds the care again.
template <class Observer>
void Clinic<Observer>::close_care(std::uint32_t index) {
  const Care& care = cares_[index];
  if (care.booked) {
    book_->release(model_->uses[care.use].visit, *care.booked);
    capacity_given_back_ = true;
  }
  if (care.on_unbooked_list) unbooked_.leave(patients_[care.patient].referred, index);
  if (care.stay != nobody) {
    const bool was_here = floor_[care.stay].where == Whereabouts::AtDoor;
    const Time came = floor_[care.stay].came;
    floor_.turn_away(care.stay);
    if (was_here) stay_ends(came);
    floor_changed_ = true;
  }
  patients_[care.patient].care = nobody;
  cares_.remove(index);
}

template <class Observer>
void Clinic<Observer>::remove_patient(std::uint32_t index, std::int64_t& outcome) {
  if (patients_[index].care != nobody) close_care(patients_[index].care);
  patients_.remove(index);
  ++outcome;
}

}  // namespace sim::clinic
