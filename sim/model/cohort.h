// sim/model/cohort.h: who comes, how often, and what is done before a first infusion.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/calendar.h"
#include "sim/model/ids.h"
#include "sim/model/quantity.h"
#include "sim/model/schedule.h"

namespace sim::model {

// How a rate varies: relative weights. What matters is how they compare with each other.
struct Seasons {
  std::array<double, 12> by_month;   // from January
  std::array<double, 7> by_weekday;  // from Monday
  std::array<double, 24> by_hour;
};

// Referrals at random: unit exponentials through the inverse cumulative rate.
struct Poisson {
  double per_week = 0.0;                // in an average calendar week
  std::optional<Seasons> seasons = {};  // none: even over the referral hours
  double growth = 0.0;                  // a year, from when measuring starts: 0.1 is 10 % more
};
// Spans between referrals, on a clock that stops outside the referral hours. The first referral
// comes after one span.
struct Gaps {
  random::Sampler gap;  // milliseconds
};
// All at the first opening: a closed cohort.
struct AtStart {
  int patients = 0;
};
// Those of a list, in order of time, none before the start of the run.
struct Listed {
  std::vector<Time> at;
};
using Referrals = std::variant<Poisson, Gaps, AtStart, Listed>;

// In the mean; of a closed cohort or a list all of them. For comparing cohorts.
double referrals_a_week(const Referrals& referrals);

// --- the clinic as it stands when the run starts

// Who waits already: on the dates given, or so many, each for a time of their own.
struct WaitingAtStart {
  std::vector<Time> referred;  // none after the start of the run
  int patients = 0;
  Quantity waited;  // milliseconds
};

// An appointment that stands in the diary.
struct DiaryVisit {
  Time start;
  int infusion = 0;  // its number in the course; 0 is the screening
};
// A patient with appointments, in order of time. Infusions before the first one have been given,
// one spacing apart.
struct DiaryPatient {
  std::optional<Time> referred;  // none: at the start of the run
  std::vector<DiaryVisit> visits;
};

enum class StateAtStart : std::uint8_t { NotResponding, Responding };

// A patient who has had infusions of a course already.
struct InCourse {
  CourseId course;
  int infusions = 0;            // given
  Time last;                    // when the last of them began
  std::optional<double> score;  // where the response has scores; otherwise the state
  StateAtStart state = StateAtStart::NotResponding;
};

struct AtRunStart {
  WaitingAtStart waiting;
  std::vector<DiaryPatient> diary;
  std::vector<InCourse> in_course;
};

// Why patients are excluded, in name order; the shares add up to at most 1.
struct Exclusion {
  std::string reason;
  double share = 0.0;  // of those screened
};

struct Screening {
  std::optional<UseId> use;  // no visit: on paper, at once
  std::vector<Exclusion> excluded;
  Site site = 0;
};

// Part of a larger treatment plan that some of the patients have, for life: what their gain, their
// half-life and their chance of dropping out are multiplied by.
struct PlanPart {
  std::string name;
  Chance share;
  double gain = 1.0;
  double half_life = 1.0;
  double drop_out = 1.0;
  std::optional<UseId> use;  // of the visits it has, which run beside each course
  Every every;  // ... from the first infusion of the course to the first of them, and on
  Site spacing = 0;
};
// At most this many parts to a cohort: a patient keeps one bit of each.
inline constexpr std::size_t most_plan_parts = 16;

inline constexpr int last_priority = std::numeric_limits<int>::max();

struct Cohort {
  std::string name;
  std::string label;         // for people; the name where none is given
  std::uint64_t family = 0;  // hash of the name: the cohort's part of every address
  Referrals referrals;
  WeeklyHours referral_hours;
  Site referral_site = 0;
  std::optional<Screening> screening;
  std::optional<Quantity> patience;  // milliseconds from referral to first infusion
  CourseId course;
  ResponseId response;
  std::vector<PlanPart> with;    // in name order
  int priority = last_priority;  // 1 goes first
  AtRunStart at_start = {};
};

}  // namespace sim::model
