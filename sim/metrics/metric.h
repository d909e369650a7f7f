// sim/metrics/metric.h: what a figure is: its name, its unit, what it means and how it is
// estimated.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sim::metrics {

enum class Metric : std::uint8_t {
  Referrals,
  Screened,
  Excluded,
  Refused,
  GaveUpWaiting,
  LostBeforeStart,
  WaitToScreening,
  WaitToFirstInfusion,
  StartedWithin,
  WaitingList,
  RefusedStarts,
  CoursesStarted,
  CoursesCompleted,
  CoursesStopped,
  CoursesSwitched,
  CoursesDroppedOut,
  CoursesLost,
  CoursesEndedByAdverseEvent,
  CoursesInProgress,
  DaysInCourse,
  InfusionsGiven,
  InfusionsPerCourse,
  Retention,
  LateVisits,
  DelayDays,
  GapDays,
  AdverseEvents,
  InfusionsSaved,
  ChairHoursSaved,
  RespondersLost,
  Outcomes,
  Responders,
  Remitters,
  EverResponded,
  EverRemitted,
  InfusionsToResponse,
  InfusionsToRemission,
  DaysToResponse,
  PatientsInResponse,
  DaysInResponse,
  Relapses,
  RelapsesAtOnce,
  RelapsedWithin,
  DaysToRelapse,
  Given,
  Score,
  Responding,
  InRemission,
  Utilisation,
  BookedUtilisation,
  TimeAt,
  OvertimePerDay,
  Visits,
  WaitInClinic,
  VisitLength,
  IdleChairHours,
  NoShows,
  NoShowChairHours,
  Cancellations,
  FoundNotFit,
  SentHome,
  Revenue,
  Cost,
  Margin,
  RevenuePerCourse,
  CostPerCourse,
  MarginPerCourse
};
inline constexpr std::size_t metric_count = 67;

enum class Better : std::uint8_t { Higher, Lower, Neither };

// How replications become one estimate.
enum class Estimator : std::uint8_t {
  MeanOfReplications,  // the mean of the replications' values, Student-t interval
  RatioOfSums          // sum of numerators / sum of denominators, jackknife interval
};

// What a metric is about, in the order in which a manager reads.
enum class Group : std::uint8_t { Access, Courses, Response, ClinicDay, Money };
inline constexpr std::array<std::string_view, 5> group_headings = {"Access", "Courses", "Response",
                                                                   "Clinic day", "Money"};

// In the units of money; a column has the scenario's currency in its place.
inline constexpr std::string_view any_currency = "money";

// What a metric can be broken down by. Those of patients have [cohort=NAME] and [course=NAME].
enum class Subject : std::uint8_t { Patients, Clinic };

struct MetricDescription {
  Metric metric;
  std::string_view name;
  std::string_view unit;  // of a total: what is counted; its column adds "/ year"
  Estimator estimator;    // of its main column; shares are ratios of sums always
  Better better;
  Group group;
  Subject subject;
  std::string_view label;    // in plain words, for the table
  std::string_view meaning;  // one line, for the reference
};

}  // namespace sim::metrics
