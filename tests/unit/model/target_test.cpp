// tests/unit/model/target_test.cpp: targets read from their text.
#include "sim/model/target.h"

#include <gtest/gtest.h>

namespace sim::model {
namespace {

void expect_target(std::string_view text, const Target& expected) {
  SCOPED_TRACE(text);
  const auto parsed = parse_target(text);
  ASSERT_TRUE(std::holds_alternative<Target>(parsed)) << std::get<Misworded>(parsed).message;
  const auto& target = std::get<Target>(parsed);
  EXPECT_EQ(target.text, expected.text);
  EXPECT_EQ(target.metric, expected.metric);
  EXPECT_EQ(target.relation, expected.relation);
  EXPECT_DOUBLE_EQ(target.value, expected.value);
  EXPECT_EQ(target.unit, expected.unit);
}

TEST(ParseTarget, TakesMetricRelationValueAndUnitApart) {
  constexpr Relation at_most = Relation::AtMost;
  constexpr Relation at_least = Relation::AtLeast;
  expect_target("wait_to_first_infusion.p90 <= 14 days",
                {"wait_to_first_infusion.p90 <= 14 days", "wait_to_first_infusion.p90", at_most,
                 14.0, "days"});
  expect_target("courses_completed >= 200 courses / year",
                {"courses_completed >= 200 courses / year", "courses_completed", at_least, 200.0,
                 "courses / year"});
  expect_target("  margin>=-1.5e3  ", {"margin>=-1.5e3", "margin", at_least, -1500.0, ""});
  expect_target("responders.share  >=   60%",
                {"responders.share >= 60%", "responders.share", at_least, 60.0, "%"});
}

TEST(ParseTarget, LabelsMayHoldCommasAndComparisons) {
  expect_target("utilisation[chairs,weekday=mon,hour=9] <= 80 %",
                {"utilisation[chairs,weekday=mon,hour=9] <= 80 %",
                 "utilisation[chairs,weekday=mon,hour=9]", Relation::AtMost, 80.0, "%"});
  expect_target("excluded[age >= 65 & frail] <= 12",
                {"excluded[age >= 65 & frail] <= 12", "excluded[age >= 65 & frail]",
                 Relation::AtMost, 12.0, ""});
}

TEST(ParseTarget, ASpanInSeveralUnitsIsOneInTheFirst) {
  expect_target(
      "visit_length.mean <= 2 h 30 min",
      {"visit_length.mean <= 2 h 30 min", "visit_length.mean", Relation::AtMost, 2.5, "h"});
  expect_target(
      "visit_length.mean <= 150 min",
      {"visit_length.mean <= 150 min", "visit_length.mean", Relation::AtMost, 150.0, "min"});
}

std::string way_out_of(std::string_view text) {
  const auto parsed = parse_target(text);
  const auto* wrong = std::get_if<Misworded>(&parsed);
  return wrong != nullptr && !wrong->message.empty() ? wrong->hint : "no mistake";
}

TEST(ParseTarget, SaysHowToWriteWhatWasMeant) {
  for (const char* sign : {"<", "=<", "\xE2\x89\xA4"})
    EXPECT_EQ(way_out_of(std::string("a ") + sign + " 2 h"), "write a <= 2 h") << sign;
  for (const char* sign : {">", "=>", "\xE2\x89\xA5"})
    EXPECT_EQ(way_out_of(std::string("a ") + sign + " 2 h"), "write a >= 2 h") << sign;
  for (const char* sign : {"=", "==", "!="})
    EXPECT_EQ(way_out_of(std::string("a ") + sign + " 2 h"), "write a <= 2 h, or the same with >=")
        << sign;
  EXPECT_EQ(way_out_of("14 days >= a"), "write a <= 14 days");
  EXPECT_EQ(way_out_of("14 days < a"), "write a >= 14 days");
}

TEST(ParseTarget, RefusesWhatIsNoTarget) {
  for (const char* text : {"", "a", "a 14 days", "a <= ", "<= 3", "a <= many", "a[b <= 3",
                           "a <= 3 <= 5", "a <= nan", "a <= 1e999"})
    EXPECT_NE(way_out_of(text), "no mistake") << text;
}

}  // namespace
}  // namespace sim::model
