// sim/clinic/handle_visit.h: part of Clinic: who comes to a visit, and what happens at it.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// --- the patient comes, or not

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

// --- the visit

template <class Observer>
void Clinic<Observer>::begin_visits() {
  floor_changed_ = false;
  floor_.serve(now(), [this](std::uint32_t stay) {
    if (floor_[stay].where == Whereabouts::AtDoor) {
      begin_visit(stay);
    } else {
      announce_change(floor_.take(stay, now()));
      begin_step(stay);
    }
  });
}

// What was not read yet is read just before this infusion, which then may not follow. Whether it
// does.
template <class Observer>
bool Clinic<Observer>::read_before(std::uint32_t index) {
  const std::uint32_t care = floor_[index].care;
  if (!cares_[care].course.unread || !floor_[index].is_fit) return true;
  const Decision decision = read_and_decide(care);
  if (!decision.ends) return true;
  cares_[care].stay = nobody;
  end_course(care, decision);
  const Time came = floor_[index].came;
  floor_.forget(index);
  stay_ends(came);
  return false;
}

template <class Observer>
void Clinic<Observer>::begin_visit(std::uint32_t index) {
  const std::uint32_t care = floor_[index].care;
  if (care != nobody && !read_before(index)) return;
  const bool is_fit = floor_[index].is_fit;
  announce_change(floor_.take(index, now()));
  if (care != nobody) {
    account_for_wait(floor_[index]);
    switch (cares_[care].what) {
      case VisitFor::Screening:
        tell(ScreeningStarted{now(), floor_[index].patient,
                              now() - patients_[cares_[care].patient].referred});
        break;
      case VisitFor::Infusion:
        if (is_fit) begin_infusion(care);
        break;
      case VisitFor::PlanPart:
        if (is_fit) begin_part_visit(care);
        break;
    }
  }
  begin_step(index);
}

// Of a patient who waits for a first infusion: what they waited for until this visit began.
template <class Observer>
void Clinic<Observer>::account_for_wait(const Stay& stay) {
  if constexpr (explains) {
    const std::uint32_t wait = patients_[cares_[stay.care].patient].wait;
    if (wait == nobody) return;
    if (by_appointment()) {
      // Later bookings of a whole course have no plan: the patient missed the first.
      const Time planned = std::min(now(), stay.appointment);
      waits_.settle(wait, planned);
      waits_.forget_plan(wait);
      const Duration late = std::max(stay.first_came, planned) - waits_.known_until(wait);
      if (late > Duration{0}) waits_.add(wait, model::WaitCause::Patient, late);
    }
    model::WaitByCause here = stay.waited_for;
    here[model::WaitCause::Patient] -= stay.early;
    waits_.add(wait, here);
    waits_.add(wait, stay.away_for);
    waits_.add(wait, model::WaitCause::ClosedHours, stay.away);
    SIM_EXPECTS(waits_.known_until(wait) == now());
  }
}

template <class Observer>
void Clinic<Observer>::begin_step(std::uint32_t index) {
  Stay& stay = floor_[index];
  const model::Use& use = model_->uses[stay.use];
  // Who only waited because they came early has no resource to wait for.
  const bool is_first_wait = stay.waited == stay.waited_for_step;
  const bool was_early = is_first_wait && stay.early > Duration{0} && stay.early == stay.waited;
  tell(StepStarted{now(), stay.patient, stay.purpose, use.visit, stay.step, stay.waited_for_step,
                   was_early ? model::WaitCause::Patient : stay.cause});
  const VisitDraws visit{stay.use, stay.key, stay.which};
  Duration takes = step_time(*model_, visit, stay.step);
  if (stay.purpose.what == VisitFor::Infusion && stay.is_fit)
    takes += lengthening(*model_, visit, stay.step, model_->courses[stay.purpose.course]);
  stay.step_ends = simulator_.schedule(now() + takes, rank(EventKind::StepEnds), index);
}

template <class Observer>
void Clinic<Observer>::end_step(std::uint32_t index) {
  const std::vector<model::Step>& steps = model_->visit_of(floor_[index].use).steps;
  const std::uint32_t next = floor_.next_step(floor_[index], floor_[index].step + 1);
  tell(StepEnded{now(), floor_[index].patient, model_->uses[floor_[index].use].visit,
                 floor_[index].step});
  announce_change(floor_.end_step(index));
  floor_changed_ = true;
  const bool patient_is_here =
      floor_[index].care != nobody || floor_[index].outlives_care_of != nobody;
  if (patient_is_here && (next == steps.size() || steps[next].after_patient)) patient_leaves(index);
  if (next < steps.size()) {
    floor_.wait_in_chair(index, next, now());
  } else {
    const Time came = floor_[index].came;
    announce_change(floor_.leave(index));
    stay_ends(came);
  }
  floor_.release_leavers();
}

// Of those who came before the day closed, the last one to end ends its overtime.
template <class Observer>
void Clinic<Observer>::stay_ends(Time came) {
  if (in_overtime_ == 0 || came >= day_closed_) return;
  if (--in_overtime_ == 0) tell(OvertimeEnded{now()});
}

template <class Observer>
void Clinic<Observer>::patient_leaves(std::uint32_t index) {
  Stay& stay = floor_[index];
  const std::uint32_t care = stay.care;
  const bool is_fit = stay.is_fit;
  tell(VisitEnded{now(), stay.patient, stay.purpose, model_->uses[stay.use].visit,
                  stay.here + (now() - stay.came), stay.waited, stay.waited_for});
  const PatientId id = stay.patient;
  const std::uint32_t patient = care == nobody ? stay.outlives_care_of : cares_[care].patient;
  if (care == nobody) lingers_no_more(stay);
  stay.care = stay.outlives_care_of = nobody;
  if (care != nobody) {
    cares_[care].stay = nobody;
    if (is_fit) {
      visit_is_over(care);
    } else {
      come_back_fit(care);
    }
  }
  come_from_elsewhere(patient, id);
}

template <class Observer>
void Clinic<Observer>::visit_is_over(std::uint32_t care) {
  switch (cares_[care].what) {
    case VisitFor::Screening: {
      const std::uint32_t patient = cares_[care].patient;
      spend_on_protocol(patient);
      close_care(care);
      screened(patient);
      break;
    }
    case VisitFor::Infusion:
      infusion_visit_over(care);
      break;
    case VisitFor::PlanPart:
      arrange_visit(care);
      break;
  }
}

// The time since it was last known why the patient waited went into being looked at.
template <class Observer>
void Clinic<Observer>::spend_on_protocol(std::uint32_t index) {
  if constexpr (explains) {
    const std::uint32_t wait = patients_[index].wait;
    if (wait == nobody) return;
    waits_.add(wait, model::WaitCause::Protocol, now() - waits_.known_until(wait));
  }
}

// The infusion was not given: the visit is put off, and with it what was booked before then.
template <class Observer>
void Clinic<Observer>::come_back_fit(std::uint32_t index) {
  Care& care = cares_[index];
  tell(FoundNotFit{now(), patients_[care.patient].id, purpose_of(care),
                   model_->uses[use_of(care)].visit});
  if (patients_[care.patient].patience_is_over) {
    give_up(care.patient);
    return;
  }
  spend_on_protocol(care.patient);
  ++care.attempt;
  ++care.broken_off;
  care.postponed = now() + attendance_of(care).not_fit->postpone;
  give_back_before(index, care.postponed);
  care.course.missed_in_row = 0;
  if constexpr (explains) {
    const std::uint32_t wait = patients_[care.patient].wait;
    if (wait != nobody && !care.appointments.empty()) {
      waits_.plan(wait, appointments_.front(care.appointments).start, model::WaitCause::Protocol);
    }
  }
  if (care.due_in_visit) {
    care.due_in_visit = false;
    assess_and_go_on(index);
  } else {
    arrange_visit(index);
  }
}

}  // namespace sim::clinic
