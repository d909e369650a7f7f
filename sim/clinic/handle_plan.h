// sim/clinic/handle_plan.h: part of Clinic: parts of a larger plan that have visits of their own,
// such as talk therapy, beside a course.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// As a course starts. The first visits are due one spacing after `since`.
template <class Observer>
void Clinic<Observer>::open_parts(std::uint32_t index, Time since) {
  const std::vector<model::PlanPart>& parts = cohort_of(patients_[index]).with;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    Patient& patient = patients_[index];
    if (!parts[i].use || !patient.disposition.has_part(i)) continue;
    Care care;
    care.patient = index;
    care.what = VisitFor::PlanPart;
    care.part = i;
    care.next = patient.parts;
    care.course.run = patient.courses - 1;
    care.course.latest_infusion = since;
    patient.parts = cares_.add(care);
    arrange_visit(patient.parts);
  }
}

template <class Observer>
void Clinic<Observer>::begin_part_visit(std::uint32_t index) {
  Care& care = cares_[index];
  ++care.course.infusions;
  care.course.latest_infusion = now();
  care.course.missed_in_row = 0;
  care.attempt = care.broken_off = 0;
  care.not_before = care.postponed = Time::min();
}

// The course goes on without it.
template <class Observer>
void Clinic<Observer>::close_part(std::uint32_t index) {
  std::uint32_t* link = &patients_[cares_[index].patient].parts;
  while (*link != index)
    link = &cares_[*link].next;
  *link = cares_[index].next;
  const std::uint32_t stay = cares_[index].stay;
  if (stay != nobody && floor_[stay].where != Whereabouts::AtHome) {
    // Nobody is sent away in the middle of a visit, nor from the door.
    floor_[stay].care = nobody;
    floor_[stay].outlives_care_of = cares_[index].patient;
    patients_[cares_[index].patient].lingers = true;
    cares_[index].stay = nobody;
  }
  close_care(index);
}

template <class Observer>
void Clinic<Observer>::close_parts(std::uint32_t patient) {
  while (patients_[patient].parts != nobody)
    close_part(patients_[patient].parts);
}

// --- nobody is at two visits at once

template <class Observer>
bool Clinic<Observer>::is_elsewhere(std::uint32_t index) const {
  bool elsewhere = patients_[cares_[index].patient].lingers;
  for_each_other(index, [&](std::uint32_t other) {
    const std::uint32_t stay = cares_[other].stay;
    elsewhere |= stay != nobody && floor_[stay].where != Whereabouts::AtHome;
  });
  return elsewhere;
}

// The patient has left the clinic, and may be done by then. Who would have come to another visit
// meanwhile now does; a walk-in when the clinic takes them again.
template <class Observer>
void Clinic<Observer>::come_from_elsewhere(std::uint32_t index, PatientId patient) {
  while (patients_.in_use(index) && patients_[index].id == patient) {
    const std::uint32_t held = held_care(patients_[index]);
    if (held == nobody) return;
    Care& care = cares_[held];
    if (by_appointment() && care.stay == nobody) {
      arrive(held);
      if (cares_.in_use(held) && cares_[held].is_held) return;
    } else {
      const UseId use = care.stay == nobody ? use_of(care) : floor_[care.stay].use;
      care.is_held = false;
      come_at(held,
              model::next_within(model_->visit_of(use).admission, model_->clinic.closed, now()));
    }
  }
}

template <class Observer>
std::uint32_t Clinic<Observer>::held_care(const Patient& patient) const {
  if (patient.care != nobody && cares_[patient.care].is_held) return patient.care;
  for (std::uint32_t part = patient.parts; part != nobody; part = cares_[part].next)
    if (cares_[part].is_held) return part;
  return nobody;
}

// A visit that outlived its course is over for the patient.
template <class Observer>
void Clinic<Observer>::lingers_no_more(const Stay& stay) {
  const std::uint32_t index = stay.outlives_care_of;
  if (patients_.in_use(index) && patients_[index].id == stay.patient)
    patients_[index].lingers = false;
}

// Like the desk's find_later(), but after the patient's other visits where it would overlap them.
template <class Observer>
std::optional<Time> Clinic<Observer>::find_apart(std::uint32_t index, Wish wish) {
  while (true) {
    const std::optional<Time> start = desk_->find_later(wish);
    if (!start) return start;
    const Time over = *start + desk_->book().span(wish.request);
    Time clear = *start;
    for_each_other(index, [&](std::uint32_t other) {
      appointments_.for_each(cares_[other].appointments, [&](const Appointment& each) {
        const Time end = each.start + model_->visit_of(each.use).planned();
        if (each.start < over && *start < end) clear = std::max(clear, end);
      });
    });
    if (clear == *start) return start;
    wish.earliest = clear;
  }
}

}  // namespace sim::clinic
