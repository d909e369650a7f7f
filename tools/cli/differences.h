// tools/cli/differences.h: where a file of results is not what it should be, in plain words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/cli/sqlite.h"

namespace cli {

class Differences {
 public:
  static constexpr std::size_t most_told = 3;

  // "line 7, mean of courses_completed" where `there` stands and should be `expected`.
  void add(const std::string& where, const std::string& there, const std::string& expected);
  void add(std::string what);  // anything else that is wrong

  bool none() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  const std::vector<std::string>& first() const { return first_; }

 private:
  std::size_t count_ = 0;
  std::vector<std::string> first_;  // most_told of them
};

// Line by line.
Differences compare_lines(const std::string& there, const std::string& expected);

// By line and column; the first line names the columns.
Differences compare_csv(const std::string& there, const std::string& expected);

// By what leads to a value, as in "metrics/courses_completed/mean".
Differences compare_json(const std::string& there, const std::string& expected);

// By table, key and column; how it is stored does not matter.
Differences compare_databases(const std::string& name, const std::string& there,
                              const std::string& expected);

// Of two stores of cells, those that are expected; how many more there are goes to `more`.
Differences compare_cells(const sqlite::Connection& there, const sqlite::Connection& expected,
                          std::size_t& more);

}  // namespace cli
