// tests/unit/base/fraction_test.cpp: exact fractions.
#include "sim/base/fraction.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(AFraction, IsInLowestTerms) {
  EXPECT_EQ(Fraction(2, 6), Fraction(1, 3));
  EXPECT_EQ(Fraction(-2, 6).numerator(), -1);
  EXPECT_EQ(Fraction(0, 7), Fraction(0));
  EXPECT_EQ(Fraction(0, 7).denominator(), 1);
  EXPECT_THROW(Fraction(1, 0), BrokenPromise);
  EXPECT_THROW(Fraction(1, -2), BrokenPromise);
}

TEST(AFraction, IsReadExactly) {
  EXPECT_EQ(parse_fraction("1/3"), Fraction(1, 3));
  EXPECT_EQ(parse_fraction("2 / 4"), Fraction(1, 2));
  EXPECT_EQ(parse_fraction("2"), Fraction(2));
  EXPECT_EQ(parse_fraction("0.5"), Fraction(1, 2));
  EXPECT_EQ(parse_fraction("0.1"), Fraction(1, 10));
  EXPECT_EQ(parse_fraction("-0.25"), Fraction(-1, 4));
  EXPECT_EQ(parse_fraction("1.05"), Fraction(21, 20));
  EXPECT_EQ(parse_fraction(".5"), Fraction(1, 2));
  EXPECT_EQ(parse_fraction("-1/3"), Fraction(-1, 3));
}

TEST(AFraction, EverythingElseIsRefused) {
  for (const char* text :
       {"", "1/", "/3", "1/0", "1/-3", "1/2/3", "a", "1e3", "0.5e1", "1/0.5", "5.", ".", "1 .5",
        "0.0000000001", "2000000000", "1/2000000000", "9223372036854775807", "0.5.5", "- 1"})
    EXPECT_FALSE(parse_fraction(text)) << text;
}

TEST(AFraction, TheLeastCommonMultipleIsFoundOrRefused) {
  EXPECT_EQ(least_common_multiple(4, 6), 12);
  EXPECT_EQ(least_common_multiple(1, 7), 7);
  EXPECT_FALSE(least_common_multiple(9'223'372'036'854'775'807, 2));
  EXPECT_THROW(least_common_multiple(0, 2), BrokenPromise);
}

TEST(AFraction, CountsItsUnits) {
  EXPECT_EQ(units_of(Fraction(1, 3), 12), 4);
  EXPECT_EQ(units_of(Fraction(2), 12), 24);
  EXPECT_THROW(units_of(Fraction(1, 5), 12), BrokenPromise);
}

}  // namespace
}  // namespace sim
