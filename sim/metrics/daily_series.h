// sim/metrics/daily_series.h: an observer that keeps how many waited, were in courses and were in
// response, day by day from the first one on.
//
// The warm-up is included, because this is what tells how long it has to be. It counts on its own
// what the collector counts from when measuring starts.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/tallies.h"
#include "sim/model/model.h"
#include "sim/stats/time_weighted.h"

namespace sim::metrics {

class DailySeries {
 public:
  explicit DailySeries(const model::Model& model);

  void on(const clinic::PatientReferred& now);
  void on(const clinic::PatientTakenOver& now);
  void on(const clinic::PatientExcluded& now);
  void on(const clinic::PatientGaveUp& now);
  void on(const clinic::PatientLost& now);
  void on(const clinic::PatientRefused& now);
  void on(const clinic::CourseStarted& now);
  void on(const clinic::Assessed& now);
  void on(const clinic::CourseEnded& now);
  void on(const clinic::PatientRelapsed& now);

  // The run is over. Called once, after the last observation.
  void finish(Time ended);

  // Means of each day, midnight to midnight, from the start of the run; a last day that is cut
  // short is left out.
  const std::vector<double>& days(PatientLevel level) const {
    return series_[static_cast<std::size_t>(level)].days;
  }

 private:
  struct Series {
    stats::TimeWeighted today;
    Time tomorrow;
    std::vector<double> days = {};

    void close_days(Time until);
  };

  void change(PatientLevel level, Time at, double by);
  void set_response(PatientId id, Time at, bool responding);

  std::vector<Series> series_;                 // by PatientLevel
  std::vector<std::vector<bool>> responding_;  // by cohort and origin, then member
};

}  // namespace sim::metrics
