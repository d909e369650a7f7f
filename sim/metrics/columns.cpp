// sim/metrics/columns.cpp: whom columns are about, and what they are called.
#include "sim/metrics/columns.h"

#include <algorithm>
#include <variant>

#include "sim/metrics/column_list.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

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
void include_losses(Scope& scope, const model::Model& model, const model::Cohort& cohort) {
  if (model.booking.mode == model::BookingMode::WalkIn) return;
  const auto may_lose = [&](UseId use) {
    const model::Attendance& attendance = model.uses[use].attendance;
    const bool stays_away = attendance.no_show > 0.0 && attendance.rebook.probability < 1.0;
    return stays_away || may_miss_too_many(attendance);
  };
  const UseId in_course = model.courses[cohort.course].use;
  scope.loses_courses |= may_miss_too_many(model.uses[in_course].attendance);
  scope.loses_patients |= may_lose(in_course);
  if (cohort.screening && cohort.screening->use)
    scope.loses_patients |= may_lose(*cohort.screening->use);
}

void include(Scope& scope, const model::Model& model, const model::Cohort& cohort) {
  const model::Course& course = model.courses[cohort.course];
  const model::Response& response = model.responses[cohort.response];
  const int most = std::min(course.most_infusions(), most_numbered_infusions);
  scope.numbers = std::max(scope.numbers, static_cast<std::size_t>(most));
  scope.gives_up |= cohort.patience.has_value();
  scope.assessed |= !std::holds_alternative<model::NoResponse>(response.is);
  scope.scored |= std::holds_alternative<model::Trajectory>(response.is);
  include(scope, model, course.use);
  include_losses(scope, model, cohort);
  if (!cohort.screening) return;
  scope.screened = true;
  scope.excluded |= !cohort.screening->excluded.empty();
  scope.screened_at_a_visit |= cohort.screening->use.has_value();
  if (cohort.screening->use) include(scope, model, *cohort.screening->use);
}

std::vector<Scope> list_scopes(const model::Model& model) {
  std::vector<Scope> scopes(1);
  for (const model::Cohort& cohort : model.cohorts) {
    include(scopes.front(), model, cohort);
    include(scopes.emplace_back(Scope{"cohort=" + cohort.name, scopes.size()}), model, cohort);
  }
  for (const CourseId course : ids<CourseId>(model.courses)) {
    Scope& scope =
        scopes.emplace_back(Scope{"course=" + model.courses[course].name, scopes.size()});
    for (const model::Cohort& cohort : model.cohorts) {
      if (cohort.course == course) include(scope, model, cohort);
    }
  }
  return scopes;
}

std::string_view suffix(Statistic statistic) {
  switch (statistic) {
    case Statistic::Value:
      return "";
    case Statistic::Count:
      return ".count";
    case Statistic::Share:
      return ".share";
    case Statistic::Mean:
      return ".mean";
    case Statistic::P50:
      return ".p50";
    case Statistic::P90:
      return ".p90";
    case Statistic::P95:
      return ".p95";
    case Statistic::End:
      return ".end";
  }
  return "";
}

}  // namespace

ColumnList::ColumnList(const model::Model& model, const Layout& layout)
    : model_(model), layout_(layout), scopes_(list_scopes(model)) {}

void ColumnList::add(Metric metric, const std::string& label, Statistic statistic,
                     const Reading& reading) {
  const MetricDescription& description = describe(metric);
  std::string name = label.empty() ? std::string(description.name)
                                   : fmt::format("{}[{}]", description.name, label);
  name += suffix(statistic);
  const bool yearly = std::holds_alternative<PerYear>(reading);
  const bool share = statistic == Statistic::Share;
  std::string unit = share ? "%" : std::string(description.unit) + (yearly ? " / year" : "");
  columns_.push_back({std::move(name), label, std::move(unit), metric, statistic,
                      share ? Estimator::RatioOfSums : description.estimator, reading});
}

void ColumnList::add_parts_by_cause(Metric metric, Block sums, PartOfMean part) {
  for (const model::WaitCause cause : causes_of(model_)) {
    part.sum = sums.at(model::index_of(cause));
    add(metric, fmt::format("cause={}", name_of(model_, cause)), Statistic::Mean, part);
  }
}

std::vector<Column> list_columns(const model::Model& model, const Layout& layout) {
  ColumnList list(model, layout);
  list.add_access();
  list.add_courses();
  list.add_response();
  list.add_capacity();
  list.add_clinic_day();
  return list.take();
}

}  // namespace sim::metrics
