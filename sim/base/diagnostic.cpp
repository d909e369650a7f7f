// sim/base/diagnostic.cpp: diagnostics as the lines a person reads.
//
// An excerpt counts characters, not bytes, and shows each source character as exactly one: a tab as
// a space, what cannot be printed as '?'. Otherwise the caret would stand beside its word.
#include "sim/base/diagnostic.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim {
namespace {

constexpr std::size_t most_rendered = 50;
constexpr std::size_t most_shown = 100;   // characters of a source line
constexpr std::size_t shown_before = 40;  // of which before the caret, when a line is cut

using Characters = std::vector<std::string_view>;

std::string_view printable(std::string_view character) {
  const auto code = static_cast<unsigned char>(character.front());
  if (character == "\t") return " ";
  return character.size() == 1 && (code < 0x20 || code >= 0x7F) ? "?" : character;
}

Characters characters_of(std::string_view text) {
  Characters characters;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(first_character(text), 1);
    characters.push_back(printable(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return characters;
}

std::string join(const Characters& characters, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) {
    text += characters[i];
  }
  return text;
}

std::string on_one_line(std::string_view text) {
  const Characters characters = characters_of(text);
  return join(characters, 0, characters.size());
}

// The line without its end; nothing beyond the last line.
std::string_view line_of(std::string_view text, std::uint32_t line) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
    text.remove_prefix(byte_order_mark.size());
  }
  for (std::uint32_t skipped = 1; skipped < line; ++skipped) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

int bracket(std::string_view character) {
  if (character == "[" || character == "{") return 1;
  return character == "]" || character == "}" ? -1 : 0;
}

// How deep in brackets the line is at `end`, as far as the line itself tells.
int brackets_before(const Characters& line, std::size_t end) {
  int depth = 0;
  for (std::size_t i = 0; i < end; ++i) {
    depth += bracket(line[i]);
  }
  return depth;
}

// Whether character i ends a plain scalar wherever it stands: a key's colon, a comment's #.
bool ends_plain(const Characters& line, std::size_t i) {
  if (line[i] == ":") return i + 1 == line.size() || line[i + 1] == " ";
  return line[i] == "#" && i > 0 && line[i - 1] == " ";
}

// Where the plain scalar that begins at `begin` ends: at ": ", " #", the end of the line, and in
// brackets at a comma or the bracket that closes them.
std::size_t end_of_plain(const Characters& line, std::size_t begin) {
  const bool in_brackets = brackets_before(line, begin) > 0;
  int depth = 0;
  std::size_t end = begin;
  for (; end < line.size() && !ends_plain(line, end); ++end) {
    if (line[end] == "," && depth == 0 && in_brackets) break;
    depth += bracket(line[end]);
    if (depth < 0) break;
  }
  while (end > begin && line[end - 1] == " ") {
    --end;
  }
  return end;
}

std::size_t end_of_token(const Characters& line, std::size_t begin) {
  const std::string_view first = line[begin];
  if (first == "[" || first == "{") return begin + 1;
  if (first != "\"" && first != "'") return std::max(end_of_plain(line, begin), begin + 1);
  for (std::size_t i = begin + 1; i < line.size(); ++i) {
    if (first == "\"" && line[i] == "\\") {
      ++i;
    } else if (line[i] == first) {
      return i + 1;
    }
  }
  return line.size();
}

std::string excerpt(const Diagnostic& diagnostic, std::string_view text) {
  const Characters line = characters_of(line_of(text, diagnostic.at.line));
  // A place after the last character (a missing end) has its caret there.
  const std::size_t begin =
      std::min<std::size_t>(std::max(diagnostic.at.column, 1U) - 1, line.size());
  std::size_t end = begin + 1;
  if (diagnostic.width > 0) {
    end = std::max(end, std::min(begin + diagnostic.width, line.size()));
  } else if (begin < line.size()) {
    end = end_of_token(line, begin);
  }

  const bool cut = line.size() > most_shown;
  const std::size_t from = cut && begin > shown_before ? begin - shown_before : 0;
  const std::size_t to = cut ? std::min(line.size(), from + most_shown) : line.size();
  const std::string_view before = from > 0 ? "..." : "";
  const std::string_view after = to < line.size() ? "..." : "";
  const std::size_t caret = before.size() + begin - from;
  const std::size_t width = std::max<std::size_t>(std::min(end, std::max(to, begin)) - begin, 1);
  return fmt::format("{:>5} | {}{}{}\n{:>5} | {:{}}{}\n", diagnostic.at.line, before,
                     join(line, from, to), after, "", "", caret, std::string(width, '^'));
}

}  // namespace

std::uint32_t Diagnostics::add_file(std::string name, std::string text) {
  files_.push_back({std::move(name), std::move(text)});
  return static_cast<std::uint32_t>(files_.size() - 1);
}

void Diagnostics::error(SourcePosition at, std::string path, std::string message,
                        std::string hint) {
  add({Severity::Error, at, std::move(path), std::move(message), std::move(hint)});
}

void Diagnostics::warning(SourcePosition at, std::string path, std::string message,
                          std::string hint) {
  add({Severity::Warning, at, std::move(path), std::move(message), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++errors_;
  found_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::replace(std::vector<Diagnostic> by) {
  found_.swap(by);
  const auto is_error = [](const Diagnostic& each) { return each.severity == Severity::Error; };
  errors_ = static_cast<std::size_t>(std::count_if(found_.begin(), found_.end(), is_error));
  return by;
}

std::vector<Diagnostic> Diagnostics::by_position() const {
  std::vector<Diagnostic> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.at < b.at; });
  return sorted;
}

std::string render(const Diagnostic& diagnostic, const Diagnostics& diagnostics) {
  const SourceFile* file = diagnostics.file(diagnostic.at.file);
  const bool placed = file != nullptr && diagnostic.at.line > 0;
  std::string text;
  if (file != nullptr) text = on_one_line(file->name) + ':';
  if (placed) text += fmt::format("{}:{}:", diagnostic.at.line, diagnostic.at.column);
  if (!text.empty()) text += ' ';
  text += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
  if (!diagnostic.variant.empty())
    text += fmt::format("in variant \"{}\": ", on_one_line(diagnostic.variant));
  if (!diagnostic.path.empty()) text += on_one_line(diagnostic.path) + ": ";
  text += on_one_line(diagnostic.message) + '\n';
  if (placed) text += excerpt(diagnostic, file->text);
  if (!diagnostic.hint.empty()) text += "  hint: " + on_one_line(diagnostic.hint) + '\n';
  return text;
}

std::string render_all(const Diagnostics& diagnostics) {
  const std::vector<Diagnostic> sorted = diagnostics.by_position();
  std::string text;
  for (std::size_t i = 0; i < std::min(sorted.size(), most_rendered); ++i) {
    text += render(sorted[i], diagnostics);
  }
  if (sorted.size() > most_rendered) {
    text += fmt::format("... and {} more\n", sorted.size() - most_rendered);
  }
  return text;
}

}  // namespace sim
