// sim/config/draft_course.h: the section `courses` as written.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "sim/config/conditions.h"
#include "sim/config/section.h"
#include "sim/model/course.h"
#include "sim/random/distribution.h"

namespace sim::config {

// The visit at each infusion: those of some numbers, and that of all others.
struct VisitsDraft {
  std::map<int, Given<std::string>> numbered;
  Given<std::string> otherwise;
};

// One entry of the key "schedule": so many infusions, or a cycle so many times.
struct PhaseDraft {
  Given<int> infusions;
  Given<List<random::Distribution>> every;
  Given<int> cycle_days;
  Given<std::vector<int>> on_days;
  Given<int> repeats;
  Given<model::Window> window;
};

// Of every, on_days, weekdays and phases one is written, or none for a single infusion.
struct ScheduleDraft {
  Given<List<random::Distribution>> every;
  Given<std::vector<int>> on_days;
  Given<std::uint8_t> weekdays;    // bit 0 is Monday
  Given<List<PhaseDraft>> phases;  // the key "schedule"
  Given<int> infusions;
  Given<model::Window> window;
};

struct BeforeFirstDraft {
  Given<std::string> name;
  Given<random::Distribution> takes;
  Given<double> refused;
};

struct AssessDraft {
  model::Assess how = model::Assess::AfterDelay;
  random::Distribution delay;
};

struct DropOutByResponse {
  Given<double> responding;
  Given<double> otherwise;
};
using DropOutDraft = std::variant<double, DropOutByResponse>;

struct AdverseEventDraft {
  Given<std::string> name;
  Given<double> chance;
  Given<std::string> extends;  // a step
  Given<random::Distribution> by;
  Given<double> ends_course;
};

// What a rule does.
struct ConsequenceDraft {
  model::Action action = model::Action::Stop;
  Given<int> extend_by;
  Given<std::string> course;
  Given<double> gain;
};

struct RuleDraft {
  Given<std::string> name;
  Given<ConditionDraft> when;
  Given<ConsequenceDraft> then;
};

struct AfterwardsDraft {
  Given<ConditionDraft> when;
  Given<std::string> course;
  Given<random::Distribution> after;
  Given<double> chance;
};

struct RepeatDraft {
  Given<std::string> course;
  Given<int> at_most;
};

struct CourseDraft {
  Given<VisitsDraft> visits;
  ScheduleDraft schedule;
  Given<List<BeforeFirstDraft>> before_first;
  Given<AssessDraft> assess;
  Given<DropOutDraft> drop_out;
  Given<List<AdverseEventDraft>> adverse_events;
  Given<List<RuleDraft>> stop_rules;
  Given<List<AfterwardsDraft>> afterwards;
  Given<RepeatDraft> repeat_on_relapse;
};

}  // namespace sim::config
