// sim/metrics/tallies.h: what is counted in a run, of which every column is read.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sim::metrics {

// How many kinds there are, by the last of them: a number written down would be forgotten when one
// is added, and two sums would lie in one place.
template <class Kind>
constexpr std::size_t kinds_up_to(Kind last) {
  return static_cast<std::size_t>(last) + 1;
}

// What is summed for patients, in every scope: everybody, each cohort, each course.
enum class PatientSum : std::uint8_t {
  Referrals,
  Screened,
  Excluded,
  Refused,
  GaveUp,
  LostBeforeStart,
  DueWithin14Days,      // referred long enough before the end, and not excluded
  StartedWithin14Days,  // ... and started so soon
  DueWithin28Days,
  StartedWithin28Days,
  CoursesStarted,
  CoursesEnded,
  CoursesCompleted,
  CoursesStopped,
  CoursesSwitched,
  CoursesDroppedOut,
  CoursesLost,
  CoursesEndedByEvent,
  InfusionsOfEnded,
  LengthOfEnded,  // milliseconds
  Infusions,
  InfusionsWithTarget,
  LateInfusions,
  AdverseEvents,
  InfusionsSaved,  // by stop rules, as the two that follow
  RespondersLost,
  ChairTimeSaved,  // milliseconds
  Gaps,
  GapLength,      // milliseconds
  AssessedEnded,  // courses that ended and had an assessment
  Responders,
  Remitters,
  EverResponded,
  EverRemitted,
  Relapses,
  RelapsesAtOnce,
  WatchedFor4Weeks,      // ended responding long enough before the end, nothing due before
  RelapsedWithin4Weeks,  // ... and relapsed so soon
  WatchedFor8Weeks,
  RelapsedWithin8Weeks,
  Visits,
  NoShows,
  Cancellations,
  NotFit,
  SentHome
};
inline constexpr std::size_t patient_sum_kinds = kinds_up_to(PatientSum::SentHome);

// What is summed by the name of a rule that ends courses: whatever it does the first, of a stop
// rule the others too.
enum class RuleSum : std::uint8_t { Courses, InfusionsSaved, RespondersLost, ChairTimeSaved };
inline constexpr std::size_t rule_sum_kinds = kinds_up_to(RuleSum::ChairTimeSaved);

// What is summed by the number of an infusion in its course, in every scope.
enum class InfusionSum : std::uint8_t {
  Given,
  Retained,  // of patients who were not in the middle of a course when the run started
  Assessed,
  Scored,
  Score,
  Responding,
  InRemission
};
inline constexpr std::size_t infusion_sum_kinds = kinds_up_to(InfusionSum::InRemission);

// What is summed by hour of the week, for every resource, in unit-milliseconds; reserved and
// bookable in slot-milliseconds of the book's own unit.
enum class HourSum : std::uint8_t { Busy, Staffed, Reserved, Bookable };
inline constexpr std::size_t hour_sum_kinds = kinds_up_to(HourSum::Bookable);
inline constexpr std::size_t hours_of_week = 168;

// Of what quantiles are wanted, in every scope.
enum class PatientSample : std::uint8_t {
  WaitToScreening,  // milliseconds, as all waits and lengths
  WaitToFirstInfusion,
  InfusionsToResponse,  // counts
  InfusionsToRemission,
  TimeToResponse,
  Delay,  // of an infusion, after its target
  TimeToRelapse,
  WaitInClinic,
  VisitLength
};
inline constexpr std::size_t patient_sample_kinds = kinds_up_to(PatientSample::VisitLength);

// What is followed through time, in every scope.
enum class PatientLevel : std::uint8_t { WaitingList, CoursesInProgress, InResponse };
inline constexpr std::size_t patient_level_kinds = kinds_up_to(PatientLevel::InResponse);

// What became of patients, from time zero.
enum class Outcome : std::uint8_t {
  Waiting,
  InCourse,
  Between,  // courses: waits for the first infusion of another one
  Excluded,
  Refused,
  GaveUp,
  LostBeforeStart,
  // How the last course ended of those who are in none and wait for none.
  Completed,  // early ones too
  Stopped,
  Switched,
  DroppedOut,
  Lost,
  AdverseEvent
};
inline constexpr std::size_t outcome_count = kinds_up_to(Outcome::AdverseEvent);

}  // namespace sim::metrics
