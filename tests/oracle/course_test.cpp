// tests/oracle/course_test.cpp: what becomes of courses, worked out without simulating.
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

TEST(Course, DropOutLeavesAsManyInfusionsAsTheGeometricSeriesSays) {
  struct Plan {
    int infusions;
    double drop_out;
  };
  for (const Plan plan : {Plan{6, 0.036}, Plan{6, 0.2}, Plan{2, 0.5}, Plan{1, 0.5}}) {
    const auto result =
        run_scenario("oracle/course_with_drop_out.yaml",
                     {fmt::format("courses.induction.infusions={}", plan.infusions),
                      fmt::format("courses.induction.drop_out={} %", 100.0 * plan.drop_out)});
    const double stays = 1.0 - plan.drop_out;
    EXPECT_TRUE(within_error(figure(result, "infusions_per_course"),
                             (1.0 - std::pow(stays, plan.infusions)) / plan.drop_out));
    EXPECT_TRUE(within_error(ratio_of(result, "courses_completed.count", "courses_started.count"),
                             std::pow(stays, plan.infusions - 1)));
  }
}

// The absorbing chain of scenarios/oracle/course_chain.yaml, whose numbers stand here once more.
struct ChainOutcome {
  double completed = 0.0;
  double stopped = 0.0;
  double dropped_out = 0.0;
  double infusions = 0.0;   // mean
  double responding = 0.0;  // at the last assessment
};

constexpr std::array<double, 6> hazard = {0.157, 0.322, 0.345, 0.349, 0.35, 0.35};
constexpr double loss = 0.08;
constexpr double never = 0.17;
constexpr double drop_out = 0.036;
constexpr std::size_t stop_after = 3;

// The shares of all patients who are still in their course, of those who can respond or cannot.
struct InCourse {
  bool capable;
  double responding;
  std::array<double, stop_after + 1> without;  // by assessments in a row without response

  double all() const { return std::accumulate(without.begin(), without.end(), responding); }
};

void infuse_and_assess(InCourse& patients, double responds) {
  const std::array<double, stop_after + 1> before = patients.without;
  const double falls_back = patients.responding * loss;
  patients.responding -= falls_back;
  patients.without = {0.0, falls_back};
  for (std::size_t row = 0; row < stop_after; ++row) {
    const double begins = patients.capable ? before[row] * responds : 0.0;
    patients.responding += begins;
    patients.without[row + 1] += before[row] - begins;
  }
}

void stop_and_drop_out(InCourse& patients, ChainOutcome& outcome) {
  outcome.stopped += patients.without[stop_after];
  patients.without[stop_after] = 0.0;
  outcome.dropped_out += patients.all() * drop_out;
  outcome.responding += patients.responding * drop_out;
  patients.responding *= 1.0 - drop_out;
  for (double& share : patients.without)
    share *= 1.0 - drop_out;
}

ChainOutcome absorb() {
  ChainOutcome outcome;
  for (InCourse patients : {InCourse{true, 0.0, {1.0 - never}}, InCourse{false, 0.0, {never}}}) {
    for (std::size_t k = 0; k < hazard.size(); ++k) {
      outcome.infusions += patients.all();
      infuse_and_assess(patients, hazard[k]);
      if (k + 1 < hazard.size()) stop_and_drop_out(patients, outcome);
    }
    outcome.completed += patients.all();
    outcome.responding += patients.responding;
  }
  return outcome;
}

TEST(Course, ResponseStopRuleAndDropOutEndItAsTheAbsorbingChainSays) {
  const ChainOutcome expected = absorb();
  ASSERT_TRUE(
      equal_but_for_rounding(expected.completed + expected.stopped + expected.dropped_out, 1.0));
  const auto result = run_scenario("oracle/course_chain.yaml", {"run.replications=250"});
  const auto share = [&](const std::string& name) {
    return ratio_of(result, name, "courses_started.count");
  };
  EXPECT_TRUE(within_error(share("courses_completed.count"), expected.completed));
  EXPECT_TRUE(within_error(share("courses_stopped[non-response].count"), expected.stopped));
  EXPECT_TRUE(within_error(share("courses_dropped_out.count"), expected.dropped_out));
  EXPECT_TRUE(within_error(figure(result, "infusions_per_course"), expected.infusions));
  EXPECT_TRUE(within_error(share("responders.count"), expected.responding));
}

}  // namespace
}  // namespace sim::tests
