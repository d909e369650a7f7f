// Draws have addresses: what is added to a scenario moves no draw of what was there before.
//
// In a clinic that is always open, takes walk-ins and has room for everyone, all that happens to a
// patient is decided by that patient's draws. Their stories are therefore compared word for word
// between a scenario and the same one with something added.
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

using Overrides = std::vector<std::string>;

const std::string scenario = R"(chairtime: 1
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
    return fmt::format("{} {}", model_.cohorts[patient.cohort].name, patient.member);
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
              clinic::Hears<Stories, clinic::CourseEnded>);

std::map<std::string, std::vector<std::string>> stories(const std::string& yaml,
                                                        const Overrides& overrides = {}) {
  const model::Model model = compiled(yaml, overrides);
  Stories observer(model);
  clinic::simulate(model, 1, 1, observer);
  return observer.all();
}

std::string with(const std::string& after, const std::string& added) {
  std::string text = scenario;
  const std::size_t at = text.find(after);
  if (at == std::string::npos) throw std::invalid_argument(after);
  return text.insert(at + after.size(), added);
}

// The step that one of the tests adds.
bool is_of_an_added_step(const std::string& line) { return line.rfind("step rest", 0) == 0; }

// Everyone of `before` is in `after` with the same story, as far as both runs saw it: what is added
// may push the last events of a story beyond the end of the run.
void expect_unmoved(const std::map<std::string, std::vector<std::string>>& before,
                    const std::map<std::string, std::vector<std::string>>& after) {
  ASSERT_GT(before.size(), 200U);
  for (const auto& [patient, story] : before) {
    const auto other = after.find(patient);
    ASSERT_NE(other, after.end()) << patient;
    std::vector<std::string> kept;
    for (const std::string& line : other->second) {
      if (!is_of_an_added_step(line)) kept.push_back(line);
    }
    const std::size_t seen = std::min(story.size(), kept.size());
    ASSERT_GE(seen + 3, story.size()) << patient;
    for (std::size_t i = 0; i < seen; ++i)
      ASSERT_EQ(kept[i], story[i]) << patient;
  }
}

TEST(Draws, stay_when_a_chair_is_added) {
  expect_unmoved(stories(scenario), stories(scenario, {"clinic.resources.chairs=501"}));
}

TEST(Draws, stay_when_a_step_is_added) {
  const auto before = stories(scenario);
  expect_unmoved(before,
                 stories(with("{gamma: {mean: 40 min, sd: 5 min}}}\n",
                              "      - {name: rest, takes: {exponential: {mean: 9 min}}}\n")));
}

TEST(Draws, stay_when_a_cohort_is_added) {
  const auto before = stories(scenario);
  for (const std::string name : {"aaa", "zzz"}) {
    const auto after = stories(with(
        "cohorts:\n", "  " + name + ": {referrals: 9 / week, course: other, response: chance}\n"));
    EXPECT_GT(after.size(), before.size());
    expect_unmoved(before, after);
  }
}

TEST(Draws, stay_when_an_exclusion_reason_is_added) {
  const auto before = stories(scenario);
  const auto after = stories(with("psychosis: 5 %", ", unreachable: 20 %"));
  std::size_t newly_excluded = 0;
  for (const auto& [patient, story] : before) {
    const auto& other = after.at(patient);
    std::size_t i = 0;
    while (i < std::min(story.size(), other.size()) && story[i] == other[i])
      ++i;
    if (i == story.size() && i == other.size()) continue;
    // The only way to differ: excluded for the new reason where the story went on before.
    ASSERT_LT(i, other.size()) << patient;
    ASSERT_EQ(other[i], "excluded: unreachable 0") << patient;
    ++newly_excluded;
  }
  EXPECT_GT(newly_excluded, 20U);
}

TEST(Draws, stay_when_the_file_is_reordered) {
  const std::string& text = scenario;
  const std::size_t cohorts = text.find("cohorts:");
  const std::size_t run = text.find("run:");
  const std::size_t responses = text.find("responses:");
  const std::string reordered = "chairtime: 1\n" + text.substr(cohorts, run - cohorts) +
                                text.substr(run) + text.substr(responses, cohorts - responses) +
                                text.substr(text.find("name:"), responses - text.find("name:"));
  EXPECT_EQ(stories(scenario), stories(reordered));
}

// The address table: each site is the hash of the quantity's canonical name.
TEST(Sites, are_the_hashes_of_their_canonical_names) {
  const model::Model model = compiled(scenario);
  const auto hash = [](const char* name) { return random::hash64(name); };

  const model::Course& course = model.courses[CourseId{0}];
  ASSERT_EQ(course.name, "induction");
  EXPECT_EQ(course.drop_out.site, hash("course/induction/drop_out"));
  EXPECT_EQ(course.assess_delay.site, hash("course/induction/assess"));
  EXPECT_EQ(course.sites.spacing, hash("course/induction/spacing"));
  EXPECT_EQ(course.sites.noise, hash("course/induction/noise"));
  EXPECT_EQ(course.sites.responds, hash("course/induction/responds"));
  EXPECT_EQ(course.sites.loses, hash("course/induction/loses"));
  const model::Use& use = model.uses[course.use];
  EXPECT_EQ(use.attendance.site, hash("course/induction/attends"));
  EXPECT_EQ(use.step_times.at(1), hash("course/induction/step/infuse"));

  const auto& hazard = std::get<model::Hazard>(model.responses[ResponseId{0}].is);
  EXPECT_EQ(hazard.never.site, hash("response/chance/never"));
  const auto& trajectory = std::get<model::Trajectory>(model.responses[ResponseId{1}].is);
  EXPECT_EQ(trajectory.baseline.site, hash("response/trd/baseline"));
  EXPECT_EQ(trajectory.capable.site, hash("response/trd/capable"));
  EXPECT_EQ(trajectory.ceiling.site, hash("response/trd/ceiling"));
  EXPECT_EQ(trajectory.gain.site, hash("response/trd/gain"));
  EXPECT_EQ(trajectory.half_life.site, hash("response/trd/half_life"));
  EXPECT_EQ(trajectory.clinic_effect.site, hash("response/trd/clinic_effect"));

  const model::Cohort& cohort = model.cohorts[CohortId{1}];
  ASSERT_EQ(cohort.name, "trd");
  EXPECT_EQ(cohort.family, hash("trd"));
  EXPECT_EQ(cohort.referral_site, hash("referral"));
  EXPECT_EQ(cohort.patience.value().site, hash("patience"));
  EXPECT_EQ(cohort.screening.value().site, hash("screening/excluded"));
  const model::Use& screening = model.uses[cohort.screening.value().use.value()];
  EXPECT_EQ(screening.step_times.at(0), hash("screening/step/talk"));
  EXPECT_EQ(screening.attendance.site, hash("screening/attends"));
}

}  // namespace
}  // namespace sim::tests
