// sim/metrics/day_log.cpp: keeping what happened on one date.
#include "sim/metrics/day_log.h"

namespace sim::metrics {

DayLog::DayLog(const model::Model& model, Date date)
    : model_(model),
      date_(date),
      visits_(model, date),
      staff_(model.resources.size(), std::vector<Staff>{{Time::min(), 0}}) {}

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
