// sim/metrics/columns.cpp: whom columns are about, and what they are called.
#include "sim/metrics/columns.h"

#include <algorithm>
#include <variant>

#include "sim/metrics/column_list.h"

namespace sim::metrics {
namespace {

void include(Scope& scope, const model::Model& model, const model::Cohort& cohort) {
  const auto may_miss = [&](UseId use) { return model.uses[use].attendance.no_show > 0.0; };
  const model::Course& course = model.courses[cohort.course];
  const model::Response& response = model.responses[cohort.response];
  const int most = std::min(course.most_infusions(), most_numbered_infusions);
  scope.numbers = std::max(scope.numbers, static_cast<std::size_t>(most));
  scope.gives_up |= cohort.patience.has_value();
  scope.assessed |= !std::holds_alternative<model::NoResponse>(response.is);
  scope.scored |= std::holds_alternative<model::Trajectory>(response.is);
  scope.misses |= may_miss(course.use);
  if (!cohort.screening) return;
  scope.screened = true;
  scope.excluded |= !cohort.screening->excluded.empty();
  scope.screened_at_a_visit |= cohort.screening->use.has_value();
  scope.misses |= cohort.screening->use && may_miss(*cohort.screening->use);
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
