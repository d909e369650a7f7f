// tools/cli/cell_store.cpp: one table, asked and filled by two prepared statements.
#include "tools/cli/cell_store.h"

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

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

std::vector<double> numbers_in(const std::string& bytes) {
  std::vector<double> numbers(bytes.size() / sizeof(double));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(double));
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
  Use(sqlite::Statement& statement, const Cell& cell) : statement_(statement) {
    statement.bind(1, cell.scenario);
    statement.bind(2, std::int64_t{cell.replication});
  }
  Use(const Use&) = delete;
  Use(Use&&) = delete;
  Use& operator=(const Use&) = delete;
  Use& operator=(Use&&) = delete;
  ~Use() { statement_.reset(); }

 private:
  sqlite::Statement& statement_;
};

sqlite::Connection with_table(sqlite::Connection database) {
  database.be_patient(10'000);
  database.do_now("PRAGMA journal_mode = WAL");
  database.do_now("PRAGMA synchronous = NORMAL");
  database.do_now("PRAGMA cache_size = -256");  // kilobytes; a cell is asked for once
  database.do_now(make_table);
  return database;
}

}  // namespace

CellStore::CellStore(sqlite::Connection database)
    : database_(with_table(std::move(database))),
      find_(database_.prepared("SELECT fingerprint, events, figures FROM cells WHERE scenario = ? "
                               "AND replication = ?")),
      keep_(database_.prepared("INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?)")) {}

CellStore::CellStore() : CellStore(sqlite::Connection()) {}
CellStore::CellStore(const std::string& file) : CellStore(sqlite::Connection(file)) {}

std::optional<Measured> CellStore::find(const Cell& cell) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Use use(find_, cell);
  if (!find_.step()) return {};
  Measured measured;
  measured.fingerprint = static_cast<std::uint64_t>(find_.integer(0));
  measured.events = static_cast<std::uint64_t>(find_.integer(1));
  measured.row = row_of(numbers_in(find_.text(2)));
  return measured;
}

void CellStore::keep(const Cell& cell, const Measured& measured) {
  const std::vector<double> numbers = flat(measured.row);
  const std::lock_guard<std::mutex> lock(mutex_);
  const Use use(keep_, cell);
  keep_.bind(3, static_cast<std::int64_t>(measured.fingerprint));
  keep_.bind(4, static_cast<std::int64_t>(measured.events));
  keep_.bind_bytes(5, numbers.data(), numbers.size() * sizeof(double));
  keep_.step();
}

}  // namespace cli
