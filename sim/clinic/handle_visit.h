// sim/clinic/handle_visit.h: part of Clinic: what happens at a visit.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"
#include "sim/clinic/step_time.h"

namespace sim::clinic {

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
