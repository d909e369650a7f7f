// sim/metrics/scopes.cpp: what can happen to whom.
#include "sim/metrics/scopes.h"

#include <algorithm>
#include <variant>

#include "sim/metrics/layout.h"

namespace sim::metrics {
namespace {

// The courses that may follow one at once, or after a relapse.
std::vector<CourseId> followers(const model::Course& course) {
  std::vector<CourseId> next;
  for (const model::StopRule& rule : course.rules) {
    if (rule.then == model::Action::Switch) next.push_back(rule.follow_up.course);
  }
  for (const model::Afterwards& entry : course.afterwards)
    next.push_back(entry.follow_up.course);
  if (course.repeat_on_relapse) next.push_back(course.repeat_on_relapse->course);
  return next;
}

// What a visit that is used like this may come to. Walk-ins keep no appointments.
void include(Scope& scope, const model::Model& model, UseId use) {
  const model::Attendance& attendance = model.uses[use].attendance;
  scope.not_fit |= attendance.not_fit && attendance.not_fit->chance.probability > 0.0;
  if (model.booking.mode == model::BookingMode::WalkIn) return;
  scope.no_shows |= attendance.no_show > 0.0;
  scope.cancels |= attendance.late_cancel > 0.0;
}

bool may_miss_too_many(const model::Attendance& attendance) {
  return attendance.misses_allowed != model::no_limit &&
         (attendance.no_show > 0.0 || attendance.late_cancel > 0.0);
}

// Whoever misses a visit and is not given another one is lost.
bool may_lose(const model::Attendance& attendance) {
  const bool stays_away = attendance.no_show > 0.0 && attendance.rebook.probability < 1.0;
  return stays_away || may_miss_too_many(attendance);
}

void include_response(Scope& scope, const model::Response& response) {
  if (std::holds_alternative<model::NoResponse>(response.is)) return;
  const bool scored = std::holds_alternative<model::Trajectory>(response.is);
  scope.assessed = true;
  scope.scored |= scored;
  scope.relapses |= scored || response.relapse;  // a trajectory has its own decay
}

// What may happen in a course.
void include(Scope& scope, const model::Course& course) {
  const int most = std::min(course.most_infusions(), most_numbered_infusions);
  scope.numbers = std::max(scope.numbers, static_cast<std::size_t>(most));
  for (const model::StopRule& rule : course.rules) {
    scope.stops |= rule.then == model::Action::Stop;
    scope.switches |= rule.then == model::Action::Switch;
  }
  scope.follows |= !followers(course).empty();
  for (const model::AdverseEvent& event : course.adverse_events) {
    scope.adverse_events |= event.chance.probability > 0.0;
    scope.ended_by_event |= event.chance.probability > 0.0 && event.ends_course.probability > 0.0;
  }
}

// ... to a patient of the cohort.
void include(Scope& scope, const model::Model& model, const model::Cohort& cohort, CourseId id) {
  const model::Course& course = model.courses[id];
  include(scope, course);
  include_response(scope, model.responses[cohort.response]);
  for (const UseId use : course.uses) {
    include(scope, model, use);
    if (model.booking.mode == model::BookingMode::WalkIn) continue;
    scope.loses_courses |= may_miss_too_many(model.uses[use].attendance);
  }
  for (const model::PlanPart& part : cohort.with) {
    if (part.use) include(scope, model, *part.use);
  }
}

// What may happen to a patient of the cohort before any infusion.
void include_access(Scope& scope, const model::Model& model, const model::Cohort& cohort) {
  const model::Course& course = model.courses[cohort.course];
  const bool booked = model.booking.mode == model::BookingMode::Appointments;
  scope.gives_up |= cohort.patience.has_value();
  scope.loses_patients |= booked && may_lose(model.uses[course.use_of(1)].attendance);
  scope.refused |=
      std::any_of(course.before_first.begin(), course.before_first.end(),
                  [](const model::BeforeFirst& each) { return each.refused.probability > 0.0; });
  if (!cohort.screening) return;
  scope.screened = true;
  scope.excluded |= !cohort.screening->excluded.empty();
  if (!cohort.screening->use) return;
  scope.screened_at_a_visit = true;
  scope.loses_patients |= booked && may_lose(model.uses[*cohort.screening->use].attendance);
  include(scope, model, *cohort.screening->use);
}

}  // namespace

std::vector<CourseId> courses_of(const model::Model& model, const model::Cohort& cohort) {
  std::vector<CourseId> courses;
  const auto add = [&](CourseId course) {
    if (std::find(courses.begin(), courses.end(), course) == courses.end())
      courses.push_back(course);
  };
  add(cohort.course);
  for (const model::InCourse& there : cohort.at_start.in_course)
    add(there.course);
  for (std::size_t i = 0; i < courses.size(); ++i) {
    for (const CourseId next : followers(model.courses[courses[i]]))
      add(next);
  }
  return courses;
}

std::vector<Scope> list_scopes(const model::Model& model) {
  std::vector<Scope> scopes(1);
  for (const model::Cohort& cohort : model.cohorts)
    scopes.emplace_back(Scope{"cohort=" + cohort.name, scopes.size()});
  for (const model::Course& course : model.courses)
    scopes.emplace_back(Scope{"course=" + course.name, scopes.size()});
  for (const CohortId id : ids<CohortId>(model.cohorts)) {
    const model::Cohort& cohort = model.cohorts[id];
    Scope& own = scopes[1 + id.index];
    const auto of_course = [&](CourseId course) -> Scope& {
      return scopes[1 + model.cohorts.size() + course.index];
    };
    for (Scope* scope : {&scopes.front(), &own, &of_course(cohort.course)})
      include_access(*scope, model, cohort);
    for (const CourseId course : courses_of(model, cohort)) {
      for (Scope* scope : {&scopes.front(), &own, &of_course(course)})
        include(*scope, model, cohort, course);
    }
  }
  return scopes;
}

}  // namespace sim::metrics
