// sim/metrics/columns_of_money.cpp: the columns of prices and costs, where a scenario has any.
#include "sim/metrics/column_list.h"

namespace sim::metrics {

void ColumnList::add_revenue() {
  add_total(Metric::Revenue, "", layout_.revenue);
  for (const VisitId id : ids<VisitId>(model_.visits)) {
    if (!model_.economics->price[id]) continue;
    add_total(Metric::Revenue, "visit=" + model_.visits[id].name,
              layout_.revenue_of_visits.at(id.index));
  }
}

void ColumnList::add_cost() {
  const model::Economics& economics = *model_.economics;
  add_total(Metric::Cost, "", layout_.cost);
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    if (!economics.per_staffed_hour[id]) continue;
    add_total(Metric::Cost, model_.resources[id].name, layout_.cost_of_resources.at(id.index));
  }
  if (economics.per_day_open)
    add_total(Metric::Cost, std::string(model::days_open), layout_.cost_of_days_open);
  for (const VisitId id : ids<VisitId>(model_.visits)) {
    if (!economics.per_visit[id]) continue;
    add_total(Metric::Cost, "visit=" + model_.visits[id].name, layout_.cost_of_visits.at(id.index));
  }
}

void ColumnList::add_per_course(Metric metric, std::uint32_t sum) {
  add(metric, "", Statistic::Value,
      Quotient{sum, layout_.sum_of(PatientSum::CoursesCompleted, 0), 1.0});
}

void ColumnList::add_money() {
  if (!model_.economics) return;
  const bool earns = model_.economics->earns();
  const bool costs = model_.economics->costs();
  if (earns) add_revenue();
  if (costs) add_cost();
  if (earns && costs) add_total(Metric::Margin, "", layout_.margin);
  if (earns) add_per_course(Metric::RevenuePerCourse, layout_.revenue);
  if (costs) add_per_course(Metric::CostPerCourse, layout_.cost);
  if (earns && costs) add_per_course(Metric::MarginPerCourse, layout_.margin);
}

}  // namespace sim::metrics
