// sim/config/csv.h: a file of comma-separated values as a table that remembers where everything
// stood.
//
// RFC 4180 in a hundred lines of our own: libcsv, which Debian has, hands out the text of a cell
// but neither its place nor that of a mistake, and the place is what an author needs to mend one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.h"

namespace sim::config {

struct Cell {
  std::string text;  // without quotes and the space around it
  SourcePosition at;
  std::uint32_t width = 0;  // characters, as written
};

// Says what is wrong in one file: each thing once, though several keys may read the file, and no
// more than anybody would read.
class Complaints {
 public:
  explicit Complaints(Diagnostics& found) : found_(found) {}
  void error(const Cell& at, std::string path, std::string message, std::string hint = {});
  void warning(const Cell& at, std::string path, std::string message, std::string hint);
  std::size_t count() const { return said_.size(); }

 private:
  void say(const Cell& at, Diagnostic diagnostic);

  Diagnostics& found_;
  std::set<std::pair<SourcePosition, std::string>> said_;
};

struct CsvTable {
  std::vector<Cell> columns;            // the first line: their names
  std::vector<std::vector<Cell>> rows;  // each with as many cells; empty lines are left out
};

// Whatever is wrong with the file as a table (other separators, quotes, rows of another length, no
// UTF-8, more than most_cells) becomes a complaint; the table is empty then. A byte order mark and
// the line ends of Windows are fine.
inline constexpr std::size_t most_cells = 2'000'000;
CsvTable parse_csv(std::string_view text, std::uint32_t file, Complaints& complaints);

// How names of columns are compared: "Last_Date" is "last date".
std::string column_key(std::string_view name);

}  // namespace sim::config
