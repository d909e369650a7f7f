// tests/oracle/capacity_test.cpp: what a clinic can do at most, by hand. The working-out stands at
// the top of scenarios/oracle/saturated.yaml.
#include "sim/experiment/capacity.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

struct Saturated {
  std::string name;
  std::vector<std::string> overrides;
  double courses_a_week;
  std::string binding;
};

std::ostream& operator<<(std::ostream& out, const Saturated& saturated) {
  return out << saturated.name;
}

class Capacity : public ::testing::TestWithParam<Saturated> {};

TEST_P(Capacity, IsWhatTheHandSays) {
  const model::Model model = experiment::with_endless_demand(
      compiled(text_of("scenarios/oracle/saturated.yaml"), GetParam().overrides));
  const experiment::Capacity capacity = experiment::measure_capacity(model, {});
  const auto weeks = static_cast<double>(*model.run.length / one_week);
  const double by_hand = GetParam().courses_a_week;
  EXPECT_TRUE(
      within_error(as_measured(capacity.infusions_a_week, model.run.confidence), 6.0 * by_hand));
  // Courses are counted when they end: those in progress at either end of the measured time are not
  // shared out between inside and outside.
  const Measured courses = as_measured(capacity.courses_a_week, model.run.confidence);
  const double in_progress = capacity.run.named("courses_in_progress.mean").mean;
  EXPECT_NEAR(courses.mean, by_hand,
              in_progress / weeks + tolerated_standard_errors * courses.standard_error);
  ASSERT_TRUE(capacity.binding);
  EXPECT_EQ(model.resources[capacity.binding->resource].name, GetParam().binding);
}

const std::string step = "visits.infusion.steps.infuse.needs=";
const std::string no_show = "attendance.infusion.no_show=10 %";

INSTANTIATE_TEST_SUITE_P(
    ByHand, Capacity,
    ::testing::Values(
        Saturated{"one chair", {}, 15.0 / 6, "chairs"},
        Saturated{"a nurse in the morning",
                  {"clinic.resources={chairs: 1, nurses: {count: 1, on: {mon-fri: 08:00-12:00}}}",
                   step + "{nurses: 1}"},
                  5.0 / 6,
                  "nurses"},
        Saturated{"closed at noon",
                  {"clinic.open={mon-fri: [08:00-12:00, 13:00-17:00]}"},
                  10.0 / 6,
                  "chairs"},
        Saturated{"three chairs and a nurse",
                  {"clinic.resources={chairs: 3, nurses: 1}", step + "{nurses: 1/3}"},
                  45.0 / 6,
                  "chairs"},
        Saturated{"no-shows", {no_show}, 13.5 / 6, "chairs"},
        Saturated{"overbooking", {no_show, "booking={overbook: 10 %}"}, 14.85 / 6, "chairs"}));

}  // namespace
}  // namespace sim::tests
