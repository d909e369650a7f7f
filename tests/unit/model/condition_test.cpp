// tests/unit/model/condition_test.cpp: conditions against an evaluator that looks at the history.
#include "sim/model/condition.h"

#include <random>

#include <gtest/gtest.h>

namespace sim::model {
namespace {

using History = std::vector<CourseFacts>;  // by assessment

// Small whole numbers, so that equality happens.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }

 private:
  std::mt19937 engine_;
};

Compare random_compare(Chance& chance) {
  return {static_cast<Fact>(chance.below(3)), static_cast<Comparison>(chance.below(5)),
          static_cast<double>(chance.below(4))};
}

Condition random_condition(Chance& chance, int depth, std::vector<Compare>& streaks) {
  const int kind = chance.below(depth > 0 ? 5 : 2);
  if (kind == 0) return {random_compare(chance)};
  if (kind == 1) {
    streaks.push_back(random_compare(chance));
    return {Streak{streaks.back(), 1 + chance.below(3),
                   static_cast<std::uint32_t>(streaks.size() - 1)}};
  }
  std::vector<Condition> parts;
  for (int i = chance.below(4); i >= 0; --i)
    parts.push_back(random_condition(chance, depth - 1, streaks));
  if (kind == 2) return {AllOf{std::move(parts)}};
  if (kind == 3) return {AnyOf{std::move(parts)}};
  return {NoneOf{std::move(parts)}};
}

bool naive(const Compare& test, const CourseFacts& facts) {
  const double fact = facts[test.fact];
  const double value = test.value;
  const bool by_comparison[] = {
      fact<value, fact <= value, fact == value, fact >= value, fact> value};
  return by_comparison[static_cast<int>(test.how)];
}

// Counts what holds, and says of a streak that it held at each of the last so many assessments.
bool naive(const Condition& condition, const History& history) {
  if (const auto* test = std::get_if<Compare>(&condition.is)) return naive(*test, history.back());
  if (const auto* streak = std::get_if<Streak>(&condition.is)) {
    const auto wanted = static_cast<std::size_t>(streak->assessments);
    std::size_t held = 0;
    for (std::size_t i = history.size(); i > 0 && held < wanted; --i, ++held)
      if (!naive(streak->test, history[i - 1])) return false;
    return held == wanted;
  }
  const auto count = [&](const std::vector<Condition>& parts) {
    std::size_t held = 0;
    for (const Condition& part : parts)
      if (naive(part, history)) ++held;
    return held;
  };
  if (const auto* all = std::get_if<AllOf>(&condition.is))
    return count(all->parts) == all->parts.size();
  if (const auto* any = std::get_if<AnyOf>(&condition.is)) return count(any->parts) > 0;
  return count(std::get<NoneOf>(condition.is).parts) == 0;
}

TEST(Condition, HoldsWhereAnEvaluatorThatLooksAtTheWholeHistorySaysSo) {
  Chance chance(1);
  int held = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<Compare> tests;
    const Condition condition = random_condition(chance, 3, tests);
    std::vector<std::uint16_t> streaks(tests.size(), 0);
    History history;
    for (int assessment = 0; assessment < 6; ++assessment) {
      CourseFacts& facts = history.emplace_back();
      for (int fact = 0; fact < 3; ++fact)
        facts[static_cast<Fact>(fact)] = chance.below(4);
      for (std::size_t i = 0; i < tests.size(); ++i)
        streaks[i] = naive(tests[i], facts) ? static_cast<std::uint16_t>(streaks[i] + 1) : 0;
      ASSERT_EQ(holds(condition, facts, streaks.data()), naive(condition, history));
      held += holds(condition, facts, streaks.data()) ? 1 : 0;
    }
  }
  EXPECT_GT(held, 1000);  // both answers occur
  EXPECT_LT(held, 11000);
}

TEST(Condition, TheTableOfFactsIsInTheOrderOfTheFacts) {
  for (std::size_t i = 0; i < fact_table.size(); ++i)
    EXPECT_EQ(static_cast<std::size_t>(fact_table[i].fact), i) << fact_table[i].name;
}

}  // namespace
}  // namespace sim::model
