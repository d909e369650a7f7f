// sim/config/resolve_treatment.cpp: the courses that a cohort's patients may be in, and whether
// their response has what those ask for.
#include "sim/config/cohorts.h"

namespace sim::config {
namespace {

// --- the response

ResponseId response_named(const Resolving& on, std::string_view name) {
  for (const ResponseId id : ids(on.model.responses))
    if (on.model.responses[id].name == name) return id;
  return {};
}

// Whether the cohort's response could be made out, so that more can be asked of it.
ResponseKnown resolve_response_of(Resolving& on, const CohortDraft& draft, model::Cohort& cohort) {
  const std::string name =
      draft.response.missing() ? std::string(without_response) : value_or_nothing(draft.response);
  // Positions in the table and among the definitions differ where "none" was added.
  cohort.response = response_named(on, name);
  const Named<ResponseDraft> defined = value_or_nothing(on.draft.responses);
  const auto there = defined.find(name);
  if (there == defined.end() && name == without_response) return ResponseKnown::Yes;
  const auto id = look_up<ResponseId>(on, draft.response, on.draft.responses, "response");
  if (id) on.used_responses.insert(id->index);
  return id && there->second && there->second->model ? ResponseKnown::Yes : ResponseKnown::No;
}

// --- what courses ask of it

struct Asking {
  Resolving& on;
  const model::Cohort& cohort;

  const model::Response& response() const { return on.model.responses[cohort.response]; }
  model::FactNeeds offered() const {
    if (std::holds_alternative<model::Trajectory>(response().is)) return model::FactNeeds::Scores;
    if (std::holds_alternative<model::Hazard>(response().is)) return model::FactNeeds::Response;
    return model::FactNeeds::Nothing;
  }
};

// Whether the response of the cohort has the fact; otherwise an error.
bool check_fact(const Asking& of, model::Fact fact, const Place& place) {
  const model::FactDescription& asked = model::fact_table[static_cast<std::size_t>(fact)];
  if (asked.needs <= of.offered()) return true;
  const bool scores = asked.needs == model::FactNeeds::Scores;
  of.on.error(place,
              fmt::format("asks for {}, and patients of cohort \"{}\" have no {}", asked.name,
                          of.cohort.name, scores ? "scores" : "response"),
              fmt::format("give the cohort a response (model: {}), or another course",
                          scores ? "trajectory" : "hazard or trajectory"));
  return false;
}

// The first fact that is not there is enough.
void check_condition(const Asking& of, const Given<ConditionDraft>& when) {
  if (!when) return;
  for (const auto& [fact, place] : when->facts)
    if (!check_fact(of, fact, place)) return;
}

void check_rule(const Asking& of, const RuleDraft& rule) {
  check_condition(of, rule.when);
  if (!rule.then || !rule.then->gain || of.offered() == model::FactNeeds::Scores) return;
  of.on.error(
      rule.then->gain.place,
      fmt::format("changes the gain, and patients of cohort \"{}\" have none", of.cohort.name),
      "give the cohort a response (model: trajectory), or another course");
}

// Nobody comes again who never relapses.
void warn_of_no_relapse(const Asking& of, const Given<RepeatDraft>& repeat) {
  if (!repeat.written() || of.offered() == model::FactNeeds::Scores || of.response().relapse)
    return;
  of.on.warning(
      at_key(repeat.place),
      fmt::format("has no effect for cohort \"{}\", whose patients never relapse", of.cohort.name),
      "write in a response how long after a course they do, as in relapse: "
      "{exponential: {mean: 12 weeks}}");
}

void check_course(const Asking& of, const Given<CourseDraft>& course) {
  if (!course) return;
  if (course->stop_rules) {
    for (const Given<RuleDraft>& rule : *course->stop_rules)
      if (rule) check_rule(of, *rule);
  }
  if (course->afterwards) {
    for (const Given<AfterwardsDraft>& next : *course->afterwards)
      if (next) check_condition(of, next->when);
  }
  if (course->drop_out && std::holds_alternative<DropOutByResponse>(*course->drop_out))
    check_fact(of, model::Fact::Responding, course->drop_out.place);
  warn_of_no_relapse(of, course->repeat_on_relapse);
}

// --- which courses

// The course, and all that may follow it, now or later.
void add_with_followers(const Resolving& on, CourseId course, CourseIds& courses) {
  if (!courses.insert(course).second) return;
  for (const CourseId next : on.next_courses[course.index])
    add_with_followers(on, next, courses);
}

}  // namespace

AtStartOf resolve_treatment(Resolving& on, const CohortDraft& draft, model::Cohort& cohort) {
  const ResponseKnown response = resolve_response_of(on, draft, cohort);
  AtStartOf of{draft, cohort, look_up<CourseId>(on, draft.course, on.draft.courses, "course"), {}};
  cohort.course = of.course.value_or(CourseId{});
  if (response == ResponseKnown::Yes) {
    const bool is_another = draft.in_course && !draft.in_course->course.missing();
    of.in_course = is_another
                       ? look_up<CourseId>(on, draft.in_course->course, on.draft.courses, "course")
                       : of.course;
  }
  CourseIds& courses = on.courses_of[static_cast<std::uint32_t>(on.model.cohorts.size())];
  for (const auto& course : {of.course, of.in_course})
    if (course) add_with_followers(on, *course, courses);
  for (const CourseId course : courses) {
    on.used_courses.insert(course.index);
    if (response == ResponseKnown::Yes)
      check_course({on, cohort}, on.draft.courses->at(on.model.courses[course].name));
  }
  resolve_plan_parts(on, draft.with, response, cohort);
  return of;
}

}  // namespace sim::config
