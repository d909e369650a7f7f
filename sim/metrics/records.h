// sim/metrics/records.h: every patient and every visit of one replication, as values.
//
// What figures are made of: from these, patients.csv, visits.csv and the event log are written, a
// day's chairs are drawn, and anything can be counted again elsewhere. They reach from the start of
// the run, warm-up included; `counts` and its kin say what is in the figures. A time that did not
// come is `never`.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/metrics/tallies.h"
#include "sim/model/model.h"

namespace sim::metrics {

// --- visits

struct StepRecord {
  std::uint32_t step = 0;  // index into Visit::steps
  Time began = never;
  Time ended = never;
  Duration waited{0};  // since the patient came, or since the step before ended
  model::WaitCause cause = model::WaitCause::Protocol;  // of the latest part of that wait
};

enum class VisitOutcome : std::uint8_t {
  InHand,  // when the run ended
  Attended,
  NotFit,  // came, but the infusion was not given
  NoShow,
  LateCancellation,
  SentHome,     // unseen, at closing
  GaveUp,       // left unseen, for good
  CourseEnded,  // left unseen, because at the door it was found that no infusion is to follow
};
inline constexpr std::size_t visit_outcomes = 8;
std::string_view name_of(VisitOutcome outcome);  // "no-show", "sent home"

// One appointment that was kept or missed, or one coming to the door: who is sent home and comes
// again has two. What was booked and given back in time is no visit, nor is what was still to come
// when the run ended.
struct VisitRecord {
  PatientId patient;
  std::uint32_t number = 0;  // of the patient's visits, from 1
  clinic::Purpose purpose{};
  VisitId visit;
  int infusion = 0;                    // its number in the course, given or not; 0 of what is none
  Time booked = never;                 // when it was; never for walk-ins
  Time appointment = never;            // ... as well
  Time came = never;                   // to the door
  std::vector<StepRecord> steps = {};  // that began, in their order; cleaning after the patient too
  Time left = never;                   // the patient, whatever became of the visit
  Time missed = never;  // of a no-show the appointment, of a cancellation when it came
  // Of what was attended: waiting in the clinic, also on earlier days that ended with being sent
  // home. Waiting ahead of what was not attended is left - came.
  Duration waited{0};
  model::WaitByCause waited_for = {};
  VisitOutcome outcome = VisitOutcome::InHand;
  bool counts = false;  // it was over, or missed, in the measured period

  bool has_begun() const { return !steps.empty(); }
};

// --- patients

// A moment in a patient's life that is not part of a visit.
enum class MilestoneKind : std::uint8_t {
  Referred,   // or stood on the waiting list when the run started
  TakenOver,  // was in a course when the run started
  Eligible,
  Excluded,    // which: index into Screening::excluded
  Granted,     // which: index into Course::before_first
  Refused,     // which: as above
  GaveUp,      // waiting for the first infusion
  LostBefore,  // ... after a missed visit
  CourseStarted,
  AdverseEvent,  // which: index into Course::adverse_events
  Responded,     // for the first time in the course
  Remitted,      // ... as well
  CourseEnded,   // which: the rule, or the adverse event, that ended it
  Relapsed,
  CourseForgone  // one that was to follow
};
struct Milestone {
  Time at;
  MilestoneKind kind = MilestoneKind::Referred;
  CourseId course = {};  // of those of a course
  std::uint32_t which = 0;
  clinic::CourseEnd how = clinic::CourseEnd::Completed;  // of CourseEnded
};

struct PatientRecord {
  PatientId patient;
  Time came{};            // into the run: at referral, or when it started
  Time referred = never;  // may be before the run; never of who was in a course when it started
  Time screened = never;  // found eligible or excluded
  Time first_infusion = never;                // not of who had had it when the run started
  model::WaitByCause waited_for = {};         // from referral to first infusion
  std::optional<CourseId> first_course = {};  // of those begun; of who is taken over the one then
  std::optional<CourseId> latest_course = {};
  int courses = 0;           // begun in the run
  int infusions = 0;         // given in the run, in all courses
  int infusions_before = 0;  // of the course in progress when the run started
  Outcome outcome = Outcome::Waiting;
  Time outcome_since = never;
  // At the latest assessment; score is not a number where there is none.
  Time assessed = never;
  double score = std::numeric_limits<double>::quiet_NaN();
  bool responding = false;
  bool in_remission = false;
  Time relapsed = never;                   // the latest time
  std::vector<Milestone> milestones = {};  // in the order in which they came
  // Whether the measured period has it, and so the figures.
  bool referral_counts = false;
  bool first_infusion_counts = false;
};

// What stands behind a milestone: the reason of exclusion, what was granted or refused, the adverse
// event, the rule that ended the course; empty where there is nothing.
std::string reason_of(const model::Model& model, const Milestone& milestone, CohortId cohort);

// Why it came to the outcome: the reason of exclusion, what was refused, the rule or the adverse
// event that ended the course; empty where the outcome says it all.
std::string reason_of(const model::Model& model, const PatientRecord& patient);

// --- all of them

struct Records {
  Time measured_from{};
  Time ended{};
  std::vector<PatientRecord> patients = {};  // in the order of their coming
  std::vector<VisitRecord> visits = {};      // in the order of their coming, or of what was missed
};

}  // namespace sim::metrics
