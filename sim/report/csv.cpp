// sim/report/csv.cpp: lines of comma-separated values.
#include "sim/report/csv.h"

#include <fmt/format.h>

namespace sim::report {

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line += ',';
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char character : cell)
      line += character == '"' ? std::string("\"\"") : std::string(1, character);
    line += '"';
  }
  return line + "\n";
}

std::string csv_number(std::optional<double> value) {
  return value ? fmt::format("{}", *value) : std::string();
}

}  // namespace sim::report
