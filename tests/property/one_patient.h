// tests/property/one_patient.h: a patient to whom nothing happens by chance, and what became of
// them.
//
// Most often the clinic is always open and takes walk-ins, who come exactly when they are due.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"

namespace sim::tests {

using Overrides = std::vector<std::string>;

// An infusion visit lasts two hours. The courses are the one that patients begin with, and others.
inline std::string clinic_with(const std::string& course, const std::string& others = "",
                               const std::string& patients = "") {
  return fmt::format(R"(chairtime: 1
clinic: {{open: always, resources: {{chairs: 4}}}}
visits:
  infusion: {{throughout: {{chairs: 1}}, steps: [{{name: infuse, takes: 1 h}}, {{name: monitor, takes: 1 h}}]}}
booking: {{mode: walk_in}}
courses:
  course: {{visit: infusion, {}}}
{}
cohorts: {{patients: {{referrals: {{at_start: 1}}, course: course{}}}}}
run: {{length: 52 weeks, replications: 1}}
)",
                     course, others, patients);
}

inline const std::string other = "  other: {visit: infusion, infusions: 2, every: 1 week}";
inline const std::string third = "\n  third: {visit: infusion, infusions: 1}";

// Everyone can respond: with f rising by `gain` of what is missing to 0.9, and nothing by chance.
inline Overrides improving_by(const std::string& gain, const Overrides& more = {}) {
  Overrides all = {
      fmt::format("responses={{steady: {{model: trajectory, scale: {{range: [0, 60], remission: "
                  "1}}, baseline: 40, capable: 100 %, ceiling: 0.9, gain: {}, half_life: 10 days, "
                  "noise: 0}}}}",
                  gain),
      "cohorts.patients.response=steady"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// What happened, in the order in which it did. Times are since the run began.
struct Story {
  struct Infusion {
    Duration at;
    std::string course;
    bool late;
  };
  const model::Model& model;
  std::vector<Infusion> infusions = {};
  std::vector<clinic::CourseEnded> ends = {};
  std::vector<clinic::PatientRelapsed> relapses = {};
  std::vector<double> scores = {};
  std::vector<clinic::VisitEnded> visits = {};
  std::vector<clinic::CourseStarted> starts = {};
  std::vector<clinic::BeforeFirstDone> before = {};
  std::vector<clinic::CourseForgone> forgone = {};
  clinic::Ledger ledger = {};

  Duration since_start(Time at) const { return at - Time{model.run.start}; }
  void on(const clinic::InfusionStarted& seen) {
    infusions.push_back({since_start(seen.at), model.courses[seen.course].name, seen.late});
  }
  void on(const clinic::CourseStarted& seen) { starts.push_back(seen); }
  void on(const clinic::CourseEnded& seen) { ends.push_back(seen); }
  void on(const clinic::CourseForgone& seen) { forgone.push_back(seen); }
  void on(const clinic::PatientRelapsed& seen) { relapses.push_back(seen); }
  void on(const clinic::Assessed& seen) { scores.push_back(seen.score); }
  void on(const clinic::VisitEnded& seen) { visits.push_back(seen); }
  void on(const clinic::BeforeFirstDone& seen) { before.push_back(seen); }

  std::int64_t ended(clinic::CourseEnd how) const {
    return ledger.last_course[static_cast<std::size_t>(how)];
  }
  std::vector<Duration> times() const {
    std::vector<Duration> all;
    for (const Infusion& each : infusions)
      all.push_back(each.at);
    return all;
  }
};
static_assert(clinic::Hears<Story, clinic::InfusionStarted> &&
              clinic::Hears<Story, clinic::CourseStarted> &&
              clinic::Hears<Story, clinic::CourseEnded> &&
              clinic::Hears<Story, clinic::CourseForgone> &&
              clinic::Hears<Story, clinic::PatientRelapsed> &&
              clinic::Hears<Story, clinic::Assessed> && clinic::Hears<Story, clinic::VisitEnded> &&
              clinic::Hears<Story, clinic::BeforeFirstDone>);

inline Story told(const model::Model& model) {
  Story story{model};
  story.ledger = clinic::simulate(model, 1, 1, story).ledger;
  return story;
}

using Spans = std::vector<Duration>;

}  // namespace sim::tests
