// tests/property/naive_rules.h: stop rules without any cleverness, to hold the real ones to.
//
// Everything that has happened to a patient is remembered, and everything asked is worked out from
// it anew: a score from all infusions of a life, a fact from all infusions of a course, "for 3
// assessments" from the last three assessments. Written from the contract (scenario format,
// `stop_rules`, `responses` and section 4, point 7) before the real ones were read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/time.h"
#include "sim/clinic/disposition.h"
#include "sim/random/draw.h"
#include "tests/property/written_rules.h"

namespace sim::tests {

// How often what was met, in words.
using Met = std::map<std::string, long>;

// By the name of the fact, yes is 1 and no is 0; as of one assessment.
using NaiveFacts = std::map<std::string, double>;
// After each assessment of a course so far; at least one.
using NaiveHistory = std::vector<NaiveFacts>;

bool naively_holds(const Written& condition, const NaiveHistory& history, Met& met);

// An infusion and its assessment.
struct NaiveInfusion {
  int run = 0;     // of the course
  int number = 0;  // in the run, from 1
  Time began;
  Time assessed;
  int missed_before = 0;  // visits in a row
  int late = 0;           // 1 if it was
  double dose = 1.0;      // factor of the gain
};

// A patient with one course, which may be had again and again.
class NaivePatient {
 public:
  // What the patient is like, for life, is drawn elsewhere.
  NaivePatient(const WrittenScenario& scenario, const WrittenCourse& course,
               const clinic::Disposition& like, random::Key key)
      : scenario_(scenario), course_(course), like_(like), key_(key) {}

  void add(const NaiveInfusion& infusion) { infusions_.push_back(infusion); }

  // As of the latest assessment.
  NaiveFacts facts() const;
  // Whether the patient drops out at the latest assessment, if anyone does then.
  bool would_drop_out() const;
  // Whether the chance of the course's entry in `afterwards`, from 0, comes true after this run.
  bool would_follow(std::size_t entry) const;

 private:
  // At the address of the contract: "course/c0/" and what it is for, in the infusion's run, by its
  // number.
  double uniform(const std::string& what, const NaiveInfusion& infusion) const;
  bool has_event(const NaiveInfusion& infusion) const;
  double score_at(std::size_t infusion) const;
  bool responds_by_chance(std::size_t infusion) const;
  void add_response(std::size_t infusion, NaiveFacts& facts) const;

  const WrittenScenario& scenario_;
  const WrittenCourse& course_;
  clinic::Disposition like_;
  random::Key key_;
  std::vector<NaiveInfusion> infusions_;  // of all runs
};

enum class Outcome : std::uint8_t {
  GoesOn,
  Completed,
  CompletedEarly,
  Stopped,
  Switched,
  DroppedOut
};

// What comes of an assessment.
struct Verdict {
  Outcome outcome = Outcome::GoesOn;
  std::optional<std::size_t> rule = {};  // that acted
  std::string next = {};                 // the course that follows
};

// One run of a course.
class NaiveRules {
 public:
  explicit NaiveRules(const WrittenCourse& course) : course_(course) {}

  Verdict after_assessment(const NaivePatient& patient, Met& met);
  const NaiveHistory& history() const { return history_; }

  // None: unlimited.
  std::optional<int> planned() const;
  // What all changes of the dose so far make of the gain.
  double dose() const;

 private:
  std::optional<std::size_t> acting_rule(Met& met) const;
  Verdict judge(const NaivePatient& patient, Met& met);
  std::string follow_up(const NaivePatient& patient, Met& met) const;
  bool is_last_planned() const;

  const WrittenCourse& course_;
  NaiveHistory history_;
  std::set<std::size_t> used_;  // rules that have extended the course, or changed the dose
};

}  // namespace sim::tests
