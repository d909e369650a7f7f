// sim/clinic/handle_course.h: part of Clinic: infusions, assessments, and what is decided then.
#pragma once

#include <cmath>
#include <variant>

#include "sim/clinic/clinic.h"
#include "sim/clinic/on_paper.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::begin_infusion(std::uint32_t index) {
  Care& care = cares_[index];
  Patient& patient = patients_[care.patient];
  const Protocol protocol = protocol_of(care, now());
  const bool starts = patient.stage != Stage::InCourse;
  if (starts) start_course(care.patient);
  infuse(context_of(patient), patient.disposition, care.course, now(), protocol.late);
  care.attempt = care.broken_off = 0;
  care.not_before = care.postponed = Time::min();
  tell(InfusionStarted{now(), patient.id, patient.course, care.course.infusions, protocol.gap,
                       protocol.late, protocol.due});
  if (starts) open_parts(care.patient, now());
}

template <class Observer>
void Clinic<Observer>::start_course(std::uint32_t index) {
  Patient& patient = patients_[index];
  const bool is_first = patient.stage == Stage::Waiting;
  --(is_first ? ledger_.waiting : ledger_.between);
  ++ledger_.in_course;
  patient.stage = Stage::InCourse;
  patient.patience = patient.relapse = des::no_ticket;
  ++patient.courses;
  ++run_of(index, patient.course);
  CourseStarted started{now(),
                        patient.id,
                        patient.course,
                        patient.referred,
                        is_first ? CourseOrder::First : CourseOrder::Later,
                        {}};
  if constexpr (explains) {
    if (is_first) {
      started.waited_for = waits_.waited_for(patient.wait);
      SIM_EXPECTS(started.waited_for.total() == now() - patient.referred);
      waits_.close(patient.wait);
      patient.wait = nobody;
    }
  }
  tell(started);
}

template <class Observer>
void Clinic<Observer>::infusion_visit_over(std::uint32_t index) {
  const Care& care = cares_[index];
  const CourseContext context = context_of(patients_[care.patient]);
  announce_harm(care);
  if (is_ended_by_harm(context, care.course)) {
    end_course(index, {true, CourseEnd::AdverseEvent, 0});
    return;
  }
  const Time due = when_assessed(context, care.course, now());
  if (due == now()) {
    assess_and_go_on(index);
    return;
  }
  cares_[index].assessment = simulator_.schedule(due, rank(EventKind::AssessmentDue), index);
  if (!care.course.last_planned_given()) arrange_visit(index);
}

template <class Observer>
void Clinic<Observer>::announce_harm(const Care& care) {
  const Patient& patient = patients_[care.patient];
  const std::vector<model::AdverseEvent>& events = course_of(patient).adverse_events;
  const random::Occasion infusion = occasion(care.course.run, care.course.infusions);
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    if (!model::happens(events[i].chance, patient.key, infusion)) continue;
    tell(AdverseEventSeen{now(), patient.id, patient.course, care.course.infusions, i,
                          ends_course(events[i], patient.key, infusion)});
  }
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
    tell(Assessed{now(), patient.id, patient.course, care.course.infusions,
                  now() - care.course.first_infusion, score, facts.is(model::Fact::Responding),
                  facts.is(model::Fact::InRemission), reading.first_response,
                  reading.first_remission});
  }
  return decide(context, patient.disposition, care.course);
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
  if (care.stay == nobody && !care.is_held && !is_arranged) arrange_visit(index);
}

template <class Observer>
void Clinic<Observer>::end_course(std::uint32_t index, const Decision& decision) {
  const Care care = cares_[index];
  Patient& patient = patients_[care.patient];
  const CourseContext context = context_of(patient);
  const model::CourseFacts& facts = care.course.facts;
  CourseEnded ended{now(),
                    patient.id,
                    patient.course,
                    decision.how,
                    decision.rule,
                    care.course.infusions,
                    now() - care.course.first_infusion,
                    care.course.assessed,
                    facts.is(model::Fact::Responding),
                    facts.is(model::Fact::InRemission),
                    facts.is(model::Fact::Responded),
                    facts.is(model::Fact::Remitted),
                    {}};
  if (const model::FollowUp* next = what_follows(context, care.course, decision)) {
    ended.next = next->course;
    ended.next_due = now() + time_until(*next, context, care.course);
  }
  if (care.course.assessed && ended.responding)
    ended.relapses = relapse_after(context, patient.disposition, now(), patient.courses - 1);
  patient.last_course = patient.course;
  patient.last_ended = now();
  patient.last_end = decision.how;
  tell(ended);
  if (decision.how == CourseEnd::Stopped) follow_up_on_paper(care, decision.rule);
  close_parts(care.patient);
  close_care(index);
  go_on_after(care.patient, ended);
}

// What the rule cost and saved: only worked out if anybody wants to know.
template <class Observer>
void Clinic<Observer>::follow_up_on_paper(const Care& care, std::uint32_t rule) {
  if constexpr (Hears<Observer, StopFollowedUp>) {
    const Patient& patient = patients_[care.patient];
    // A course without an end, in a run without one, would go on for ever on paper.
    const bool has_end = model_->run.length || care.course.planned != model::unlimited;
    if (!has_end) return;
    const OnPaper on_paper = follow_on_paper(*model_, context_of(patient), patient.disposition,
                                             care.course, {rule, now(), model_->run.ends()});
    tell(StopFollowedUp{now(), patient.id, patient.course, rule, on_paper.infusions,
                        on_paper.responding, on_paper.held});
  }
}

}  // namespace sim::clinic
