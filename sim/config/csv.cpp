// sim/config/csv.cpp: cells, rows and what is wrong with them.
#include "sim/config/csv.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "sim/base/words.h"

namespace sim::config {
namespace {

constexpr std::size_t most_complaints = 1000;

// The rest of the text and where it begins, character by character.
class Cursor {
 public:
  Cursor(std::string_view text, std::uint32_t file) : rest_(text), at_{file, 1, 1} {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest_.substr(0, byte_order_mark.size()) == byte_order_mark)
      rest_.remove_prefix(byte_order_mark.size());
  }

  bool done() const { return rest_.empty(); }
  bool at_line_end() const { return done() || peek() == '\n' || rest_.substr(0, 2) == "\r\n"; }
  bool at_cell_end() const { return at_line_end() || peek() == ','; }
  char peek() const { return rest_.front(); }
  std::string_view rest() const { return rest_; }
  SourcePosition position() const { return at_; }

  // Takes one character off. Expects: !done(), and that the text is UTF-8.
  std::string_view next() {
    const std::string_view character =
        rest_.substr(0, std::max<std::size_t>(first_character(rest_), 1));
    if (character == "\n") {
      at_ = {at_.file, at_.line + 1, 1};
    } else {
      ++at_.column;
    }
    rest_.remove_prefix(character.size());
    return character;
  }
  bool take(char c) {
    if (done() || peek() != c) return false;
    next();
    return true;
  }
  void skip_blanks() {
    while (!done() && (peek() == ' ' || peek() == '\t'))
      next();
  }
  void skip_line_end() {
    take('\r');
    take('\n');
  }

 private:
  std::string_view rest_;
  SourcePosition at_;
};

// What is no text: the place of it in the file, and what to say.
std::optional<std::string> what_is_no_text(std::string_view rest) {
  const auto code = static_cast<unsigned char>(rest.front());
  if (first_character(rest) == 0) return "this is not UTF-8 text";
  if (code == '\r' && rest.substr(0, 2) != "\r\n") return "a carriage return without a line feed";
  if ((code < 0x20 && code != '\n' && code != '\r' && code != '\t') || code == 0x7F)
    return "a control character";
  return {};
}

bool is_text(Cursor cursor, Complaints& complaints) {
  while (!cursor.done()) {
    if (const auto wrong = what_is_no_text(cursor.rest())) {
      complaints.error({{}, cursor.position(), 1}, {}, *wrong,
                       "save the table as \"CSV UTF-8\", comma-separated");
      return false;
    }
    cursor.next();
  }
  return true;
}

class Parser {
 public:
  Parser(const Cursor& cursor, Complaints& complaints) : cursor_(cursor), complaints_(complaints) {}

  bool done() const { return cursor_.done(); }

  std::vector<Cell> line() {
    std::vector<Cell> cells;
    do {
      cursor_.skip_blanks();
      cells.push_back(!cursor_.done() && cursor_.peek() == '"' ? quoted() : plain());
    } while (cursor_.take(','));
    cursor_.skip_line_end();
    return cells;
  }

 private:
  Cell plain() {
    Cell cell{{}, cursor_.position(), 0};
    const std::string_view begin = cursor_.rest();
    bool any_quotes = false;
    while (!cursor_.at_cell_end())
      any_quotes |= cursor_.next() == "\"";
    cell.text = trim(begin.substr(0, begin.size() - cursor_.rest().size()));
    cell.width = static_cast<std::uint32_t>(std::max<std::size_t>(count_characters(cell.text), 1));
    if (any_quotes) {
      complaints_.error(cell, {}, "there is a quotation mark inside a cell",
                        R"(put the whole cell in quotes, and write "" for a mark in it)");
    }
    return cell;
  }

  // "" within the quotes is one quotation mark. Whether they are closed.
  bool take_quoted(std::string& text) {
    while (!cursor_.done()) {
      if (!cursor_.take('"')) {
        text += cursor_.next();
      } else if (cursor_.take('"')) {
        text += '"';
      } else {
        return true;
      }
    }
    return false;
  }

  Cell quoted() {
    Cell cell{{}, cursor_.position(), 1};
    cursor_.next();
    std::string text;
    if (!take_quoted(text)) {
      complaints_.error(cell, {}, "the quotation mark that opens here is never closed");
      return cell;
    }
    cell.text = std::string(trim(text));
    const SourcePosition end = cursor_.position();
    if (end.line == cell.at.line) cell.width = end.column - cell.at.column;
    cursor_.skip_blanks();
    if (cursor_.at_cell_end()) return cell;
    complaints_.error({{}, cursor_.position(), 1}, {},
                      "there is text after the closing quotation mark",
                      R"(write "" for a quotation mark inside a cell)");
    while (!cursor_.at_cell_end())
      cursor_.next();
    return cell;
  }

  Cursor cursor_;
  Complaints& complaints_;
};

bool all_empty(const std::vector<Cell>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const Cell& each) { return each.text.empty(); });
}

// What tells one cell from the next, where it is no comma.
void check_separator(const std::vector<Cell>& columns, Complaints& complaints) {
  if (columns.size() > 1) return;
  const Cell& only = columns.front();
  for (const auto& [separator, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}}) {
    if (only.text.find(separator) == std::string::npos) continue;
    complaints.error(only, {}, fmt::format("the cells are separated by {}", name),
                     "separate them by commas: save the table as \"CSV UTF-8\", comma-separated");
  }
}

void check_columns(const std::vector<Cell>& columns, Complaints& complaints) {
  std::set<std::string> names;
  for (const Cell& each : columns) {
    if (each.text.empty()) {
      complaints.error(each, {}, "a column has no name",
                       "the first line names the columns, one in each cell");
    } else if (!names.insert(column_key(each.text)).second) {
      complaints.error(each, {}, fmt::format("two columns are called \"{}\"", each.text));
    }
  }
}

std::string counted_cells(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "cell" : "cells");
}

// Takes the rows below the names of the columns.
void parse_rows(Parser& parser, CsvTable& table, Complaints& complaints) {
  std::size_t cells = 0;
  while (!parser.done()) {
    std::vector<Cell> row = parser.line();
    if (all_empty(row)) continue;
    if (row.size() != table.columns.size()) {
      complaints.error(
          row.front(), {},
          fmt::format("this line has {}, the line of names {}", counted_cells(row.size()),
                      counted_cells(table.columns.size())),
          row.size() > table.columns.size() ? "put a text that holds a comma in quotes" : "");
    }
    cells += row.size();
    if (cells > most_cells) {
      complaints.error(row.front(), {}, fmt::format("there are more than {} cells", most_cells));
      return;
    }
    table.rows.push_back(std::move(row));
  }
}

}  // namespace

void Complaints::say(const Cell& at, Diagnostic diagnostic) {
  if (said_.size() == most_complaints || !said_.emplace(at.at, diagnostic.message).second) return;
  diagnostic.at = at.at;
  diagnostic.width = at.width;
  found_.add(std::move(diagnostic));
}

void Complaints::error(const Cell& at, std::string path, std::string message, std::string hint) {
  say(at, {Severity::Error, {}, std::move(path), std::move(message), std::move(hint)});
}

void Complaints::warning(const Cell& at, std::string path, std::string message, std::string hint) {
  say(at, {Severity::Warning, {}, std::move(path), std::move(message), std::move(hint)});
}

CsvTable parse_csv(std::string_view text, std::uint32_t file, Complaints& complaints) {
  const Cell whole{{}, {file, 0, 0}, 0};
  const std::size_t before = complaints.count();
  const Cursor begin(text, file);
  CsvTable table;
  if (trim(begin.rest()).empty()) {
    complaints.error(whole, {}, "the file is empty", "its first line names the columns");
  } else if (is_text(begin, complaints)) {
    Parser parser(begin, complaints);
    table.columns = parser.line();
    check_separator(table.columns, complaints);
    if (complaints.count() == before) {
      check_columns(table.columns, complaints);
      parse_rows(parser, table, complaints);
      if (table.rows.empty())
        complaints.error(whole, {}, "there is nothing below the names of the columns");
    }
  }
  return complaints.count() == before ? table : CsvTable{};
}

std::string column_key(std::string_view name) {
  std::string key(trim(name));
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = ' ';
  }
  return key;
}

}  // namespace sim::config
