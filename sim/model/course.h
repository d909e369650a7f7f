// sim/model/course.h: a course of infusions: how many, when they are due, when it is looked at,
// what ends or extends it, and what comes before and after.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/model/condition.h"
#include "sim/model/ids.h"
#include "sim/model/quantity.h"
#include "sim/model/schedule.h"

namespace sim::model {

enum class Assess : std::uint8_t {
  AfterDelay,  // so long after the infusion visit began, but not before the patient has left
  AtVisitEnd,
  BeforeNext  // just before the next infusion; 24 h after the last one
};

// Another course, so long after this one ended.
struct FollowUp {
  CourseId course;
  Quantity after;  // milliseconds
};

enum class Action : std::uint8_t {
  Stop,
  Complete,
  Extend,     // once per course
  Switch,     // the course ends, another one follows
  ChangeGain  // a changed dose, for the rest of the course; once per course
};

struct StopRule {
  std::string name;
  Condition when;
  Action then = Action::Stop;
  int extend_by = 0;   // infusions
  double gain = 1.0;   // factor
  FollowUp follow_up;  // of a switch
};

inline constexpr int unlimited = std::numeric_limits<std::uint16_t>::max();
// At most this many rules and streaks to a course: patients keep one bit and one counter of each.
inline constexpr std::size_t most_rules = 32;
inline constexpr std::size_t most_streaks = 32;

// What must be had before a first infusion can be booked: an authorisation, a work-up.
struct BeforeFirst {
  std::string name;
  Quantity takes;  // milliseconds
  Chance refused;  // known when it is over
};

// What may go wrong at an infusion. Which steps it lengthens is in Use::lengthened_by.
struct AdverseEvent {
  std::string name;
  Chance chance;
  Quantity by;         // milliseconds more for the step that it lengthens
  Chance ends_course;  // of the events, at the end of the visit
};

// After each infusion but the last planned one, by the state at the latest assessment.
struct DropOut {
  double responding = 0.0;
  double otherwise = 0.0;
  Site site = 0;

  bool possible() const { return responding > 0.0 || otherwise > 0.0; }
};

// Of completed and stopped courses. The first entry whose condition holds, and whose chance comes
// true, is followed.
struct Afterwards {
  Condition when;  // by default all of nothing, which holds
  Chance chance{1.0, 0};
  FollowUp follow_up;
};

// Who responded to the end and relapses comes again.
struct Repeat {
  CourseId course;
  int at_most = 0;  // in the life of a patient
};

// The sites of a course's draws that are not in a Quantity or Chance of its own.
struct CourseSites {
  Site spacing = 0;
  Site noise = 0;     // of a score
  Site responds = 0;  // hazard model
  Site loses = 0;     // hazard model
};

struct Course {
  std::string name;
  std::vector<UseId> uses;  // by infusion number, the last one for all that follow; at least one
  int infusions = 1;        // planned
  Schedule schedule;
  Assess assess = Assess::AfterDelay;
  Quantity assess_delay;
  DropOut drop_out;
  std::vector<StopRule> rules;   // in the order of the file
  std::vector<Compare> streaks;  // what "for N assessments" counts, here and in `afterwards`
  std::vector<BeforeFirst> before_first;
  std::vector<AdverseEvent> adverse_events;  // in name order
  std::vector<Afterwards> afterwards;        // in the order of the file
  std::optional<Repeat> repeat_on_relapse;
  CourseSites sites;
  int first_opens_days = 0;  // a first infusion is booked at most today plus so many days

  // Of infusion `number`, from 1.
  UseId use_of(int number) const {
    const auto last = uses.size() - 1;
    return uses[std::min(static_cast<std::size_t>(number - 1), last)];
  }
  // The most infusions that the plan and all its extensions allow.
  int most_infusions() const {
    int most = infusions;
    for (const StopRule& rule : rules)
      most += infusions == unlimited ? 0 : rule.extend_by;
    return most;
  }
};

}  // namespace sim::model
