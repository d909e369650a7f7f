// tests/unit/report/explain_courses_test.cpp: what belongs to a whole course in sentences, of
// models put together by hand.
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/text.h"
#include "sim/model/load.h"
#include "sim/report/explain_parts.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::report {
namespace {

using model::AroundTarget;
using model::DaysAfterPrevious;
using testing::HasSubstr;
using testing::Not;
using tests::induction;
using tests::maintenance;
using tests::small_clinic;
using tests::trd;

constexpr double a_week = in_milliseconds(one_week);

random::Sampler sure(double value) { return random::Sampler(random::Constant{value}); }
random::Sampler sure(Duration span) { return sure(in_milliseconds(span)); }
model::Quantity quantity(Duration span) { return {sure(span), 0}; }

model::Every every(Duration gap) { return {{{sure(gap), DaysAfterPrevious{2, 7}}}}; }

// Without the lines that the page is cut into.
std::string unwrapped(const std::string& text) {
  std::istringstream lines(text);
  std::string whole;
  for (std::string line; std::getline(lines, line);)
    whole += std::string(trim(line)) + " ";
  return whole;
}

std::string courses(const model::Model& model) {
  Prose prose;
  explain_courses(model, prose);
  return unwrapped(prose.text());
}
std::string cohorts(const model::Model& model) {
  Prose prose;
  explain_responses(model, prose);
  explain_cohorts(model, prose);
  return unwrapped(prose.text());
}

model::Condition responding(model::Comparison how = model::Comparison::Equal) {
  return {model::Compare{model::Fact::Responding, how, 1.0}};
}

// A course of nothing but infusions at these days.
std::string with_schedule(const std::vector<model::Phase>& phases) {
  model::Model model = small_clinic();
  model.courses[maintenance].schedule.phases = phases;
  return courses(model);
}

TEST(ExplainCourses, ASingleRuleForWhenInfusionsAreDueIsPartOfTheSentence) {
  EXPECT_THAT(with_schedule({{1, every(one_week)}}),
              HasSubstr("maintenance: 4 infusions at infusion visits, one every week, in a window "
                        "2 to 7 days after the previous one."));
  EXPECT_THAT(with_schedule({{1, model::Every{{{sure(one_day), DaysAfterPrevious{1, 3}},
                                               {sure(one_day), DaysAfterPrevious{1, 3}},
                                               {sure(one_week), DaysAfterPrevious{4, 14}}}}}}),
              HasSubstr("one every 1 day, 1 day and 1 week in turn, in a window 1 to 3 days after "
                        "the previous one or 4 to 14 days after the previous one, as the gap is."));
  EXPECT_THAT(with_schedule({{1, model::OnDays{{0, 14, 42}, 0, {}}}}),
              HasSubstr("4 infusions at infusion visits, on days 0, 14 and 42, counted from the "
                        "first of them that is given, in a window from 0.4 of the gap before to a "
                        "whole gap after the target, in whole days."));
  EXPECT_THAT(
      with_schedule({{1, model::OnDays{{0, 7}, 28, model::Window(AroundTarget{one_day, {}})}}}),
      HasSubstr("on days 0 and 7 of cycles of 28 days, counted from the first of them that is "
                "given, in a window from 1 day before to"));
  EXPECT_THAT(with_schedule({{1, model::OnWeekdays{0b0001001, {}}}}),
              HasSubstr("each on the next Mon or Thu after the one before, in a window 0.6"));
}

TEST(ExplainCourses, PhasesAreAnItemEach) {
  const std::string text =
      with_schedule({{1, every(one_day)}, {2, every(2 * one_day)}, {4, every(one_week)}});
  EXPECT_THAT(text, HasSubstr("maintenance: 4 infusions at infusion visits."));
  EXPECT_THAT(text, HasSubstr("Infusion 1: one every day, in a window 2 to 7 days"));
  EXPECT_THAT(text, HasSubstr("Infusions 2 to 3: one every 2 days, "));
  EXPECT_THAT(text, HasSubstr("From infusion 4 on: one every week, "));
}

TEST(ExplainCourses, LongerFirstVisitsAreSaidByNumber) {
  model::Model model = small_clinic();
  const UseId first = model.uses.add({"course/maintenance", tests::consultation, {}});
  const UseId later = model.courses[maintenance].uses.front();
  model.courses[maintenance].uses = {first, later};
  EXPECT_THAT(courses(model), HasSubstr("4 infusions, infusion 1 at consultation visits and those "
                                        "from 2 on at infusion visits."));
  model.courses[maintenance].uses = {first, first, later};
  EXPECT_THAT(courses(model), HasSubstr("4 infusions, infusions 1 to 2 at consultation visits and "
                                        "those from 3 on at infusion visits."));
  model.courses[maintenance].uses = {later, later};
  EXPECT_THAT(courses(model), HasSubstr("4 infusions at infusion visits."));
}

TEST(ExplainCourses, WhatAFirstInfusionNeedsBeforehand) {
  model::Model model = small_clinic();
  model.courses[induction].before_first[0].takes = quantity(3 * one_day);
  model.courses[induction].before_first[1].takes = quantity(12 * one_day);
  EXPECT_THAT(courses(model),
              HasSubstr("Before its first infusion can be booked it needs work-up (3 days) and "
                        "authorisation (12 days; 8 % are refused)."));
}

TEST(ExplainCourses, AdverseEventsWithWhatTheyLengthenAndEnd) {
  model::Model model = small_clinic();
  model.courses[induction].adverse_events[0].by = quantity(30 * one_minute);
  const std::string text = courses(model);
  EXPECT_THAT(text, HasSubstr("The adverse event 'hypertension' comes at 1 % of the infusions; "
                              "infuse then takes longer, by 30 min; 15 % of them end the course."));
  EXPECT_THAT(text, HasSubstr("The adverse event 'nausea' comes at 10 % of the infusions. "));
}

TEST(ExplainCourses, DropOutByStateIsSaidOnlyWhereItDiffers) {
  model::Model model = small_clinic();
  model::DropOut& drop_out = model.courses[induction].drop_out;
  drop_out = {0.02, 0.06, 0};
  EXPECT_THAT(courses(model), HasSubstr("After each infusion but the last, 2 % of those who are "
                                        "responding and 6 % of the others drop out."));
  drop_out = {0.036, 0.036, 0};
  EXPECT_THAT(courses(model), HasSubstr("After each infusion but the last, 3.6 % drop out."));
  model.courses[induction].infusions = model::unlimited;
  EXPECT_THAT(courses(model), HasSubstr("After each infusion, 3.6 % drop out."));
}

TEST(ExplainCourses, RulesMaySwitchOrChangeTheDose) {
  model::Model model = small_clinic();
  std::vector<model::StopRule>& rules = model.courses[induction].rules;
  rules[0].then = model::Action::ChangeGain;
  rules[0].gain = 1.3;
  rules[0].when = {model::Compare{model::Fact::AdverseEvents, model::Comparison::NotEqual, 2.0}};
  rules[3].follow_up.after = quantity(one_week);
  rules[3].when = responding(model::Comparison::NotEqual);
  const std::string text = courses(model);
  EXPECT_THAT(text, HasSubstr("The rule 'non-response' multiplies what the infusions of the course "
                              "still gain by 1.3, once, when the number of adverse events is not "
                              "2."));
  EXPECT_THAT(text, HasSubstr("The rule 'sparser' switches the patient to the course "
                              "'maintenance', 1 week later, when the patient is not responding."));
}

TEST(ExplainCourses, WhatFollowsACourseIsSaidInItsOrder) {
  model::Model model = small_clinic();
  model::Course& course = model.courses[induction];
  course.afterwards = {{responding(), {0.24, 0}, {maintenance, quantity(4 * one_week)}},
                       {{}, {1.0, 0}, {induction, quantity(one_day)}}};
  course.repeat_on_relapse = model::Repeat{induction, 2};
  const std::string text = courses(model);
  EXPECT_THAT(text,
              HasSubstr("Once it is completed or stopped, where the patient is responding, "
                        "24 % go on to the course 'maintenance' 4 weeks later. Otherwise, the "
                        "course 'induction' follows 1 day later."));
  EXPECT_THAT(text, HasSubstr("Who was responding at its end and relapses comes again, for the "
                              "course 'induction', at most 2 times."));
}

TEST(ExplainCourses, ACourseThatOnlyFollowsIsAssessedToo) {
  model::Model model = small_clinic();
  EXPECT_THAT(courses(model), HasSubstr("maintenance: 4 infusions at infusion visits. The patient "
                                        "is assessed"));
  model.courses[induction].rules.clear();  // no switch to it
  EXPECT_THAT(courses(model), Not(HasSubstr("maintenance: 4 infusions at infusion visits. The "
                                            "patient is assessed")));
}

TEST(ExplainCohorts, PartsOfALargerPlan) {
  model::Model model = small_clinic();
  model::PlanPart& talking = model.cohorts[trd].with.front();
  talking.share = {0.4, 0};
  talking.every = every(one_week);
  model::PlanPart drug;
  drug.name = "antidepressant";
  drug.share = {0.7, 0};
  drug.gain = 1.2;
  drug.half_life = 3.0;
  drug.drop_out = 0.8;
  model.cohorts[trd].with.push_back(drug);
  const std::string text = cohorts(model);
  EXPECT_THAT(text, HasSubstr("40 % have talk_therapy as well, at therapy visits, one every week "
                              "beside each course."));
  EXPECT_THAT(text,
              HasSubstr("70 % have antidepressant as well; it multiplies what an infusion "
                        "gains by 1.2, the time in which a gain is halved by 3 and the chance "
                        "of dropping out by 0.8."));
}

TEST(ExplainCohorts, HowLongAGainLastsInHalfOfThem) {
  model::Model model = small_clinic();
  model::Trajectory trajectory;
  // A lognormal time whose median is 30 days, and whose mean is longer.
  trajectory.half_life.sampler =
      random::Sampler(random::Lognormal{in_milliseconds(30 * one_day), 0.7});
  model.responses[ResponseId{0}].is = trajectory;
  EXPECT_THAT(cohorts(model), HasSubstr("halved in 30 days or less in half of the patients."));
  trajectory.half_life.sampler = sure(30 * one_day);
  model.responses[ResponseId{0}].is = trajectory;
  EXPECT_THAT(cohorts(model), HasSubstr("what an infusion gains is halved in 30 days."));
}

TEST(ExplainCohorts, WhoIsInWhichCourseAtTheStart) {
  model::Model model = small_clinic();
  model.cohorts[trd].at_start.in_course.resize(3);
  model.cohorts[trd].at_start.in_course[0].course = induction;
  model.cohorts[trd].at_start.in_course[1].course = maintenance;
  model.cohorts[trd].at_start.in_course[2].course = maintenance;
  EXPECT_THAT(cohorts(model), HasSubstr("When the run starts, 1 are in the course 'induction' and "
                                        "2 are in the course 'maintenance'."));
}

TEST(ExplainCohorts, WhenTheyRelapse) {
  model::Model model = small_clinic();
  model::Response& response = model.responses[ResponseId{0}];
  EXPECT_THAT(cohorts(model), HasSubstr("relapses when what is left of the gain is no response"));
  response.relapse = quantity(60 * one_day);
  EXPECT_THAT(cohorts(model), HasSubstr("Who responds at the end of a course relapses 60 days"));
  response.is = model::Hazard{{0.2}, 0.0, {}};
  EXPECT_THAT(cohorts(model), HasSubstr("Who responds at the end of a course relapses 60 days"));
  response.relapse.reset();
  EXPECT_THAT(cohorts(model), HasSubstr("After a course nobody relapses."));
}

// Ten eligible a week. Of their four infusions, a week apart, the first has a visit of its own; 40
// % of them talk every two weeks in the three weeks from the first to the last.
TEST(Load, IsOfTheVisitThatEachInfusionHasAndOfTheVisitsBesideThem) {
  model::Model model = small_clinic();
  model::Cohort& cohort = model.cohorts[trd];
  cohort.referrals = model::Poisson{10.0};
  cohort.screening.reset();
  cohort.with.front().share = {0.4, 0};
  cohort.with.front().every = every(2 * one_week);
  model::Course& course = model.courses[induction];
  course.infusions = 4;
  course.schedule.phases = {{1, every(one_week)}};
  const UseId first = model.uses.add({"course/induction", tests::consultation, {}});
  course.uses = {first, course.uses.front()};
  const model::Load load = load_of(model);
  EXPECT_DOUBLE_EQ(load.visits[tests::consultation], 10.0);
  EXPECT_DOUBLE_EQ(load.visits[tests::infusion], 10.0 * 3);
  EXPECT_DOUBLE_EQ(load.visits[tests::therapy], 10.0 * 0.4 * 3 * a_week / (2 * a_week));
}

}  // namespace
}  // namespace sim::report
