#include "sim/report/markdown.h"

#include <cctype>

#include <fmt/format.h>

#include "sim/base/contract.h"

namespace sim::report {
namespace {

bool is_letter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0; }
bool is_word(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; }

// A line break or a tab would end what the text stands in.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& letter : line)
    if (std::iscntrl(static_cast<unsigned char>(letter)) != 0) letter = ' ';
  return line;
}

// Whether the character is markup between these two: `4 < 5` and `last_arrival` are not.
bool is_markup(char before, char letter, char after) {
  switch (letter) {
    case '\\':
    case '`':
    case '*':
    case '$':
    case '~':
      return true;
    case '[':
      return after == '^' || after == '@' || after == '!';
    case '_':
      return !(is_word(before) && is_word(after));
    case '<':
      return is_letter(after) || after == '/' || after == '!' || after == '?';
    case '&':
      return is_letter(after) || after == '#';
    default:
      return false;
  }
}

// A cell ends at a bar that has no backslash of its own.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text)
    escaped += letter == '|' ? "\\|" : std::string(1, letter);
  return escaped;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& each : cells)
    line += fmt::format(" {} |", cell(each));
  return line + "\n";
}

}  // namespace

std::string plain(std::string_view text) {
  const std::string line = on_one_line(text);
  // Brackets alone are no link: "excluded[reason]" stays as it is.
  const bool linked = line.find("](") != std::string::npos || line.find("][") != std::string::npos;
  std::string escaped;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char before = i > 0 ? line[i - 1] : ' ';
    const char after = i + 1 < line.size() ? line[i + 1] : ' ';
    if (is_markup(before, line[i], after) || (linked && line[i] == '[')) escaped += '\\';
    escaped += line[i];
  }
  return escaped;
}

// Nothing can be escaped in code. A backtick makes the marks around it longer; a backslash before
// a bar would undo what keeps the bar inside a table's cell, and is kept apart from it.
std::string code(std::string_view text) {
  std::string line = on_one_line(text);
  for (std::size_t at = 0; (at = line.find("\\|", at)) != std::string::npos;)
    line.insert(++at, " ");
  std::size_t longest = 0;
  std::size_t ticks = 0;
  for (const char letter : line) {
    ticks = letter == '`' ? ticks + 1 : 0;
    longest = ticks > longest ? ticks : longest;
  }
  const std::string mark(longest + 1, '`');
  const std::string_view gap = longest > 0 || line.empty() ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", mark, gap, line);
}

void Markdown::begin_block() {
  if (!text_.empty()) text_ += "\n";
  in_list_ = false;
}

void Markdown::heading(std::size_t level, std::string_view text) {
  begin_block();
  text_.append(level, '#').append(" ").append(text).append("\n");
}

void Markdown::say(std::string_view paragraph) {
  begin_block();
  text_.append(paragraph).append("\n");
}

void Markdown::item(std::string_view text) {
  if (!in_list_) begin_block();
  in_list_ = true;
  text_.append("- ").append(text).append("\n");
}

void Markdown::blank(std::string_view what) {
  begin_block();
  text_ += fmt::format("> ___ *to be written by the author: {}*\n", what);
  ++blanks_;
}

void Markdown::table(const MarkdownTable& table) {
  begin_block();
  text_ += row(table.heading);
  text_ += row(std::vector<std::string>(table.heading.size(), "---"));
  for (const std::vector<std::string>& cells : table.rows) {
    SIM_EXPECTS(cells.size() == table.heading.size());
    text_ += row(cells);
  }
}

void Markdown::fenced(std::string_view language, std::string_view lines) {
  begin_block();
  text_ += fmt::format("```{}\n{}```\n", language, lines);
}

void Markdown::blocks(std::string_view text) {
  begin_block();
  text_.append(text);
}

}  // namespace sim::report
