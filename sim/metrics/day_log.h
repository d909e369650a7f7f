// sim/metrics/day_log.h: an observer that remembers one date, and tells it as a table.
//
// Who came when, what was done from when to when, who waited for what, and when it was over: the
// day as the clinic's own list of it would show it. It keeps track of two things from the beginning
// of the run, because nobody announces them anew: who is on duty, and how many infusions each
// patient has had.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/model/model.h"

namespace sim::metrics {

class DayLog {
 public:
  struct StepTimes {
    Time began = never;
    Time ended = never;
    Duration waited{0};
    model::WaitCause cause = model::WaitCause::Protocol;
  };
  // One appointment of the date, or one coming to the door.
  struct Visit {
    PatientId patient;
    clinic::Purpose purpose;
    VisitId visit;
    int infusion = 0;  // its number in the course; 0 of what is none
    Time appointment;
    Time came = never;
    std::vector<StepTimes> steps = {};  // by step of the visit
    Time left = never;
    std::string remark = {};  // why nothing, or nothing more, happened
  };
  struct Staff {
    Time from;
    std::int32_t on_duty = 0;  // in units
  };

  // Expects: the model outlives the log.
  DayLog(const model::Model& model, Date date);

  void on(const clinic::PatientTakenOver& now);
  void on(const clinic::InfusionStarted& now);
  void on(const clinic::CourseEnded& now);
  void on(const clinic::PatientGaveUp& now) {
    leave_unseen(now.patient, now.at, "gave up waiting");
  }
  void on(const clinic::VisitMissed& now);
  void on(const clinic::PatientArrived& now);
  void on(const clinic::PatientSentHome& now);
  void on(const clinic::FoundNotFit& now);
  void on(const clinic::StepStarted& now);
  void on(const clinic::StepEnded& now);
  void on(const clinic::VisitEnded& now);
  void on(const clinic::ResourceChanged& now);
  void on(const clinic::DayClosed& now);
  void on(const clinic::OvertimeEnded& now);

  // Visits that run past midnight are followed through the next day; then all is known.
  bool is_known() const { return heard_until_ >= Time{date_} + 2 * one_day; }

  // Hours and staff; a table for each kind of visit, a column for each of its steps; the closing.
  std::string text() const;  // in day_table.cpp

 private:
  // Members of a cohort by how they came: the patient as a key.
  using Who = std::tuple<std::uint32_t, Origin, std::uint32_t>;
  static Who who(PatientId patient) {
    return {patient.cohort.index, patient.origin, patient.member};
  }

  void hear(Time at) { heard_until_ = at; }
  int next_infusion(PatientId patient, const clinic::Purpose& purpose) const;
  void add(const Visit& visit);
  Visit* in_hand(PatientId patient, VisitId kind);
  void leave_unseen(PatientId patient, Time at, const char* why);
  std::string opening() const;
  std::string on_duty(ResourceId resource) const;
  std::vector<Visit> visits_of(VisitId kind) const;
  std::string table(VisitId kind) const;
  std::string closing() const;

  const model::Model& model_;
  Date date_;
  Time heard_until_ = Time::min();
  std::map<Who, int> given_;   // infusions of the course in progress
  std::vector<Visit> visits_;  // in the order in which they began to be known
  // Who came on the date, and not again since, for what kind of visit: which one it is. The room
  // of one may still be cleaned when the patient comes for the next.
  std::map<std::pair<Who, std::uint32_t>, std::size_t> here_;
  std::vector<std::vector<Staff>> staff_;  // by resource; the first level holds at midnight
  std::optional<Time> closed_;
  std::optional<Time> overtime_ended_;
  bool in_hand_at_closing_ = false;
};

}  // namespace sim::metrics
