// sim/metrics/collector.h: turns the observations of one replication into a row of results.
//
// Everything is counted from the first moment on, and forgotten when measuring starts; levels (who
// waits, what is in use) and what became of patients are carried over. An observation costs a few
// additions at places that the layout has worked out beforehand: no name is looked up, and memory
// is taken only for the first value of an order of magnitude, for the list of patients and for who
// may still relapse within weeks.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/stats/quantile_sketch.h"
#include "sim/stats/time_weighted.h"

namespace sim::metrics {

using OutcomeCounts = std::array<std::int64_t, outcome_count>;

class Collector {
 public:
  // Expects: both outlive the collector; the layout is that of the model.
  Collector(const model::Model& model, const Layout& layout);

  void on(const clinic::MeasurementStarted& now);
  void on(const clinic::PatientReferred& now);
  void on(const clinic::PatientTakenOver& now);
  void on(const clinic::ScreeningStarted& now);
  void on(const clinic::PatientScreened& now);
  void on(const clinic::PatientExcluded& now);
  void on(const clinic::PatientGaveUp& now);
  void on(const clinic::PatientLost& now);
  void on(const clinic::PatientRefused& now);
  void on(const clinic::CourseStarted& now);
  void on(const clinic::InfusionStarted& now);
  void on(const clinic::AdverseEventSeen& now);
  void on(const clinic::Assessed& now);
  void on(const clinic::CourseEnded& now);
  void on(const clinic::StopFollowedUp& now);
  void on(const clinic::PatientRelapsed& now);
  void on(const clinic::CourseForgone& now);
  void on(const clinic::StartRefused& now);
  void on(const clinic::VisitMissed& now);
  void on(const clinic::FoundNotFit& now);
  void on(const clinic::PatientSentHome& now);
  void on(const clinic::StepStarted& now);
  void on(const clinic::VisitEnded& now);
  void on(const clinic::ResourceChanged& now);
  void on(const clinic::DayClosed& now);
  void on(const clinic::OvertimeEnded& now);
  void on(const clinic::SlotPassed& now);

  // The run is over. Called once, after the last observation.
  Row finish(Time ended);

  // What became of everyone who came, from time zero: the clinic's ledger must say the same.
  const OutcomeCounts& outcomes() const { return outcomes_; }

 private:
  using Scopes = std::array<std::size_t, 3>;  // everybody, the cohort, the course

  struct Patient {
    Time referred = never;  // never: has not come
    Time started = never;
    bool excluded = false;
    bool responding = false;  // at the latest assessment, and has not relapsed
    CourseId responds_in;     // of that assessment
    bool counts_from(Time measured) const {
      return referred >= measured && referred != never && !excluded;
    }
  };
  // Someone responding at the end of a course, until it is long enough ago.
  struct Watched {
    Time until;
    CohortId cohort;
    CourseId course;
    bool relapses = false;  // before that
  };
  struct Watch {
    Duration span;
    PatientSum all;
    PatientSum relapsed;
    std::deque<Watched> who = {};  // by time
  };
  struct InUse {
    Time since;
    std::int32_t on_duty = 0;
    std::int32_t in_use = 0;
  };

  Scopes scopes(CohortId cohort, CourseId course) const {
    return {0, 1 + cohort.index, 1 + layout_.cohorts + course.index};
  }
  Scopes scopes(PatientId patient) const {
    return scopes(patient.cohort, model_.cohorts[patient.cohort].course);
  }
  void count(PatientSum what, const Scopes& in, double amount = 1.0) {
    for (const std::size_t scope : in)
      sums_[layout_.sum_of(what, scope)] += amount;
  }
  void count(InfusionSum what, const Scopes& in, int number, double amount = 1.0) {
    for (const std::size_t scope : in)
      sums_[layout_.sum_of(what, scope, static_cast<std::size_t>(number))] += amount;
  }
  void sample(PatientSample what, const Scopes& in, std::int64_t value) {
    for (const std::size_t scope : in)
      samples_[layout_.sample_of(what, scope)].add(value);
  }
  void change(PatientLevel what, const Scopes& in, Time at, double by);
  bool numbered(int number) const { return static_cast<std::size_t>(number) <= layout_.numbers; }
  // Of one cohort, who came that way; by member.
  std::vector<Patient>& patients_like(PatientId id) {
    return patients_[id.cohort.index * origins + static_cast<std::size_t>(id.origin)];
  }
  Patient& patient(PatientId id);
  void come(PatientId id, Time referred);
  void move(Outcome from, Outcome to);
  void leave_waiting_list(PatientId id, Time at, Outcome to);

  void count_end(const clinic::CourseEnded& now, const Scopes& in);
  void count_state_at_end(const clinic::CourseEnded& now, const Scopes& in);
  // The patient responds in that course from now on, or in none.
  void set_response(PatientId id, Time at, std::optional<CourseId> course);
  void watch_for_relapse(const clinic::CourseEnded& now);
  void stop_watching(Time until);

  void close_weeks(Time until);
  void count_causes(const Block& by_cause, const model::WaitByCause& waited);
  void close_in_use(ResourceId id, Time until);
  void add_by_hour(HourSum what, ResourceId resource, model::Opening span, double per_millisecond);
  void count_started_within(Time ended);
  void count_if_due(const Patient& patient, const Scopes& in, Time ended);
  void count_open_days(Time ended);
  void total_hours();
  void count_money();
  Cell read(const Reading& reading, Time ended) const;

  const model::Model& model_;
  const Layout& layout_;
  Time first_monday_;  // hours of the week count from here
  Time measured_from_;
  std::vector<double> sums_;
  std::vector<stats::QuantileSketch> samples_;
  std::vector<stats::TimeWeighted> levels_;
  std::vector<double> weeks_;                   // integral of the waiting list at each week's end
  std::vector<std::vector<Patient>> patients_;  // by cohort and origin, then member
  std::vector<InUse> resources_;
  OutcomeCounts outcomes_{};
  std::array<Watch, 2> watches_ = {
      {{4 * one_week, PatientSum::WatchedFor4Weeks, PatientSum::RelapsedWithin4Weeks},
       {8 * one_week, PatientSum::WatchedFor8Weeks, PatientSum::RelapsedWithin8Weeks}}};
  std::optional<Time> closed_;  // and visits or cleaning go on
};

}  // namespace sim::metrics
