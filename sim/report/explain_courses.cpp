// sim/report/explain_courses.cpp: courses, and the rules that end or extend them.
#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Compare;
using model::Comparison;
using model::Course;
using model::Fact;
using model::FactKind;

// --- conditions

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

std::string action_of(const model::StopRule& rule) {
  switch (rule.then) {
    case model::Action::Stop:
      return "stops the course";
    case model::Action::Complete:
      return "completes the course early";
    case model::Action::Extend:
      return fmt::format("extends the course by {}, once,", counted(rule.extend_by, "infusion"));
  }
  return {};
}

// --- the schedule

std::string window_in_words(const model::Window& window) {
  if (const auto* around = std::get_if<model::AroundTarget>(&window)) {
    return fmt::format("from {} before to {} after the target", format_duration(around->early),
                       format_duration(around->late));
  }
  const auto& after = std::get<model::DaysAfterPrevious>(window);
  return fmt::format("{} to {} after the previous one", after.first, counted(after.last, "day"));
}

std::string schedule_of(const Course& course) {
  if (course.spacings.empty()) return {};
  std::vector<std::string> gaps;
  std::vector<std::string> windows;
  for (const model::Spacing& each : course.spacings) {
    gaps.push_back(time_in_words(each.gap));
    const std::string window = window_in_words(each.window);
    if (std::find(windows.begin(), windows.end(), window) == windows.end())
      windows.push_back(window);
  }
  return fmt::format(", one every {}{}, in a window {}", listed(gaps),
                     gaps.size() > 1 ? " in turn" : "", listed(windows));
}

std::string assessment_of(const Course& course) {
  switch (course.assess) {
    case model::Assess::AfterDelay:
      return fmt::format("The patient is assessed {} after each infusion began.",
                         time_in_words(course.assess_delay.sampler));
    case model::Assess::AtVisitEnd:
      return "The patient is assessed as each infusion visit ends.";
    case model::Assess::BeforeNext:
      return "The patient is assessed just before the next infusion.";
  }
  return {};
}

// Whether there is anything to assess in some patient of the course.
bool is_assessed(const model::Model& model, CourseId course) {
  return std::any_of(model.cohorts.begin(), model.cohorts.end(), [&](const model::Cohort& cohort) {
    return cohort.course == course &&
           !std::holds_alternative<model::NoResponse>(model.responses[cohort.response].is);
  });
}

void explain_course(const model::Model& model, CourseId id, Prose& prose) {
  const Course& course = model.courses[id];
  const std::string number = course.infusions == model::unlimited
                                 ? "infusions without end"
                                 : counted(course.infusions, "infusion");
  const std::string& visit = model.visit_of(course.use).name;
  std::string text =
      fmt::format("{}: {} at {} visits{}.", course.name, number, visit, schedule_of(course));
  if (is_assessed(model, id)) text += " " + assessment_of(course);
  if (course.infusions > 1) {
    text += course.drop_out.probability > 0.0
                ? fmt::format(" After each infusion but the last, {} drop out.",
                              percent(course.drop_out.probability))
                : " Nobody drops out of it.";
  }
  if (course.rules.empty()) text += " It has no stop rules.";
  prose.say(text);
  for (const model::StopRule& rule : course.rules) {
    prose.item(
        fmt::format("The rule '{}' {} when {}.", rule.name, action_of(rule), in_words(rule.when)));
  }
}

}  // namespace

std::string in_words(const model::Condition& condition) {
  return std::visit(ConditionWords{}, condition.is);
}

void explain_courses(const model::Model& model, Prose& prose) {
  prose.heading("Courses");
  for (const CourseId id : ids<CourseId>(model.courses))
    explain_course(model, id, prose);
}

}  // namespace sim::report
