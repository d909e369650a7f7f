// tools/cli/cell_store.h: finished replications in an SQLite file.
//
// One row for each replication, written as soon as it is finished, so that whatever ends the
// program, what was finished stays.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>

#include "sim/experiment/result_store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace cli {

// A file or folder of results is not as it should be; what() names it and says how.
class FolderTrouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class CellStore : public sim::experiment::ResultStore {
 public:
  // Opens the file, or makes it. Throws FolderTrouble, as find() and keep() do.
  explicit CellStore(const std::string& file);

  std::optional<sim::experiment::Measured> find(const sim::experiment::Cell& cell) override;
  void keep(const sim::experiment::Cell& cell, const sim::experiment::Measured& measured) override;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  Statement prepared(const char* sql);
  void do_now(const char* sql);
  void bind_cell(sqlite3_stmt* statement, const sim::experiment::Cell& cell);
  // Throws unless the result code is the expected one.
  void expect(int code, int expected) const;

  std::string file_;
  std::mutex mutex_;  // guards what follows
  std::unique_ptr<sqlite3, Close> database_;
  Statement find_;
  Statement keep_;
};

}  // namespace cli
