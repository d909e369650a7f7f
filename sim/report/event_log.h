// sim/report/event_log.h: what happened to patients as an event log, for process mining.
//
// A case is a patient of one replication. Its activities are the steps of visits
// ("infusion/infuse", from start to complete) and moments ("referral", "excluded: psychosis",
// "no-show"), which begin and end at once. Times are the clinic's own clock; XES and many tools
// want a time zone, so there they are written as if that clock were UTC (+00:00), which moves
// nothing as long as a tool shows times in UTC. What was still going on when the run ended has a
// start and no completion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/metrics/records.h"
#include "sim/model/model.h"
#include "sim/report/record_tables.h"

namespace sim::report {

// One doing of an activity.
struct ActivityInstance {
  std::string activity;
  Time start;
  Time complete = never;  // never: goes on when the run ends
  // What the step needs for itself, as in "nurses", or what the visit holds throughout where it
  // needs nothing else; joined by " + ". Empty where nothing is held.
  std::string resource = {};
  std::uint32_t number = 0;  // unique in the log, from 1
  std::uint32_t visit = 0;   // number of the patient's visit; 0 of what is part of none
  std::string kind = {};     // name of that visit in the scenario
  int infusion = 0;          // of a visit for one its number in the course
  // Of a step: since coming, or since the step before; no moment has it.
  std::optional<Duration> waited = {};
  std::string waited_for = {};  // cause of the latest part of that wait; empty where there was none
};

// A patient's, in the order of their starts; moments before the steps that begin with them.
struct Case {
  std::string id;  // "1/depression/17": replication and patient, after the scenario's name if any
  Recorded run = {};
  const metrics::PatientRecord* patient = nullptr;
  std::vector<ActivityInstance> activities = {};
};

// Every k-th patient of each replication in the order of their coming, from the first one on, so
// that there are at most `wanted` cases of each; all where `wanted` is 0, or not less than there
// are.
std::vector<Case> cases(const std::vector<Recorded>& all, std::size_t wanted);

// A line for each activity instance, with the columns case, activity, start, complete, resource,
// instance, replication, cohort, visit, kind, infusion, waited_minutes, waited_for (and scenario
// where it is named). Times are as in sim/report/timestamp.h.
std::string event_log_csv(const std::vector<Case>& cases);

// XES 1.0 (IEEE 1849-2016), with the extensions concept, lifecycle, time and org; an event for each
// start and each completion, tied together by concept:instance.
std::string event_log_xes(const std::string& name, const std::vector<Case>& cases);

}  // namespace sim::report
