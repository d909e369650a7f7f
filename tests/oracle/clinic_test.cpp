// tests/oracle/clinic_test.cpp: clinics whose day or load can be worked out by hand.
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

// The table at the top of the scenario is the working-out; the sums here are its last lines.
TEST(Clinic, ADayRunsMinuteByMinuteAsWorkedOutByHand) {
  const auto result = run_scenario("oracle/hand_worked_day.yaml");
  const auto is = [&](const std::string& name, double expected) {
    EXPECT_TRUE(within_error(figure(result, name), expected)) << name;
  };
  is("wait_in_clinic.mean", (0.0 + 10.0 + 60.0 + 65.0) / 4.0);
  is("wait_in_clinic[step=infusion/prepare].mean", (0.0 + 0.0 + 60.0 + 65.0) / 4.0);
  is("wait_in_clinic[step=infusion/infuse].mean", 0.0);
  is("wait_in_clinic[step=infusion/discharge].mean", (0.0 + 10.0 + 0.0 + 0.0) / 4.0);
  is("visit_length.mean", (50.0 + 60.0 + 110.0 + 115.0) / 4.0);
  is("wait_to_first_infusion.mean", (0.0 + 0.0 + 1.0 / 24.0 + 1.0) / 4.0);
  is("overtime_per_day.mean", (55.0 + 0.0) / 2.0);
  is("overtime_per_day[chairs].mean", (55.0 + 5.0) / 2.0);
  is("overtime_per_day[nurses].mean", (35.0 / 2.0 + 10.0) / 2.0);
  is("wait_in_clinic[cause=chairs].mean", (60.0 + 65.0) / 4.0);
  is("wait_in_clinic[cause=nurses].mean", 10.0 / 4.0);
  constexpr double day = 24.0 * 60.0;
  is("wait_to_first_infusion[cause=chairs].mean", (60.0 + 65.0) / 4.0 / day);
  is("wait_to_first_infusion[cause=closed hours].mean", (day - 65.0) / 4.0 / day);
  is("utilisation[chairs]", 100.0 * (60.0 + 65.0 + 5.0 + 60.0) / (2.0 * 2.0 * 65.0));
  is("utilisation[nurses]", 100.0 * (62.5 + 30.0) / (2.0 * 65.0));
  is("courses_completed.count", 4.0);
}

TEST(Clinic, ADayEarnsAndCostsAsWorkedOutByHand) {
  const auto result = run_scenario("oracle/hand_worked_day.yaml");
  const auto is = [&](const std::string& name, double expected) {
    EXPECT_TRUE(within_error(figure(result, name), expected)) << name;
  };
  constexpr double hours = 2 * 65.0 / 60.0;  // open on the two days
  constexpr double cost = 4 * 90.0 + 36.0 * hours + 2 * 3.0 * hours + 2 * 400.0;
  is("revenue.count", 4 * 450.0);
  is("revenue[visit=infusion].count", 4 * 450.0);
  is("cost[visit=infusion].count", 4 * 90.0);
  is("cost[nurses].count", 36.0 * hours);
  is("cost[chairs].count", 2 * 3.0 * hours);
  is("cost[days open].count", 2 * 400.0);
  is("cost.count", cost);
  is("margin.count", 4 * 450.0 - cost);
  is("margin", (4 * 450.0 - cost) * 365.0 / 2.0);
  is("revenue_per_course", 450.0);
  is("cost_per_course", cost / 4);
  is("margin_per_course", 450.0 - cost / 4);
}

// Two nurses in the morning and in the afternoon and one at noon; from March on three in the
// morning. Two dates are closed.
TEST(Clinic, AStaffedHourCostsTheSameWhetherItIsUsedOrNot) {
  const auto result = run_scenario(
      "teaching/lunch.yaml",
      {"economics={cost: {per_staffed_hour: {nurses: 38.5}, per_day_open: 400}}",
       "clinic.closed=[2027-02-09, 2027-03-03]",
       "clinic.resources.nurses.from={2027-03-01: {on: {mon-fri: {08:00-12:00: 3, 12:00-13:00: 1, "
       "13:00-17:00: 2}}}}",
       "run.warm_up=4 weeks", "run.length=8 weeks", "run.replications=2"});
  // From Monday 1 February: four weeks of five days but one, then four weeks of five but one.
  constexpr double before = 4 * 2 + 1 + 4 * 2;
  constexpr double from_march = 4 * 3 + 1 + 4 * 2;
  constexpr double days = 4 * 5 - 1;
  constexpr double of_nurses = 38.5 * (days * before + days * from_march);
  EXPECT_TRUE(within_error(figure(result, "cost[nurses].count"), of_nurses));
  EXPECT_TRUE(within_error(figure(result, "cost[days open].count"), 400.0 * 2 * days));
  EXPECT_TRUE(within_error(figure(result, "cost.count"), of_nurses + 400.0 * 2 * days));
  EXPECT_TRUE(
      within_error(figure(result, "cost"), (of_nurses + 400.0 * 2 * days) * 365.0 / (8 * 7)));
}

// The working-out is at the top of the scenario: closed at noon the book holds 60 visits a week,
// fewer than the 72 that the referrals ask for; open with a nurse less it holds 75.
TEST(Clinic, ClosedForLunchGivesWhatTheBookHoldsAndOpenWhatIsAskedFor) {
  const auto closed =
      run_scenario("teaching/lunch.yaml", {"clinic.open={mon-fri: [08:00-12:00, 13:00-17:00]}"});
  const auto open = run_scenario("teaching/lunch.yaml");
  const double weeks = in_days(*open.plan.length) / 7.0;
  EXPECT_TRUE(within_error(figure(closed, "infusions_given.count"), 60.0 * weeks));
  EXPECT_TRUE(within_error(figure(open, "infusions_given.count"), 72.0 * weeks));
}

TEST(Clinic, LittlesLawHoldsExactlyInEachReplication) {
  const auto result = run_scenario("oracle/little.yaml");
  const auto waiting = by_replication(result, "waiting_list.mean");
  const auto in_course = by_replication(result, "courses_in_progress.mean");
  const auto wait = by_replication(result, "wait_to_first_infusion.mean");
  const auto length = by_replication(result, "days_in_course.mean");
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    EXPECT_GT(wait[i], 1.0);
    EXPECT_TRUE(equal_but_for_rounding(waiting[i] / in_course[i], wait[i] / length[i]));
  }
}

// What is offered is done: a clinic that never closes, with appointments, and room for all.
TEST(Clinic, NursesAreAsBusyAsTheirOfferedLoad) {
  const auto result = run_scenario(
      "smallest.yaml", {"clinic.open=always", "run.warm_up=8 weeks", "run.replications=30"});
  const double visits_a_week = 4.0 * 6.0;
  const double nurse_minutes_a_visit = 10.0 + 40.0 / 3.0 + 60.0 / 4.0;
  const double offered = visits_a_week * nurse_minutes_a_visit / (2.0 * 7.0 * 24.0 * 60.0);
  EXPECT_TRUE(within_error(figure(result, "utilisation[nurses]"), 100.0 * offered));
}

}  // namespace
}  // namespace sim::tests
