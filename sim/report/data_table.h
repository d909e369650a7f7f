// sim/report/data_table.h: a table of results for other programs: one shape, from which the CSV
// files and the database are written.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sim::report {

// Nothing where there is none: never a 0 or an empty text that could be taken for one.
using Datum = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class DataType : std::uint8_t { Integer, Real, Text };

struct DataColumn {
  std::string name;  // of letters, digits and underscores
  DataType type;
  std::string meaning;  // with its unit, in a line
};

// These columns hold the key of a row of that table.
struct DataLink {
  std::vector<std::string> columns;
  std::string table;
};

struct DataTable {
  std::string name;
  std::string meaning;
  std::vector<DataColumn> columns;
  std::vector<std::string> key;  // columns that tell its rows apart
  std::vector<DataLink> links = {};
  std::vector<std::vector<Datum>> rows = {};  // a datum for each column
};

// With a line of the columns' names first.
std::string to_csv(const DataTable& table);

}  // namespace sim::report
