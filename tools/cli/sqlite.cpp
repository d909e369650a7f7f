// tools/cli/sqlite.cpp: SQLite's handles, closed by themselves, and its errors as exceptions.
#include "tools/cli/sqlite.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "tools/cli/folder_trouble.h"

namespace cli::sqlite {
namespace {

std::string written_as_uri(const std::string& file) {
  std::string uri = "file:";
  for (const char each : file) {
    const bool has_a_meaning = each == '%' || each == '?' || each == '#';
    uri += has_a_meaning ? fmt::format("%{:02x}", static_cast<unsigned char>(each))
                         : std::string(1, each);
  }
  return uri;
}

// SQLite would leave files of its own beside a database that it may not write to, unless it is told
// that nobody else will; then it does not look at what a program that was killed left there.
std::string to_read(const std::string& file) {
  const bool left_alone = std::filesystem::exists(file + "-wal");
  return written_as_uri(std::filesystem::absolute(file).string()) +
         (left_alone ? "?mode=rw" : "?mode=ro&immutable=1");
}

// Throws unless the result code is the expected one.
void expect_code(int code, int expected, const std::string& name, sqlite3* database) {
  if (code == expected) return;
  throw FolderTrouble(fmt::format("cannot use {}: {}", name,
                                  database ? sqlite3_errmsg(database) : sqlite3_errstr(code)));
}

}  // namespace

// --- Connection

void Connection::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Connection::Connection(std::string name, const std::string& file, int flags)
    : name_(std::move(name)) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  database_.reset(opened);
  expect(code, SQLITE_OK);
}

Connection::Connection()
    : Connection("a database in memory", ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Connection::Connection(const std::string& file)
    : Connection(file, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Connection Connection::of_bytes(const std::string& name, const std::string& bytes) {
  Connection connection(name, ":memory:", SQLITE_OPEN_READWRITE);
  auto* const copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  connection.expect(copy || bytes.empty() ? SQLITE_OK : SQLITE_NOMEM, SQLITE_OK);
  std::copy(bytes.begin(), bytes.end(), copy);
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  connection.expect(
      sqlite3_deserialize(connection.database_.get(), "main", copy, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY),
      SQLITE_OK);
  return connection;
}

Connection Connection::reading(const std::string& file) {
  return {file, to_read(file), SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI};
}

void Connection::expect(int code, int expected) const {
  expect_code(code, expected, name_, database_.get());
}

void Connection::be_patient(int milliseconds) {
  expect(sqlite3_busy_timeout(database_.get(), milliseconds), SQLITE_OK);
}

Statement Connection::prepared(const std::string& sql) const {
  sqlite3_stmt* prepared = nullptr;
  expect(sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr), SQLITE_OK);
  Statement statement(name_);
  statement.statement_.reset(prepared);
  return statement;
}

void Connection::do_now(const std::string& sql) {
  expect(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
}

std::string Connection::bytes() const {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> all(
      sqlite3_serialize(database_.get(), "main", &size, 0), &sqlite3_free);
  expect(all ? SQLITE_OK : SQLITE_NOMEM, SQLITE_OK);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::memcpy(bytes.data(), all.get(), bytes.size());
  return bytes;
}

// --- Statement

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::expect(int code, int expected) const {
  expect_code(code, expected, database_, sqlite3_db_handle(statement_.get()));
}

void Statement::bind(int place, std::string_view text) {
  expect(sqlite3_bind_text(statement_.get(), place, text.data(), static_cast<int>(text.size()),
                           SQLITE_STATIC),
         SQLITE_OK);
}
void Statement::bind(int place, std::int64_t number) {
  expect(sqlite3_bind_int64(statement_.get(), place, number), SQLITE_OK);
}
void Statement::bind(int place, double number) {
  expect(sqlite3_bind_double(statement_.get(), place, number), SQLITE_OK);
}
void Statement::bind_bytes(int place, const void* bytes, std::size_t size) {
  expect(sqlite3_bind_blob(statement_.get(), place, bytes, static_cast<int>(size), SQLITE_STATIC),
         SQLITE_OK);
}
void Statement::bind_nothing(int place) {
  expect(sqlite3_bind_null(statement_.get(), place), SQLITE_OK);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_DONE) expect(code, SQLITE_ROW);
  return code == SQLITE_ROW;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
std::string Statement::name(int column) const {
  return sqlite3_column_name(statement_.get(), column);
}
bool Statement::is_nothing(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
bool Statement::is_real(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT;
}
bool Statement::is_integer(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
std::string Statement::text(int column) const {
  const auto* const first = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return first == nullptr ? std::string() : std::string(first, static_cast<std::size_t>(size));
}

}  // namespace cli::sqlite
