// What happens at the end of a course and after it, each worked out by hand.
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/property/one_patient.h"
#include "tests/support/statistics.h"

namespace sim::tests {
namespace {

using clinic::CourseEnd;
using std::chrono::days;
using std::chrono::hours;

// --- what follows a course

// It ends with its only visit, of two hours; the other course has an infusion a week.
TEST(Afterwards, AnotherCourseIsDueAfterOneOfItsSpacings) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: other}]", other));
  const Story story = told(model);
  const Duration first = hours{2} + one_week;
  EXPECT_EQ(story.times(), (Spans{days{0}, first, first + one_week}));
  EXPECT_EQ(story.ends.at(0).next_due - Time{model.run.start}, first);
}

TEST(Afterwards, AnotherCourseIsDueWhenItSays) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: other, after: 4 weeks}]", other));
  EXPECT_EQ(told(model).times().at(1), hours{2} + 4 * one_week);
}

TEST(Afterwards, AnEntryWhoseChanceFailsPassesToTheNext) {
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{chance: 0 %, course: other, after: 1 day}, {chance: "
                  "100 %, course: third, after: 2 days}, {course: other, after: 3 days}]",
                  other + third));
  const Story story = told(model);
  EXPECT_EQ(story.times(), (Spans{days{0}, hours{2} + days{2}}));
  EXPECT_EQ(story.infusions.at(1).course, "third");
}

TEST(Switch, AfterTheLastPlannedInfusionLeavesACompletedCourse) {
  for (const auto& [infusions, how] :
       {std::pair{1, CourseEnd::Completed}, std::pair{2, CourseEnd::Switched}}) {
    const model::Model model = compiled(clinic_with(
        fmt::format("infusions: {}, every: 1 week, stop_rules: [{{name: up, when: 'infusions >= "
                    "1', then: {{course: third}}}}]",
                    infusions),
        third));
    const Story story = told(model);
    ASSERT_EQ(story.ends.size(), 2U);
    EXPECT_EQ(story.ends[0].how, how);
    EXPECT_EQ(story.ends[0].infusions, 1);
    EXPECT_EQ(story.infusions.at(1).course, "third");
    EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
  }
}

// --- relapse

// f is 0.9 after an infusion with gain 1, and 0.5 when it has halved log2(1.8) times, which begins
// after a day.
TEST(Relapse, ComesWhenTheImprovementHasDecayed) {
  const model::Model model = compiled(clinic_with("infusions: 1"), improving_by("1"));
  const Story story = told(model);
  ASSERT_EQ(story.relapses.size(), 1U);
  const double due = 1.0 + 10.0 * std::log2(0.9 / 0.5);
  EXPECT_NEAR(in_days(story.since_start(story.relapses[0].at)), due, 2.0 / 86'400'000.0);
  EXPECT_EQ(story.relapses[0].after, story.relapses[0].at - story.ends.at(0).at);
  EXPECT_FALSE(story.relapses[0].comes_again);
  EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
}

// Lost to a missed visit a month after the only assessment, when they were responding.
TEST(Relapse, IsAtOnceOfWhoHasFallenBackBeforeTheCourseEnds) {
  const model::Model model =
      compiled(clinic_with("infusions: 6, every: 30 days"),
               improving_by("1", {"booking={opens: 10 weeks}", "clinic.open={mon-sun: 08:00-17:00}",
                                  "cohorts.patients.referrals={at_start: 40}",
                                  "attendance={infusion: {no_show: 30 %, misses_allowed: 0}}"}));
  const Story story = told(model);
  int at_once = 0;
  for (const clinic::PatientRelapsed& each : story.relapses) {
    if (each.ended != CourseEnd::Lost) continue;
    EXPECT_EQ(each.after, Duration{0});
    ++at_once;
  }
  EXPECT_GT(at_once, 5);
}

// f is 0.45 after the first infusion; at relapse 0.3 is left of it, and the next one makes it 0.6:
// the score falls from 22 to 16.
TEST(Repeat, KeepsWhatIsLeftOfTheImprovement) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, repeat_on_relapse: {course: course, at_most: 1}"),
               improving_by("0.5", {"responses.steady.response_at=30 %"}));
  const Story story = told(model);
  ASSERT_EQ(story.scores.size(), 2U);
  EXPECT_NEAR(story.scores[0], 40.0 * (1.0 - 0.45), 1e-9);
  EXPECT_NEAR(story.scores[1], 40.0 * (1.0 - 0.6), 1e-6);
  ASSERT_EQ(story.relapses.size(), 2U);
  EXPECT_TRUE(story.relapses[0].comes_again);
  EXPECT_FALSE(story.relapses[1].comes_again);
  EXPECT_EQ(story.infusions.at(1).at, story.since_start(story.relapses[0].at));
}

// The other course is refused two weeks after this one; the relapse, later still, is not forgotten.
TEST(Relapse, IsFollowedAlsoWhenTheNextCourseNeverBegins) {
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{course: refused}], repeat_on_relapse: {course: "
                  "course, at_most: 1}",
                  "  refused: {visit: infusion, infusions: 2, every: 1 week, before_first: [{name: "
                  "authorisation, takes: 2 weeks, refused: 100 %}]}"),
      improving_by("1", {"responses.steady.relapse=30 days"}));
  const Story story = told(model);
  ASSERT_EQ(story.forgone.size(), 2U);
  ASSERT_EQ(story.relapses.size(), 2U);
  EXPECT_EQ(story.since_start(story.forgone[0].at), days{1 + 14});
  EXPECT_EQ(story.since_start(story.relapses[0].at), days{1 + 30});
  EXPECT_TRUE(story.relapses[0].comes_again);
  EXPECT_EQ(story.times(), (Spans{days{0}, days{31}}));
  EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
}

// --- what chance decides more than once

// Everyone responds, and has the other course four weeks after the first, relapsed by then or not.
// How long the response lasts after it does not depend on how long it did before.
TEST(Relapse, IsDrawnAnewAfterEachCourse) {
  constexpr int patients = 4000;
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: third, after: 4 weeks}]", third),
               {"responses={sure: {model: hazard, hazard: [100 %], relapse: {exponential: {mean: 4 "
                "weeks}}}}",
                "cohorts.patients={referrals: {at_start: 4000}, course: course, response: sure}",
                "clinic.resources.chairs=4000"});
  const Story story = told(model);
  int within = 0;
  for (const clinic::PatientRelapsed& each : story.relapses)
    within += model.courses[each.course].name == "third" && each.after <= 4 * one_week ? 1 : 0;
  const double expected = 1.0 - std::exp(-1.0);
  const double error = std::sqrt(expected * (1.0 - expected) / patients);
  EXPECT_NEAR(within / static_cast<double>(patients), expected, tolerated_standard_errors * error);
}

// Refused for half of them; who relapses afterwards asks again, and half of those are refused
// again.
TEST(BeforeFirst, IsDecidedAnewForWhoWasRefused) {
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{course: other, after: 0 days}], repeat_on_relapse: "
                  "{course: other, at_most: 1}",
                  "  other: {visit: infusion, infusions: 1, before_first: [{name: authorisation, "
                  "takes: 1 day, refused: 50 %}]}"),
      {"responses={sure: {model: hazard, hazard: [100 %], relapse: 100 days}}",
       "cohorts.patients={referrals: {at_start: 4000}, course: course, response: sure}",
       "clinic.resources.chairs=4000"});
  const Story story = told(model);
  int refused = 0;
  int asked_again = 0;
  for (const clinic::BeforeFirstDone& each : story.before) {
    const bool is_second = each.at - Time{model.run.start} > days{50};
    asked_again += is_second ? 1 : 0;
    refused += is_second && each.refused ? 1 : 0;
  }
  ASSERT_GT(asked_again, 1000);
  const double error = std::sqrt(0.25 / asked_again);
  EXPECT_NEAR(static_cast<double>(refused) / asked_again, 0.5, tolerated_standard_errors * error);
}

}  // namespace
}  // namespace sim::tests
