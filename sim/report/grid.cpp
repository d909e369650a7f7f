// sim/report/grid.cpp: headings broken into lines, cells padded to the widest.
#include "sim/report/grid.h"

#include <algorithm>
#include <cstddef>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/base/words.h"

namespace sim::report {
namespace {

constexpr std::size_t least_width_of_heading = 15;

// The words of a heading in lines of at most so many characters, where words allow it.
std::vector<std::string> broken(const std::string& heading, std::size_t width) {
  std::vector<std::string> lines(1);
  for (const std::string_view word : split(heading, ' ')) {
    std::string& last = lines.back();
    if (!last.empty() && count_characters(last) + 1 + count_characters(word) > width) {
      lines.emplace_back(word);
    } else {
      last.append(last.empty() ? "" : " ").append(word);
    }
  }
  return lines;
}

std::string padded(const std::string& cell, std::size_t width, Grid::Align align) {
  const std::string room(width - count_characters(cell), ' ');
  return align == Grid::Align::Left ? cell + room : room + cell;
}

}  // namespace

void Grid::add_column(const std::string& heading, Align align) {
  columns_.push_back({heading, align});
}

void Grid::add_row(std::vector<std::string> cells) {
  SIM_EXPECTS(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

std::string Grid::text() const {
  std::vector<std::vector<std::string>> headings;
  std::vector<std::size_t> widths;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = 0;
    for (const std::vector<std::string>& row : rows_)
      width = std::max(width, count_characters(row[i]));
    headings.push_back(broken(columns_[i].heading, std::max(width, least_width_of_heading)));
    for (const std::string& line : headings.back())
      width = std::max(width, count_characters(line));
    widths.push_back(width);
    lines = std::max(lines, headings.back().size());
  }
  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      line += "  " + padded(cell_of(i), widths[i], columns_[i].align);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  };
  for (std::size_t line = 0; line < lines; ++line) {
    add_line([&](std::size_t column) {  // headings stand on the first row
      const std::size_t above = lines - headings[column].size();
      return line < above ? std::string() : headings[column][line - above];
    });
  }
  for (const std::vector<std::string>& row : rows_)
    add_line([&](std::size_t column) { return row[column]; });
  return text;
}

}  // namespace sim::report
