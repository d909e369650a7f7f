// sim/model/course.h: a course of infusions: how many, how far apart, when it is looked at, and
// the rules that stop or extend it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/condition.h"
#include "sim/model/ids.h"
#include "sim/model/quantity.h"

namespace sim::model {

// Which dates an infusion may be given on. Default: 0.6 to 2 times the spacing, in whole days
// rounded outwards.
struct DaysAfterPrevious {
  int first = 0;  // calendar days after the previous infusion visit, both included
  int last = 0;
};
struct AroundTarget {
  Duration early{};  // the dates of target - early to target + late, both included
  Duration late{};
};
using Window = std::variant<DaysAfterPrevious, AroundTarget>;

// The gap before an infusion: the target is the start of the previous infusion visit plus this.
struct Spacing {
  random::Sampler gap;  // milliseconds
  Window window;
};

enum class Assess : std::uint8_t {
  AfterDelay,  // so long after the infusion visit began, but not before the patient has left
  AtVisitEnd,
  BeforeNext  // just before the next infusion; 24 h after the last one
};

enum class Action : std::uint8_t { Stop, Complete, Extend };

struct StopRule {
  std::string name;
  Condition when;
  Action then = Action::Stop;
  int extend_by = 0;  // infusions, once per rule and course
};

inline constexpr int unlimited = std::numeric_limits<std::uint16_t>::max();
// At most this many rules and streaks to a course: patients keep one bit and one counter of each.
inline constexpr std::size_t most_rules = 32;
inline constexpr std::size_t most_streaks = 32;

// The sites of a course's draws that are not in a Quantity or Chance of its own.
struct CourseSites {
  Site spacing = 0;
  Site noise = 0;     // of a score
  Site responds = 0;  // hazard model
  Site loses = 0;     // hazard model
};

struct Course {
  std::string name;
  UseId use;
  int infusions = 1;              // planned
  std::vector<Spacing> spacings;  // used in turn; empty for a single infusion
  Assess assess = Assess::AfterDelay;
  Quantity assess_delay;
  Chance drop_out;               // after each infusion but the last planned one
  std::vector<StopRule> rules;   // in the order of the file
  std::vector<Compare> streaks;  // what the rules' "for N assessments" count
  CourseSites sites;
  int first_opens_days = 0;  // a first infusion is booked at most today plus so many days

  // The spacing before infusion `number` (from 2). Expects: number >= 2, !spacings.empty().
  const Spacing& before(int number) const {
    return spacings[static_cast<std::size_t>(number - 2) % spacings.size()];
  }
  // Whether the spacing of a patient is a matter of chance.
  bool spacing_varies() const {
    return std::any_of(spacings.begin(), spacings.end(), [](const Spacing& each) {
      return each.gap.at(0x1p-52) != each.gap.at(1.0 - 0x1p-52);
    });
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
