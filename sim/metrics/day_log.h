// sim/metrics/day_log.h: an observer that remembers one date, and tells it as a table.
//
// Who came when, what was done from when to when, who waited for what, and when it was over: the
// day as the clinic's own list of it would show it. Who is on duty is kept track of from the
// beginning of the run, because nobody announces it anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/records.h"
#include "sim/metrics/visit_log.h"
#include "sim/model/model.h"

namespace sim::metrics {

class DayLog {
 public:
  struct Staff {
    Time from;
    std::int32_t on_duty = 0;  // in units
  };

  // Expects: the model outlives the log.
  DayLog(const model::Model& model, Date date);

  template <class Observation>
  requires clinic::Hears<VisitLog, Observation>
  void on(const Observation& now) {
    hear(now.at);
    visits_.on(now);
  }
  void on(const clinic::ResourceChanged& now);
  void on(const clinic::DayClosed& now);
  void on(const clinic::OvertimeEnded& now);

  // Visits that run past midnight are followed through the next day; then all is known.
  bool is_known() const { return heard_until_ >= Time{date_} + 2 * one_day; }

  // Hours and staff; a table for each kind of visit, a column for each of its steps; the closing.
  std::string text() const;  // in day_table.cpp

 private:
  void hear(Time at) { heard_until_ = at; }
  std::string opening() const;
  std::string on_duty(ResourceId resource) const;
  std::vector<VisitRecord> visits_of(VisitId kind) const;
  std::string table(VisitId kind) const;
  std::string closing() const;

  const model::Model& model_;
  Date date_;
  Time heard_until_ = Time::min();
  VisitLog visits_;
  std::vector<std::vector<Staff>> staff_;  // by resource; the first level holds at midnight
  std::optional<Time> closed_;
  std::optional<Time> overtime_ended_;
  bool in_hand_at_closing_ = false;
};

}  // namespace sim::metrics
