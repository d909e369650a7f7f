// Draws have addresses: what is added to a scenario moves no draw of what was there before.
//
// The stories of patients who want for nothing are compared word for word between a scenario and
// the same one with something added.
#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/property/stories.h"

namespace sim::tests {
namespace {

std::string with(const std::string& after, const std::string& added) {
  std::string text = scenario;
  const std::size_t at = text.find(after);
  if (at == std::string::npos) throw std::invalid_argument(after);
  return text.insert(at + after.size(), added);
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

// The same with a book, in which there is room for everyone too, and a visit of its own for one of
// the cohorts.
Overrides by_appointment(const Overrides& added = {}) {
  Overrides all = {"booking={slot: 10 min}",
                   "clinic.resources.prescribers={count: 400}",
                   "visits.consultation.steps.talk.needs={prescribers: 1}",
                   "visits.drip={throughout: {chairs: 1}, steps: [{name: drip, takes: 30 min}]}",
                   "courses.other.visit=drip",
                   "attendance={infusion: {no_show: 10 %, late_cancel: 5 %}}"};
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

TEST(Draws, stay_when_a_carve_out_is_added) {
  expect_unmoved(stories(scenario, by_appointment()),
                 stories(scenario, by_appointment({"booking.reserve=[{resource: chairs, count: 9, "
                                                   "for: chance}]"})));
}

TEST(Draws, stay_when_a_rule_of_booking_is_added) {
  const auto before = stories(scenario, by_appointment());
  for (const std::string rule :
       {"overbook=5 %", "checks=[chairs]", "starts={at_most: 900 / week}",
        "arrivals={at_most: 200, per: 1 h}", "first_opens=2 days", "queue=first_come"}) {
    SCOPED_TRACE(rule);
    expect_unmoved(before, stories(scenario, by_appointment({"booking." + rule})));
  }
}

TEST(Draws, stay_when_another_visit_gets_a_rule_of_attendance) {
  const auto before = of_cohort("trd", stories(scenario, by_appointment()));
  for (const std::string rule :
       {"no_show: 20 %", "late_cancel: 20 %", "punctuality: {uniform: [-10 min, 20 min]}",
        "not_fit: {chance: 20 %}", "no_show: 20 %, misses_allowed: 0"}) {
    SCOPED_TRACE(rule);
    const auto after = stories(scenario, by_appointment({"attendance.drip={" + rule + "}"}));
    expect_unmoved(before, of_cohort("trd", after));
  }
}

TEST(Draws, stay_when_patients_are_put_on_a_list) {
  for (const Overrides& booking : {Overrides{}, by_appointment()}) {
    const auto before = stories(scenario, booking);
    for (const std::string list :
         {"waiting_list={patients: 7, waited: {uniform: [0 days, 40 days]}}",
          "in_course={patients: 7}"}) {
      SCOPED_TRACE(list);
      Overrides added = booking;
      added.push_back("cohorts.trd." + list);
      const auto after = stories(scenario, added);
      EXPECT_GT(after.size(), before.size());
      expect_unmoved(before, after);
    }
  }
}

// Those in a course are spread over its spacing, so that one more moves them; those who wait are
// not.
TEST(Draws, stay_when_one_more_waits_at_the_start) {
  const auto with_waiting = [](int patients) {
    return stories(scenario, {fmt::format("cohorts.trd.waiting_list={{patients: {}, waited: "
                                          "{{uniform: [0 days, 40 days]}}}}",
                                          patients)});
  };
  const auto before = with_waiting(7);
  const auto after = with_waiting(8);
  EXPECT_EQ(after.size(), before.size() + 1);
  expect_unmoved(before, after);
}

// How many of a resource are on duty on each day.
struct OnDuty {
  ResourceId resource;
  std::map<Date, int> by_day;
  void on(const clinic::ResourceChanged& seen) {
    if (seen.resource == resource) by_day[date_of(seen.at)] = seen.on_duty;
  }
};
static_assert(clinic::Hears<OnDuty, clinic::ResourceChanged>);

std::map<Date, int> on_duty(const std::string& name, const Overrides& overrides) {
  const model::Model model = compiled(scenario, overrides);
  OnDuty seen;
  for (const ResourceId id : ids<ResourceId>(model.resources))
    if (model.resources[id].name == name) seen.resource = id;
  clinic::simulate(model, 1, 1, seen);
  return seen.by_day;
}

TEST(Draws, stay_when_the_staff_of_another_resource_are_absent) {
  const std::string nurses = "clinic.resources.nurses={count: 500, absent: {chance: 4 %}}";
  const std::string prescribers =
      "clinic.resources.prescribers={count: 400, absent: {chance: 9 %, lasts: 2 days}}";
  const Overrides before = by_appointment({nurses});
  const Overrides after = by_appointment({nurses, prescribers});
  EXPECT_NE(on_duty("prescribers", before), on_duty("prescribers", after));
  EXPECT_EQ(on_duty("nurses", before), on_duty("nurses", after));
  expect_unmoved(stories(scenario, before), stories(scenario, after));
}

TEST(Draws, stay_when_a_nurse_is_added_who_is_sometimes_absent) {
  const auto nurses = [](int count) {
    return on_duty("nurses", {fmt::format("clinic.resources.nurses={{count: {}, absent: {{chance: "
                                          "10 %, lasts: {{exponential: {{mean: 3 days}}}}}}}}",
                                          count)});
  };
  const auto before = nurses(500);
  const auto after = nurses(501);
  ASSERT_EQ(before.size(), after.size());
  std::map<int, int> days;  // by how many more are there
  for (const auto& [date, count] : before)
    ++days[after.at(date) - count];
  EXPECT_EQ(days[0] + days[1], static_cast<int>(before.size()));
  EXPECT_GT(days[0], 5);
  EXPECT_GT(days[1], 50);
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

}  // namespace
}  // namespace sim::tests
