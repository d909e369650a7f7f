// sim/report/page/followed.cpp: the columns of weeks, and of what is asked for first.
#include "sim/report/page/followed.h"

#include <array>

#include "sim/report/lines.h"

namespace sim::report::page {
namespace {

using metrics::Metric;
using metrics::Statistic;

constexpr std::array<Line, 2> settling_lines = {
    {{Metric::CoursesCompleted, Statistic::Value, Which::Whole, ""},
     {Metric::WaitToFirstInfusion, Statistic::Mean, Which::Whole, ", mean"}}};

}  // namespace

Followed::Followed(const model::Model& model) {
  const std::vector<metrics::Column> columns = metrics::lay_out(model).columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].metric == Metric::WaitingList && columns[i].label.rfind("week=", 0) == 0)
      weeks_.push_back(i);
  }
  for (const Line& line : settling_lines)
    for (const std::size_t column : columns_of(line, columns, model.run))
      settling_.push_back(column);
  for (const std::vector<std::size_t>& each : {weeks_, settling_})
    for (const std::size_t column : each)
      cells_[column];
}

void Followed::add(const metrics::Row& row) {
  for (auto& [column, cells] : cells_)
    cells.push_back(row[column]);
  ++replications_;
}

}  // namespace sim::report::page
