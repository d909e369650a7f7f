// sim/metrics/columns.cpp: the list of all columns, and what they are called.
#include "sim/metrics/columns.h"

#include <variant>

#include "sim/metrics/column_list.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {
namespace {

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

std::string ColumnList::unit_of(const MetricDescription& metric) const {
  std::string unit(metric.unit);
  if (metric.group == Group::Money)
    unit.replace(0, any_currency.size(), model_.economics->currency);
  return unit;
}

void ColumnList::add(Metric metric, const std::string& label, Statistic statistic,
                     const Reading& reading) {
  const MetricDescription& description = describe(metric);
  std::string name = label.empty() ? std::string(description.name)
                                   : fmt::format("{}[{}]", description.name, label);
  name += suffix(statistic);
  const bool yearly = std::holds_alternative<PerYear>(reading);
  const bool share = statistic == Statistic::Share;
  std::string unit = share ? "%" : unit_of(description) + (yearly ? " / year" : "");
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
  list.add_money();
  return list.take();
}

}  // namespace sim::metrics
