// tools/cli/sqlite.h: SQLite's handles, closed by themselves, and its errors as exceptions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace cli::sqlite {

// A prepared statement. All that it does throws FolderTrouble where SQLite is not content. Columns
// are counted from 0, what is bound from 1.
class Statement {
 public:
  // The text lives until the statement has been stepped.
  void bind(int place, std::string_view text);
  void bind(int place, std::int64_t number);
  void bind(int place, double number);
  void bind_bytes(int place, const void* bytes, std::size_t size);
  void bind_nothing(int place);

  bool step();   // whether there is a row
  void reset();  // to be bound and stepped again, whatever came of it

  int columns() const;
  std::string name(int column) const;
  bool is_nothing(int column) const;
  bool is_real(int column) const;
  bool is_integer(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;  // or bytes, as they are

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(std::string database) : database_(std::move(database)) {}
  void expect(int code, int expected) const;

  std::string database_;  // as messages say it
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// A database. Expects: it outlives its statements.
class Connection {
 public:
  // One in memory.
  Connection();
  // Opens the file, or makes it. Throws FolderTrouble, as all of the others do.
  explicit Connection(const std::string& file);
  // What a file says, in memory. `name` is what messages call it.
  static Connection of_bytes(const std::string& name, const std::string& bytes);
  // One that is there, to be read and left as it is.
  static Connection reading(const std::string& file);

  void do_now(const std::string& sql);
  Statement prepared(const std::string& sql) const;
  // What its file holds, or would hold.
  std::string bytes() const;
  // Waits so long, in milliseconds, while another program has it.
  void be_patient(int milliseconds);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Connection(std::string name, const std::string& file, int flags);
  void expect(int code, int expected) const;

  std::string name_;  // as messages say it
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace cli::sqlite
