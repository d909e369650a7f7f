// tests/oracle/whole_course_test.cpp: maintenance, relapse and phases, to formulas.
#include <cmath>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

TEST(Maintenance, HasAGeometricNumberOfInfusions) {
  for (const double drop_out : {0.1, 0.3}) {
    const auto result =
        run_scenario("oracle/maintenance.yaml",
                     {fmt::format("courses.maintenance.drop_out={} %", 100.0 * drop_out)});
    EXPECT_TRUE(within_error(figure(result, "infusions_per_course"), 1.0 / drop_out));
    for (const int number : {2, 5, 12}) {
      EXPECT_TRUE(within_error(figure(result, fmt::format("retention[infusion={}]", number)),
                               100.0 * std::pow(1.0 - drop_out, number - 1)));
    }
    // Every gap is 4 weeks, so with n infusions the course is 4 (n - 1) weeks long, and a visit.
    EXPECT_TRUE(within_error(figure(result, "gap_days.mean"), 28.0));
    EXPECT_TRUE(within_error(figure(result, "days_in_course.mean"),
                             28.0 * (1.0 / drop_out - 1.0) + 40.0 / (24 * 60)));
  }
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

TEST(Relapse, ComesWhenWhatWasGainedHasDecayed) {
  const auto result = run_scenario("oracle/relapse.yaml");
  const double half_lives = std::log2(0.8 / 0.5);
  const double median = 30.0 * half_lives;  // after the course, which ends a day after the infusion
  EXPECT_TRUE(
      within_error(figure(result, "days_to_relapse.mean"), median * std::exp(0.7 * 0.7 / 2.0)));
  for (const double weeks : {4.0, 8.0}) {
    EXPECT_TRUE(within_error(figure(result, fmt::format("relapsed_within[{} weeks]", weeks)),
                             100.0 * normal_cdf(std::log(7.0 * weeks / median) / 0.7)));
  }
  for (const double relapses : by_replication(result, "relapses.count"))
    EXPECT_EQ(relapses, 400.0);
  for (const double at_once : by_replication(result, "relapses_at_once.count"))
    EXPECT_EQ(at_once, 0.0);
}

// In response from the assessment on, a day after the infusion, until the relapse.
TEST(Relapse, EndsTheTimeInResponse) {
  const auto result = run_scenario("oracle/relapse.yaml");
  EXPECT_TRUE(within_error(figure(result, "days_in_response"),
                           30.0 * std::log2(0.8 / 0.5) * std::exp(0.7 * 0.7 / 2.0)));
}

// When each patient's infusions begin, in days since the first.
struct Visits {
  std::map<std::uint32_t, Time> first;
  std::vector<double> days;  // of one patient
  int in_eight_weeks = 0;

  void on(const clinic::InfusionStarted& now) {
    first.emplace(now.patient.member, now.at);
    const double day = in_days(now.at - first[now.patient.member]);
    in_eight_weeks += day < 56.0 ? 1 : 0;
    if (now.patient.member == 0) days.push_back(day);
  }
};

TEST(Phases, GiveEightVisitsInFourWeeksAndFourInTheNextFour) {
  const model::Model model = compiled(text_of("scenarios/oracle/phases.yaml"), {});
  Visits visits;
  clinic::simulate(model, 1, 0, visits);
  EXPECT_EQ(visits.in_eight_weeks, 20 * (8 + 4));
  std::vector<double> expected;
  for (int i = 0; i < 8; ++i)
    expected.push_back(3.5 * i);
  for (int i = 0; i < 4; ++i)
    expected.push_back(expected.back() + 7.0);
  while (expected.back() + 14.0 < 365.0)
    expected.push_back(expected.back() + 14.0);
  EXPECT_EQ(visits.days, expected);
  for (const double given :
       by_replication(run_scenario("oracle/phases.yaml"), "infusions_given.count"))
    EXPECT_EQ(given, 20.0 * 34.0);
}

}  // namespace
}  // namespace sim::tests
