// tests/unit/config/conditions_test.cpp: what the text of a condition means.
#include "sim/config/conditions.h"

#include <gmock/gmock.h>

#include "tests/unit/config/reading_of.h"

namespace sim::config {
namespace {

using model::Compare;
using model::Comparison;
using model::Condition;
using model::CourseFacts;
using model::Fact;
using testing::ElementsAre;
using testing::IsEmpty;

Condition read(const std::string& yaml) {
  const auto result = read_text(condition(), yaml);
  EXPECT_THAT(result.messages, IsEmpty()) << yaml;
  return result.value->condition;
}

bool holds_for(const std::string& yaml, Fact fact, double value) {
  CourseFacts facts;
  facts[fact] = value;
  return model::holds(read(yaml), facts, nullptr);
}

TEST(Conditions, CompareAFactWithAValue) {
  EXPECT_TRUE(holds_for("improvement < 20 %", Fact::Improvement, 0.19));
  EXPECT_FALSE(holds_for("improvement < 20 %", Fact::Improvement, 0.20));
  EXPECT_TRUE(holds_for("improvement<=20%", Fact::Improvement, 0.20));
  EXPECT_TRUE(holds_for("infusions == 6", Fact::Infusions, 6));
  EXPECT_TRUE(holds_for("score > 9.5", Fact::Score, 10));
  EXPECT_TRUE(holds_for("days_in_course >= 14", Fact::DaysInCourse, 14));
  EXPECT_TRUE(holds_for("adverse_events >= 2", Fact::AdverseEvents, 2));
  EXPECT_TRUE(holds_for("responding", Fact::Responding, 1));
  EXPECT_FALSE(holds_for("responding", Fact::Responding, 0));
}

TEST(Conditions, NotTurnsACompareAround) {
  for (const double value : {3.0, 4.0, 5.0})
    for (const std::string how : {"<", "<=", "==", ">=", ">"}) {
      const std::string plain = "infusions " + how + " 4";
      const bool holds = holds_for(plain, Fact::Infusions, value);
      EXPECT_NE(holds_for("not " + plain, Fact::Infusions, value), holds) << plain << value;
      EXPECT_NE(holds_for("{not: " + plain + "}", Fact::Infusions, value), holds) << plain << value;
    }
  EXPECT_TRUE(holds_for("not responding", Fact::Responding, 0));
}

TEST(Conditions, NotBeforeForMeansNotSoManyTimesInARow) {
  const auto streak = std::get<model::Streak>(read("not responding for 2 assessments").is);
  EXPECT_EQ(streak.assessments, 2);
  EXPECT_EQ(streak.test.fact, Fact::Responding);
  EXPECT_TRUE(model::holds(streak.test, CourseFacts{}));
  const auto worse = std::get<model::Streak>(read("not improvement >= 20 % for 3 assessments").is);
  EXPECT_EQ(worse.test.how, Comparison::Less);
  EXPECT_DOUBLE_EQ(worse.test.value, 0.2);
  const auto other = std::get<model::Streak>(read("not infusions == 4 for 2 assessments").is);
  EXPECT_EQ(other.test.how, Comparison::NotEqual);
  EXPECT_DOUBLE_EQ(other.test.value, 4.0);
}

TEST(Conditions, AreCombinedAndNested) {
  const Condition both = read("{all: [infusions >= 4, {any: [responding, {none: [remitted]}]}]}");
  CourseFacts facts;
  facts[Fact::Infusions] = 4;
  EXPECT_TRUE(model::holds(both, facts, nullptr));
  facts[Fact::Remitted] = 1;
  EXPECT_FALSE(model::holds(both, facts, nullptr));
  facts[Fact::Responding] = 1;
  EXPECT_TRUE(model::holds(both, facts, nullptr));
  facts[Fact::Infusions] = 3;
  EXPECT_FALSE(model::holds(both, facts, nullptr));
}

TEST(Conditions, SayWhichFactsTheyAskFor) {
  const auto result = read_text(condition(), "{all: [infusions >= 4, not in_remission]}");
  ASSERT_EQ(result.value->facts.size(), 2U);
  EXPECT_EQ(result.value->facts[0].first, Fact::Infusions);
  EXPECT_EQ(result.value->facts[1].first, Fact::InRemission);
}

TEST(Conditions, AShareWithoutItsSignIsRefusedWithTheFix) {
  const auto result = read_text(condition(), "improvement < 20");
  EXPECT_THAT(result.messages, ElementsAre("improvement is a share, and 20 has no percent sign"));
  EXPECT_THAT(result.hints, ElementsAre("write improvement < 20 %"));
}

TEST(Conditions, ASecondNotIsWrittenAsAMapping) {
  const auto result = read_text(condition(), "not not responding");
  EXPECT_THAT(result.hints, ElementsAre("write responding, or {not: not responding}"));
}

TEST(Conditions, AreNotGuessed) {
  for (const std::string text :
       {"infusions", "infusions = 6", "infusions =< 6", "improvment < 20 %", "responding == yes",
        "not responding for 3 visits", "infusions >= 2.5", "[responding]", "{all: []}",
        "{all: [responding], any: [remitted]}", "score < high", "infusions < -1",
        "improvement > 120 %", "responding for 0 assessments", "< 20 %", "\"\""})
    EXPECT_TRUE(read_text(condition(), text).value.broken()) << text;
}

}  // namespace
}  // namespace sim::config
