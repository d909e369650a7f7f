// tests/property/patient_watch.h: what must be true of every patient, seen from outside.
//
// Follows each of them from referral to outcome: the order of their story, that they are in one
// place at a time, that what is said of their waits adds up, that misses have the consequences that
// they must have, and that each course begins and ends as it must. Knows the model, and of the run
// only what it announces.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/clinic/ledger.h"
#include "sim/clinic/observation.h"
#include "sim/model/model.h"
#include "tests/property/naive_schedule.h"

namespace sim::tests {

// Who a patient is, as a key.
using Who = std::tuple<std::uint32_t, std::uint32_t, Origin>;
inline Who who(PatientId patient) { return {patient.cohort.index, patient.member, patient.origin}; }

// The screening, the courses, or a plan part.
using What = std::pair<clinic::VisitFor, std::uint32_t>;
inline What what(clinic::Purpose purpose) { return {purpose.what, purpose.part}; }

class PatientWatch {
 public:
  explicit PatientWatch(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientReferred& seen);
  void on(const clinic::PatientTakenOver& seen);
  void on(const clinic::ScreeningStarted& seen);
  void on(const clinic::PatientScreened& seen);
  void on(const clinic::PatientExcluded& seen);
  void on(const clinic::BeforeFirstDone& seen);
  void on(const clinic::PatientRefused& seen);
  void on(const clinic::PatientGaveUp& seen);
  void on(const clinic::PatientLost& seen);
  // In patient_watch_courses.cpp:
  void on(const clinic::CourseStarted& seen);
  void on(const clinic::InfusionStarted& seen);
  void on(const clinic::AdverseEventSeen& seen);
  void on(const clinic::Assessed& seen);
  void on(const clinic::CourseEnded& seen);
  void on(const clinic::StopFollowedUp& seen);
  void on(const clinic::PatientRelapsed& seen);
  void on(const clinic::CourseForgone& seen);
  // In patient_watch_visits.cpp:
  void on(const clinic::VisitBooked& seen);
  void on(const clinic::VisitMissed& seen);
  void on(const clinic::PatientArrived& seen);
  void on(const clinic::PatientSentHome& seen);
  void on(const clinic::FoundNotFit& seen);
  void on(const clinic::StepStarted& seen);
  void on(const clinic::StepEnded& seen);
  void on(const clinic::VisitEnded& seen);

  // The run is over: what had to follow has followed.
  void finish(Time ended);

  // As the run's own ledger should have it.
  const clinic::Ledger& counted() const { return counted_; }

 private:
  enum class Where : std::uint8_t { Elsewhere, AtDoor, InVisit };
  enum class Stage : std::uint8_t { Waiting, InCourse, Between, Done };

  // The visit for which the patient is, or was latest, in the clinic.
  struct Visit {
    clinic::Purpose purpose;
    VisitId is;
    Time came{};               // the latest time
    Time since{};              // they have been waiting, or in the step
    Duration at_door{0};       // earlier days, that ended at home
    Duration waited{0};        // as told by the steps
    Duration in_steps{0};      // with the patient
    bool is_given = false;     // the infusion, or the screening
    bool outlives_it = false;  // the course that it is beside
    bool in_step = false;
    std::uint32_t next_step = 0;
  };
  // The screening, the course, a plan part beside it.
  struct Care {
    int missed = 0;                  // in a row, since they last came
    int missed_for_next = 0;         // since the latest infusion, screening or visit
    bool has_ended = false;          // a plan part, by missed visits
    Time not_before = Time::min();   // after one at which they were not fit
    std::optional<Visit> sent_home;  // for which they come again
    Starts starts;                   // of a course or part: `never` where it is not known
  };
  // What is known of the course they are in.
  struct Course {
    Time infusion_over = never;  // the visit of the latest one
    int latest_event = -1;       // of the adverse events seen at it
    int assessed = 0;            // the latest infusion that has been
    bool responding = false;
    bool in_remission = false;
    bool responded = false;
    bool remitted = false;
  };
  struct Life {
    Time referred{};
    Stage stage = Stage::Waiting;
    bool screened = false;
    bool has_appointment = false;  // in the diary, for the first infusion
    // The course that they are in or wait for, since when, and when its first infusion is due; none
    // of a patient's first course.
    CourseId course;
    Time decided{};
    std::optional<Time> due;
    bool follows_relapse = false;
    std::uint32_t before_done = 0;  // of what comes before its first infusion
    Time before_since{};
    Course in_course;
    std::map<What, Care> cares;
    Where where = Where::Elsewhere;
    Visit visit;
    std::optional<clinic::CourseEnded> latest_end;
    Time relapses = never;
    int repeats = 0;  // after relapses
    // When it last was that they ...
    Time left = never;  // a course, or for good
    Time infused = never;
    Time missed = never;
    Time was_not_fit = never;
    Time was_harmed = never;  // so that the course ends
    Time was_followed_up = never;
  };
  // Something that has to happen to a patient at this very instant.
  struct Owed {
    Who patient;
    Time Life::*when;
    const char* why;
  };

  void clock(Time at);
  void instant_is_over();
  void owe(PatientId patient, Time Life::*when, const char* why) {
    owed_.push_back({who(patient), when, why});
  }
  Life& anybody(Time at, PatientId patient);
  Life& here(Time at, PatientId patient);  // whose outcome is not settled
  Life& in_visit(Time at,
                 PatientId patient);  // ... or who is in a visit that outlives their course
  void expect_adds_up(const model::WaitByCause& waited_for, Duration wait) const;

  Life& leave_waiting(Time at, PatientId patient);
  static void leave(Life& life, Time at);
  static void await(Life& life, CourseId course, Time at, Time due);
  const std::vector<model::BeforeFirst>& before_first(const Life& life) const {
    return model_.courses[life.course].before_first;
  }
  bool may_have_infusions(const Life& life, PatientId patient) const;

  // --- patient_watch_courses.cpp
  void expect_aim(const Life& life, const clinic::InfusionStarted& seen) const;
  void expect_end(const Life& life, const clinic::CourseEnded& seen) const;
  void expect_follow_up(const clinic::CourseEnded& seen) const;
  void expect_relapse(const clinic::CourseEnded& seen) const;
  bool comes_again(const Life& life) const;

  // --- patient_watch_visits.cpp
  void expect_visit(const Life& life, PatientId patient, clinic::Purpose purpose) const;
  const model::Use& use(const Life& life, PatientId patient, clinic::Purpose purpose) const;
  void expect_not_early(const Life& life, const clinic::PatientArrived& seen) const;
  void begin(Life& life, const clinic::StepStarted& seen) const;
  void expect_next(const Visit& visit, std::uint32_t step) const;

  const model::Model& model_;
  std::map<Who, Life> lives_;
  std::vector<Owed> owed_;
  Time now_ = Time::min();
  clinic::Ledger counted_;
};

}  // namespace sim::tests
