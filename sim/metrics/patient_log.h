// sim/metrics/patient_log.h: an observer that remembers every patient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/records.h"
#include "sim/metrics/visit_log.h"

namespace sim::metrics {

class PatientLog {
 public:
  void on(const clinic::MeasurementStarted& now);
  void on(const clinic::PatientReferred& now);
  void on(const clinic::PatientTakenOver& now);
  void on(const clinic::PatientScreened& now);
  void on(const clinic::PatientExcluded& now);
  void on(const clinic::BeforeFirstDone& now);
  void on(const clinic::PatientRefused& now);
  void on(const clinic::PatientGaveUp& now);
  void on(const clinic::PatientLost& now);
  void on(const clinic::CourseStarted& now);
  void on(const clinic::InfusionStarted& now);
  void on(const clinic::AdverseEventSeen& now);
  void on(const clinic::Assessed& now);
  void on(const clinic::CourseEnded& now);
  void on(const clinic::PatientRelapsed& now);
  void on(const clinic::CourseForgone& now);

  // In the order of their coming.
  std::vector<PatientRecord> take() && { return std::move(patients_); }

 private:
  PatientRecord& come(PatientId patient, Time at);
  PatientRecord& known(PatientId patient);

  bool measuring_ = false;
  std::map<Who, std::size_t> places_;
  std::vector<PatientRecord> patients_;
  std::uint32_t ending_event_ = 0;  // the latest adverse event that ended a course
};

}  // namespace sim::metrics
