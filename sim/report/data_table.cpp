// sim/report/data_table.cpp: tables as comma-separated values.
#include "sim/report/data_table.h"

#include "sim/report/csv.h"

namespace sim::report {
namespace {

struct InCsv {
  std::string operator()(std::monostate /*none*/) const { return {}; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return csv_number(value); }
  std::string operator()(const std::string& value) const { return value; }
};

}  // namespace

std::string to_csv(const DataTable& table) {
  std::vector<std::string> cells;
  for (const DataColumn& column : table.columns)
    cells.push_back(column.name);
  std::string text = csv_line(cells);
  for (const std::vector<Datum>& row : table.rows) {
    cells.clear();
    for (const Datum& datum : row)
      cells.push_back(std::visit(InCsv{}, datum));
    text += csv_line(cells);
  }
  return text;
}

}  // namespace sim::report
