// tools/cli/cell_store.cpp: one table, asked and filled by two prepared statements.
#include "tools/cli/cell_store.h"

#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

namespace cli {
namespace {

using sim::experiment::Cell;
using sim::experiment::Measured;
using sim::metrics::Row;

// Figures as they are in memory: the folder's manifest ties it to a program, and so to what the
// columns are.
constexpr const char* make_table =
    "CREATE TABLE IF NOT EXISTS cells ("
    "  scenario TEXT NOT NULL,"  // the values of what was varied
    "  replication INTEGER NOT NULL,"
    "  fingerprint INTEGER NOT NULL,"  // as a signed number
    "  events INTEGER NOT NULL,"
    "  figures BLOB NOT NULL,"  // for each column numerator and denominator, as doubles
    "  PRIMARY KEY (scenario, replication)) WITHOUT ROWID";

std::vector<double> flat(const Row& row) {
  std::vector<double> numbers;
  numbers.reserve(2 * row.size());
  for (const sim::metrics::Cell& cell : row) {
    numbers.push_back(cell.numerator);
    numbers.push_back(cell.denominator);
  }
  return numbers;
}

Row row_of(const std::vector<double>& numbers) {
  Row row;
  row.reserve(numbers.size() / 2);
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
    row.push_back({numbers[i], numbers[i + 1]});
  return row;
}

// A statement can be used again once it is reset, whatever came of it.
class Use {
 public:
  explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use(Use&&) = delete;
  Use& operator=(const Use&) = delete;
  Use& operator=(Use&&) = delete;
  ~Use() { sqlite3_reset(statement_); }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

void CellStore::Close::operator()(sqlite3* database) const { sqlite3_close(database); }
void CellStore::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

CellStore::CellStore(const std::string& file) : file_(file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(file.c_str(), &opened);
  database_.reset(opened);
  expect(code, SQLITE_OK);
  sqlite3_busy_timeout(opened, 10'000);
  do_now("PRAGMA journal_mode = WAL");
  do_now("PRAGMA synchronous = NORMAL");
  do_now("PRAGMA cache_size = -256");  // kilobytes; a cell is asked for once
  do_now(make_table);
  find_ = prepared(
      "SELECT fingerprint, events, figures FROM cells WHERE scenario = ? AND replication = ?");
  keep_ = prepared("INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?)");
}

void CellStore::expect(int code, int expected) const {
  if (code == expected) return;
  throw FolderTrouble(
      fmt::format("cannot use {}: {}", file_,
                  database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code)));
}

void CellStore::do_now(const char* sql) {
  expect(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr), SQLITE_OK);
}

CellStore::Statement CellStore::prepared(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  expect(sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr), SQLITE_OK);
  return Statement(statement);
}

void CellStore::bind_cell(sqlite3_stmt* statement, const Cell& cell) {
  expect(sqlite3_bind_text(statement, 1, cell.scenario.c_str(), -1, SQLITE_STATIC), SQLITE_OK);
  expect(sqlite3_bind_int64(statement, 2, cell.replication), SQLITE_OK);
}

std::optional<Measured> CellStore::find(const Cell& cell) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Use use(find_.get());
  bind_cell(find_.get(), cell);
  const int code = sqlite3_step(find_.get());
  if (code == SQLITE_DONE) return {};
  expect(code, SQLITE_ROW);
  Measured measured;
  measured.fingerprint = static_cast<std::uint64_t>(sqlite3_column_int64(find_.get(), 0));
  measured.events = static_cast<std::uint64_t>(sqlite3_column_int64(find_.get(), 1));
  const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(find_.get(), 2));
  std::vector<double> numbers(bytes / sizeof(double));
  std::memcpy(numbers.data(), sqlite3_column_blob(find_.get(), 2), numbers.size() * sizeof(double));
  measured.row = row_of(numbers);
  return measured;
}

void CellStore::keep(const Cell& cell, const Measured& measured) {
  const std::vector<double> numbers = flat(measured.row);
  const std::lock_guard<std::mutex> lock(mutex_);
  const Use use(keep_.get());
  bind_cell(keep_.get(), cell);
  const auto as_signed = [](std::uint64_t number) { return static_cast<sqlite3_int64>(number); };
  expect(sqlite3_bind_int64(keep_.get(), 3, as_signed(measured.fingerprint)), SQLITE_OK);
  expect(sqlite3_bind_int64(keep_.get(), 4, as_signed(measured.events)), SQLITE_OK);
  expect(sqlite3_bind_blob(keep_.get(), 5, numbers.data(),
                           static_cast<int>(numbers.size() * sizeof(double)), SQLITE_STATIC),
         SQLITE_OK);
  expect(sqlite3_step(keep_.get()), SQLITE_DONE);
}

}  // namespace cli
