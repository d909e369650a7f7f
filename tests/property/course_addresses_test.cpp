// Draws have addresses: what is added to a course, before it or after it, moves no draw of what was
// there before.
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/property/stories.h"

namespace sim::tests {
namespace {

// Courses with something of everything: those who relapse, or just go on, come again.
Overrides whole_courses(const Overrides& added = {}) {
  Overrides all = {
      "courses.induction.adverse_events=[{name: nausea, chance: 20 %}, {name: reaction, chance: 5 "
      "%, extends: monitor, by: {exponential: {mean: 20 min}}, ends_course: 30 %}]",
      "courses.induction.afterwards=[{course: other, chance: 40 %, after: {uniform: [1 day, 9 "
      "days]}}]",
      "courses.other.before_first=[{name: work-up, takes: {exponential: {mean: 2 days}}, refused: "
      "5 %}]",
      "cohorts.trd.with={medication: {share: 60 %, gain: x 1.2, half_life: x 0.7, drop_out: x "
      "0.8}}",
      "visits.therapy={steps: [{name: chat, takes: {uniform: [20 min, 50 min]}}]}"};
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

int lines_with(const std::string& words,
               const std::map<std::string, std::vector<std::string>>& stories) {
  int count = 0;
  for (const auto& [patient, story] : stories)
    for (const std::string& line : story)
      count += line.find(words) == std::string::npos ? 0 : 1;
  return count;
}

TEST(Draws, stay_when_an_adverse_event_is_added) {
  const auto before = stories(scenario, whole_courses());
  EXPECT_GT(lines_with("event reaction", before), 20);
  for (const std::string name : {"aaa", "zzz"}) {
    const auto after = stories(
        scenario, whole_courses({"courses.induction.adverse_events=[{name: nausea, chance: 20 %}, "
                                 "{name: reaction, chance: 5 %, extends: monitor, by: "
                                 "{exponential: {mean: 20 min}}, ends_course: 30 %}, {name: " +
                                 name + ", chance: 30 %}]"}));
    EXPECT_GT(lines_with("event " + name, after), 100);
    expect_unmoved(before, after);
  }
}

// Of ten minutes, so that nobody has had enough of waiting meanwhile, and before a first course:
// before a later one it would take something off what the patient has gained so far.
TEST(Draws, stay_when_something_is_added_before_the_first_infusion) {
  const std::string call = "{name: call, takes: {exponential: {mean: 10 min}}}";
  const std::string work_up = "{name: work-up, takes: {exponential: {mean: 2 days}}, refused: 5 %}";
  const auto before = stories(scenario, whole_courses());
  expect_unmoved(
      before, stories(scenario, whole_courses({"courses.induction.before_first=[" + call + "]"})));
  const auto after = stories(
      scenario, whole_courses({"courses.other.before_first=[" + work_up + ", " + call + "]"}));
  expect_unmoved(of_cohort("chance", before), of_cohort("chance", after));
}

TEST(Draws, stay_when_a_part_of_the_plan_is_added) {
  const auto before = stories(scenario, whole_courses());
  for (const std::string name : {"aaa", "zzz"}) {
    SCOPED_TRACE(name);
    expect_unmoved(before, stories(scenario, whole_courses({"cohorts.trd.with." + name +
                                                            "={share: 50 %, gain: x 1}"})));
  }
}

// On other days than the infusions of the course, which are a week apart.
TEST(Draws, stay_when_a_part_of_the_plan_has_visits) {
  const auto before = of_cohort("chance", stories(scenario, whole_courses()));
  const auto after = stories(
      scenario,
      whole_courses({"cohorts.chance.with={talk: {share: 50 %, visit: therapy, every: 5 days}}"}));
  EXPECT_GT(lines_with("step chat", after), 100);
  expect_unmoved(before, of_cohort("chance", after));
}

TEST(Draws, stay_when_a_rule_is_added_that_never_acts) {
  const auto before = stories(scenario, whole_courses());
  for (const std::string then : {"stop", "complete", "{extend_by: 2}", "{gain: x 2}"}) {
    SCOPED_TRACE(then);
    const std::string added = "{name: never, when: 'infusions >= 99', then: " + then + "}";
    const std::string there = "{name: non-response, when: improvement < 20 % for 3 assessments}";
    expect_unmoved(before, stories(scenario, whole_courses({"courses.induction.stop_rules=[" +
                                                            added + ", " + there + "]"})));
  }
}

// Whoever it does not lead to another course has the same story; the others' only goes on.
TEST(Draws, stay_when_an_entry_is_added_at_the_end_of_what_comes_afterwards) {
  const auto before = stories(scenario, whole_courses());
  const auto after = stories(
      scenario, whole_courses({"courses.induction.afterwards=[{course: other, chance: 40 %, after: "
                               "{uniform: [1 day, 9 days]}}, {course: induction, chance: 30 %}]"}));
  EXPECT_GT(lines_with("infusion 1 ", after), lines_with("infusion 1 ", before) + 10);
  expect_unmoved(before, after);
}

TEST(Draws, stay_when_who_relapses_comes_again) {
  const auto before = stories(scenario, whole_courses());
  const auto after = stories(
      scenario,
      whole_courses({"courses.induction.repeat_on_relapse={course: induction, at_most: 2}"}));
  EXPECT_GT(lines_with("infusion 1 ", after), lines_with("infusion 1 ", before) + 10);
  expect_unmoved(before, after);
}

}  // namespace
}  // namespace sim::tests
