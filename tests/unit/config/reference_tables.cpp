// tests/unit/config/reference_tables.cpp: the declarations of the keys, written as Markdown.
#include <deque>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/config/describe.h"
#include "tests/unit/config/reference_of.h"

namespace sim::config {
namespace {

struct Table {
  std::string heading;
  std::string path;
  Declare declare;
  std::string required = "required";  // what is said of keys without a default
};

class TableSection final : public Section {
 public:
  TableSection(const Table& table, std::deque<Table>& below)
      : path_(table.path), required_(table.required), below_(below) {}


  std::string rows;

 protected:
  Found declare(const Declaration& declaration) override;
  void enter(const Case& which) override { case_ = which.label; }
  void leave() override { case_.clear(); }

 private:
  void follow(const Outline& value, const std::string& path);

  std::string path_;
  std::string required_;
  std::deque<Table>& below_;
  std::string case_;
};

std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    // Markdown would take these for the end of the cell, and for emphasis.
    if (letter == '|' || letter == '*') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

// The sections that the value may hold get tables of their own.
void TableSection::follow(const Outline& value, const std::string& path) {
  for (const Shape& shape : value.shapes) {
    if (const auto* keys = std::get_if<Keys>(&shape)) {
      below_.push_back({fmt::format("`{}`", path), path, keys->declare});
    } else if (const auto* one = std::get_if<OneKey>(&shape)) {
      below_.push_back({fmt::format("One of these: {}", one->what), {}, one->declare, {}});
    } else if (const auto* list = std::get_if<ListOf>(&shape)) {
      follow(*list->item, path + ".*");
    } else if (const auto* names = std::get_if<Names>(&shape)) {
      follow(*names->value, path + ".*");
    }
  }
}

TableSection::Found TableSection::declare(const Declaration& declaration) {
  const auto& fallback = declaration.fallback;
  std::string otherwise = fallback ? cell(fallback->text) : required_;
  if (!case_.empty()) otherwise += (otherwise.empty() ? "" : "; ") + ("only " + cell(case_));
  rows += fmt::format("| `{}` | {} | {} | {} |\n", declaration.key, cell(declaration.value.what),
                      otherwise, cell(declaration.meaning));
  follow(declaration.value, path_.empty() ? std::string(declaration.key)
                                          : fmt::format("{}.{}", path_, declaration.key));
  return {nullptr, false, true, {}};
}

}  // namespace

std::string reference_tables() {
  std::deque<Table> waiting = {{"The file", {}, [](Section& section) {
                                  Draft scratch;
                                  describe(section, scratch);
                                }}};
  std::set<std::string> seen;
  std::string text;
  while (!waiting.empty()) {
    const Table table = waiting.front();
    waiting.pop_front();
    std::deque<Table> below;
    TableSection section(table, below);
    table.declare(section);
    if (!seen.insert(section.rows).second || !seen.insert(table.heading).second) continue;
    text += fmt::format("\n### {}\n\n| key | takes | default | meaning |\n|---|---|---|---|\n{}",
                        table.heading, section.rows);
    waiting.insert(waiting.begin(), below.begin(), below.end());
  }
  return text;
}

}  // namespace sim::config
