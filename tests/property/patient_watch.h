// tests/property/patient_watch.h: what must be true of every patient, seen from outside.
//
// Follows each of them from referral to outcome: the order of their story, that they are in one
// place at a time, that what is said of their waits adds up, and that misses have the consequences
// that they must have. Knows the model, and of the run only what it announces.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "sim/clinic/ledger.h"
#include "sim/clinic/observation.h"
#include "sim/model/model.h"

namespace sim::tests {

// Who a patient is, as a key.
using Who = std::tuple<std::uint32_t, std::uint32_t, Origin>;
inline Who who(PatientId patient) { return {patient.cohort.index, patient.member, patient.origin}; }

class PatientWatch {
 public:
  explicit PatientWatch(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientReferred& seen);
  void on(const clinic::PatientTakenOver& seen);
  void on(const clinic::ScreeningStarted& seen);
  void on(const clinic::PatientScreened& seen);
  void on(const clinic::PatientExcluded& seen);
  void on(const clinic::PatientGaveUp& seen);
  void on(const clinic::PatientLost& seen);
  void on(const clinic::CourseStarted& seen);
  void on(const clinic::InfusionStarted& seen);
  void on(const clinic::Assessed& seen);
  void on(const clinic::CourseEnded& seen);
  // In patient_watch_visits.cpp:
  void on(const clinic::VisitMissed& seen);
  void on(const clinic::PatientArrived& seen);
  void on(const clinic::PatientSentHome& seen);
  void on(const clinic::FoundNotFit& seen);
  void on(const clinic::StepStarted& seen);
  void on(const clinic::StepEnded& seen);
  void on(const clinic::VisitEnded& seen);

  // The run is over: what had to follow has followed.
  void finish() { instant_is_over(); }

  // As the run's own ledger should have it.
  const clinic::Ledger& counted() const { return counted_; }

 private:
  enum class Where : std::uint8_t { Elsewhere, AtDoor, SentHome, InVisit };

  // The visit for which the patient is, or was latest, in the clinic.
  struct Visit {
    clinic::Purpose purpose;
    VisitId is;
    Time came{};            // the latest time
    Time since{};           // they have been waiting, or in the step
    Duration at_door{0};    // earlier days, that ended at home
    Duration waited{0};     // as told by the steps
    Duration in_steps{0};   // with the patient
    bool is_given = false;  // the infusion, or the screening
    bool in_step = false;
    std::uint32_t next_step = 0;
  };
  struct Life {
    Time referred{};
    bool screened = false;
    bool started = false;  // has had a first infusion
    bool ended = false;
    CourseId course;
    int infusions = 0;
    Time first_infusion = never;  // not known of who was taken over
    Time latest_infusion = never;
    Where where = Where::Elsewhere;
    Visit visit;
    int missed = 0;           // in a row, since they last came
    int missed_for_next = 0;  // since the latest infusion or the screening
    Time latest_miss = never;
    Time not_fit_until = Time::min();  // they are not to come before that
    Time found_not_fit = never;
  };

  void clock(Time at);
  void instant_is_over();
  Life& here(Time at, PatientId patient);
  static void end(Life& life);
  void expect_adds_up(const model::WaitByCause& waited_for, Duration wait) const;
  void expect_gap(const Life& life, const clinic::InfusionStarted& seen) const;
  const model::Attendance& attendance(PatientId patient, clinic::Purpose purpose) const;
  void expect_next(const Visit& visit, std::uint32_t step) const;

  const model::Model& model_;
  std::map<Who, Life> lives_;
  std::vector<Who> to_be_lost_;     // have missed too many in a row at this instant
  std::vector<Who> to_be_not_fit_;  // have left at this instant without the infusion
  Time now_ = Time::min();
  clinic::Ledger counted_;
};

}  // namespace sim::tests
