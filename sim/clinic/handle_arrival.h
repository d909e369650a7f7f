// sim/clinic/handle_arrival.h: part of Clinic: who comes to a visit, who cancels it and who does
// not come.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"
#include "sim/clinic/step_time.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::cancel(std::uint32_t index) {
  Care& care = cares_[index];
  const Appointment appointment = appointments_.front(care.appointments);
  appointments_.pop_front(care.appointments);
  free_start(index, appointment);
  miss_visit(index, appointment, Miss::LateCancellation);
}

template <class Observer>
void Clinic<Observer>::arrive(std::uint32_t index) {
  Care& care = cares_[index];
  care.is_held = is_elsewhere(index);
  if (care.is_held) return;
  if (care.stay != nobody) {  // was sent home from the door
    floor_.arrive_again(care.stay, now());
    const Stay& stay = floor_[care.stay];
    tell(PatientArrived{now(), stay.patient, stay.purpose, model_->uses[stay.use].visit,
                        stay.appointment});
    floor_changed_ = true;
    return;
  }
  if (!by_appointment()) {
    come_in(index, {now(), VisitKind::Later, never, use_of(care)});
    return;
  }
  const Appointment appointment = appointments_.front(care.appointments);
  appointments_.pop_front(care.appointments);
  if (appointment.kind == VisitKind::FirstInfusion && model_->booking.refill)
    booked_first_.leave(unbooked_place(patients_[care.patient]), index);
  if (fate_of(care) == Fate::DoesNotShow) {
    if (appointment.in_book != never) desk_->missed(appointment.kind, appointment.in_book);
    capacity_given_back_ |= appointment.kind == VisitKind::FirstInfusion;  // the week's quota
    miss_visit(index, appointment, Miss::NoShow);
  } else {
    come_in(index, appointment);
  }
}

// At the door.
template <class Observer>
void Clinic<Observer>::come_in(std::uint32_t index, const Appointment& appointment) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const bool first_come = model_->booking.queue == model::Queue::FirstCome;
  Stay stay;
  stay.care = index;
  stay.patient = patient.id;
  stay.purpose = purpose_of(care);
  stay.use = use_of(care);
  stay.key = patient.key;
  stay.which = next_occasion(care, care.broken_off);
  stay.place = place_of(patient, first_come ? now() : appointment.start);
  stay.appointment = appointment.start;
  if (by_appointment()) stay.in_hand_since = now();
  stay.came = stay.first_came = stay.waiting_since = now();
  choose_steps(stay, care);
  if constexpr (explains) {
    if (!by_appointment() && patient.wait != nobody) {
      waits_.settle(patient.wait,
                    std::max(waits_.known_until(patient.wait), std::min(now(), care.postponed)));
      stay.away = now() - waits_.known_until(patient.wait);
    }
  }
  care.stay = floor_.arrive(stay);
  floor_changed_ = true;
  tell(PatientArrived{now(), patient.id, stay.purpose, model_->uses[stay.use].visit,
                      appointment.start});
  const model::ClinicHours& hours = model_->clinic;
  const bool is_late = now() > appointment.start;
  if (is_late && model::next_within(hours.open, hours.closed, now()) > now()) send_home(care.stay);
}

// Which of its visit's steps the stay has, and whether the infusion is given.
template <class Observer>
void Clinic<Observer>::choose_steps(Stay& stay, const Care& care) const {
  const model::Use& use = model_->uses[stay.use];
  const std::vector<model::Step>& steps = model_->visits[use.visit].steps;
  const auto& not_fit = use.attendance.not_fit;
  stay.is_fit =
      !not_fit || !model::happens(not_fit->chance, stay.key, next_occasion(care, care.attempt));
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    const bool left_out = !has_step(*model_, {stay.use, stay.key, stay.which}, i);
    const bool broken_off = !stay.is_fit && i > not_fit->after && !steps[i].after_patient;
    if (left_out || broken_off) stay.steps &= ~(std::uint64_t{1} << i);
  }
}

// The visit is made up for, unless the patient has had enough, or the clinic.
template <class Observer>
void Clinic<Observer>::miss_visit(std::uint32_t index, const Appointment& appointment, Miss how) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const model::Attendance& attendance = attendance_of(care);
  tell(VisitMissed{now(), patient.id, purpose_of(care), model_->uses[appointment.use].visit, how,
                   appointment.start});
  const bool comes_again =
      how == Miss::LateCancellation || attendance.rebook.probability >= 1.0 ||
      model::happens(attendance.rebook, patient.key, next_occasion(care, care.attempt));
  const bool is_lost = ++care.course.missed_in_row > attendance.misses_allowed;
  ++care.attempt;
  if (comes_again && !is_lost) {
    forget_why(patient);
    care.not_before = Time{date_of(appointment.start)} + one_day;
    arrange_visit(index);
  } else if (care.what == VisitFor::PlanPart) {
    close_part(index);
  } else if (patient.stage != Stage::InCourse) {
    lose_before_start(care.patient);
  } else {
    end_course(index, {true, is_lost ? CourseEnd::Lost : CourseEnd::DroppedOut, 0});
  }
}

// What was planned has come true until now, when the visit was missed; since an earlier miss the
// wait is the patient's own.
template <class Observer>
void Clinic<Observer>::forget_why(const Patient& patient) {
  if constexpr (explains) {
    if (patient.wait == nobody) return;
    waits_.settle(patient.wait, now());
    waits_.forget_plan(patient.wait);
    const Duration since = now() - waits_.known_until(patient.wait);
    if (since > Duration{0}) waits_.add(patient.wait, model::WaitCause::Patient, since);
  }
}

}  // namespace sim::clinic
