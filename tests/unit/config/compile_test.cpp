// tests/unit/config/compile_test.cpp: a whole scenario, from its text to the model.
#include "sim/config/compile.h"

#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "sim/random/draw.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::config {
namespace {

using model::Model;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using tests::compiled;

const std::string smallest = tests::text_of("scenarios/smallest.yaml");

TEST(Compile, TheSmallestScenarioArrivesAsWritten) {
  const Model model = compiled(smallest);
  EXPECT_EQ(model.name, "The smallest clinic");
  EXPECT_EQ(model.clinic.open.total(), hours{5 * 9});
  ASSERT_EQ(model.resources.size(), 2U);
  const model::Resource& chairs = model.resources[ResourceId{0}];
  const model::Resource& nurses = model.resources[ResourceId{1}];
  EXPECT_EQ(chairs.name, "chairs");
  EXPECT_TRUE(chairs.held_throughout);
  EXPECT_EQ(chairs.units_each, 1);
  EXPECT_EQ(chairs.staffing.rotas().periods().front().what.staffed(), 4 * hours{45});
  EXPECT_FALSE(nurses.held_throughout);
  EXPECT_EQ(nurses.units_each, 12);  // thirds and quarters

  const model::Visit& visit = model.visits[VisitId{0}];
  EXPECT_THAT(visit.throughout, ElementsAre(1, 0, 0, 0, 0, 0, 0, 0));
  ASSERT_EQ(visit.steps.size(), 3U);
  EXPECT_EQ(visit.steps[0].needs[1], 12);
  EXPECT_EQ(visit.steps[1].needs[1], 4);
  EXPECT_EQ(visit.steps[2].needs[1], 3);
  EXPECT_EQ(visit.planned(), minutes{110});
  EXPECT_EQ(visit.admission.periods().front().what.total(), 5 * (hours{9} - minutes{110}));

  const model::Course& course = model.courses[CourseId{0}];
  EXPECT_EQ(course.infusions, 6);
  ASSERT_EQ(course.schedule.phases.size(), 1U);
  EXPECT_EQ(course.schedule.mean_gap(2), hours{84});
  const model::Cohort& cohort = model.cohorts[CohortId{0}];
  EXPECT_DOUBLE_EQ(std::get<model::Poisson>(cohort.referrals).per_week, 4.0);
}

TEST(Compile, DefaultsAreThoseOfTheFormat) {
  const Model model = compiled(smallest);
  EXPECT_EQ(model.booking.mode, model::BookingMode::Appointments);
  EXPECT_EQ(model.booking.slot, minutes{15});
  EXPECT_EQ(model.booking.opens_days, 26 * 7);
  EXPECT_EQ(model.booking.lead_days, 1);
  EXPECT_EQ(model.booking.choose, model::Choice::NearestToTarget);

  const model::Course& course = model.courses[CourseId{0}];
  // 0.6 and 2 times 3.5 days are 2.1 and 7 days.
  const auto& every = std::get<model::Every>(course.schedule.phase_of(2).due);
  const auto& window = std::get<model::DaysAfterPrevious>(every.spacings.at(0).window);
  EXPECT_EQ(window.first, 2);
  EXPECT_EQ(window.last, 7);
  EXPECT_EQ(course.first_opens_days, 1);
  EXPECT_EQ(course.assess, model::Assess::AfterDelay);
  EXPECT_DOUBLE_EQ(course.assess_delay.sampler.at(0.5), in_milliseconds(one_day));
  EXPECT_FALSE(course.drop_out.possible());
  EXPECT_TRUE(course.rules.empty());

  const model::Cohort& cohort = model.cohorts[CohortId{0}];
  EXPECT_EQ(cohort.label, "depression");
  EXPECT_EQ(cohort.referral_hours, model.clinic.open);
  EXPECT_FALSE(cohort.screening || cohort.patience);
  EXPECT_TRUE(std::holds_alternative<model::NoResponse>(model.responses[cohort.response].is));

  EXPECT_EQ(model.run.start, *parse_date("2027-01-04"));
  EXPECT_EQ(model.run.warm_up, Duration{0});
  EXPECT_EQ(model.run.length, 52 * one_week);
  EXPECT_EQ(model.run.replications, 50);
  EXPECT_EQ(model.run.seed, 1U);
  EXPECT_DOUBLE_EQ(model.run.confidence, 0.95);
}

TEST(Compile, EveryDefaultInForceIsRecordedBesideWhatIsWritten) {
  const Model model = compiled(smallest);
  const auto of = [&](const std::string& path) {
    for (const model::Provenance& each : model.provenance)
      if (each.path == path) return each.value + (each.is_default ? " by default" : " as written");
    return std::string("not there");
  };
  EXPECT_EQ(of("courses.induction.infusions"), "6 as written");
  EXPECT_EQ(of("courses.induction.drop_out"), "0 % by default");
  EXPECT_EQ(of("booking.slot"), "15 min by default");
  EXPECT_EQ(of("run.length"), "52 weeks by default");
  EXPECT_EQ(of("clinic.resources.chairs"), "4 as written");
}

TEST(Compile, SitesAreTheHashesOfCanonicalNames) {
  const Model model = compiled(smallest);
  const model::Course& course = model.courses[CourseId{0}];
  const model::Use& use = model.uses[course.use_of(1)];
  EXPECT_EQ(use.name, "course/induction");
  EXPECT_THAT(use.step_times, ElementsAre(random::hash64("course/induction/step/prepare"),
                                          random::hash64("course/induction/step/infuse"),
                                          random::hash64("course/induction/step/monitor")));
  EXPECT_EQ(use.attendance.site, random::hash64("course/induction/attends"));
  EXPECT_EQ(course.drop_out.site, random::hash64("course/induction/drop_out"));
  EXPECT_EQ(course.assess_delay.site, random::hash64("course/induction/assess"));
  EXPECT_EQ(course.sites.spacing, random::hash64("course/induction/spacing"));
  EXPECT_EQ(course.sites.noise, random::hash64("course/induction/noise"));
  EXPECT_EQ(course.sites.responds, random::hash64("course/induction/responds"));
  EXPECT_EQ(course.sites.loses, random::hash64("course/induction/loses"));
  EXPECT_EQ(model.cohorts[CohortId{0}].family, random::hash64("depression"));
  EXPECT_EQ(model.cohorts[CohortId{0}].referral_site, random::hash64("referral"));
}

TEST(Compile, TablesAreNumberedByNameWhateverTheOrderOfTheFile) {
  const std::string head = "chairtime: 1\nclinic:\n  open: always\n";
  const std::string forward = head + R"(  resources: {chairs: 4, nurses: 2}
visits:
  a: {steps: [{name: s, takes: 10 min, needs: {chairs: 1, nurses: 1/2}}]}
  b: {steps: [{name: t, takes: 20 min, needs: {chairs: 1}}]}
courses:
  c: {visit: a, infusions: 1}
  d: {visit: b, infusions: 2, every: 1 day}
cohorts:
  e: {referrals: 1 / week, course: d}
  f: {referrals: 2 / week, course: c}
)";
  const std::string backward = head + R"(  resources: {nurses: 2, chairs: 4}
cohorts:
  f: {course: c, referrals: 2 / week}
  e: {course: d, referrals: 1 / week}
courses:
  d: {visit: b, infusions: 2, every: 1 day}
  c: {visit: a, infusions: 1}
visits:
  b: {steps: [{name: t, takes: 20 min, needs: {chairs: 1}}]}
  a: {steps: [{name: s, takes: 10 min, needs: {nurses: 1/2, chairs: 1}}]}
)";
  for (const std::string& text : {forward, backward}) {
    const Model model = compiled(text);
    EXPECT_EQ(model.resources[ResourceId{1}].name, "nurses");
    EXPECT_EQ(model.visits[VisitId{0}].name, "a");
    EXPECT_THAT(model.visits[VisitId{0}].steps.at(0).needs, ElementsAre(1, 1, 0, 0, 0, 0, 0, 0));
    EXPECT_EQ(model.courses[CourseId{1}].name, "d");
    EXPECT_EQ(model.visit_of(model.courses[CourseId{1}].use_of(1)).name, "b");
    EXPECT_EQ(model.cohorts[CohortId{0}].name, "e");
    EXPECT_EQ(model.cohorts[CohortId{0}].course.index, 1U);
    EXPECT_EQ(model.cohorts[CohortId{1}].course.index, 0U);
  }
}

TEST(Compile, OverridesAreReadLikeTheFile) {
  const Model model = compiled(smallest, {"clinic.resources.chairs=5", "clinic.resources.chairs=6",
                                          "courses.induction.every=[3 days, 4 days]"});
  EXPECT_EQ(model.resources[ResourceId{0}].staffing.most(), 6);
  EXPECT_EQ(model.courses[CourseId{0}].schedule.mean_gap(3), 4 * one_day);
}

TEST(Compile, AMistakeInAnOverrideIsReportedThere) {
  Diagnostics found;
  EXPECT_FALSE(compile(smallest, "test.yaml", {"courses.induction.every=3"}, found));
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_EQ(found.file(found.by_position().back().at.file)->name, "--set");
}

TEST(Compile, WhatCannotBeReadAtAllGivesOneMessage) {
  for (const std::string text : {"", "clinic: [", "just text", "- a list"}) {
    Diagnostics found;
    EXPECT_FALSE(compile(text, "test.yaml", {}, found)) << text;
    EXPECT_EQ(found.errors(), 1U) << render_all(found);
  }
}

}  // namespace
}  // namespace sim::config
