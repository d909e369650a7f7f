// tools/cli/database_differences.cpp: where a database of results is not what it should be.
//
// Rows are met in the order of their keys, in both at once, so that neither is held in memory.
#include <cstring>
#include <optional>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/cli/differences.h"
#include "tools/cli/folder_trouble.h"

namespace cli {
namespace {

using sqlite::Connection;
using sqlite::Statement;
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

Value value_of(const Statement& statement, int column) {
  if (statement.is_nothing(column)) return {};
  if (statement.is_real(column)) return statement.real(column);
  if (statement.is_integer(column)) return statement.integer(column);
  return statement.text(column);
}

struct InWords {
  std::string operator()(std::monostate /*nothing*/) const { return "nothing"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return value; }
};
std::string in_words(const Value& value) { return std::visit(InWords{}, value); }

// A table, or a part of it: its key comes first, in this order.
struct Table {
  std::string name;
  std::vector<std::string> key;
  std::vector<std::string> others;

  std::string select() const {
    std::vector<std::string> all = key;
    all.insert(all.end(), others.begin(), others.end());
    return fmt::format(R"(SELECT "{}" FROM "{}" ORDER BY "{}")", fmt::join(all, R"(", ")"), name,
                       fmt::join(key, R"(", ")"));
  }
};

std::vector<std::string> texts_of(const Connection& database, const std::string& select) {
  std::vector<std::string> all;
  for (Statement each = database.prepared(select); each.step();)
    all.push_back(each.text(0));
  return all;
}

// By the columns' names; those of the key in its order.
Table table_of(const Connection& database, const std::string& name) {
  const std::string info = fmt::format("SELECT name FROM pragma_table_info('{}') WHERE pk ", name);
  return {name, texts_of(database, info + "> 0 ORDER BY pk"),
          texts_of(database, info + "= 0 ORDER BY cid")};
}

// The rows of a table, one after another.
class Rows {
 public:
  Rows(const Connection& database, const Table& table)
      : table_(table), statement_(database.prepared(table.select())) {
    next();
  }

  void next() {
    key_.clear();
    more_ = statement_.step();
    for (std::size_t i = 0; more_ && i < table_.key.size(); ++i)
      key_.push_back(value_of(statement_, static_cast<int>(i)));
  }
  bool done() const { return !more_; }
  const std::vector<Value>& key() const { return key_; }
  Value other(std::size_t index) const {
    return value_of(statement_, static_cast<int>(table_.key.size() + index));
  }

  // "figures, replication 3, metric courses_completed"
  std::string place() const {
    std::string words = table_.name;
    for (std::size_t i = 0; i < key_.size(); ++i)
      words += fmt::format(", {} {}", table_.key[i], in_words(key_[i]));
    return words;
  }

 private:
  const Table& table_;
  Statement statement_;
  bool more_ = false;
  std::vector<Value> key_;
};

// Two rows of one key, column by column.
using CompareRows = void (*)(const Table&, const Rows&, const Rows&, Differences&);

void compare_rows(const Table& table, const Rows& there, const Rows& expected, Differences& found) {
  for (std::size_t i = 0; i < table.others.size(); ++i) {
    const Value one = there.other(i);
    const Value other = expected.other(i);
    if (one != other) {
      found.add(expected.place() + ", " + table.others[i], in_words(one), in_words(other));
    }
  }
}

// Returns how many rows there are that do not come out.
std::size_t compare_tables(Rows there, Rows expected, const Table& table, CompareRows compare,
                           Differences& found) {
  std::size_t more = 0;
  while (!there.done() || !expected.done()) {
    if (expected.done() || (!there.done() && there.key() < expected.key())) {
      ++more;
      there.next();
    } else if (there.done() || expected.key() < there.key()) {
      found.add(expected.place() + " is missing");
      expected.next();
    } else {
      compare(table, there, expected, found);
      there.next();
      expected.next();
    }
  }
  return more;
}

void compare_definitions(const Connection& there, const Connection& expected, Differences& found) {
  const Table definitions{"sqlite_master", {"name"}, {"type", "sql"}};
  const std::size_t more = compare_tables(Rows(there, definitions), Rows(expected, definitions),
                                          definitions, compare_rows, found);
  if (more > 0) found.add(fmt::format("{} tables do not belong there", more));
}

void compare_contents(const Connection& there, const Connection& expected, Differences& found) {
  compare_definitions(there, expected, found);
  if (!found.none()) return;  // nothing to be compared
  for (const std::string& name :
       texts_of(expected, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
    const Table table = table_of(expected, name);
    const std::size_t more =
        compare_tables(Rows(there, table), Rows(expected, table), table, compare_rows, found);
    if (more > 0) found.add(fmt::format("{}: {} rows do not belong there", name, more));
  }
}

// One of the doubles in a text of bytes.
double number_in(const std::string& bytes, std::size_t index) {
  double number = 0.0;
  std::memcpy(&number, &bytes[index * sizeof number], sizeof number);
  return number;
}

// For each figure numerator and denominator, to the last bit.
void compare_figures(const std::string& place, const std::string& there,
                     const std::string& expected, Differences& found) {
  constexpr std::size_t size = sizeof(double);
  for (std::size_t i = 0; i < expected.size() / size; ++i) {
    if (there.compare(i * size, size, expected, i * size, size) == 0) continue;
    found.add(fmt::format("{}, {} of figure {}", place, i % 2 == 0 ? "numerator" : "denominator",
                          i / 2 + 1),
              fmt::format("{}", number_in(there, i)), fmt::format("{}", number_in(expected, i)));
  }
}

// What a replication is called, and its figures.
void compare_cell(const Table& table, const Rows& there, const Rows& expected, Differences& found) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Value one = there.other(i);
    const Value wanted = expected.other(i);
    if (one != wanted)
      found.add(expected.place() + ", " + table.others[i], in_words(one), in_words(wanted));
  }
  const Value one = there.other(2);
  const auto wanted = std::get<std::string>(expected.other(2));
  const auto* const figures = std::get_if<std::string>(&one);
  if (figures == nullptr || figures->size() != wanted.size()) {
    found.add(expected.place() + " has other columns");
  } else {
    compare_figures(expected.place(), *figures, wanted, found);
  }
}

}  // namespace

Differences compare_databases(const std::string& name, const std::string& there,
                              const std::string& expected) {
  Differences found;
  try {
    compare_contents(Connection::of_bytes(name, there), Connection::of_bytes("ours", expected),
                     found);
  } catch (const FolderTrouble& trouble) {
    found.add(trouble.what());
  }
  return found;
}

Differences compare_cells(const Connection& there, const Connection& expected, std::size_t& more) {
  Differences found;
  const Table cells{"cells", {"scenario", "replication"}, {"fingerprint", "events", "figures"}};
  more = compare_tables(Rows(there, cells), Rows(expected, cells), cells, compare_cell, found);
  return found;
}

}  // namespace cli
