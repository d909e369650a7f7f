// tools/cli/differences.cpp: where a text of results is not what it should be, in plain words.
#include "tools/cli/differences.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace cli {
namespace {

constexpr std::size_t most_shown = 60;  // bytes of a text, from about where the two part

// Both from shortly before they part, on one line.
std::string shown(const std::string& text, const std::string& beside) {
  const auto parting = std::mismatch(text.begin(), text.end(), beside.begin(), beside.end()).first;
  const auto at = static_cast<std::size_t>(parting - text.begin());
  const std::size_t line = text.rfind('\n', at == 0 ? 0 : at - 1);
  std::size_t first = line == std::string::npos ? 0 : line + 1;
  if (at - std::min(at, first) > most_shown / 2) first = at - most_shown / 2;
  const std::string part = text.substr(first, text.find('\n', first) - first);
  if (part.empty()) return "nothing";
  return part.size() > most_shown ? part.substr(0, most_shown) + "..." : part;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);)
    lines.push_back(std::move(line));
  return lines;
}

}  // namespace

void Differences::add(std::string what) {
  if (++count_ <= most_told) first_.push_back(std::move(what));
}

void Differences::add(const std::string& where, const std::string& there,
                      const std::string& expected) {
  const std::string now = shown(expected, there);
  add(fmt::format("{}: {} is there, {} comes out", where, shown(there, expected), now));
}

// --- lines

Differences compare_lines(const std::string& there, const std::string& expected) {
  Differences found;
  if (there == expected) return found;
  const std::vector<std::string> ours = lines_of(there);
  const std::vector<std::string> wanted = lines_of(expected);
  for (std::size_t i = 0; i < std::max(ours.size(), wanted.size()); ++i) {
    const std::string line = i < ours.size() ? ours[i] : "";
    const std::string now = i < wanted.size() ? wanted[i] : "";
    if (line != now) found.add(fmt::format("line {}", i + 1), line, now);
  }
  if (found.none()) found.add("the end of a line or of the file is another one");
  return found;
}

// --- CSV

namespace {

struct Record {
  std::size_t line = 1;  // on which it begins
  std::vector<std::string> cells = {};
};

std::vector<Record> records_of(const std::string& text) {
  std::vector<Record> records;
  std::size_t line = 1;
  bool quoted = false;
  bool begins = true;
  for (const char each : text) {
    if (begins) records.push_back({line, {""}});
    begins = each == '\n' && !quoted;
    if (each == '\n') ++line;
    if (each == '"') {
      quoted = !quoted;
    } else if (each == ',' && !quoted) {
      records.back().cells.emplace_back();
    } else if (!begins) {
      records.back().cells.back() += each;
    }
  }
  return records;
}

constexpr std::array<std::string_view, 6> headings_of_keys = {"scenario", "replication", "metric",
                                                              "patient",  "visit",       "case"};
bool is_key(const std::string& heading) {
  return std::find(headings_of_keys.begin(), headings_of_keys.end(), heading) !=
         headings_of_keys.end();
}

// Up to the last of the columns that tell rows apart: a sweep's values come before its metric.
std::size_t columns_of_key(const Record& headings) {
  std::size_t count = 0;
  while (count < headings.cells.size() && !is_key(headings.cells[count]))
    ++count;
  while (count < headings.cells.size() && is_key(headings.cells[count]))
    ++count;
  return count;
}

// "line 7, mean of base, courses_completed"
std::string place_of(const Record& record, const Record& headings, std::size_t column) {
  const auto key =
      static_cast<std::ptrdiff_t>(std::min(columns_of_key(headings), record.cells.size()));
  return fmt::format("line {}, {} of {}", record.line, headings.cells[column],
                     fmt::join(record.cells.begin(), record.cells.begin() + key, ", "));
}

void compare(const Record& there, const Record& expected, const Record& headings,
             Differences& found) {
  if (there.cells.size() != expected.cells.size()) {
    found.add(fmt::format("line {}: {} columns are there, {} come out", there.line,
                          there.cells.size(), expected.cells.size()));
    return;
  }
  for (std::size_t i = 0; i < there.cells.size() && i < headings.cells.size(); ++i) {
    if (there.cells[i] != expected.cells[i])
      found.add(place_of(expected, headings, i), there.cells[i], expected.cells[i]);
  }
}

}  // namespace

Differences compare_csv(const std::string& there, const std::string& expected) {
  Differences found;
  if (there == expected) return found;
  const std::vector<Record> ours = records_of(there);
  const std::vector<Record> wanted = records_of(expected);
  if (ours.size() != wanted.size())
    found.add(fmt::format("{} lines are there, {} come out", ours.size(), wanted.size()));
  for (std::size_t i = 0; i < std::min(ours.size(), wanted.size()); ++i)
    compare(ours[i], wanted[i], wanted.front(), found);
  return found.none() ? compare_lines(there, expected) : found;
}

// --- JSON

namespace {

std::string as_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "metrics/courses_completed/mean", of "/metrics/courses_completed/mean"; in a pointer a slash of a
// name is written ~1.
std::string words_of(const std::string& pointer) {
  std::string words = pointer.substr(pointer.empty() ? 0 : 1);
  for (std::size_t at = words.find("~1"); at != std::string::npos; at = words.find("~1", at))
    words.replace(at, 2, "/");
  return words;
}

}  // namespace

Differences compare_json(const std::string& there, const std::string& expected) {
  Differences found;
  if (there == expected) return found;
  const auto ours = nlohmann::json::parse(there, nullptr, false);
  if (ours.is_discarded()) {
    found.add("it is no JSON");
    return found;
  }
  const auto flat = ours.flatten();
  const auto wanted = nlohmann::json::parse(expected).flatten();
  for (const auto& [pointer, value] : wanted.items()) {
    const auto one = flat.find(pointer);
    if (one == flat.end()) {
      found.add(words_of(pointer) + " is missing");
    } else if (*one != value) {
      found.add(words_of(pointer), as_text(*one), as_text(value));
    }
  }
  for (const auto& [pointer, value] : flat.items())
    if (!wanted.contains(pointer)) found.add(words_of(pointer) + " does not belong there");
  return found.none() ? compare_lines(there, expected) : found;
}

}  // namespace cli
