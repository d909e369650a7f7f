// tools/cli/database.h: tables of results as an SQLite file that says itself what is in it.
//
// The tables `tables` and `columns` hold the meaning of everything. Keys and links are declared, so
// that a program that shows databases can draw them. Equal tables give equal bytes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/report/data_table.h"
#include "tools/cli/sqlite.h"

namespace cli {

class Database {
 public:
  Database();

  // Makes the table where there is none of that name yet, and adds its rows.
  void add(const sim::report::DataTable& table);

  // A question that is asked often, under a name. Expects: `shape` has no rows.
  void add_view(const sim::report::DataTable& shape, const std::string& select);

  // The file. Expects: every link leads to a row; nothing is added any more.
  std::string bytes();

 private:
  void describe(const sim::report::DataTable& shape);
  void describe_all();

  sqlite::Connection database_;
  std::map<std::string, sqlite::Statement> inserts_;  // by table
  std::vector<sim::report::DataTable> shapes_;        // without rows
};

}  // namespace cli
