// sim/metrics/day_log.cpp: keeping what happened on one date.
#include "sim/metrics/day_log.h"

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::metrics {

DayLog::DayLog(const model::Model& model, Date date)
    : model_(model),
      date_(date),
      staff_(model.resources.size(), std::vector<Staff>{{Time::min(), 0}}) {}

void DayLog::on(const clinic::PatientTakenOver& now) {
  hear(now.at);
  given_[who(now.patient)] = now.infusions;
}

void DayLog::on(const clinic::InfusionStarted& now) {
  hear(now.at);
  given_[who(now.patient)] = now.number;
}

void DayLog::on(const clinic::CourseEnded& now) {
  leave_unseen(now.patient, now.at, "the course ended");
  given_.erase(who(now.patient));
}

int DayLog::next_infusion(PatientId patient, const clinic::Purpose& purpose) const {
  if (purpose.what != clinic::VisitFor::Infusion) return 0;
  const auto given = given_.find(who(patient));
  return given == given_.end() ? 1 : given->second + 1;
}

void DayLog::add(const Visit& visit) {
  visits_.push_back(visit);
  visits_.back().infusion = next_infusion(visit.patient, visit.purpose);
  visits_.back().steps.resize(model_.visits[visit.visit].steps.size());
}

DayLog::Visit* DayLog::in_hand(PatientId patient, VisitId kind) {
  const auto here = here_.find({who(patient), kind.index});
  return here == here_.end() ? nullptr : &visits_[here->second];
}

// Of a patient at the door: whoever has begun a visit stays to its end.
void DayLog::leave_unseen(PatientId patient, Time at, const char* why) {
  hear(at);
  for (const VisitId kind : ids<VisitId>(model_.visits)) {
    Visit* visit = in_hand(patient, kind);
    if (visit == nullptr || visit->steps.front().began != never) continue;
    visit->left = at;
    visit->remark = why;
    here_.erase({who(patient), kind.index});
  }
}

void DayLog::on(const clinic::VisitMissed& now) {
  hear(now.at);
  if (date_of(now.start) != date_) return;
  Visit visit{now.patient, now.purpose, now.visit, 0, now.start};
  visit.remark = now.how == clinic::Miss::NoShow
                     ? "no-show"
                     : fmt::format("cancelled on {}", format_time(now.at));
  add(visit);
}

void DayLog::on(const clinic::PatientArrived& now) {
  hear(now.at);
  const std::pair<Who, std::uint32_t> whose{who(now.patient), now.visit.index};
  here_.erase(whose);
  if (date_of(now.at) != date_) return;
  here_[whose] = visits_.size();
  add({now.patient, now.purpose, now.visit, 0, now.appointment, now.at});
}

void DayLog::on(const clinic::PatientSentHome& now) {
  leave_unseen(now.patient, now.at, "sent home unseen");
}

void DayLog::on(const clinic::FoundNotFit& now) {
  hear(now.at);
  if (Visit* visit = in_hand(now.patient, now.visit)) visit->remark = "not fit";
}

void DayLog::on(const clinic::StepStarted& now) {
  hear(now.at);
  if (Visit* visit = in_hand(now.patient, now.visit))
    visit->steps[now.step] = {now.at, never, now.waited, now.cause};
}

void DayLog::on(const clinic::StepEnded& now) {
  hear(now.at);
  if (Visit* visit = in_hand(now.patient, now.visit)) visit->steps[now.step].ended = now.at;
}

void DayLog::on(const clinic::VisitEnded& now) {
  hear(now.at);
  if (Visit* visit = in_hand(now.patient, now.visit)) visit->left = now.at;
}

void DayLog::on(const clinic::ResourceChanged& now) {
  hear(now.at);
  if (now.at >= Time{date_} + one_day) return;
  std::vector<Staff>& levels = staff_[now.resource.index];
  if (now.at <= Time{date_}) {
    levels.front().on_duty = now.on_duty;
  } else if (levels.back().on_duty != now.on_duty) {
    levels.push_back({now.at, now.on_duty});
  }
}

void DayLog::on(const clinic::DayClosed& now) {
  hear(now.at);
  if (date_of(now.at - Duration{1}) != date_) return;  // midnight closes the day before
  closed_ = now.at;
  in_hand_at_closing_ = now.in_hand;
}

void DayLog::on(const clinic::OvertimeEnded& now) {
  hear(now.at);
  if (closed_ && in_hand_at_closing_ && !overtime_ended_) overtime_ended_ = now.at;
}

}  // namespace sim::metrics
