#include "tests/property/naive_condition.h"

#include <variant>

namespace sim::tests {
namespace {

// What the end of a course says of a fact.
std::optional<double> known(model::Fact fact, const clinic::CourseEnded& seen) {
  using model::Fact;
  if (fact == Fact::Infusions) return seen.infusions;
  if (fact == Fact::Responding) return seen.responding ? 1.0 : 0.0;
  if (fact == Fact::Responded) return seen.ever_responded ? 1.0 : 0.0;
  if (fact == Fact::InRemission) return seen.in_remission ? 1.0 : 0.0;
  if (fact == Fact::Remitted) return seen.ever_remitted ? 1.0 : 0.0;
  return std::nullopt;
}

// Whether a condition held then, where that can be told.
struct Held {
  const clinic::CourseEnded& seen;

  std::optional<bool> operator()(const model::AllOf& all) const {
    std::optional<bool> held = true;
    for (const model::Condition& part : all.parts) {
      const std::optional<bool> each = std::visit(*this, part.is);
      if (each == false) return false;
      if (!each) held.reset();
    }
    return held;
  }
  std::optional<bool> operator()(const model::AnyOf& any) const {
    std::optional<bool> held = false;
    for (const model::Condition& part : any.parts) {
      const std::optional<bool> each = std::visit(*this, part.is);
      if (each == true) return true;
      if (!each) held.reset();
    }
    return held;
  }
  std::optional<bool> operator()(const model::NoneOf& none) const {
    const std::optional<bool> any = (*this)(model::AnyOf{none.parts});
    if (!any) return any;
    return !*any;
  }
  std::optional<bool> operator()(const model::Compare& test) const {
    const std::optional<double> value = known(test.fact, seen);
    if (!value) return std::nullopt;
    model::CourseFacts facts;
    facts[test.fact] = *value;
    return model::holds(test, facts);
  }
  std::optional<bool> operator()(const model::Streak& /*streak*/) const { return std::nullopt; }
};

}  // namespace

std::optional<bool> naive_holds(const model::Condition& condition,
                                const clinic::CourseEnded& seen) {
  return std::visit(Held{seen}, condition.is);
}

}  // namespace sim::tests
