// sim/report/chart.cpp: columns in eighths of a line.
#include "sim/report/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

namespace sim::report {
namespace {

constexpr int most_columns = 78;
constexpr int lines = 4;
constexpr int steps = 8;  // to a line

constexpr std::array<std::string_view, steps + 1> filled = {" ", "▁", "▂", "▃", "▄",
                                                            "▅", "▆", "▇", "█"};

std::vector<double> columns_of(const std::vector<double>& values) {
  const auto shared = static_cast<std::size_t>(values_a_column(static_cast<int>(values.size())));
  std::vector<double> columns;
  for (std::size_t first = 0; first < values.size(); first += shared) {
    const std::size_t last = std::min(first + shared, values.size());
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i)
      sum += values[i];
    columns.push_back(sum / static_cast<double>(last - first));
  }
  return columns;
}

// How high the columns are on a line, counted from the lowest.
std::string filled_line(const std::vector<double>& columns, double highest, int line) {
  std::string text;
  for (const double column : columns) {
    const double height = highest > 0.0 ? column / highest * lines * steps : 0.0;
    const int here = std::clamp(static_cast<int>(std::lround(height)) - line * steps, 0, steps);
    text += filled.at(static_cast<std::size_t>(here));
  }
  text.erase(text.find_last_not_of(' ') + 1);  // all of it where nothing is so high
  return text;
}

}  // namespace

int values_a_column(int values) { return std::max(1, (values + most_columns - 1) / most_columns); }

std::string chart(const std::vector<double>& values) {
  if (values.empty()) return {};
  const std::vector<double> columns = columns_of(values);
  const double highest = *std::max_element(columns.begin(), columns.end());
  std::string text;
  for (int line = lines - 1; line >= 0; --line) {
    const std::string label = line == lines - 1 ? fmt::format("{:.1f}", highest) : "";
    text +=
        fmt::format("{:>{}} |{}\n", label, chart_margin - 2, filled_line(columns, highest, line));
  }
  return text + fmt::format("{:>{}} +{:->{}}\n", 0, chart_margin - 2, "", columns.size());
}

}  // namespace sim::report
