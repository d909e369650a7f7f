// sim/clinic/handle_course.h: part of Clinic: infusions, assessments, and what is decided then.
#pragma once

#include <cmath>
#include <variant>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::begin_infusion(std::uint32_t index) {
  Care& care = cares_[index];
  Patient& patient = patients_[care.patient];
  if (!patient.started) start_course(patient);
  const CourseContext context = context_of(patient);
  bool late = false;
  Duration gap{0};
  if (care.course.infusions > 0) {
    const Time previous = care.course.latest_infusion;
    const Aim aim = aim_at(context, care.course.run, care.course.infusions + 1, previous);
    late = date_of(now()) > aim.window_last;
    gap = now() - previous;
  }
  infuse(context, patient.disposition, care.course, now(), late);
  care.attempt = care.broken_off = 0;
  care.not_before = care.postponed = Time::min();
  tell(InfusionStarted{now(), patient.id, patient.course, care.course.infusions, gap, late});
}

template <class Observer>
void Clinic<Observer>::start_course(Patient& patient) {
  patient.started = true;
  patient.patience = des::no_ticket;
  --ledger_.waiting;
  ++ledger_.in_course;
  CourseStarted started{now(), patient.id, patient.course, patient.referred, {}};
  if constexpr (explains) {
    started.waited_for = waits_.waited_for(patient.wait);
    SIM_EXPECTS(started.waited_for.total() == now() - patient.referred);
    waits_.close(patient.wait);
    patient.wait = nobody;
  }
  tell(started);
}

template <class Observer>
void Clinic<Observer>::infusion_visit_over(std::uint32_t index) {
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const CourseContext context = context_of(patient);
  const model::Course& course = context.course;
  Time due = never;  // before the next infusion
  if (std::holds_alternative<model::NoResponse>(context.response.is) ||
      course.assess == model::Assess::AtVisitEnd) {
    due = now();
  } else if (course.assess == model::Assess::AfterDelay) {
    due = care.course.latest_infusion +
          from_milliseconds(model::draw(course.assess_delay, patient.key,
                                        occasion(care.course.run, care.course.infusions)));
  } else if (care.course.last_planned_given()) {
    due = care.course.latest_infusion + one_day;
  }
  if (due <= now()) {
    assess_and_go_on(index);
    return;
  }
  cares_[index].assessment = simulator_.schedule(due, rank(EventKind::AssessmentDue), index);
  if (!care.course.last_planned_given()) arrange_visit(index);
}

// Assesses the latest infusion; then the rules, the plan and drop-out decide.
template <class Observer>
Decision Clinic<Observer>::read_and_decide(std::uint32_t index) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const CourseContext context = context_of(patient);
  care.assessment = des::no_ticket;
  const Reading reading = assess(context, patient.disposition, care.course, now());
  if (reading.has_response) {
    const model::CourseFacts& facts = care.course.facts;
    const double score = reading.has_scores ? facts[model::Fact::Score] : NAN;
    tell(Assessed{now(), patient.id, patient.course, care.course.infusions, score,
                  facts.is(model::Fact::Responding), facts.is(model::Fact::InRemission),
                  reading.first_response, reading.first_remission});
  }
  return decide(context, care.course);
}

// Nobody is assessed in the middle of a visit, which is then one at which no infusion is given.
template <class Observer>
void Clinic<Observer>::assessment_due(std::uint32_t index) {
  Care& care = cares_[index];
  if (care.stay != nobody && floor_[care.stay].has_begun()) {
    care.due_in_visit = true;
  } else {
    assess_and_go_on(index);
  }
}

// Between two visits.
template <class Observer>
void Clinic<Observer>::assess_and_go_on(std::uint32_t index) {
  const Decision decision = read_and_decide(index);
  if (decision.ends) {
    end_course(index, decision);
    return;
  }
  const Care& care = cares_[index];
  const bool is_arranged =
      care.coming != des::no_ticket && (!by_appointment() || visits_to_book(care) <= 0);
  if (care.stay == nobody && !is_arranged) arrange_visit(index);
}

template <class Observer>
void Clinic<Observer>::end_course(std::uint32_t index, const Decision& decision) {
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const model::CourseFacts& facts = care.course.facts;
  tell(CourseEnded{now(), patient.id, patient.course, decision.how, decision.rule,
                   care.course.infusions, now() - care.course.first_infusion, care.course.assessed,
                   facts.is(model::Fact::Responding), facts.is(model::Fact::InRemission),
                   facts.is(model::Fact::Responded), facts.is(model::Fact::Remitted)});
  --ledger_.in_course;
  switch (decision.how) {
    case CourseEnd::Completed:
    case CourseEnd::CompletedEarly:
      return remove_patient(care.patient, ledger_.completed);
    case CourseEnd::Stopped:
      return remove_patient(care.patient, ledger_.stopped);
    case CourseEnd::DroppedOut:
      return remove_patient(care.patient, ledger_.dropped_out);
    case CourseEnd::Lost:
      return remove_patient(care.patient, ledger_.lost);
  }
}

}  // namespace sim::clinic
