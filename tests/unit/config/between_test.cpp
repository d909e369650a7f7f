// tests/unit/config/between_test.cpp: the values between the ends of a range.
#include "sim/config/between.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/statistics.h"

namespace sim::config {
namespace {

using model::UncertainInput;
using Steps = UncertainInput::Steps;

UncertainInput input(const std::string& low, const std::string& value, const std::string& high,
                     Steps steps = Steps::Any) {
  return {"some.path", value, low, high, steps};
}

std::string at(const UncertainInput& of, double share) {
  const auto between = between_ends(of, share);
  return between ? between->value : "nothing";
}

TEST(Between, KeepsTheUnit) {
  EXPECT_EQ(at(input("2 %", "5 %", "10 %"), 0.25), "4 %");
  EXPECT_EQ(at(input("3 / week", "4 / week", "5 / week"), 0.5), "4 / week");
  EXPECT_EQ(at(input("5 % / year", "6 % / year", "10 % / year"), 0.2), "6 % / year");
  EXPECT_EQ(at(input("x 0.5", "x 1", "x 1.5"), 0.25), "x 0.75");
  EXPECT_EQ(at(input("-10", "0", "10"), 0.25), "-5");
  EXPECT_EQ(at(input("20 min", "40 min", "60 min"), 0.25), "30 min");
  EXPECT_EQ(at(input("-10 min", "0 min", "10 min"), 0.25), "-5 min");
}

TEST(Between, AgreesOnAUnitWhereTheEndsHaveTwo) {
  EXPECT_EQ(at(input("30 min", "1 h", "2 h 30 min"), 0.5), "90 min");
  EXPECT_EQ(at(input("36 h", "2 days", "3 days"), 0.5), "2 days 6 h");
  // 1 / day is 7 / week.
  EXPECT_EQ(at(input("5 / week", "6 / week", "1 / day"), 0.5), "6 / week");
}

TEST(Between, LeavesTheEndsAsTheyAreWritten) {
  const UncertainInput odd = input("1.50 h", "2 h", "0.1 days");
  EXPECT_EQ(at(odd, 0.0), "1.50 h");
  EXPECT_EQ(at(odd, 1.0), "0.1 days");
}

TEST(Between, ReachesIntoListsAndDistributions) {
  EXPECT_EQ(at(input("[10 %, 20 %]", "[15 %, 30 %]", "[20 %, 40 %]"), 0.5), "[15 %, 30 %]");
  EXPECT_EQ(at(input("{uniform: [10 min, 20 min]}", "{uniform: [10 min, 30 min]}",
                     "{uniform: [10 min, 40 min]}"),
               0.5),
            "{uniform: [10 min, 30 min]}");
}

TEST(Between, IsNothingWhereTheEndsAreNotNumbersOfOneKind) {
  EXPECT_EQ(at(input("2 %", "5 %", "10 min"), 0.5), "nothing");
  EXPECT_EQ(at(input("2 %", "0.5", "10 %"), 0.5), "nothing");
  EXPECT_EQ(at(input("2 / week", "3", "4 / week"), 0.5), "nothing");
  EXPECT_EQ(at(input("earliest", "nearest_to_target", "least_busy_day"), 0.5), "nothing");
  EXPECT_EQ(at(input("20 min", "{exponential: {mean: 30 min}}", "40 min"), 0.5), "nothing");
  EXPECT_EQ(at(input("[1 %, 2 %]", "[1 %, 2 %]", "[1 %, 2 %, 3 %]"), 0.5), "nothing");
  EXPECT_EQ(
      at(input("{uniform: [1 min, 2 min]}", "{uniform: [1 min, 2 min]}", "{pert: [1 min, 2 min]}"),
         0.5),
      "nothing");
  EXPECT_EQ(at(input("2027-01-04", "2027-02-01", "2027-03-01"), 0.5), "nothing");
}

// Each of 1, 2 and 3 in a third of the way.
TEST(Between, GivesEveryWholeNumberAnEqualPart) {
  const UncertainInput nurses = input("1", "2", "3", Steps::Whole);
  const auto nurses_at = [&](double share) { return at(nurses, share); };
  EXPECT_EQ(nurses_at(0.0), "1");
  EXPECT_EQ(nurses_at(0.33), "1");
  EXPECT_EQ(nurses_at(0.34), "2");
  EXPECT_EQ(nurses_at(0.66), "2");
  EXPECT_EQ(nurses_at(0.67), "3");
  EXPECT_EQ(nurses_at(1.0), "3");
  EXPECT_EQ(between_ends(nurses, 0.34)->share, 0.5);
  EXPECT_EQ(between_ends(nurses, 0.66)->share, 0.5);
  EXPECT_EQ(between_ends(nurses, 0.9)->share, 1.0);
}

TEST(Between, TakesWholeDaysAndSimpleFractionsInSteps) {
  EXPECT_EQ(at(input("1 day", "2 days", "4 days", Steps::Whole), 0.6), "3 days");
  EXPECT_EQ(at(input("4 weeks", "8 weeks", "10 weeks", Steps::Whole), 0.5), "7 weeks");
  // In sixtieths: from 15 to 30, sixteen values.
  const UncertainInput shared = input("1/4", "1/3", "1/2", Steps::Whole);
  EXPECT_EQ(at(shared, 0.0), "1/4");
  EXPECT_EQ(at(shared, 1.5 / 16.0), "4/15");
  EXPECT_EQ(at(shared, 5.5 / 16.0), "1/3");
  EXPECT_EQ(at(shared, 1.0), "1/2");
  EXPECT_EQ(at(input("0", "1/2", "1", Steps::Whole), 15.5 / 61.0), "1/4");
  // What has a unit never needs steps.
  EXPECT_EQ(at(input("2 %", "5 %", "10 %", Steps::Whole), 0.25), "4 %");
}

TEST(Between, SaysHowFarItIs) {
  EXPECT_TRUE(tests::equal_but_for_rounding(between_ends(input("2 %", "5 %", "10 %"), 0.381)->share,
                                            0.381));
}

TEST(FaultOfRange, IsToldOfEndsThatDoNotGoAroundTheValue) {
  EXPECT_EQ(fault_of_range(input("2 %", "5 %", "10 %")), "");
  EXPECT_EQ(fault_of_range(input("5 %", "5 %", "10 %")), "");
  EXPECT_EQ(fault_of_range(input("2 %", "5 %", "2 %")), "both ends of its range are 2 %");
  EXPECT_EQ(fault_of_range(input("60 min", "1 h", "1 h")), "both ends of its range are 60 min");
  EXPECT_EQ(fault_of_range(input("10 %", "5 %", "2 %")),
            "its range begins with the higher end, 10 %");
  EXPECT_EQ(fault_of_range(input("2 %", "12 %", "10 %")),
            "12 % lies outside its range, 2 % to 10 %");
  EXPECT_EQ(fault_of_range(input("[1, 2]", "[5, 6]", "[3, 4]")), "");
}

}  // namespace
}  // namespace sim::config
