// sim/report/explain_conditions.cpp: the conditions of rules, in words.
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Compare;
using model::Comparison;
using model::Fact;
using model::FactKind;

// What the fact is called in a sentence; of a yes or no, what the patient then does, and does not.
struct FactWords {
  std::string_view yes;
  std::string_view no;
};

FactWords words(Fact fact) {
  switch (fact) {
    case Fact::Infusions:
      return {"the number of infusions", {}};
    case Fact::Score:
      return {"the score", {}};
    case Fact::Improvement:
      return {"the improvement", {}};
    case Fact::BestImprovement:
      return {"the best improvement so far", {}};
    case Fact::Responding:
      return {"the patient is responding", "the patient is not responding"};
    case Fact::Responded:
      return {"the patient has responded", "the patient has never responded"};
    case Fact::InRemission:
      return {"the patient is in remission", "the patient is not in remission"};
    case Fact::Remitted:
      return {"the patient has been in remission", "the patient has never been in remission"};
    case Fact::AdverseEvents:
      return {"the number of adverse events", {}};
    case Fact::MissedVisits:
      return {"the number of visits missed in a row", {}};
    case Fact::LateVisits:
      return {"the number of late infusions", {}};
    case Fact::DaysInCourse:
      return {"the number of days in the course", {}};
  }
  return {};
}

std::string_view words(Comparison how) {
  switch (how) {
    case Comparison::Less:
      return "below";
    case Comparison::AtMost:
      return "at most";
    case Comparison::Equal:
      return "exactly";
    case Comparison::AtLeast:
      return "at least";
    case Comparison::Greater:
      return "above";
    case Comparison::NotEqual:
      return "not";
  }
  return {};
}

struct ConditionWords {
  std::string operator()(const Compare& test) const {
    const FactWords fact = words(test.fact);
    const FactKind kind = model::fact_table[static_cast<std::size_t>(test.fact)].kind;
    if (kind == FactKind::YesNo)
      return std::string(model::holds(test, yes(test.fact)) ? fact.yes : fact.no);
    const std::string value =
        kind == FactKind::Share ? percent(test.value) : format_number(test.value);
    return fmt::format("{} is {} {}", fact.yes, words(test.how), value);
  }
  std::string operator()(const model::Streak& run) const {
    return fmt::format("{} at {}", (*this)(run.test),
                       run.assessments == 1
                           ? "one assessment"
                           : fmt::format("{} assessments in a row", run.assessments));
  }
  std::string operator()(const model::AllOf& all) const { return joined(all.parts, "and"); }
  std::string operator()(const model::AnyOf& any) const { return joined(any.parts, "or"); }
  std::string operator()(const model::NoneOf& none) const {
    return "none of this holds: " + joined(none.parts, "or");
  }

  // A condition made of several is in brackets within another.
  static std::string joined(const std::vector<model::Condition>& conditions,
                            std::string_view last) {
    std::vector<std::string> parts;
    for (const model::Condition& each : conditions) {
      const bool simple = std::holds_alternative<Compare>(each.is) ||
                          std::holds_alternative<model::Streak>(each.is);
      parts.push_back(simple ? in_words(each) : "(" + in_words(each) + ")");
    }
    return listed(parts, last);
  }
  static model::CourseFacts yes(Fact fact) {
    model::CourseFacts facts;
    facts[fact] = 1.0;
    return facts;
  }
};

}  // namespace

std::string in_words(const model::Condition& condition) {
  return std::visit(ConditionWords{}, condition.is);
}

}  // namespace sim::report
