// sim/model/condition.h: what a stop rule may ask about a course, and how it is answered.
//
// A condition is data. It is read from the scenario, checked once, and evaluated only where a
// clinician would look: after an assessment, never on every event.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace sim::model {

// The facts about a course that a rule may mention; fact_table says what each is called and means.
enum class Fact : std::uint8_t {
  Infusions,
  Score,
  Improvement,
  BestImprovement,
  Responding,
  Responded,
  InRemission,
  Remitted,
  AdverseEvents,
  MissedVisits,
  LateVisits,
  DaysInCourse
};
inline constexpr std::size_t fact_count = 12;

// What a fact is compared with: a count, a score, a share written in percent, or a yes or no.
enum class FactKind : std::uint8_t { Count, Score, Share, YesNo };

// What a response model must have for the fact to exist.
enum class FactNeeds : std::uint8_t { Nothing, Response, Scores };

struct FactDescription {
  Fact fact;
  std::string_view name;  // as written in a scenario
  FactKind kind;
  FactNeeds needs;
  std::string_view meaning;  // one line for the reference
};

inline constexpr std::array<FactDescription, fact_count> fact_table = {{
    {Fact::Infusions, "infusions", FactKind::Count, FactNeeds::Nothing,
     "infusions given in this course"},
    {Fact::Score, "score", FactKind::Score, FactNeeds::Scores, "the latest score on the scale"},
    {Fact::Improvement, "improvement", FactKind::Share, FactNeeds::Scores,
     "latest fall of the score from baseline, as a share of baseline"},
    {Fact::BestImprovement, "best_improvement", FactKind::Share, FactNeeds::Scores,
     "the largest improvement of this course"},
    {Fact::Responding, "responding", FactKind::YesNo, FactNeeds::Response,
     "now at or above the response threshold"},
    {Fact::Responded, "responded", FactKind::YesNo, FactNeeds::Response,
     "has been responding in this course"},
    {Fact::InRemission, "in_remission", FactKind::YesNo, FactNeeds::Scores,
     "now at or under the remission score"},
    {Fact::Remitted, "remitted", FactKind::YesNo, FactNeeds::Scores,
     "has been in remission in this course"},
    {Fact::AdverseEvents, "adverse_events", FactKind::Count, FactNeeds::Nothing,
     "adverse events in this course"},
    {Fact::MissedVisits, "missed_visits", FactKind::Count, FactNeeds::Nothing,
     "visits missed in a row just before the latest infusion"},
    {Fact::LateVisits, "late_visits", FactKind::Count, FactNeeds::Nothing,
     "infusions of this course given after their window"},
    {Fact::DaysInCourse, "days_in_course", FactKind::Count, FactNeeds::Nothing,
     "whole days since the first infusion of this course began"},
}};

// Yes is 1, no is 0; shares are fractions (0.2 for 20 %).
class CourseFacts {
 public:
  double operator[](Fact fact) const { return values_[static_cast<std::size_t>(fact)]; }
  double& operator[](Fact fact) { return values_[static_cast<std::size_t>(fact)]; }
  bool is(Fact fact) const { return (*this)[fact] != 0.0; }

 private:
  std::array<double, fact_count> values_{};
};

enum class Comparison : std::uint8_t { Less, AtMost, Equal, AtLeast, Greater, NotEqual };

struct Condition;

// "improvement < 20 %"; a bare "responding" is responding == 1, "not responding" responding == 0.
struct Compare {
  Fact fact = Fact::Infusions;
  Comparison how = Comparison::Equal;
  double value = 0.0;
};

// "... for 3 assessments": the comparison has held at so many assessments in a row. `streak` says
// which of the course's streaks counts them.
struct Streak {
  Compare test;
  int assessments = 1;
  std::uint32_t streak = 0;
};
struct AllOf {
  std::vector<Condition> parts;
};
struct AnyOf {
  std::vector<Condition> parts;
};
struct NoneOf {
  std::vector<Condition> parts;
};

// By default it holds.
struct Condition {
  std::variant<AllOf, AnyOf, NoneOf, Compare, Streak> is;
};

bool holds(const Compare& test, const CourseFacts& facts);

// `streaks[i]` is for how many assessments in a row, the latest included, the test of the course's
// streak i has held.
bool holds(const Condition& condition, const CourseFacts& facts, const std::uint16_t* streaks);

}  // namespace sim::model
