// sim/clinic/handle_between.h: part of Clinic: what comes before the first infusion of a course,
// and what after its last.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// --- before the first infusion

// What the course asks for first is gone through, one after another, then its visits are arranged.
template <class Observer>
void Clinic<Observer>::await_course(std::uint32_t index) {
  Patient& patient = patients_[index];
  const std::vector<model::BeforeFirst>& before = course_of(patient).before_first;
  if (patient.before < before.size()) {
    const model::Quantity& takes = before[patient.before].takes;
    // Where demand never ends, a list is kept of those who could begin.
    const bool is_over =
        patient.stage == Stage::Waiting && model_->run.demand == model::Demand::NeverEnds;
    const double span = model::draw(takes, patient.key, occasion(patient.awaited, 0));
    const Time over = is_over ? now() : now() + from_milliseconds(span);
    patient.returns = simulator_.schedule(over, rank(EventKind::Return), index);
    return;
  }
  const std::uint32_t care = open_care(index, VisitFor::Infusion);
  if (patient.stage == Stage::Waiting) {
    const ResponseId response = cohort_of(patient).response;
    patient.disposition = dispose(cohort_of(patient), model_->responses[response], patient.key,
                                  clinic_effects_[response.index]);
  }
  cares_[care].course = begin_course(course_of(patient), run_of(index, patient.course));
  arrange_visit(care);
}

template <class Observer>
void Clinic<Observer>::before_first_over(std::uint32_t index) {
  Patient& patient = patients_[index];
  const std::uint32_t which = patient.before++;
  const model::BeforeFirst& over = course_of(patient).before_first[which];
  const bool refused = model::happens(over.refused, patient.key, occasion(patient.awaited, 0));
  spend_on_protocol(index);
  tell(BeforeFirstDone{now(), patient.id, patient.course, which, refused});
  if (!refused) {
    await_course(index);
  } else if (patient.stage == Stage::Between) {
    forgo_course(index);
  } else {
    tell(PatientRefused{now(), patient.id, patient.referred, patient.course, which});
    --ledger_.waiting;
    remove_patient(index, ledger_.refused);
  }
}

// --- after the last one

// Another course, or being followed until relapse, or nothing.
template <class Observer>
void Clinic<Observer>::go_on_after(std::uint32_t index, const CourseEnded& ended) {
  Patient& patient = patients_[index];
  --ledger_.in_course;
  if (ended.relapses != never) {
    patient.relapse = simulator_.schedule(ended.relapses, rank(EventKind::Relapse), index);
  }
  if (ended.next) {
    await_another(index, *ended.next, ended.next_due);
  } else if (ended.relapses != never) {
    follow_until_relapse(index);
  } else {
    remove_patient(index, ledger_.ended(ended.how));
  }
}

// `due`: its first infusion; Time::min() if as soon as possible.
template <class Observer>
void Clinic<Observer>::await_another(std::uint32_t index, CourseId course, Time due) {
  Patient& patient = patients_[index];
  ++ledger_.between;
  ++patient.awaited;
  patient.stage = Stage::Between;
  patient.course = course;
  patient.asked = now();
  patient.due = due;
  patient.before = 0;
  await_course(index);
}

// It never began: the patient ends as their last course did, and is followed as after it.
template <class Observer>
void Clinic<Observer>::forgo_course(std::uint32_t index) {
  Patient& patient = patients_[index];
  tell(CourseForgone{now(), patient.id, patient.course, patient.last_end});
  ++run_of(index, patient.course);  // whose draws have been made: another time has others
  --ledger_.between;
  if (patient.relapse == des::no_ticket) {
    remove_patient(index, ledger_.ended(patient.last_end));
    return;
  }
  if (patient.care != nobody) close_care(patient.care);
  patient.course = patient.last_course;
  follow_until_relapse(index);
}

template <class Observer>
void Clinic<Observer>::follow_until_relapse(std::uint32_t index) {
  Patient& patient = patients_[index];
  ++ledger_.ended(patient.last_end);
  patient.stage = Stage::Followed;
  if (!may_repeat(patient)) ++only_followed_;
}

// Who waits for another course already goes on waiting for that.
template <class Observer>
void Clinic<Observer>::relapse(std::uint32_t index) {
  Patient& patient = patients_[index];
  const bool comes_again = patient.stage == Stage::Followed && may_repeat(patient);
  const bool waits = patient.stage == Stage::Between;
  patient.disposition.responding = false;
  tell(PatientRelapsed{now(), patient.id, patient.last_course, patient.last_end,
                       now() - patient.last_ended, comes_again});
  if (waits) return;
  std::int64_t& ended = ledger_.ended(patient.last_end);
  --ended;
  if (comes_again) {
    ++patient.repeats;
    await_another(index, course_of(patient).repeat_on_relapse->course, Time::min());
  } else {
    --only_followed_;
    remove_patient(index, ended);
  }
}

}  // namespace sim::clinic
