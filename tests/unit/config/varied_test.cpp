// tests/unit/config/varied_test.cpp: the values that a path is to take in turn, from their text.
#include "sim/config/varied.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Read {
  std::optional<Varied> varied;
  std::string said;
};

Read read(const std::string& text) {
  Diagnostics found;
  const std::uint32_t file = found.add_file("--vary", text);
  Read read{read_varied(text, file, found), {}};
  read.said = render_all(found);
  EXPECT_EQ(read.varied.has_value(), !found.any_errors());
  return read;
}

std::vector<std::string> values(const std::string& text) {
  const Read got = read("a.b=" + text);
  EXPECT_EQ(got.said, "");
  if (!got.varied) return {};
  EXPECT_EQ(got.varied->path, "a.b");
  return got.varied->values;
}

std::string said(const std::string& text) { return read(text).said; }

TEST(Varied, ARangeIsItsWholeNumbersWithBothEnds) {
  EXPECT_THAT(values("2..5"), ElementsAre("2", "3", "4", "5"));
  EXPECT_THAT(values(" 2 .. 4 "), ElementsAre("2", "3", "4"));
  EXPECT_THAT(values("7..7"), ElementsAre("7"));
  EXPECT_THAT(values("-1..1"), ElementsAre("-1", "0", "1"));
  EXPECT_THAT(values("9223372036854775806..9223372036854775807"),
              ElementsAre("9223372036854775806", "9223372036854775807"));
}

TEST(Varied, ARangeMayHaveAStepThatNeedNotEndOnItsEnd) {
  EXPECT_THAT(values("2..8..2"), ElementsAre("2", "4", "6", "8"));
  EXPECT_THAT(values("2..8..4"), ElementsAre("2", "6"));
  EXPECT_THAT(values("1..2..9223372036854775807"), ElementsAre("1"));
}

TEST(Varied, AListHasOneValueBetweenTwoCommas) {
  EXPECT_THAT(values("rolling,whole_course"), ElementsAre("rolling", "whole_course"));
  EXPECT_THAT(values("4 / week, x 1.2 , 8 / week"), ElementsAre("4 / week", "x 1.2", "8 / week"));
  EXPECT_THAT(values("5"), ElementsAre("5"));
}

TEST(Varied, AValueWithACommaStandsInBrackets) {
  EXPECT_THAT(values("[3 days, 4 days],1 week"), ElementsAre("[3 days, 4 days]", "1 week"));
  EXPECT_THAT(values("{uniform: [5 min, 9 min]},7 min"),
              ElementsAre("{uniform: [5 min, 9 min]}", "7 min"));
}

// An override is YAML, too: what needs its quotes there keeps them.
TEST(Varied, AValueStaysAsItIsWritten) {
  EXPECT_THAT(values(R"("one, two",three)"), ElementsAre(R"("one, two")", "three"));
  EXPECT_THAT(values(R"({"mon,wed": 08:00-12:00} , {mon-fri: 09:00-12:00},)"),
              ElementsAre(R"({"mon,wed": 08:00-12:00})", "{mon-fri: 09:00-12:00}"));
  EXPECT_THAT(values(R"('größer, ö', ü ,"3..x")"), ElementsAre("'größer, ö'", "ü", R"("3..x")"));
  EXPECT_THAT(read(R"("ä.ö"=[1,  2],  3)").varied.value().values, ElementsAre("[1,  2]", "3"));
}

TEST(Varied, AFolderAboveIsNoRange) {
  EXPECT_THAT(values("{file: ../2027.csv, column: date}"),
              ElementsAre("{file: ../2027.csv, column: date}"));
  EXPECT_THAT(values("../2027.csv"), ElementsAre("../2027.csv"));
}

TEST(Varied, APathMayHoldQuotedParts) {
  const Read got = read("visits.\"a=b\".books=1 h,2 h");
  ASSERT_TRUE(got.varied) << got.said;
  EXPECT_EQ(got.varied->path, "visits.\"a=b\".books");
  EXPECT_EQ(got.varied->override_with(1), "visits.\"a=b\".books=2 h");
}

// --- mistakes

constexpr const char* way_out =
    "  hint: write it as in clinic.resources.chairs=2..8 or booking.series=rolling,whole_course\n";

std::string at_all(const std::string& text, const std::string& message) {
  return "--vary:1:1: error: " + message + "\n    1 | " + text + "\n      | " +
         std::string(text.size(), '^') + "\n" + way_out;
}

TEST(Varied, NeedsAPathAndValues) {
  EXPECT_EQ(said("chairs"), at_all("chairs", "expected PATH=VALUES"));
  EXPECT_EQ(said("=2..8"), at_all("=2..8", "expected PATH=VALUES"));
  EXPECT_EQ(said("chairs="), at_all("chairs=", "there are no values after the ="));
  EXPECT_THAT(said("chairs=5,\n6"), HasSubstr("the values stand on one line"));
}

TEST(Varied, ARangeGoesUp) {
  EXPECT_EQ(said("a=8..2"), at_all("a=8..2", "a range goes up, by 1 or more, found 8..2 by 1"));
  EXPECT_EQ(said("a=2..8..0"),
            at_all("a=2..8..0", "a range goes up, by 1 or more, found 2..8 by 0"));
}

TEST(Varied, ThereAreAThousandValuesAtMost) {
  EXPECT_EQ(values("1..1000").size(), 1000U);
  EXPECT_EQ(said("a=1..1001"), at_all("a=1..1001", "there are more than 1000 values"));
  const std::string all = "a=-9223372036854775808..9223372036854775807";
  EXPECT_EQ(said(all), at_all(all, "there are more than 1000 values"));
  std::string list = "a=0";
  for (int i = 1; i <= 1000; ++i)
    list += "," + std::to_string(i);
  EXPECT_THAT(said(list), HasSubstr("there are more than 1000 values"));
}

TEST(Varied, NoValueStandsThereTwice) {
  EXPECT_EQ(said("a=5,6,5"), at_all("a=5,6,5", "the value 5 stands there twice"));
}

constexpr const char* how_a_range_is_written =
    "  hint: a range is written 2..8, or 2..8..2 with a step, in whole numbers, and stands alone; "
    "other values stand one by one, as in 2 %,4 %,6 %\n";

TEST(Varied, WhatLooksLikeARangeButIsNoneSaysHowARangeIsWritten) {
  EXPECT_EQ(said("a.b=3..x"), std::string("--vary:1:5: error: \"3..x\" is no range\n"
                                          "    1 | a.b=3..x\n"
                                          "      |     ^^^^\n") +
                                  how_a_range_is_written);
  EXPECT_EQ(said("a.b=9,2..4"), std::string("--vary:1:7: error: \"2..4\" is no range\n"
                                            "    1 | a.b=9,2..4\n"
                                            "      |       ^^^^\n") +
                                    how_a_range_is_written);
  for (const char* text : {"a=x..3", "a=0.5..2", "a=2 ..", "a=..8", "a=2...8", "a=2 % .. 8 %"})
    EXPECT_THAT(said(text), HasSubstr("is no range")) << text;
}

TEST(Varied, WhatIsNoYamlListIsSaidWhereItStands) {
  EXPECT_THAT(said("a.b=x,[y"), HasSubstr("error: this bracket is never closed"));
}

}  // namespace
}  // namespace sim::config
