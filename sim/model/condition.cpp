// sim/model/condition.cpp: how a condition is answered.
#include "sim/model/condition.h"

#include <algorithm>

namespace sim::model {
namespace {

struct Holds {
  const CourseFacts& facts;
  const std::uint16_t* streaks;

  bool operator()(const Compare& test) const { return holds(test, facts); }
  bool operator()(const Streak& run) const { return streaks[run.streak] >= run.assessments; }
  bool operator()(const AllOf& all) const {
    return std::all_of(all.parts.begin(), all.parts.end(), *this);
  }
  bool operator()(const AnyOf& any) const {
    return std::any_of(any.parts.begin(), any.parts.end(), *this);
  }
  bool operator()(const NoneOf& none) const {
    return std::none_of(none.parts.begin(), none.parts.end(), *this);
  }
  bool operator()(const Condition& condition) const { return std::visit(*this, condition.is); }
};

}  // namespace

bool holds(const Compare& test, const CourseFacts& facts) {
  const double fact = facts[test.fact];
  switch (test.how) {
    case Comparison::Less:
      return fact < test.value;
    case Comparison::AtMost:
      return fact <= test.value;
    case Comparison::Equal:
      return fact == test.value;
    case Comparison::AtLeast:
      return fact >= test.value;
    case Comparison::Greater:
      return fact > test.value;
    case Comparison::NotEqual:
      return fact != test.value;
  }
  return false;
}

bool holds(const Condition& condition, const CourseFacts& facts, const std::uint16_t* streaks) {
  return Holds{facts, streaks}(condition);
}

}  // namespace sim::model
