// sim/metrics/visit_log.h: an observer that remembers every visit, or those of one date.
//
// A run announces what happens to patients one fact at a time; here the facts of one visit come
// together. Nobody announces anew how many infusions a patient has had, so that is kept track of
// from the beginning of the run, whatever the date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/records.h"
#include "sim/model/model.h"

namespace sim::metrics {

// A patient as a key: members of a cohort by how they came.
using Who = std::tuple<std::uint32_t, Origin, std::uint32_t>;
inline Who who(PatientId patient) { return {patient.cohort.index, patient.origin, patient.member}; }

class VisitLog {
 public:
  // With a date: only the appointments that were missed on it, and those who came on it. Expects:
  // the model outlives the log.
  explicit VisitLog(const model::Model& model, std::optional<Date> date = std::nullopt)
      : model_(model), date_(date) {}

  void on(const clinic::MeasurementStarted& now);
  void on(const clinic::PatientTakenOver& now);
  void on(const clinic::InfusionStarted& now);
  void on(const clinic::CourseEnded& now);
  void on(const clinic::PatientGaveUp& now);
  void on(const clinic::VisitBooked& now);
  void on(const clinic::VisitMissed& now);
  void on(const clinic::PatientArrived& now);
  void on(const clinic::PatientSentHome& now);
  void on(const clinic::FoundNotFit& now);
  void on(const clinic::StepStarted& now);
  void on(const clinic::StepEnded& now);
  void on(const clinic::VisitEnded& now);

  // In the order in which they began to be known.
  const std::vector<VisitRecord>& visits() const { return visits_; }
  std::vector<VisitRecord> take() && { return std::move(visits_); }

 private:
  struct Booking {
    clinic::Purpose purpose;
    Time start;
    Time booked;
  };
  struct Life {
    int given = 0;  // infusions of the course in progress
    std::uint32_t visits = 0;
    std::vector<Booking> bookings = {};  // given back or not: a visit finds its own by its start
    // Which visits go on: one with the patient, and any whose room may still be cleaned.
    std::vector<std::size_t> in_hand = {};
    std::optional<std::size_t> latest = {};
  };

  bool keeps(Time at) const { return !date_ || date_of(at) == *date_; }
  VisitRecord& add(Life& life, const VisitRecord& visit);
  // Of a patient's visit of that kind; null if it is not kept.
  VisitRecord* with_patient(PatientId patient, VisitId kind);
  VisitRecord* to_clean(const clinic::StepStarted& now);
  VisitRecord* in_step(const clinic::StepEnded& now);
  template <class Matches>
  VisitRecord* in_hand(PatientId patient, Matches&& matches);
  void no_longer_in_hand(const VisitRecord& visit);
  void leave_unseen(VisitRecord& visit, Time at, VisitOutcome why);

  const model::Model& model_;
  std::optional<Date> date_;
  bool measuring_ = false;
  std::map<Who, Life> lives_;
  std::vector<VisitRecord> visits_;
};

}  // namespace sim::metrics
