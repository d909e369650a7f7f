// tools/cli/cell_store.h: finished replications in an SQLite file.
//
// One row for each replication, written as soon as it is finished, so that whatever ends the
// program, what was finished stays.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "sim/experiment/result_store.h"
#include "tools/cli/sqlite.h"

namespace cli {

class CellStore : public sim::experiment::ResultStore {
 public:
  // In memory, for as long as the store lives.
  CellStore();
  // Opens the file, or makes it. Throws FolderTrouble, as find() and keep() do.
  explicit CellStore(const std::string& file);

  std::optional<sim::experiment::Measured> find(const sim::experiment::Cell& cell) override;
  void keep(const sim::experiment::Cell& cell, const sim::experiment::Measured& measured) override;

  const sqlite::Connection& database() const { return database_; }

 private:
  explicit CellStore(sqlite::Connection database);

  std::mutex mutex_;  // guards what follows
  sqlite::Connection database_;
  sqlite::Statement find_;
  sqlite::Statement keep_;
};

}  // namespace cli
