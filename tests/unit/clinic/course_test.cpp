// The transitions of a course, worked out by hand from the scenario format.
#include "sim/clinic/decision.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

using namespace std::chrono_literals;
using model::Fact;

constexpr Time day_zero{0ms};

random::Sampler constant(double value) { return random::Sampler(random::Constant{value}); }

model::Trajectory plain_trajectory() {
  model::Trajectory trajectory;
  trajectory.baseline = {constant(40.0), 1};
  trajectory.capable = {1.0, 2};
  trajectory.ceiling = {constant(0.9), 3};
  trajectory.gain = {constant(0.5), 4};
  trajectory.half_life = {constant(in_milliseconds(10 * one_day)), 5};
  return trajectory;
}

model::Course course_of(int infusions) {
  model::Course course;
  course.infusions = infusions;
  const model::Spacing weekly{constant(in_milliseconds(one_week)), model::DaysAfterPrevious{4, 14}};
  course.schedule.phases = {{1, model::Every{{weekly}}}};
  return course;
}

model::StopRule rule(const char* name, model::Condition when, model::Action then, int by = 0) {
  return {name, std::move(when), then, by, 1.0, {}};
}

TEST(Trajectory, an_infusion_moves_f_towards_the_ceiling_and_a_day_later_it_halves_with_time) {
  const model::Response response{"r", plain_trajectory()};
  const model::Course course = course_of(6);
  const CourseContext context{course, response, 1};
  Disposition patient = dispose({}, response, 1, 0.0);
  CourseState state = begin_course(course, 0);
  infuse(context, patient, state, day_zero, false);
  EXPECT_DOUBLE_EQ(patient.f, 0.45);  // 0.5 (0.9 - 0)
  EXPECT_DOUBLE_EQ(improvement_at(patient, day_zero + one_day), 0.45);
  EXPECT_DOUBLE_EQ(improvement_at(patient, day_zero + 11 * one_day), 0.225);

  assess(context, patient, state, day_zero + 11 * one_day);
  EXPECT_DOUBLE_EQ(state.facts[Fact::Score], 40.0 * (1 - 0.225));
  EXPECT_DOUBLE_EQ(state.facts[Fact::Improvement], 0.225);

  infuse(context, patient, state, day_zero + 11 * one_day, true);
  EXPECT_DOUBLE_EQ(patient.f, 0.225 + 0.5 * (0.9 - 0.225));
  assess(context, patient, state, day_zero + 12 * one_day);
  EXPECT_TRUE(state.facts.is(Fact::Responding));  // 0.5625 >= 50 %
  EXPECT_DOUBLE_EQ(state.facts[Fact::BestImprovement], 0.5625);
  EXPECT_DOUBLE_EQ(state.facts[Fact::LateVisits], 1.0);
  EXPECT_DOUBLE_EQ(state.facts[Fact::DaysInCourse], 12.0);
}

TEST(Trajectory, f_above_the_ceiling_is_left_alone) {
  model::Trajectory trajectory = plain_trajectory();
  trajectory.capable = {0.0, 2};
  const model::Response response{"r", trajectory};
  const model::Course course = course_of(6);
  Disposition patient = dispose({}, response, 1, 0.0);
  EXPECT_DOUBLE_EQ(patient.ceiling, 0.10);
  patient.f = 0.3;
  patient.latest_infusion = day_zero;
  CourseState state = begin_course(course, 0);
  infuse({course, response, 1}, patient, state, day_zero + one_day, false);
  EXPECT_DOUBLE_EQ(patient.f, 0.3);
}

TEST(Trajectory, the_clinic_effect_adds_to_the_logit_of_the_gain) {
  const model::Response response{"r", plain_trajectory()};
  EXPECT_NEAR(dispose({}, response, 1, -0.43).gain, 1.0 / (1.0 + std::exp(0.43)), 1e-12);
}

TEST(Trajectory, scores_are_clipped_to_the_scale) {
  model::Trajectory trajectory = plain_trajectory();
  trajectory.noise = constant(100.0);
  const model::Response response{"r", trajectory};
  const model::Course course = course_of(6);
  const CourseContext context{course, response, 1};
  Disposition patient = dispose({}, response, 1, 0.0);
  CourseState state = begin_course(course, 0);
  infuse(context, patient, state, day_zero, false);
  assess(context, patient, state, day_zero + one_day);
  EXPECT_DOUBLE_EQ(state.facts[Fact::Score], 60.0);
  EXPECT_DOUBLE_EQ(state.facts[Fact::Improvement], -0.5);  // counted from the true baseline
}

TEST(Hazard, a_certain_chance_responds_a_certain_loss_falls_back_and_it_can_happen_again) {
  const model::Response response{"r", model::Hazard{{0.0, 1.0}, 1.0, {0.0, 1}}};
  const model::Course course = course_of(6);
  const CourseContext context{course, response, 1};
  Disposition patient = dispose({}, response, 1, 0.0);
  CourseState state = begin_course(course, 0);
  const bool expected[] = {false, true, false, true};  // the last chance repeats
  for (const bool responding : expected) {
    infuse(context, patient, state, day_zero, false);
    EXPECT_EQ(patient.responding, responding);
  }
}

TEST(Hazard, who_never_can_never_does) {
  const model::Response response{"r", model::Hazard{{1.0}, 0.0, {1.0, 1}}};
  const model::Course course = course_of(6);
  Disposition patient = dispose({}, response, 1, 0.0);
  CourseState state = begin_course(course, 0);
  infuse({course, response, 1}, patient, state, day_zero, false);
  EXPECT_FALSE(patient.responding);
}

// A course without response, looked at after each infusion.
class Decide : public ::testing::Test {
 protected:
  Decision next() {
    infuse({course_, response_, 1}, patient_, state_, day_zero, false);
    assess({course_, response_, 1}, patient_, state_, day_zero);
    return decide({course_, response_, 1}, patient_, state_);
  }
  static model::Condition at(Fact fact, double value) {
    return {model::Compare{fact, model::Comparison::Equal, value}};
  }
  static model::Condition at_least(Fact fact, double value) {
    return {model::Compare{fact, model::Comparison::AtLeast, value}};
  }

  model::Course course_ = course_of(3);
  model::Response response_{"none", model::NoResponse{}};
  Disposition patient_;
  CourseState state_ = begin_course(course_, 0);
};

TEST_F(Decide, a_course_is_completed_after_its_last_planned_infusion) {
  EXPECT_FALSE(next().ends);
  EXPECT_FALSE(next().ends);
  const Decision last = next();
  EXPECT_TRUE(last.ends);
  EXPECT_EQ(last.how, CourseEnd::Completed);
}

TEST_F(Decide, the_first_rule_that_holds_acts) {
  course_.rules = {rule("never", at(Fact::Infusions, 9), model::Action::Stop),
                   rule("stop", at(Fact::Infusions, 2), model::Action::Stop),
                   rule("complete", at(Fact::Infusions, 2), model::Action::Complete)};
  EXPECT_FALSE(next().ends);
  const Decision second = next();
  EXPECT_EQ(second.how, CourseEnd::Stopped);
  EXPECT_EQ(second.rule, 1U);
}

TEST_F(Decide, stop_rules_are_not_looked_at_after_the_last_planned_infusion) {
  course_.rules = {rule("stop", at(Fact::Infusions, 3), model::Action::Stop)};
  next();
  next();
  EXPECT_EQ(next().how, CourseEnd::Completed);
}

TEST_F(Decide, an_extension_is_made_once_and_a_used_one_is_passed_over) {
  course_.rules = {rule("more", at_least(Fact::Infusions, 3), model::Action::Extend, 2),
                   rule("end", at(Fact::Infusions, 4), model::Action::Complete)};
  next();
  next();
  EXPECT_FALSE(next().ends);
  EXPECT_EQ(state_.planned, 5);
  const Decision fourth = next();  // the extension is used up, the next rule acts
  EXPECT_TRUE(fourth.ends);
  EXPECT_EQ(fourth.how, CourseEnd::CompletedEarly);
}

TEST_F(Decide, drop_out_follows_the_rules_but_not_the_last_planned_infusion) {
  course_.drop_out = {1.0, 1.0, 7};
  const Decision first = next();
  EXPECT_EQ(first.how, CourseEnd::DroppedOut);
  course_.infusions = 1;
  state_ = begin_course(course_, 0);
  EXPECT_EQ(next().how, CourseEnd::Completed);
}

TEST_F(Decide, for_n_assessments_counts_those_in_a_row) {
  const model::Compare missed{Fact::MissedVisits, model::Comparison::AtLeast, 1.0};
  course_.infusions = 10;
  course_.streaks = {missed};
  course_.rules = {rule("missed", {model::Streak{missed, 2, 0}}, model::Action::Stop)};
  state_ = begin_course(course_, 0);
  const int missed_before[] = {1, 0, 1, 1};
  const bool ends[] = {false, false, false, true};
  for (int i = 0; i < 4; ++i) {
    state_.missed_in_row = missed_before[i];
    EXPECT_EQ(next().ends, ends[i]) << "infusion " << i + 1;
  }
}

TEST(Occasion, refuses_what_does_not_fit_into_its_bits) {
  EXPECT_EQ(occasion(1, 2, 3).packed(), 0x0001'0002'0003'0000U);
  EXPECT_THROW(occasion(0, 0x10000), BrokenPromise);
  EXPECT_THROW(occasion(-1, 0), BrokenPromise);
}

}  // namespace
}  // namespace sim::clinic
