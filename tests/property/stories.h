// tests/property/stories.h: a clinic in which there is room for everyone, and what happened to each
// of its patients.
//
// It is always open and takes walk-ins, so that all that happens to a patient is decided by that
// patient's draws.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"

namespace sim::tests {

using Overrides = std::vector<std::string>;

inline const std::string scenario = R"(chairtime: 1
name: Room for everyone
clinic: {open: always, resources: {chairs: 500, nurses: 500}}
visits:
  consultation: {steps: [{name: talk, takes: {uniform: [20 min, 60 min]}}]}
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: {exponential: {mean: 10 min}}, needs: {nurses: 1}}
      - {name: infuse, takes: {gamma: {mean: 40 min, sd: 5 min}}}
      - {name: monitor, takes: {lognormal: {mean: 60 min, sd: 20 min}}}
booking: {mode: walk_in}
courses:
  induction:
    visit: infusion
    infusions: 6
    every: {uniform: [3 days, 4 days]}
    assess: {uniform: [20 h, 30 h]}
    drop_out: 5 %
    stop_rules: [{name: non-response, when: improvement < 20 % for 3 assessments}]
  other: {visit: infusion, infusions: 4, every: 1 week, drop_out: 8 %}
responses:
  trd: {model: trajectory, scale: MADRS, baseline: {normal: {mean: 33, sd: 6, min: 20, max: 54}},
        capable: 90 %, ceiling: {logit_normal: {mean: 4, sd: 0.7}},
        gain: {logit_normal: {mean: -1.25, sd: 1.15}}, clinic_effect: {normal: {mean: 0, sd: 0.5}},
        half_life: {lognormal: {median: 30 days, log_sd: 0.7}}, noise: 3.5}
  chance: {model: hazard, hazard: [15 %, 30 %], loss: 10 %, never: 15 %}
cohorts:
  trd: {referrals: 12 / week, course: induction, response: trd, waits_at_most: {exponential: {mean: 1 year}},
        screening: {visit: consultation, excluded: {declined: 10 %, psychosis: 5 %}}}
  chance: {referrals: {exponential: {mean: 20 h}}, course: other, response: chance}
run: {length: 20 weeks, replications: 1}
)";

// What happened to each patient, with the draws behind it, by cohort and member.
class Stories {
 public:
  explicit Stories(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientReferred& seen) { write(seen.patient, "referred", ticks(seen.at)); }
  void on(const clinic::PatientExcluded& seen) {
    const auto& screening = *model_.cohorts[seen.patient.cohort].screening;
    write(seen.patient, "excluded: " + screening.excluded[seen.reason].reason, 0);
  }
  void on(const clinic::StepStarted& seen) {
    step_ended(seen.patient, seen.at);
    open_[key(seen.patient)] = {model_.visits[seen.visit].steps[seen.step].name, seen.at};
  }
  void on(const clinic::VisitEnded& seen) { step_ended(seen.patient, seen.at); }
  void on(const clinic::InfusionStarted& seen) {
    write(seen.patient, fmt::format("infusion {} after", seen.number), seen.gap.count());
  }
  void on(const clinic::AdverseEventSeen& seen) {
    const model::Course& course = model_.courses[seen.course];
    write(seen.patient, "event " + course.adverse_events[seen.event].name, seen.number);
  }
  void on(const clinic::Assessed& seen) {
    write(seen.patient, fmt::format("assessed {:.9f} {}", seen.score, seen.responding), 0);
  }
  void on(const clinic::CourseEnded& seen) {
    write(seen.patient, fmt::format("ended {}", static_cast<int>(seen.how)), seen.infusions);
  }

  const std::map<std::string, std::vector<std::string>>& all() const { return stories_; }

 private:
  static std::int64_t ticks(Time at) { return at.time_since_epoch().count(); }
  std::string key(PatientId patient) const {
    const std::string& cohort = model_.cohorts[patient.cohort].name;
    return patient.origin == Origin::Referred
               ? fmt::format("{} {}", cohort, patient.member)
               : fmt::format("{} {}, on list {}", cohort, patient.member,
                             static_cast<int>(patient.origin));
  }
  void write(PatientId patient, const std::string& what, std::int64_t value) {
    stories_[key(patient)].push_back(fmt::format("{} {}", what, value));
  }
  void step_ended(PatientId patient, Time at) {
    const auto step = open_.find(key(patient));
    if (step == open_.end()) return;
    write(patient, "step " + step->second.first, (at - step->second.second).count());
    open_.erase(step);
  }

  const model::Model& model_;
  std::map<std::string, std::vector<std::string>> stories_;
  std::map<std::string, std::pair<std::string, Time>> open_;
};

static_assert(clinic::Hears<Stories, clinic::StepStarted> &&
              clinic::Hears<Stories, clinic::PatientReferred> &&
              clinic::Hears<Stories, clinic::AdverseEventSeen> &&
              clinic::Hears<Stories, clinic::CourseEnded>);

inline std::map<std::string, std::vector<std::string>> stories(const std::string& yaml,
                                                               const Overrides& overrides = {}) {
  const model::Model model = compiled(yaml, overrides);
  Stories observer(model);
  clinic::simulate(model, 1, 1, observer);
  return observer.all();
}

// --- comparing them

inline std::map<std::string, std::vector<std::string>> of_cohort(
    const std::string& cohort, const std::map<std::string, std::vector<std::string>>& all) {
  std::map<std::string, std::vector<std::string>> those;
  for (const auto& [patient, story] : all)
    if (patient.rfind(cohort + " ", 0) == 0) those.emplace(patient, story);
  return those;
}

// The steps and events that some of the tests add.
inline bool is_added(const std::string& line) {
  return line.rfind("step rest", 0) == 0 || line.rfind("step chat", 0) == 0 ||
         line.rfind("event aaa", 0) == 0 || line.rfind("event zzz", 0) == 0;
}

// Everyone of `before` is in `after` with the same story, as far as both runs saw it: what is added
// may push the last events of a story beyond the end of the run, or make it longer.
inline void expect_unmoved(const std::map<std::string, std::vector<std::string>>& before,
                           const std::map<std::string, std::vector<std::string>>& after) {
  ASSERT_GT(before.size(), 150U);
  for (const auto& [patient, story] : before) {
    const auto other = after.find(patient);
    ASSERT_NE(other, after.end()) << patient;
    std::vector<std::string> kept;
    for (const std::string& line : other->second) {
      if (!is_added(line)) kept.push_back(line);
    }
    const std::size_t seen = std::min(story.size(), kept.size());
    ASSERT_GE(seen + 3, story.size()) << patient;
    for (std::size_t i = 0; i < seen; ++i)
      ASSERT_EQ(kept[i], story[i]) << patient;
  }
}

}  // namespace sim::tests
