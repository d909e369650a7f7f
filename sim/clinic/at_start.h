// sim/clinic/at_start.h: part of Clinic: the clinic as it stands when the run starts.
//
// Who has appointments comes first, then who is in a course, then who waits: in this order they
// find their places in the book. Each list has draws of its own, so that one patient more on a list
// changes nobody else's story.
#pragma once

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

template <class Observer>
Clinic<Observer>::Clinic(const model::Model& model, std::uint64_t seed, std::uint32_t replication,
                         Observer& observer)
    : Records(model),
      observer_(&observer),
      seed_(seed),
      replication_(replication),
      simulator_(Time{model.run.start}),
      floor_(model),
      absences_(model, seed, replication),
      refusals_(model.cohorts.size() * (1 + model.courses.size())),
      demand_(model) {
  const random::Key clinic =
      random::member_key(random::family_key(seed, random::hash64("clinic"), replication), 0);
  for (const model::Response& response : model.responses) {
    const auto* trajectory = std::get_if<model::Trajectory>(&response.is);
    clinic_effects_.push_back(trajectory ? model::draw(trajectory->clinic_effect, clinic, {})
                                         : 0.0);
  }
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    floor_.pool(id).set_on_duty(on_duty(id) * model.resources[id].units_each, now());
    announce_resource(id);
    schedule_staff_change(id);
  }
  schedule_closing();
  if (model.booking.mode == model::BookingMode::Appointments) {
    desk_.emplace(model, model.run.start);
    simulator_.schedule(now() + one_day, rank(EventKind::DayTurns), 0);
  }
  for (const CohortId id : ids<CohortId>(model.cohorts)) {
    cohort_keys_.push_back(random::family_key(seed, model.cohorts[id].family, replication));
    streams_.emplace_back(model, id, cohort_keys_.back());
    if (model.run.demand == model::Demand::AsReferred)
      simulator_.schedule(streams_.back().next(), rank(EventKind::Referral), id.index);
  }
  take_over_all();
  settle_instant();
}

// The part of the addresses of a cohort's list. Source: engine notes, addresses of draws.
inline std::uint64_t list_family(const model::Cohort& cohort, std::string_view list) {
  return random::hash64(cohort.name + "#" + std::string(list));
}

template <class Observer>
void Clinic<Observer>::take_over_all() {
  for (const CohortId id : ids<CohortId>(model_->cohorts))
    take_over_diary(id);
  for (const CohortId id : ids<CohortId>(model_->cohorts))
    take_over_in_course(id);
  for (const CohortId id : ids<CohortId>(model_->cohorts))
    take_over_waiting(id);
}

template <class Observer>
random::Key Clinic<Observer>::list_key(PatientId id, std::string_view list) const {
  const random::Key family =
      random::family_key(seed_, list_family(model_->cohorts[id.cohort], list), replication_);
  return random::member_key(family, id.member);
}

template <class Observer>
void Clinic<Observer>::take_over_waiting(CohortId cohort) {
  const model::WaitingAtStart& waiting = model_->cohorts[cohort].at_start.waiting;
  PatientId id{cohort, 0, Origin::WaitingAtStart};
  const auto add = [&](random::Key key, Time referred) {
    begin_access(add_patient(id, key, referred));
    ++id.member;
  };
  for (const Time referred : waiting.referred)
    add(list_key(id, "waiting_list"), referred);
  for (int i = 0; i < waiting.patients; ++i) {
    const random::Key key = list_key(id, "waiting_list");
    add(key, now() - from_milliseconds(model::draw(waiting.waited, key, {})));
  }
}

// --- who has had infusions

// Puts a patient into a course of which they have had some infusions. Visits beside it are arranged
// when those of the course are: open_parts().
template <class Observer>
std::uint32_t Clinic<Observer>::put_in_course(PatientId id, random::Key key,
                                              const model::InCourse& so_far, Time referred) {
  ++ledger_.referred;
  ++ledger_.in_course;
  tell(PatientTakenOver{now(), id, so_far.course, so_far.infusions});
  Patient patient;
  patient.id = id;
  patient.key = key;
  patient.referred = patient.asked = referred;
  patient.course = so_far.course;
  patient.stage = Stage::InCourse;
  patient.courses = 1;
  const model::Cohort& cohort = model_->cohorts[id.cohort];
  patient.disposition = dispose(cohort, model_->responses[cohort.response], key,
                                clinic_effects_[cohort.response.index]);
  const std::uint32_t index = enter_patient(patient);
  ++run_of(index, patient.course);
  const std::uint32_t care = open_care(index, VisitFor::Infusion);
  cares_[care].course = begin_course(course_of(patient), 0);
  resume(context_of(patient), patients_[index].disposition, cares_[care].course, so_far);
  return care;
}

template <class Observer>
void Clinic<Observer>::take_over_in_course(CohortId cohort) {
  PatientId id{cohort, 0, Origin::InCourseAtStart};
  for (const model::InCourse& so_far : model_->cohorts[cohort].at_start.in_course) {
    const std::uint32_t care = put_in_course(id, list_key(id, "in_course"), so_far, now());
    arrange_visit(care);
    open_parts(cares_[care].patient, so_far.last);
    ++id.member;
  }
}

// --- who has appointments

template <class Observer>
void Clinic<Observer>::take_over_diary(CohortId cohort) {
  PatientId id{cohort, 0, Origin::DiaryAtStart};
  for (const model::DiaryPatient& in_diary : model_->cohorts[cohort].at_start.diary) {
    const random::Key key = list_key(id, "diary");
    const int first = in_diary.visits.front().infusion;
    const Time referred = in_diary.referred.value_or(now());
    const std::uint32_t care = first > 1
                                   ? put_in_course(id, key, so_far(cohort, in_diary), referred)
                                   : await_first(add_patient(id, key, referred), first);
    // An infusion beyond the plan has been added to it already.
    CourseState& course = cares_[care].course;
    course.planned = std::max(course.planned, in_diary.visits.back().infusion);
    for (const model::DiaryVisit& visit : in_diary.visits)
      copy_from_diary(care, visit);
    arrange_visit(care);
    if (first > 1) open_parts(cares_[care].patient, cares_[care].course.latest_infusion);
    ++id.member;
  }
}

// The infusions before those in the diary have been given, one spacing apart.
template <class Observer>
model::InCourse Clinic<Observer>::so_far(CohortId cohort,
                                         const model::DiaryPatient& in_diary) const {
  const CourseId course = model_->cohorts[cohort].course;
  const model::DiaryVisit& next = in_diary.visits.front();
  const Duration gap = model_->courses[course].schedule.mean_gap(next.infusion);
  return {course, next.infusion - 1, std::min(now(), next.start - gap), {}, {}};
}

// A patient with an appointment for the screening or a first infusion.
template <class Observer>
std::uint32_t Clinic<Observer>::await_first(std::uint32_t index, int infusion) {
  start_patience(index);
  Patient& patient = patients_[index];
  const model::Cohort& cohort = cohort_of(patient);
  if (infusion == 0) {
    return open_care(index, VisitFor::Screening);
  }
  const std::uint32_t care = open_care(index, VisitFor::Infusion);
  patient.disposition = dispose(cohort, model_->responses[cohort.response], patient.key,
                                clinic_effects_[cohort.response.index]);
  cares_[care].course = begin_course(course_of(patient), 0);
  return care;
}

// What stands in the diary is kept, whatever the rules of booking say. In the book it takes the
// start of the grid that it lies at or after, as long as there is room.
template <class Observer>
void Clinic<Observer>::copy_from_diary(std::uint32_t care, const model::DiaryVisit& visit) {
  const VisitKind kind = visit.infusion == 0   ? VisitKind::Screening
                         : visit.infusion == 1 ? VisitKind::FirstInfusion
                                               : VisitKind::Later;
  const UseId use = use_at(cares_[care], std::max(1, visit.infusion));
  const RequestId request = request_for(cares_[care], use);
  Appointment appointment{visit.start, kind, never, use};
  desk_->book().for_each_start(request, date_of(visit.start), [&](Time start) {
    if (start <= visit.start) appointment.in_book = start;
  });
  if (appointment.in_book != never && !desk_->book().fits(request, appointment.in_book))
    appointment.in_book = never;
  enter(care, appointment);
  // Why it was not earlier the diary does not say.
  const std::uint32_t wait = patients_[cares_[care].patient].wait;
  if (explains && wait != nobody) waits_.plan(wait, visit.start, model::WaitCause::BookingRules);
}

}  // namespace sim::clinic
