// sim/config/files.h: the files that a scenario names, and those of data as tables.
//
// The library opens no files: whoever compiles a scenario says how a path becomes text, because a
// browser has no folders and a test no disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/csv.h"
#include "sim/config/section.h"

namespace sim::config {

// Why a file cannot be read, as in "No such file or directory".
struct Unreadable {
  std::string why;
};
// The text of the file at a path as the scenario writes it. Asked once for each path.
using FileReader = std::function<std::variant<std::string, Unreadable>(const std::string& path)>;

inline constexpr std::size_t most_bytes = std::size_t{16} << 20;  // of one file

struct Column {
  enum class Need : std::uint8_t { Required, Optional };
  std::string_view name;
  Need need = Need::Required;
};

// A file without mistakes, as a table.
class DataFile {
 public:
  DataFile(std::string name, std::uint32_t number, Diagnostics& found)
      : name_(std::move(name)), number_(number), complaints_(found) {}

  const std::string& name() const { return name_; }  // as messages say it
  const std::vector<std::vector<Cell>>& rows() const { return table_.rows; }
  std::optional<std::size_t> column(std::string_view name) const;
  const std::vector<std::string>& column_names() const { return names_; }  // by column_key

  bool parse(const std::string& text);
  // Whether the table has these columns and no others; says so if not.
  bool has(const std::vector<Column>& columns);

  Complaints& complaints() { return complaints_; }

 private:
  std::vector<const Cell*> unknown_columns(const std::vector<std::string>& known) const;
  std::vector<std::string> report_unknown(const std::vector<std::string>& known);

  std::string name_;
  std::uint32_t number_;  // among the files of the diagnostics
  Complaints complaints_;
  CsvTable table_;
  std::vector<std::string> names_;  // of its columns
};
// Shared by all keys that name the file.
using Data = std::shared_ptr<DataFile>;

// One cell of a row, to be read as a value (sim/config/cells.h).
struct Field {
  DataFile& file;
  std::string_view column;  // as messages say it
  const Cell& cell;

  bool empty() const { return cell.text.empty(); }
  void error(std::string message, std::string hint = {}) const {
    file.complaints().error(cell, std::string(column), std::move(message), std::move(hint));
  }
  void warning(std::string message, std::string hint) const {
    file.complaints().warning(cell, std::string(column), std::move(message), std::move(hint));
  }
};

class Files {
 public:
  // `scenario` is the name of its file: files are called by their path from the same folder.
  Files(FileReader read, std::string_view scenario, Diagnostics& found);

  // The file, or nullptr and an error, at `from` or in the file itself.
  Data open(const Input& from, const std::string& path);

  // For the texts of scenarios. A path that is written in one of them leads on from where that
  // stands: this one stands at `path`, the others in the folder of the scenario.
  void stands_at(std::uint32_t file, const std::string& path);
  // From the folder of the scenario, as the reader wants it.
  std::string path_from(std::uint32_t file, const std::string& path) const;
  std::string name_of(const std::string& path) const;  // as messages say it
  std::variant<std::string, Unreadable> contents(const std::string& path) const;

 private:
  struct Opened {
    Data data;        // nullptr: not read, or not without mistakes
    std::string why;  // not read
  };
  Opened read(const std::string& path);

  FileReader read_;
  std::string folder_;  // "" or with a slash at its end
  Diagnostics& found_;
  std::map<std::uint32_t, std::string> folders_;  // of the files that stand_at()
  std::map<std::string, Opened> opened_;          // by path
};

// The path of a file with these columns, or with any.
Form<Data> data_file(const std::vector<Column>& columns);
Form<Data> data_file();
// The column that a key beside the file names; nothing, and an error there, if there is none.
std::optional<std::size_t> column_of(DataFile& file, const Given<std::string>& name,
                                     Diagnostics& found);

}  // namespace sim::config
