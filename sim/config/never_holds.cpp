// sim/config/never_holds.cpp: conditions that ask for what no course can come to.
//
// Only the comparison itself is judged, by the values that its fact can have: a part that never
// holds is a mistake in `any` and in `none` as well, where the whole may hold.
#include <algorithm>
#include <limits>
#include <optional>

#include "sim/config/courses.h"

namespace sim::config {
namespace {

using model::Compare;
using model::Comparison;
using model::Course;
using model::Fact;

constexpr double without_end = std::numeric_limits<double>::infinity();

// All the values that a fact can have are between these.
struct Range {
  double least = 0.0;
  double most = without_end;
};

// The scales that scores of the course are on; nothing where there are none.
std::optional<Range> scores_in(const Resolving& on, CourseId course) {
  std::optional<Range> all;
  for (const CohortId id : ids(on.model.cohorts)) {
    const auto courses = on.courses_of.find(id.index);
    if (courses == on.courses_of.end() || !courses->second.contains(course)) continue;
    const model::Response& response = on.model.responses[on.model.cohorts[id].response];
    const auto* trajectory = std::get_if<model::Trajectory>(&response.is);
    if (trajectory == nullptr) continue;
    const model::Scale& scale = trajectory->scale;
    if (!all) all = Range{scale.lowest, scale.highest};
    all = Range{std::min(all->least, scale.lowest), std::max(all->most, scale.highest)};
  }
  return all;
}

// What the conditions at one place can be about.
struct Looked {
  const Course& course;
  std::optional<Range> scores;
  double infusions;  // at most, when it is looked

  Range range_of(Fact fact) const {
    switch (fact) {
      case Fact::Infusions:
        return {1.0, infusions};
      case Fact::Score:
        return scores.value_or(Range{});
      case Fact::Improvement:
      case Fact::BestImprovement:
        return {-without_end, 1.0};
      case Fact::Responding:
      case Fact::Responded:
      case Fact::InRemission:
      case Fact::Remitted:
        return {0.0, 1.0};
      case Fact::AdverseEvents:
        return {0.0, course.adverse_events.empty() ? 0.0 : without_end};
      case Fact::LateVisits:
        return {0.0, infusions};
      case Fact::MissedVisits:
      case Fact::DaysInCourse:
        break;
    }
    return {};
  }
};

bool may_hold(const Compare& test, Range range) {
  switch (test.how) {
    case Comparison::Less:
      return range.least < test.value;
    case Comparison::AtMost:
      return range.least <= test.value;
    case Comparison::AtLeast:
      return range.most >= test.value;
    case Comparison::Greater:
      return range.most > test.value;
    case Comparison::Equal:
      return range.least <= test.value && test.value <= range.most;
    case Comparison::NotEqual:
      return range.least < range.most || range.least < test.value || range.least > test.value;
  }
  return true;
}

std::string in_words(const Compare& test, Range range) {
  const model::FactDescription& fact = model::fact_table[static_cast<std::size_t>(test.fact)];
  const bool is_share = fact.kind == model::FactKind::Share;
  const bool too_high = test.how == Comparison::AtLeast || test.how == Comparison::Greater ||
                        (test.how == Comparison::Equal && test.value > range.most) ||
                        test.how == Comparison::NotEqual;
  const double end = (too_high ? range.most : range.least) * (is_share ? 100.0 : 1.0);
  return fmt::format("never holds, because {} is {} {:g}{}", fact.name,
                     too_high ? "at most" : "at least", end, is_share ? " %" : "");
}

// Goes through a condition in the order in which its facts were read.
struct Judge {
  Resolving& on;
  const ConditionDraft& draft;
  const Looked& looked;
  std::string_view hint;
  std::size_t next = 0;

  void operator()(const Compare& test) { judge(test, draft.facts[next++].second); }
  void operator()(const model::Streak& streak) {
    const Place& place = draft.facts[next++].second;
    if (!judge(streak.test, place) || streak.assessments <= looked.infusions) return;
    on.warning(
        place,
        fmt::format("never holds, because there are at most {:g} assessments", looked.infusions),
        std::string(hint));
  }
  void operator()(const model::AllOf& all) { judge_parts(all.parts); }
  void operator()(const model::AnyOf& any) { judge_parts(any.parts); }
  void operator()(const model::NoneOf& none) { judge_parts(none.parts); }

  bool judge(const Compare& test, const Place& place) const {
    const Range range = looked.range_of(test.fact);
    if (may_hold(test, range)) return true;
    const bool of_infusions = test.fact == Fact::Infusions || test.fact == Fact::LateVisits;
    on.warning(place, in_words(test, range), of_infusions ? std::string(hint) : std::string{});
    return false;
  }
  void judge_parts(const std::vector<model::Condition>& parts) {
    for (const model::Condition& part : parts)
      std::visit(*this, part.is);
  }
};

void judge(Resolving& on, const Given<ConditionDraft>& when, const Looked& looked,
           std::string_view hint) {
  if (!when) return;
  Judge judge{on, *when, looked, hint};
  std::visit(judge, when->condition.is);
}

void judge_course(Resolving& on, CourseId id, const CourseDraft& draft) {
  const Course& course = on.model.courses[id];
  const bool ends = course.infusions != model::unlimited;
  const double most = ends ? course.most_infusions() : without_end;
  const Looked at_any{course, scores_in(on, id), most};
  const Looked before_last{course, at_any.scores, most - 1.0};
  for (const Given<RuleDraft>& rule : value_or_nothing(draft.stop_rules)) {
    const bool stops = rule->then && rule->then->action == model::Action::Stop;
    judge(on, rule->when, stops ? before_last : at_any,
          stops ? "after the last planned infusion a rule that stops is not looked at" : "");
  }
  for (const Given<AfterwardsDraft>& next : value_or_nothing(draft.afterwards))
    judge(on, next->when, at_any, "");
}

}  // namespace

// Expects: there are no errors.
void warn_of_what_never_holds(Resolving& on) {
  for (const CourseId id : ids(on.model.courses)) {
    // A course that nobody comes to is warned of as a whole.
    if (on.used_courses.contains(id.index))
      judge_course(on, id, *on.draft.courses->at(on.model.courses[id].name));
  }
}

}  // namespace sim::config
