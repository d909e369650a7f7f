// sim/report/explain_courses.cpp: courses: their infusions, what ends or extends them, what comes
// before and after.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/scopes.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::Course;

// --- infusions

// From infusion `first` on, as many as have the same visit.
struct Stretch {
  int first;
  const std::string& visit;
};

std::vector<Stretch> stretches_of(const model::Model& model, const Course& course) {
  std::vector<Stretch> stretches;
  for (int number = 1; number <= static_cast<int>(course.uses.size()); ++number) {
    const std::string& visit = model.visit_of(course.use_of(number)).name;
    if (stretches.empty() || stretches.back().visit != visit) stretches.push_back({number, visit});
  }
  return stretches;
}

// " at infusion visits"; ", infusion 1 at first_infusion visits and those from 2 on at infusion
// visits".
std::string visits_of(const model::Model& model, const Course& course) {
  const std::vector<Stretch> all = stretches_of(model, course);
  if (all.size() == 1) return fmt::format(" at {} visits", all.front().visit);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_last = i + 1 == all.size();
    const int last = is_last ? 0 : all[i + 1].first - 1;
    std::string numbers = is_last ? fmt::format("those from {} on", all[i].first)
                          : last == all[i].first
                              ? fmt::format("infusion {}", last)
                              : fmt::format("infusions {} to {}", all[i].first, last);
    parts.push_back(fmt::format("{} at {} visits", numbers, all[i].visit));
  }
  return ", " + listed(parts);
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
    const std::vector<CourseId> courses = metrics::courses_of(model, cohort);
    return std::find(courses.begin(), courses.end(), course) != courses.end() &&
           !std::holds_alternative<model::NoResponse>(model.responses[cohort.response].is);
  });
}

std::string drop_out_of(const Course& course) {
  const model::DropOut& drop_out = course.drop_out;
  if (!drop_out.possible()) return "Nobody drops out of it.";
  const std::string_view but = course.infusions == model::unlimited ? "" : " but the last";
  if (drop_out.responding == drop_out.otherwise)
    return fmt::format("After each infusion{}, {} drop out.", but, percent(drop_out.responding));
  return fmt::format(
      "After each infusion{}, {} of those who are responding and {} of the others drop out.", but,
      percent(drop_out.responding), percent(drop_out.otherwise));
}

// --- what goes wrong

// The steps that take longer, whichever of the course's visits they are of.
std::vector<std::string> lengthened_by(const model::Model& model, const Course& course,
                                       std::uint32_t event) {
  std::vector<std::string> steps;
  for (const UseId id : course.uses) {
    const model::Use& use = model.uses[id];
    for (std::size_t step = 0; step < use.lengthened_by.size(); ++step) {
      const std::vector<std::uint32_t>& events = use.lengthened_by[step];
      if (std::find(events.begin(), events.end(), event) == events.end()) continue;
      const std::string& name = model.visits[use.visit].steps[step].name;
      if (std::find(steps.begin(), steps.end(), name) == steps.end()) steps.push_back(name);
    }
  }
  return steps;
}

std::string adverse_event(const model::Model& model, const Course& course, std::uint32_t index) {
  const model::AdverseEvent& event = course.adverse_events[index];
  std::string text = fmt::format("The adverse event '{}' comes at {} of the infusions", event.name,
                                 percent(event.chance.probability));
  const std::vector<std::string> steps = lengthened_by(model, course, index);
  if (!steps.empty()) {
    text += fmt::format("; {} then {} longer, by {}", listed(steps),
                        steps.size() == 1 ? "takes" : "take", time_in_words(event.by.sampler));
  }
  if (event.ends_course.probability > 0.0)
    text += fmt::format("; {} of them end the course", percent(event.ends_course.probability));
  return text + ".";
}

// --- rules, and what comes before and after

std::string course_named(const model::Model& model, const model::FollowUp& next) {
  return fmt::format("the course '{}'", model.courses[next.course].name);
}

std::string action_of(const model::Model& model, const model::StopRule& rule) {
  switch (rule.then) {
    case model::Action::Stop:
      return "stops the course";
    case model::Action::Complete:
      return "completes the course early";
    case model::Action::Extend:
      return fmt::format("extends the course by {}, once,", counted(rule.extend_by, "infusion"));
    case model::Action::Switch:
      return fmt::format("switches the patient to {}, {} later,",
                         course_named(model, rule.follow_up),
                         time_in_words(rule.follow_up.after.sampler));
    case model::Action::ChangeGain:
      return fmt::format("multiplies what the infusions of the course still gain by {}, once,",
                         format_number(rule.gain));
  }
  return {};
}

std::string before_first(const Course& course) {
  std::vector<std::string> parts;
  for (const model::BeforeFirst& each : course.before_first) {
    parts.push_back(fmt::format("{} ({})", each.name, time_in_words(each.takes.sampler)));
    if (each.refused.probability > 0.0) {
      parts.back().pop_back();
      parts.back() += fmt::format("; {} are refused)", percent(each.refused.probability));
    }
  }
  if (parts.empty()) return {};
  return fmt::format(" Before its first infusion can be booked it needs {}.", listed(parts));
}

// The first entry that applies, and whose chance comes true, decides.
std::string afterwards(const model::Model& model, const Course& course, std::size_t index) {
  const model::Afterwards& entry = course.afterwards[index];
  const auto* all = std::get_if<model::AllOf>(&entry.when.is);
  const bool always = all != nullptr && all->parts.empty();
  const double chance = entry.chance.probability;
  std::string text = index == 0 ? "Once it is completed or stopped, " : "Otherwise, ";
  if (!always) text += fmt::format("where {}, ", in_words(entry.when));
  if (chance < 1.0) text += percent(chance) + " go on to ";
  text += course_named(model, entry.follow_up);
  if (chance >= 1.0) text += " follows";
  return fmt::format("{} {} later.", text, time_in_words(entry.follow_up.after.sampler));
}

void explain_what_follows(const model::Model& model, const Course& course, Prose& prose) {
  for (std::size_t i = 0; i < course.afterwards.size(); ++i)
    prose.item(afterwards(model, course, i));
  if (const auto& repeat = course.repeat_on_relapse) {
    prose.item(fmt::format(
        "Who was responding at its end and relapses comes again, for the course '{}', at most {}.",
        model.courses[repeat->course].name, counted(repeat->at_most, "time")));
  }
}

void explain_course(const model::Model& model, CourseId id, Prose& prose) {
  const Course& course = model.courses[id];
  const std::string number = course.infusions == model::unlimited
                                 ? "infusions without end"
                                 : counted(course.infusions, "infusion");
  std::string text = fmt::format("{}: {}{}{}.", course.name, number, visits_of(model, course),
                                 only_phase_in_words(course.schedule));
  text += before_first(course);
  if (is_assessed(model, id)) text += " " + assessment_of(course);
  if (course.infusions > 1) text += " " + drop_out_of(course);
  if (course.rules.empty()) text += " It has no stop rules.";
  prose.say(text);
  for (const std::string& phase : phases_in_words(course.schedule))
    prose.item(phase);
  for (std::uint32_t event = 0; event < course.adverse_events.size(); ++event)
    prose.item(adverse_event(model, course, event));
  for (const model::StopRule& rule : course.rules) {
    prose.item(fmt::format("The rule '{}' {} when {}.", rule.name, action_of(model, rule),
                           in_words(rule.when)));
  }
  explain_what_follows(model, course, prose);
}

}  // namespace

void explain_courses(const model::Model& model, Prose& prose) {
  prose.heading("Courses");
  for (const CourseId id : ids<CourseId>(model.courses))
    explain_course(model, id, prose);
}

}  // namespace sim::report
