// sim/config/outline_condition.cpp: what the condition of a rule looks like.
#include "sim/config/outlines.h"
#include "sim/config/patterns.h"
#include "sim/config/section.h"
#include "sim/model/condition.h"

namespace sim::config {
namespace {

std::string test_pattern(const model::FactDescription& fact) {
  const std::string compared = std::string(fact.name) + R"(\s*(?:<=?|==|>=?)\s*)";
  switch (fact.kind) {
    case model::FactKind::Share:
      return compared + patterns::number + R"(\s*%)";
    case model::FactKind::Score:
      return compared + patterns::number;
    case model::FactKind::Count:
      return compared + patterns::digits;
    case model::FactKind::YesNo:
      break;
  }
  return std::string(fact.name);
}

std::string condition_pattern() {
  std::string tests;
  for (const model::FactDescription& fact : model::fact_table)
    tests += (tests.empty() ? "" : "|") + test_pattern(fact);
  return "(?:not\\s+)?(?:" + tests + R"()(?:\s+for\s+)" + patterns::digits + R"(\s+assessments?)?)";
}

void describe_groups(Section& section) {
  const Outline part = outline_of_condition();
  const Outline parts{"a list of conditions",
                      Origin::None,
                      {ListOf{inner(part), 1}},
                      "[responding, infusions >= 4]"};
  section.mention("all", parts, "each of them holds");
  section.mention("any", parts, "at least one of them holds");
  section.mention("none", parts, "none of them holds");
  section.mention("not", part, "it does not hold");
}

}  // namespace

Outline outline_of_condition() {
  Outline outline = outline_of(
      "a condition", "improvement < 20 % for 3 assessments",
      {Matching{condition_pattern()}, OneKey{"a condition made of others", describe_groups}});
  outline.origin = Origin::None;
  outline.name = "condition";
  return outline;
}

}  // namespace sim::config
