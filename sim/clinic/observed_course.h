// sim/clinic/observed_course.h: part of sim/clinic/observation.h: what happens to patients in
// courses and between them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/base/time.h"
#include "sim/model/ids.h"
#include "sim/model/wait_cause.h"

namespace sim::clinic {

// The patient's first course, or one that follows another.
enum class CourseOrder : std::uint8_t { First, Later };

// Announced just before the InfusionStarted of infusion 1, at the same instant.
struct CourseStarted {
  Time at;
  PatientId patient;
  CourseId course;
  Time referred;
  CourseOrder order = CourseOrder::First;
  model::WaitByCause waited_for = {};  // of a first course: from referral until now, by cause
};
struct InfusionStarted {
  Time at;  // when the visit began
  PatientId patient;
  CourseId course;
  int number = 0;                // from 1
  Duration gap;                  // since the previous infusion of the course began; 0 for the first
  bool late = false;             // on a date after its window's last
  std::optional<Time> due = {};  // its target; none for the first infusion of a patient
};
struct AdverseEventSeen {
  Time at;  // the end of the visit
  PatientId patient;
  CourseId course;
  int number = 0;           // of the infusion
  std::uint32_t event = 0;  // index into Course::adverse_events
  bool ends_course = false;
};
// Of a model without scores, score and improvement are not a number.
struct Assessed {
  Time at;
  PatientId patient;
  CourseId course;
  int number = 0;        // of the infusion that the assessment follows
  Duration into_course;  // since the first infusion began
  double score = 0.0;
  bool responding = false;
  bool in_remission = false;
  bool first_response = false;   // responding for the first time in this course
  bool first_remission = false;  // in remission for the first time in this course
};

enum class CourseEnd : std::uint8_t {
  Completed,       // after the last planned infusion
  CompletedEarly,  // by a rule that says `complete`
  Stopped,         // by a rule that says `stop`
  Switched,        // by a rule that says `{course: NAME}`
  DroppedOut,
  Lost,         // missed more visits in a row than are allowed
  AdverseEvent  // brought it to an end
};
inline constexpr std::size_t course_ends = 7;
struct CourseEnded {
  Time at;
  PatientId patient;
  CourseId course;
  CourseEnd how = CourseEnd::Completed;
  std::uint32_t rule = 0;  // index into Course::rules, for Stopped, CompletedEarly and Switched
  int infusions = 0;
  Duration length;  // since the first infusion began
  // At the last assessment, and at any; all false where the response model has none.
  bool assessed = false;
  bool responding = false;
  bool in_remission = false;
  bool ever_responded = false;
  bool ever_remitted = false;
  // Another course follows, whose first infusion is due then.
  std::optional<CourseId> next;
  Time next_due = never;
  Time relapses = never;  // of who is responding: when, if no other course begins before
};
// What the patient of a stopped course would have had without the rule that stopped it: announced
// after CourseEnded.
struct StopFollowedUp {
  Time at;
  PatientId patient;
  CourseId course;
  std::uint32_t rule = 0;   // index into Course::rules
  int infusions = 0;        // that would still have come
  bool responding = false;  // after the last of them; not where there is none
  // By resource: what those infusion visits would have held throughout, in unit-milliseconds.
  std::array<std::int64_t, model::most_resources> held{};
};
// A patient who responded at the end of a course does so no longer.
struct PatientRelapsed {
  Time at;
  PatientId patient;
  CourseId course;                         // that ended
  CourseEnd ended = CourseEnd::Completed;  // how
  Duration after;                          // its end; 0: at once
  bool comes_again = false;                // for another course
};
// A course that was to follow another never began: something before it was refused, or visits were
// missed.
struct CourseForgone {
  Time at;
  PatientId patient;
  CourseId course;
  CourseEnd last = CourseEnd::Completed;  // how the patient's last course ended
};

}  // namespace sim::clinic
