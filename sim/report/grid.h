// sim/report/grid.h: a table for people whose headings take as many lines as they need.
#pragma once

#include <string>
#include <vector>

namespace sim::report {

class Grid {
 public:
  enum class Align { Left, Right };

  // A heading is broken between words so that no line of it is much longer than the cells need.
  void add_column(const std::string& heading, Align align);

  // Expects: a cell for every column.
  void add_row(std::vector<std::string> cells);

  // Two spaces before every line and between columns.
  std::string text() const;

 private:
  struct Column {
    std::string heading;
    Align align;
  };
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace sim::report
