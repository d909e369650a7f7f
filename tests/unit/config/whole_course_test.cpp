// tests/unit/config/whole_course_test.cpp: what comes before, during and after a course, as it is
// written.
#include <gmock/gmock.h>

#include "sim/random/draw.h"
#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Action;
using model::Course;
using model::Model;
using random::hash64;
using std::chrono::minutes;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::compiled;

// Three courses, of which the induction has everything that can come before, during and after it.
const std::string whole = R"(chairtime: 1
clinic: {open: {mon-fri: 08:00-17:00}, resources: {chairs: 4, nurses: 2}}
visits:
  first_infusion:
    throughout: {chairs: 1}
    steps:
      - {name: explain, takes: 30 min, needs: {nurses: 1}}
      - {name: infuse, takes: 40 min}
      - {name: monitor, takes: 90 min}
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: infuse, takes: 40 min}
      - {name: monitor, takes: 60 min}
courses:
  induction:
    visit: {1: first_infusion, 3: first_infusion, otherwise: infusion}
    infusions: 6
    every: 3.5 days
    before_first:
      - {name: work-up, takes: 3 days}
      - {name: authorisation, takes: {lognormal: {mean: 12 days, sd: 6 days}}, refused: 8 %}
    drop_out: {responding: 2 %, otherwise: 6 %}
    adverse_events:
      - {name: nausea, chance: 5 %}
      - {name: hypertension, chance: 1 %, extends: monitor, by: 30 min, ends_course: 15 %}
    stop_rules:
      - {name: no use, when: not responding for 3 assessments}
      - {name: other, when: adverse_events >= 2, then: {course: booster}}
      - {name: step up, when: infusions == 2, then: {course: maintenance}}
      - {name: dose, when: infusions == 3, then: {gain: x 1.3}}
    afterwards:
      - {when: responding for 2 assessments, course: maintenance, after: {uniform: [3 weeks, 5 weeks]}}
      - {when: not responding for 3 assessments, course: induction, chance: 24 %}
      - {course: booster, after: 8 weeks}
  maintenance:
    visit: infusion
    schedule: [{infusions: 4, every: 2 weeks}, {infusions: unlimited, every: 4 weeks}]
    repeat_on_relapse: {course: induction, at_most: 2}
  booster: {visit: infusion, infusions: 1}
responses:
  trd:
    model: trajectory
    scale: MADRS
    baseline: 33
    capable: 90 %
    ceiling: 0.9
    gain: 0.2
    half_life: 30 days
cohorts:
  people: {referrals: 4 / week, course: induction, response: trd}
run: {warm_up: 12 weeks}
)";

constexpr CourseId booster{0}, induction{1}, maintenance{2};  // by name

Model with(const std::vector<std::string>& overrides = {}) { return compiled(whole, overrides); }
Course induction_with(const std::vector<std::string>& overrides = {}) {
  return with(overrides).courses[induction];
}

std::vector<std::string> said(const std::vector<std::string>& overrides) {
  Diagnostics found;
  compile(whole, "test.yaml", overrides, found);
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.all())
    messages.push_back(each.message);
  return messages;
}

// --- visits by number

TEST(VisitsByNumber, AreTheCoursesUsesAndTheLastIsForAllThatFollow) {
  const Model model = with();
  const Course& course = model.courses[induction];
  std::vector<std::string> names;
  for (const int number : {1, 2, 3, 4, 6})
    names.push_back(model.visit_of(course.use_of(number)).name);
  EXPECT_THAT(names,
              ElementsAre("first_infusion", "infusion", "first_infusion", "infusion", "infusion"));
}

TEST(VisitsByNumber, ShareAUseWhereTheVisitIsTheSame) {
  const Course course = induction_with();
  EXPECT_EQ(course.use_of(1), course.use_of(3));
  EXPECT_EQ(course.use_of(2), course.use_of(4));
  EXPECT_NE(course.use_of(1), course.use_of(2));
}

TEST(VisitsByNumber, DrawFromTheSitesOfTheCourse) {
  const Model model = with();
  const model::Use& first = model.uses[model.courses[induction].use_of(1)];
  const model::Use& second = model.uses[model.courses[induction].use_of(2)];
  EXPECT_EQ(first.name, "course/induction");
  EXPECT_EQ(second.name, "course/induction");
  EXPECT_EQ(first.step_times.at(2), hash64("course/induction/step/monitor"));
  EXPECT_EQ(second.step_times.at(1), hash64("course/induction/step/monitor"));
  EXPECT_EQ(first.attendance.site, second.attendance.site);
}

TEST(VisitsByNumber, OfOneVisitAreOneUse) {
  const Course course =
      induction_with({"courses.induction.visit={1: infusion, otherwise: infusion}",
                      "visits.first_infusion=remove"});
  EXPECT_EQ(course.use_of(1), course.use_of(2));
}

// --- before

TEST(BeforeFirst, KeepsTheOrderOfTheFile) {
  const Course course = induction_with();
  ASSERT_EQ(course.before_first.size(), 2U);
  EXPECT_EQ(course.before_first[0].name, "work-up");
  EXPECT_EQ(from_milliseconds(course.before_first[0].takes.sampler.mean()), 3 * one_day);
  EXPECT_DOUBLE_EQ(course.before_first[0].refused.probability, 0.0);
  EXPECT_EQ(course.before_first[0].takes.site, hash64("before/work-up"));
  EXPECT_NEAR(course.before_first[1].takes.sampler.mean(), in_milliseconds(12 * one_day), 1.0);
  EXPECT_DOUBLE_EQ(course.before_first[1].refused.probability, 0.08);
  EXPECT_EQ(course.before_first[1].refused.site, hash64("before/authorisation/refused"));
}

// --- during

TEST(AdverseEvents, AreInNameOrderWithSitesOfTheirOwn) {
  const Course course = induction_with();
  ASSERT_EQ(course.adverse_events.size(), 2U);
  const model::AdverseEvent& first = course.adverse_events[0];
  EXPECT_EQ(first.name, "hypertension");
  EXPECT_DOUBLE_EQ(first.chance.probability, 0.01);
  EXPECT_EQ(first.chance.site, hash64("course/induction/adverse/hypertension"));
  EXPECT_EQ(from_milliseconds(first.by.sampler.mean()), minutes{30});
  EXPECT_EQ(first.by.site, hash64("course/induction/adverse/hypertension/by"));
  EXPECT_DOUBLE_EQ(first.ends_course.probability, 0.15);
  EXPECT_EQ(first.ends_course.site, hash64("course/induction/adverse/hypertension/ends"));
  EXPECT_EQ(course.adverse_events[1].name, "nausea");
  EXPECT_DOUBLE_EQ(course.adverse_events[1].ends_course.probability, 0.0);
}

TEST(AdverseEvents, LengthenTheirStepInEveryVisitOfTheCourse) {
  const Model model = with();
  const Course& course = model.courses[induction];
  const model::Use& first = model.uses[course.use_of(1)];
  EXPECT_THAT(first.lengthened_by, ElementsAre(IsEmpty(), IsEmpty(), ElementsAre(0U)));
  const model::Use& second = model.uses[course.use_of(2)];
  EXPECT_THAT(second.lengthened_by, ElementsAre(IsEmpty(), ElementsAre(0U)));
  const model::Use& other = model.uses[model.courses[maintenance].use_of(1)];
  EXPECT_THAT(other.lengthened_by, ElementsAre(IsEmpty(), IsEmpty()));
}

TEST(AdverseEvents, MayLengthenAStepThatOnlySomeVisitsHave) {
  const Model model = with({"courses.induction.adverse_events.hypertension.extends=explain"});
  const Course& course = model.courses[induction];
  EXPECT_THAT(model.uses[course.use_of(1)].lengthened_by,
              ElementsAre(ElementsAre(0U), IsEmpty(), IsEmpty()));
  EXPECT_THAT(model.uses[course.use_of(2)].lengthened_by, ElementsAre(IsEmpty(), IsEmpty()));
}

TEST(DropOut, DependsOnTheResponseOrNot) {
  EXPECT_DOUBLE_EQ(induction_with().drop_out.responding, 0.02);
  EXPECT_DOUBLE_EQ(induction_with().drop_out.otherwise, 0.06);
  const Course alike = induction_with({"courses.induction.drop_out=3.6 %"});
  EXPECT_DOUBLE_EQ(alike.drop_out.responding, 0.036);
  EXPECT_DOUBLE_EQ(alike.drop_out.otherwise, 0.036);
  EXPECT_EQ(alike.drop_out.site, hash64("course/induction/drop_out"));
}

// --- rules

TEST(Rules, MaySwitchToAnotherCourseOneOfItsSpacingsLater) {
  const Course course = induction_with();
  const model::StopRule& step_up = course.rules.at(2);
  EXPECT_EQ(step_up.then, Action::Switch);
  EXPECT_EQ(step_up.follow_up.course, maintenance);
  EXPECT_EQ(from_milliseconds(step_up.follow_up.after.sampler.at(0.3)), 2 * one_week);
  // A single infusion has no spacing: it is due at once.
  EXPECT_EQ(course.rules.at(1).follow_up.course, booster);
  EXPECT_DOUBLE_EQ(course.rules.at(1).follow_up.after.sampler.at(0.3), 0.0);
}

TEST(Rules, MayChangeTheGain) {
  const model::StopRule rule = induction_with().rules.at(3);
  EXPECT_EQ(rule.then, Action::ChangeGain);
  EXPECT_DOUBLE_EQ(rule.gain, 1.3);
}

// --- afterwards

TEST(Afterwards, KeepsItsOrderItsChancesAndWhen) {
  const Course course = induction_with();
  ASSERT_EQ(course.afterwards.size(), 3U);
  const model::FollowUp& first = course.afterwards[0].follow_up;
  EXPECT_EQ(first.course, maintenance);
  EXPECT_DOUBLE_EQ(first.after.sampler.mean(), in_milliseconds(4 * one_week));
  EXPECT_EQ(first.after.site, hash64("course/induction/afterwards/after"));
  EXPECT_DOUBLE_EQ(course.afterwards[0].chance.probability, 1.0);
  EXPECT_DOUBLE_EQ(course.afterwards[1].chance.probability, 0.24);
  EXPECT_EQ(course.afterwards[1].chance.site, hash64("course/induction/afterwards"));
  EXPECT_EQ(from_milliseconds(course.afterwards[2].follow_up.after.sampler.mean()), 8 * one_week);
}

TEST(Afterwards, ComesOneSpacingOfTheNewCourseLaterByDefault) {
  const Course course = induction_with();
  EXPECT_EQ(course.afterwards[1].follow_up.course, induction);
  EXPECT_EQ(from_milliseconds(course.afterwards[1].follow_up.after.sampler.at(0.9)),
            std::chrono::hours{84});
}

TEST(Afterwards, WithoutAConditionAlwaysApplies) {
  const model::CourseFacts facts;
  EXPECT_TRUE(model::holds(induction_with().afterwards[2].when, facts, nullptr));
}

TEST(Afterwards, CountsItsStreaksWithThoseOfTheRules) {
  const Course course = induction_with();
  // "not responding", which a rule and an entry share, and "responding".
  ASSERT_EQ(course.streaks.size(), 2U);
  EXPECT_EQ(std::get<model::Streak>(course.rules[0].when.is).streak, 0U);
  EXPECT_EQ(std::get<model::Streak>(course.afterwards[0].when.is).streak, 1U);
  EXPECT_EQ(std::get<model::Streak>(course.afterwards[1].when.is).streak, 0U);
}

TEST(RepeatOnRelapse, ArrivesAsWritten) {
  const Model model = with();
  EXPECT_FALSE(model.courses[induction].repeat_on_relapse);
  const auto& repeat = model.courses[maintenance].repeat_on_relapse;
  ASSERT_TRUE(repeat);
  EXPECT_EQ(repeat->course, induction);
  EXPECT_EQ(repeat->at_most, 2);
}

TEST(LaterCourses, AreUsedByTheCohortsThatMayComeToThem) {
  EXPECT_THAT(said({}), IsEmpty());
  EXPECT_THAT(said({"courses.induction.afterwards=remove", "courses.induction.stop_rules=[]"}),
              ElementsAre(R"(course "booster" is used by no cohort)",
                          R"(course "maintenance" is used by no cohort)"));
}

TEST(LaterCourses, MayHaveSomethingKeptForThem) {
  const std::string keep = "booking={reserve: [{resource: chairs, count: 1, for: maintenance}]}";
  EXPECT_THAT(said({keep}), IsEmpty());
  EXPECT_THAT(
      said({keep, "courses.induction.afterwards=remove", "courses.induction.stop_rules=[]"}),
      Contains("no visit of those for whom chairs are kept needs any"));
}

TEST(AClosedRun, NeedsAnEndToEveryCourseThatPatientsMayComeTo) {
  const std::vector<std::string> closed = {"run={until: empty}",
                                           "cohorts.people.referrals={at_start: 40}"};
  EXPECT_THAT(said(closed),
              ElementsAre("the run never gets empty: nothing ends course \"maintenance\""));
  std::vector<std::string> with_drop_out = closed;
  with_drop_out.push_back("courses.maintenance.drop_out=1 %");
  EXPECT_THAT(said(with_drop_out), IsEmpty());
  std::vector<std::string> by_event = closed;
  by_event.push_back(
      "courses.maintenance.adverse_events=[{name: nausea, chance: 1 %, ends_course: 1 %}]");
  EXPECT_THAT(said(by_event), IsEmpty());
}

TEST(AClosedRun, EndsWhereOneWayOutOfARoundOfCoursesIsThere) {
  const auto round = [](const std::string& out) {
    return said(
        {"run={until: empty}", "cohorts.people.referrals={at_start: 40}",
         "courses.induction={visit: {1: first_infusion, otherwise: infusion}, infusions: 2, "
         "every: 1 day, afterwards: [{course: maintenance" +
             out + "}]}",
         "courses.maintenance={visit: infusion, infusions: 2, every: 1 day, afterwards: "
         "[{course: induction}]}"});
  };
  EXPECT_THAT(round(""), Contains(HasSubstr("after course \"induction\" there is always another")));
  EXPECT_THAT(round(", chance: 99 %"), Not(Contains(HasSubstr("there is always another"))));
  EXPECT_THAT(round(", when: responding"), Not(Contains(HasSubstr("there is always another"))));
}

}  // namespace
}  // namespace sim::config
