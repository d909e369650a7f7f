// What a stop rule is worth: a patient who is followed on paper has what the same patient has in a
// run without the rule, in a clinic in which nobody wants for anything.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/property/stories.h"

namespace sim::tests {
namespace {

// Rules, drop-out and harm beside the rule in question, and visits that are longer at first.
model::Model model_with(const std::string& rule, const Overrides& more) {
  Overrides all = {
      "courses.induction.stop_rules=[{name: well, when: in_remission for 2 assessments, then: "
      "complete}, " +
          rule +
          "{name: more, when: {all: ['infusions == 6', 'improvement >= 25 %', not responding]}, "
          "then: {extend_by: 2}}, {name: dose, when: 'infusions >= 3', then: {gain: x 1.5}}]",
      "courses.induction.adverse_events=[{name: reaction, chance: 10 %, extends: monitor, by: "
      "{exponential: {mean: 20 min}}, ends_course: 20 %}]",
      "courses.induction.drop_out={responding: 2 %, otherwise: 6 %}",
      "visits.long={throughout: {chairs: 1}, steps: [{name: prepare, takes: {exponential: {mean: "
      "40 min}}}, {name: monitor, takes: 60 min}]}",
      "courses.induction.visit={4: long, otherwise: infusion}",
      "run.length=40 weeks"};
  all.insert(all.end(), more.begin(), more.end());
  return compiled(scenario, all);
}

const std::string no_response =
    "{name: non-response, when: improvement < 25 % for 2 assessments}, ";

struct Stopped {
  int given = 0;
  clinic::StopFollowedUp followed;
};
// By patient: at the stop, and what followed on paper.
struct OnPaper {
  std::map<std::uint32_t, Stopped> stopped;
  void on(const clinic::CourseEnded& seen) {
    if (seen.how == clinic::CourseEnd::Stopped) stopped[seen.patient.member].given = seen.infusions;
  }
  void on(const clinic::StopFollowedUp& seen) { stopped[seen.patient.member].followed = seen; }
};
static_assert(clinic::Hears<OnPaper, clinic::CourseEnded> &&
              clinic::Hears<OnPaper, clinic::StopFollowedUp>);

// By patient: what happened without the rule.
struct InTheClinic {
  struct Course {
    std::vector<Duration> visits;  // of infusions, how long
    int infusions = 0;
    bool has_ended = false;
    bool responding = false;
  };
  CohortId cohort;
  std::map<std::uint32_t, Course> courses;
  void on(const clinic::InfusionStarted& seen) {
    if (seen.patient.cohort == cohort) ++courses[seen.patient.member].infusions;
  }
  void on(const clinic::VisitEnded& seen) {
    if (seen.patient.cohort == cohort && seen.purpose.what == clinic::VisitFor::Infusion)
      courses[seen.patient.member].visits.push_back(seen.length);
  }
  void on(const clinic::CourseEnded& seen) {
    if (!(seen.patient.cohort == cohort)) return;
    courses[seen.patient.member].has_ended = true;
    courses[seen.patient.member].responding = seen.responding;
  }
};
static_assert(clinic::Hears<InTheClinic, clinic::InfusionStarted> &&
              clinic::Hears<InTheClinic, clinic::VisitEnded> &&
              clinic::Hears<InTheClinic, clinic::CourseEnded>);

void expect_equal(const Stopped& stopped, const InTheClinic::Course& without, ResourceId chairs) {
  EXPECT_EQ(stopped.followed.infusions, without.infusions - stopped.given);
  if (!without.has_ended) return;
  EXPECT_EQ(stopped.followed.responding, stopped.followed.infusions > 0 && without.responding);
  Duration held{0};
  for (std::size_t i = static_cast<std::size_t>(stopped.given); i < without.visits.size(); ++i)
    held += without.visits[i];
  EXPECT_EQ(stopped.followed.held[chairs.index], held.count());
}

// Only of the cohort whose course has the rule.
TEST(OnPaper, is_what_happens_without_the_rule) {
  for (const std::string assess : {"{uniform: [20 h, 30 h]}", "0 h", "before_next", "4 days"}) {
    for (const std::string schedule :
         {"every={uniform: [3 days, 4 days]}", "every=[2 days, 5 days]", "every=1 day"}) {
      SCOPED_TRACE(assess + " " + schedule);
      const Overrides both = {"courses.induction.assess=" + assess,
                              "courses.induction." + schedule};
      OnPaper paper;
      clinic::simulate(model_with(no_response, both), 1, 1, paper);
      const model::Model without = model_with("", both);
      InTheClinic clinic{CohortId{1}, {}};
      ASSERT_EQ(without.cohorts[clinic.cohort].name, "trd");
      ASSERT_EQ(without.resources[ResourceId{0}].name, "chairs");
      clinic::simulate(without, 1, 1, clinic);
      EXPECT_GT(paper.stopped.size(), 40U);
      for (const auto& [member, stopped] : paper.stopped) {
        SCOPED_TRACE(member);
        expect_equal(stopped, clinic.courses[member], ResourceId{0});
      }
    }
  }
}

}  // namespace
}  // namespace sim::tests
