// tests/unit/report/waiting_test.cpp: what patients wait for is said honestly.
#include "sim/report/waiting.h"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/metrics/layout.h"
#include "sim/report/table.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A result in which patients waited so many days for each of these causes, and for nothing else.
experiment::ScenarioResult waits(const model::Model& model,
                                 const std::map<std::string, double>& days) {
  experiment::ScenarioResult result;
  result.columns = metrics::lay_out(model).columns;
  result.plan = model.run;
  double whole = 0.0;
  for (const auto& [cause, part] : days)
    whole += part;
  for (const metrics::Column& column : result.columns) {
    double value = 0.0;
    if (column.name == "wait_to_first_infusion.mean") value = whole;
    for (const auto& [cause, part] : days)
      if (column.name == "wait_to_first_infusion[cause=" + cause + "].mean") value = part;
    result.estimates.push_back({value, 0.0, 2});
  }
  return result;
}

std::string sentence(const std::map<std::string, double>& days) {
  const model::Model model = tests::small_clinic();
  return largest_cause_of_waiting(model, waits(model, days));
}

TEST(Waiting, TheLargestCauseIsNamedWithItsPartOfTheWait) {
  EXPECT_EQ(sentence({{"chairs", 3.1}, {"booking rules", 1.5}, {"closed hours", 1.0}}),
            "Most of the wait for a first infusion is for chairs: 3.1 of 5.6 days.");
}

TEST(Waiting, WhatIsNotMoreThanHalfIsNotMost) {
  EXPECT_EQ(sentence({{"chairs", 2.0}, {"nurses", 2.5}, {"closed hours", 1.5}}),
            "The largest part of the wait for a first infusion is for nurses: 2.5 of 6.0 days.");
  EXPECT_THAT(sentence({{"chairs", 2.0}, {"nurses", 2.0}}), HasSubstr("The largest part"));
}

TEST(Waiting, WhatIsNoShortageIsNotCalledOne) {
  EXPECT_EQ(sentence({{"chairs", 1.0}, {"booking rules", 2.0}}),
            "Most of the wait for a first infusion is due to the booking rules, not to a shortage: "
            "2.0 of 3.0 days.");
  EXPECT_EQ(sentence({{"closed hours", 2.0}}),
            "Most of the wait for a first infusion is time in which the clinic is closed: "
            "2.0 of 2.0 days.");
  EXPECT_THAT(sentence({{"protocol", 2.0}}), HasSubstr("is what the protocol asks for: 2.0 of"));
  EXPECT_THAT(sentence({{"patient", 2.0}}), HasSubstr("is the patients' own (missed visits"));
}

TEST(Waiting, LessThanADayIsToldInHours) {
  EXPECT_EQ(sentence({{"chairs", 0.25}, {"closed hours", 0.125}}),
            "Most of the wait for a first infusion is for chairs: 6.0 of 9.0 hours.");
}

TEST(Waiting, NothingIsSaidWhereNobodyWaited) {
  EXPECT_THAT(sentence({}), IsEmpty());
  const model::Model model = tests::small_clinic();
  experiment::ScenarioResult nobody = waits(model, {{"chairs", 3.0}});
  for (stats::Estimate& estimate : nobody.estimates)
    estimate = {};
  EXPECT_THAT(largest_cause_of_waiting(model, nobody), IsEmpty());
}

TEST(Waiting, TheTableSaysItAfterAccess) {
  const model::Model model = tests::small_clinic();
  const std::string text = to_table(model, waits(model, {{"chairs", 3.0}}));
  EXPECT_THAT(text, HasSubstr("\n  Most of the wait for a first infusion is for chairs: 3.0 of 3.0 "
                              "days.\n\nCourses\n"));
  EXPECT_THAT(to_table(model, waits(model, {})), Not(HasSubstr("of the wait")));
}

}  // namespace
}  // namespace sim::report
