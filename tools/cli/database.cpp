// tools/cli/database.cpp: tables of results as an SQLite file that says itself what is in it.
#include "tools/cli/database.h"

#include <cstdint>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/contract.h"

namespace cli {
namespace {

using sim::report::DataColumn;
using sim::report::DataLink;
using sim::report::DataTable;
using sim::report::DataType;
using sim::report::Datum;

std::string_view name_of(DataType type) {
  switch (type) {
    case DataType::Integer:
      return "INTEGER";
    case DataType::Real:
      return "REAL";
    case DataType::Text:
      return "TEXT";
  }
  return {};
}

// Names are of letters, digits and underscores; in quotes none of them is a word of SQL.
std::string quoted(const std::string& name) { return fmt::format("\"{}\"", name); }

std::string list_of(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  all.reserve(names.size());
  for (const std::string& each : names)
    all.push_back(quoted(each));
  return fmt::format("{}", fmt::join(all, ", "));
}

// A table is kept in the order of its key, without another index for it.
std::string to_make(const DataTable& table) {
  std::vector<std::string> parts;
  for (const DataColumn& each : table.columns)
    parts.push_back(fmt::format("{} {}", quoted(each.name), name_of(each.type)));
  parts.push_back(fmt::format("PRIMARY KEY ({})", list_of(table.key)));
  for (const DataLink& link : table.links) {
    parts.push_back(
        fmt::format("FOREIGN KEY ({}) REFERENCES {}", list_of(link.columns), quoted(link.table)));
  }
  return fmt::format("CREATE TABLE {} (\n  {}) WITHOUT ROWID", quoted(table.name),
                     fmt::join(parts, ",\n  "));
}

std::string to_insert(const DataTable& table) {
  const std::vector<std::string> places(table.columns.size(), "?");
  return fmt::format("INSERT INTO {} VALUES ({})", quoted(table.name), fmt::join(places, ", "));
}

struct Bind {
  sqlite::Statement& statement;
  int place;

  void operator()(std::monostate /*nothing*/) const { statement.bind_nothing(place); }
  void operator()(std::int64_t value) const { statement.bind(place, value); }
  void operator()(double value) const { statement.bind(place, value); }
  void operator()(const std::string& value) const { statement.bind(place, value); }
};

void insert(const std::vector<std::vector<Datum>>& rows, sqlite::Statement& statement) {
  for (const std::vector<Datum>& row : rows) {
    int place = 0;
    for (const Datum& datum : row)
      std::visit(Bind{statement, ++place}, datum);
    statement.step();
    statement.reset();
  }
}

}  // namespace

Database::Database() { database_.do_now("BEGIN"); }

void Database::add(const DataTable& table) {
  auto there = inserts_.find(table.name);
  if (there == inserts_.end()) {
    database_.do_now(to_make(table));
    describe(table);
    there = inserts_.emplace(table.name, database_.prepared(to_insert(table))).first;
  }
  insert(table.rows, there->second);
}

void Database::add_view(const DataTable& shape, const std::string& select) {
  database_.do_now(fmt::format("CREATE VIEW {} AS {}", quoted(shape.name), select));
  describe(shape);
}

void Database::describe(const DataTable& shape) {
  DataTable known = shape;
  known.rows.clear();
  shapes_.push_back(std::move(known));
}

// Everything, these two among it.
void Database::describe_all() {
  DataTable tables{
      "tables",
      "what each table and view is",
      {{"table_name", DataType::Text, "its name"}, {"meaning", DataType::Text, "what it holds"}},
      {"table_name"}};
  DataTable columns{"columns",
                    "what each column of each table and view is",
                    {{"table_name", DataType::Text, "where it stands"},
                     {"place", DataType::Integer, "which it is there, from 1"},
                     {"column_name", DataType::Text, "its name"},
                     {"type", DataType::Text, "INTEGER, REAL or TEXT; any of them may be NULL"},
                     {"meaning", DataType::Text, "what it holds"}},
                    {"table_name", "place"},
                    {{{"table_name"}, "tables"}}};
  add(tables);
  add(columns);
  for (const DataTable& shape : shapes_) {
    tables.rows.push_back({shape.name, shape.meaning});
    std::int64_t place = 0;
    for (const DataColumn& each : shape.columns) {
      columns.rows.push_back(
          {shape.name, ++place, each.name, std::string(name_of(each.type)), each.meaning});
    }
  }
  add(tables);
  add(columns);
}

std::string Database::bytes() {
  describe_all();
  inserts_.clear();
  const bool every_link_leads_somewhere = !database_.prepared("PRAGMA foreign_key_check").step();
  SIM_EXPECTS(every_link_leads_somewhere);
  database_.do_now("COMMIT");
  return database_.bytes();
}

}  // namespace cli
