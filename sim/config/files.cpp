// sim/config/files.cpp: from the path in a scenario to a table.
#include "sim/config/files.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/words.h"
#include "sim/config/paths.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

std::string list_of_names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<std::string> path_of(const Input& input) {
  return text("the path of a CSV file", "data.csv").read(input);
}

Data open_at(const Input& input) {
  const auto path = path_of(input);
  if (!path) return {};
  if (input.reading.files) return input.reading.files->open(input, *path);
  input.error(fmt::format("cannot read {}: there are no files here", *path));
  return {};
}

}  // namespace

// --- DataFile

std::optional<std::size_t> DataFile::column(std::string_view name) const {
  const auto there = std::find(names_.begin(), names_.end(), column_key(name));
  if (there == names_.end()) return {};
  return static_cast<std::size_t>(there - names_.begin());
}

bool DataFile::parse(const std::string& text) {
  if (text.size() > most_bytes) {
    complaints_.error({{}, {number_, 0, 0}, 0}, {},
                      fmt::format("the file is larger than {} MiB", most_bytes >> 20));
    return false;
  }
  table_ = parse_csv(text, number_, complaints_);
  for (const Cell& each : table_.columns)
    names_.push_back(column_key(each.text));
  return !table_.columns.empty();
}

bool DataFile::has(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& each : columns)
    names.emplace_back(each.name);
  const std::vector<std::string> meant = report_unknown(names);
  std::vector<std::string> missing;
  bool all_there = true;
  for (const Column& each : columns) {
    if (each.need == Column::Need::Optional || column(each.name)) continue;
    all_there = false;
    // Whoever mistyped a name hears of that only.
    if (std::find(meant.begin(), meant.end(), each.name) == meant.end())
      missing.emplace_back(each.name);
  }
  if (!missing.empty()) {
    complaints_.error(table_.columns.front(), {},
                      missing.size() == 1
                          ? fmt::format("the column \"{}\" is missing", missing.front())
                          : "these columns are missing: " + list_of_names(missing),
                      "the columns are " + list_of_names(names));
  }
  return all_there && unknown_columns(names).empty();
}

std::vector<const Cell*> DataFile::unknown_columns(const std::vector<std::string>& known) const {
  std::vector<const Cell*> unknown;
  for (const Cell& each : table_.columns) {
    if (std::find(known.begin(), known.end(), column_key(each.text)) == known.end())
      unknown.push_back(&each);
  }
  return unknown;
}

// Returns what was meant, as far as that can be guessed.
std::vector<std::string> DataFile::report_unknown(const std::vector<std::string>& known) {
  std::vector<std::string> meant;
  for (const Cell* each : unknown_columns(known)) {
    if (const auto near = did_you_mean(column_key(each->text), known)) {
      meant.push_back(*near);
      complaints_.error(
          *each, {}, fmt::format(R"(unknown column "{}", did you mean "{}"?)", each->text, *near));
    } else {
      complaints_.error(*each, {}, fmt::format("unknown column \"{}\"", each->text),
                        fmt::format("take it away; the columns are {}", list_of_names(known)));
    }
  }
  return meant;
}

// --- Files

Files::Files(FileReader read, std::string_view scenario, Diagnostics& found)
    : read_(std::move(read)), folder_(folder_of(scenario)), found_(found) {}

void Files::stands_at(std::uint32_t file, const std::string& path) {
  folders_[file] = folder_of(path);
}

std::string Files::path_from(std::uint32_t file, const std::string& path) const {
  const auto folder = folders_.find(file);
  return folder == folders_.end() ? path : path_in(folder->second, path);
}

std::string Files::name_of(const std::string& path) const { return path_in(folder_, path); }

std::variant<std::string, Unreadable> Files::contents(const std::string& path) const {
  if (!read_) return Unreadable{"there are no files here"};
  return read_(path);
}

Files::Opened Files::read(const std::string& path) {
  const auto contents = this->contents(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&contents))
    return {nullptr, unreadable->why};
  const std::string& text = std::get<std::string>(contents);
  const std::string name = name_of(path);
  const std::uint32_t number = found_.add_file(name, text.substr(0, most_bytes));
  auto data = std::make_shared<DataFile>(name, number, found_);
  return {data->parse(text) ? data : nullptr, {}};
}

Data Files::open(const Input& from, const std::string& written) {
  const std::string path = path_from(from.place.at.file, written);
  auto there = opened_.find(path);
  if (there == opened_.end()) there = opened_.emplace(path, read(path)).first;
  if (!there->second.why.empty()) {
    from.error(fmt::format("cannot read {}: {}", written, there->second.why),
               fmt::format("write its path from the folder of {}, as in data/referrals.csv",
                           folders_.contains(from.place.at.file) ? "this file" : "the scenario"));
  }
  return there->second.data;
}

// --- forms

Form<Data> data_file(const std::vector<Column>& columns) {
  const auto read = [columns](const Input& input) -> std::optional<Data> {
    Data data = open_at(input);
    if (!data || !data->has(columns)) return {};
    return data;
  };
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& each : columns) {
    names.push_back(std::string(each.name) +
                    (each.need == Column::Need::Optional ? " (optional)" : ""));
  }
  return {{"the path of a CSV file with the columns " + list_of_names(names),
           Origin::Listed,
           {AnyText{}},
           "data.csv"},
          read};
}

Form<Data> data_file() {
  const auto read = [](const Input& input) -> std::optional<Data> {
    Data data = open_at(input);
    return data ? std::optional(data) : std::nullopt;
  };
  Outline outline = outline_of("the path of a CSV file", "referrals.csv", {AnyText{}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

std::optional<std::size_t> column_of(DataFile& file, const Given<std::string>& name,
                                     Diagnostics& found) {
  const auto column = file.column(*name);
  if (column) return column;
  const std::vector<std::string>& names = file.column_names();
  const auto near = did_you_mean(column_key(*name), names);
  found.error(name.place.at, name.place.path,
              fmt::format("{} has no column \"{}\"{}", file.name(), *name,
                          near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
              near ? "" : "its columns are " + list_of_names(names));
  return {};
}

}  // namespace sim::config
