// Where draws are: the hash of the quantity's canonical name.
#include <variant>

#include <gtest/gtest.h>

#include "tests/property/stories.h"

namespace sim::tests {
namespace {

// Source: engine notes, addresses of random draws.
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
  const model::Use& use = model.uses[course.use_of(1)];
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

TEST(Sites, of_whole_courses_are_the_hashes_of_their_canonical_names) {
  const model::Model model = compiled(
      scenario,
      {"courses.induction.adverse_events=[{name: reaction, chance: 5 %, extends: monitor, by: 20 "
       "min, ends_course: 30 %}]",
       "courses.induction.before_first=[{name: work-up, takes: 2 days, refused: 5 %}]",
       "courses.induction.afterwards=[{course: other, chance: 40 %}]",
       "responses.trd.relapse={exponential: {mean: 9 weeks}}",
       "cohorts.trd.with={talk: {share: 60 %, visit: consultation, every: 1 week}}"});
  const auto hash = [](const char* name) { return random::hash64(name); };

  const model::Course& course = model.courses[CourseId{0}];
  const model::AdverseEvent& event = course.adverse_events.at(0);
  EXPECT_EQ(event.chance.site, hash("course/induction/adverse/reaction"));
  EXPECT_EQ(event.by.site, hash("course/induction/adverse/reaction/by"));
  EXPECT_EQ(event.ends_course.site, hash("course/induction/adverse/reaction/ends"));
  EXPECT_EQ(course.afterwards.at(0).chance.site, hash("course/induction/afterwards"));
  EXPECT_EQ(model.responses[ResponseId{1}].relapse.value().site, hash("response/trd/relapse"));
  const model::PlanPart& part = model.cohorts[CohortId{1}].with.at(0);
  EXPECT_EQ(part.share.site, hash("with/talk/share"));
  EXPECT_EQ(part.spacing, hash("with/talk/spacing"));
  EXPECT_EQ(model.uses[part.use.value()].step_times.at(0), hash("with/talk/step/talk"));
}

}  // namespace
}  // namespace sim::tests
