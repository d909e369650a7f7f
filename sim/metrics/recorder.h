// sim/metrics/recorder.h: an observer that remembers every patient and every visit of one
// replication.
#pragma once

#include <utility>

#include "sim/clinic/observation.h"
#include "sim/metrics/patient_log.h"
#include "sim/metrics/records.h"
#include "sim/metrics/visit_log.h"
#include "sim/model/model.h"

namespace sim::metrics {

class Recorder {
 public:
  // Expects: the model outlives the recorder.
  explicit Recorder(const model::Model& model) : visits_(model) {}

  template <class Observation>
  requires clinic::Hears<PatientLog, Observation> || clinic::Hears<VisitLog, Observation>
  void on(const Observation& now) {
    clinic::announce(patients_, now);
    clinic::announce(visits_, now);
  }

  // The run is over. Called once, after the last observation.
  Records finish(Time measured_from, Time ended) {
    return {measured_from, ended, std::move(patients_).take(), std::move(visits_).take()};
  }

 private:
  PatientLog patients_;
  VisitLog visits_;
};

}  // namespace sim::metrics
