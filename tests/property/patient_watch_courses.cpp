// What must be true of patients' courses: infusions when they are due, no more than there may be,
// and one way to end and to go on.
#include <algorithm>
#include <variant>

#include <gtest/gtest.h>

#include "tests/property/naive_condition.h"
#include "tests/property/patient_watch.h"

namespace sim::tests {

using clinic::CourseEnd;
using clinic::VisitFor;

// --- infusions

void PatientWatch::on(const clinic::CourseStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  const model::Cohort& cohort = model_.cohorts[seen.patient.cohort];
  const bool is_first = life.stage == Stage::Waiting;
  EXPECT_TRUE(may_have_infusions(life, seen.patient));
  EXPECT_NE(life.stage, Stage::InCourse) << "two courses at once";
  EXPECT_EQ(seen.order == clinic::CourseOrder::First, is_first);
  EXPECT_EQ(seen.referred, life.referred);
  EXPECT_EQ(seen.course, life.course);
  expect_adds_up(seen.waited_for, is_first ? seen.at - seen.referred : Duration{0});
  // A start at the very instant at which patience ends wins, also where that is the run's first.
  if (is_first && cohort.patience && is_constant(cohort.patience->sampler)) {
    const Time ends = seen.referred + from_milliseconds(cohort.patience->sampler.mean());
    EXPECT_LE(seen.at, std::max(ends, Time{model_.run.start}));
  }
  EXPECT_GT(life.relapses, seen.at) << "should have relapsed before";
  life.relapses = never;
  life.in_course = {};
  life.stage = Stage::InCourse;
  --(is_first ? counted_.waiting : counted_.between);
  ++counted_.in_course;
  owe(seen.patient, &Life::infused, "a course without an infusion");
}

void PatientWatch::on(const clinic::InfusionStarted& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.stage, Stage::InCourse);
  EXPECT_EQ(life.where, Where::AtDoor) << "an infusion without having arrived";
  EXPECT_EQ(life.visit.purpose.what, VisitFor::Infusion);
  EXPECT_EQ(seen.course, life.course);
  Care& care = life.cares[{VisitFor::Infusion, 0}];
  EXPECT_EQ(seen.number, static_cast<int>(care.starts.size()) + 1);
  EXPECT_LE(seen.number, model_.courses[seen.course].most_infusions());
  expect_aim(life, seen);
  care.starts.push_back(seen.at);
  care.missed_for_next = 0;
  life.in_course.infusion_over = never;
  life.in_course.latest_event = -1;
  life.infused = seen.at;
  life.visit.is_given = true;
}

void PatientWatch::expect_aim(const Life& life, const clinic::InfusionStarted& seen) const {
  const Starts& starts = life.cares.at({VisitFor::Infusion, 0}).starts;
  std::optional<NaiveAim> aim;
  if (starts.empty()) {
    EXPECT_EQ(seen.gap, Duration{0});
    EXPECT_EQ(seen.due, life.due);
    if (life.due && !life.follows_relapse) aim = naive_aim_at_first(life.decided, *life.due);
    if (!aim) {
      EXPECT_FALSE(seen.late);
    }
  } else {
    EXPECT_TRUE(seen.due);
    if (starts.back() != never) {
      EXPECT_EQ(seen.gap, seen.at - starts.back());
    }
    aim = naive_aim(model_.courses[seen.course], starts);
  }
  if (!aim) return;
  EXPECT_EQ(seen.due, aim->target);
  EXPECT_EQ(seen.late, date_of(seen.at) > aim->last);
}

// Only those of the course, in order, at the end of the visit.
void PatientWatch::on(const clinic::AdverseEventSeen& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.stage, Stage::InCourse);
  EXPECT_EQ(life.in_course.infusion_over, seen.at);
  EXPECT_EQ(seen.number, static_cast<int>(life.cares[{VisitFor::Infusion, 0}].starts.size()));
  EXPECT_EQ(seen.course, life.course);
  const auto& events = model_.courses[seen.course].adverse_events;
  ASSERT_LT(seen.event, events.size());
  EXPECT_GT(static_cast<int>(seen.event), life.in_course.latest_event);
  EXPECT_GT(events[seen.event].chance.probability, 0.0);
  life.in_course.latest_event = static_cast<int>(seen.event);
  const double ends = events[seen.event].ends_course.probability;
  EXPECT_TRUE(seen.ends_course ? ends > 0.0 : ends < 1.0);
  if (!seen.ends_course) return;
  life.was_harmed = seen.at;
  owe(seen.patient, &Life::left, "an adverse event ends the course");
}

void PatientWatch::on(const clinic::Assessed& seen) {
  Life& life = here(seen.at, seen.patient);
  Course& course = life.in_course;
  EXPECT_EQ(life.stage, Stage::InCourse);
  EXPECT_EQ(seen.course, life.course);
  EXPECT_EQ(seen.number, static_cast<int>(life.cares[{VisitFor::Infusion, 0}].starts.size()));
  EXPECT_GT(seen.number, course.assessed) << "assessed twice";
  EXPECT_LE(course.infusion_over, seen.at);
  EXPECT_TRUE(life.where != Where::InVisit || life.visit.purpose.what == VisitFor::PlanPart);
  const bool has_score = seen.score == seen.score;
  if (has_score) {
    EXPECT_TRUE(0.0 <= seen.score && seen.score <= 60.0);
  }
  EXPECT_EQ(seen.first_response, seen.responding && !course.responded);
  EXPECT_EQ(seen.first_remission, seen.in_remission && !course.remitted);
  course.assessed = seen.number;
  course.responding = seen.responding;
  course.in_remission = seen.in_remission;
  course.responded |= seen.responding;
  course.remitted |= seen.in_remission;
}

// --- the end of a course

void PatientWatch::on(const clinic::CourseEnded& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.stage, Stage::InCourse);
  EXPECT_EQ(seen.course, life.course);
  const Starts& starts = life.cares[{VisitFor::Infusion, 0}].starts;
  EXPECT_EQ(seen.infusions, static_cast<int>(starts.size()));
  if (!starts.empty() && starts.front() != never) {
    EXPECT_EQ(seen.length, seen.at - starts.front());
  }
  expect_end(life, seen);
  expect_follow_up(seen);
  expect_relapse(seen);
  leave(life, seen.at);
  life.cares.clear();
  life.latest_end = seen;
  life.relapses = seen.relapses;
  if (seen.how == CourseEnd::Stopped)
    owe(seen.patient, &Life::was_followed_up, "what was a stop rule worth?");
  --counted_.in_course;
  if (seen.next) {
    await(life, *seen.next, seen.at, seen.next_due);
    life.follows_relapse = false;
    ++counted_.between;
  } else {
    life.stage = Stage::Done;
    ++counted_.ended(seen.how);
  }
}

void PatientWatch::expect_end(const Life& life, const clinic::CourseEnded& seen) const {
  const model::Course& course = model_.courses[seen.course];
  const Course& read = life.in_course;
  EXPECT_EQ(seen.assessed, read.assessed > 0);
  EXPECT_EQ(seen.responding, read.responding);
  EXPECT_EQ(seen.in_remission, read.in_remission);
  EXPECT_EQ(seen.ever_responded, read.responded);
  EXPECT_EQ(seen.ever_remitted, read.remitted);
  EXPECT_EQ(seen.how == CourseEnd::AdverseEvent, life.was_harmed == seen.at);
  const auto rule_says = [&](model::Action then) {
    EXPECT_EQ(course.rules.at(seen.rule).then, then);
  };
  switch (seen.how) {
    case CourseEnd::Completed:
      EXPECT_GE(seen.infusions, course.infusions);
      break;
    case CourseEnd::CompletedEarly:
      rule_says(model::Action::Complete);
      break;
    case CourseEnd::Stopped:
      rule_says(model::Action::Stop);
      break;
    case CourseEnd::Switched:
      rule_says(model::Action::Switch);
      break;
    case CourseEnd::DroppedOut:
      EXPECT_TRUE(course.drop_out.possible() || life.missed == seen.at);
      break;
    case CourseEnd::Lost: {
      EXPECT_EQ(life.missed, seen.at) << "lost without having missed a visit";
      const int missed = life.cares.at({VisitFor::Infusion, 0}).missed_for_next;
      EXPECT_GT(
          missed,
          use(life, seen.patient, {VisitFor::Infusion, seen.course, 0}).attendance.misses_allowed);
      break;
    }
    case CourseEnd::AdverseEvent:
      EXPECT_EQ(read.infusion_over, seen.at);
      break;
  }
}

// The first entry that holds and whose chance comes true; a switch leads where it says.
void PatientWatch::expect_follow_up(const clinic::CourseEnded& seen) const {
  const model::Course& course = model_.courses[seen.course];
  std::vector<const model::FollowUp*> possible;
  bool is_certain = seen.how == CourseEnd::Switched;
  if (is_certain) possible.push_back(&course.rules.at(seen.rule).follow_up);
  if (seen.how == CourseEnd::Completed || seen.how == CourseEnd::CompletedEarly ||
      seen.how == CourseEnd::Stopped) {
    for (const model::Afterwards& each : course.afterwards) {
      const std::optional<bool> held = naive_holds(each.when, seen);
      if (is_certain || held == false || each.chance.probability <= 0.0) continue;
      possible.push_back(&each.follow_up);
      is_certain = held == true && each.chance.probability >= 1.0;
    }
  }
  // After the last planned infusion a switch leaves a course that is completed.
  for (const model::StopRule& rule : course.rules)
    if (seen.how == CourseEnd::Completed && rule.then == model::Action::Switch)
      possible.push_back(&rule.follow_up);
  EXPECT_TRUE(seen.next || !is_certain) << "another course should have followed";
  if (!seen.next) return;
  EXPECT_GE(seen.next_due, seen.at);
  EXPECT_TRUE(std::any_of(possible.begin(), possible.end(), [&](const model::FollowUp* each) {
    const std::optional<Duration> after = constant_span(each->after.sampler);
    return each->course == *seen.next && (!after || seen.next_due == seen.at + *after);
  })) << "no course of that name should have followed then";
}

void PatientWatch::expect_relapse(const clinic::CourseEnded& seen) const {
  const model::Response& response = model_.responses[model_.cohorts[seen.patient.cohort].response];
  if (!seen.responding) {
    EXPECT_EQ(seen.relapses, never) << "only who responds can relapse";
  } else if (response.relapse) {
    EXPECT_GE(seen.relapses, seen.at);
    if (const auto after = constant_span(response.relapse->sampler)) {
      EXPECT_EQ(seen.relapses, seen.at + *after);
    }
  } else {
    EXPECT_GE(seen.relapses, seen.at);
    EXPECT_TRUE(std::holds_alternative<model::Trajectory>(response.is) || seen.relapses == never);
  }
}

void PatientWatch::on(const clinic::StopFollowedUp& seen) {
  Life& life = anybody(seen.at, seen.patient);
  ASSERT_TRUE(life.latest_end && life.latest_end->at == seen.at);
  EXPECT_EQ(life.latest_end->how, CourseEnd::Stopped);
  EXPECT_NE(life.was_followed_up, seen.at) << "twice";
  EXPECT_EQ(seen.course, life.latest_end->course);
  EXPECT_EQ(seen.rule, life.latest_end->rule);
  const model::Course& course = model_.courses[seen.course];
  EXPECT_GE(seen.infusions, 0);
  EXPECT_LE(seen.infusions, course.most_infusions() - life.latest_end->infusions);
  if (seen.infusions == 0) {
    EXPECT_FALSE(seen.responding);
  }
  for (std::size_t r = 0; r < seen.held.size(); ++r) {
    bool is_held = false;  // by the visits of the course
    for (const UseId each : course.uses)
      is_held |= model_.visits[model_.uses[each].visit].throughout[r] > 0;
    EXPECT_GE(seen.held[r], 0);
    EXPECT_EQ(seen.held[r] > 0, is_held && seen.infusions > 0);
  }
  life.was_followed_up = seen.at;
}

// --- after it

// Who went through with the course and waits for no other one; so often in a life.
bool PatientWatch::comes_again(const Life& life) const {
  const clinic::CourseEnded& ended = *life.latest_end;
  const auto& repeat = model_.courses[ended.course].repeat_on_relapse;
  const bool went_through = ended.how == CourseEnd::Completed ||
                            ended.how == CourseEnd::CompletedEarly ||
                            ended.how == CourseEnd::Stopped || ended.how == CourseEnd::Switched;
  return life.stage == Stage::Done && went_through && repeat && life.repeats < repeat->at_most;
}

void PatientWatch::on(const clinic::PatientRelapsed& seen) {
  Life& life = anybody(seen.at, seen.patient);
  EXPECT_TRUE(life.stage == Stage::Between || life.stage == Stage::Done);
  EXPECT_EQ(seen.at, life.relapses);
  ASSERT_TRUE(life.latest_end);
  EXPECT_EQ(seen.course, life.latest_end->course);
  EXPECT_EQ(seen.ended, life.latest_end->how);
  EXPECT_EQ(seen.after, seen.at - life.latest_end->at);
  EXPECT_EQ(seen.comes_again, comes_again(life));
  life.relapses = never;
  const auto& repeat = model_.courses[seen.course].repeat_on_relapse;
  if (!seen.comes_again || !repeat) return;
  ++life.repeats;
  await(life, repeat->course, seen.at, seen.at);
  life.follows_relapse = true;
  --counted_.ended(seen.ended);
  ++counted_.between;
}

void PatientWatch::on(const clinic::CourseForgone& seen) {
  Life& life = here(seen.at, seen.patient);
  EXPECT_EQ(life.stage, Stage::Between);
  EXPECT_EQ(seen.course, life.course);
  ASSERT_TRUE(life.latest_end);
  EXPECT_EQ(seen.last, life.latest_end->how);
  EXPECT_TRUE(life.missed == seen.at || life.before_since == seen.at) << "for no reason";
  leave(life, seen.at);
  life.stage = Stage::Done;
  --counted_.between;
  ++counted_.ended(seen.last);
}

}  // namespace sim::tests
