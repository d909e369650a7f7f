// tools/cli/verify.cpp: `chairtime verify`: whether a folder's results come out again.
//
// What is run is what the manifest says, with the texts that it keeps: the scenario's own files may
// have changed since, or be on another machine. Nothing is written.
#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/cli/answer.h"
#include "tools/cli/arguments.h"
#include "tools/cli/cell_store.h"
#include "tools/cli/commands.h"
#include "tools/cli/differences.h"
#include "tools/cli/folder_trouble.h"
#include "tools/cli/options.h"
#include "tools/cli/output.h"
#include "tools/cli/texts.h"

namespace cli {
namespace fs = std::filesystem;
namespace {

struct Folder {
  fs::path path;
  Manifest manifest;

  std::string name_of(std::string_view file) const { return (path / file).string(); }
};

Folder read_folder(const std::string& path) {
  const fs::path manifest = fs::path(path) / manifest_file;
  const std::string text = read_file(manifest.string());
  try {
    return {path, manifest_of(text)};
  } catch (const std::invalid_argument&) {
    throw FolderTrouble(fmt::format("{} is no manifest of results", manifest.string()));
  }
}

// As one would write them.
std::string written(const std::vector<std::string>& arguments) {
  std::string text = "chairtime";
  for (const std::string& each : arguments)
    text += each.find_first_of(" '\"*[{") == std::string::npos ? " " + each : " '" + each + "'";
  return text;
}

[[noreturn]] void refuse(const Folder& folder, const std::string& why) {
  throw FolderTrouble(
      fmt::format("{} cannot be run again: {}", folder.name_of(manifest_file), why));
}

// What the manifest asks for, and nothing else: no file is named in it that is to be written.
CommandLine command_of(const Folder& folder, const CommandLine& line) {
  CommandLine again;
  try {
    again = parse_command_line(folder.manifest.arguments);
  } catch (const UsageError& wrong) {
    refuse(folder, wrong.what());
  }
  again.output = folder.path.string();
  if (!keeps_results(again.command) || arguments_of(again) != folder.manifest.arguments)
    refuse(folder, fmt::format("it asks for {}", written(folder.manifest.arguments)));
  again.threads = line.threads;
  again.quiet = line.quiet;
  again.ranks = line.ranks;
  again.texts = &folder.manifest.files;
  return again;
}

Outcome run_again(const CommandLine& line, CellStore& cells) {
  switch (line.command) {
    case Command::Run:
      return run(line);
    case Command::Compare:
      return compare(line);
    case Command::Size:
      return size(line);
    case Command::Capacity:
      return capacity(line);
    case Command::Sensitivity:
      return sensitivity(line);
    case Command::WarmUp:
      return warmup(line);
    case Command::Sweep:
      return sweep_again(line, cells);
    // NOLINTNEXTLINE(bugprone-branch-clone): those that run no replications
    case Command::Help:
    case Command::Version:
    case Command::Metrics:
    case Command::Schema:
    case Command::Init:
    case Command::Validate:
    case Command::Explain:
    case Command::Report:
    case Command::Stress:
    case Command::Trace:
    case Command::Verify:
      break;
  }
  return Exit::OurMistake;
}

// A sweep that went on keeps the files that its earlier points named, too.
std::string manifest_expected(const Folder& folder, const std::string& now) {
  Manifest expected = manifest_of(now);
  TextsByName kept = folder.manifest.files;
  if (expected.command() == "sweep") expected.files.merge(kept);
  return to_json(expected);
}

Differences compare_file(const Folder& folder, const std::string& name,
                         const std::string& expected) {
  const std::string there = read_file(folder.name_of(name));
  const std::string kind = fs::path(name).extension().string();
  if (name == manifest_file) return compare_json(there, manifest_expected(folder, expected));
  if (kind == ".json") return compare_json(there, expected);
  if (kind == ".csv") return compare_csv(there, expected);
  if (kind == ".sqlite") return compare_databases(folder.name_of(name), there, expected);
  return compare_lines(there, expected);
}

// What is said of the files, and how many of them differ.
struct Report {
  std::string text = {};
  std::size_t files = 0;
  std::size_t differ = 0;

  void add(const std::string& name, const Differences& found, const std::string& more = {}) {
    ++files;
    if (!found.none()) ++differ;
    text += fmt::format("  {:<18}{}{}\n", name, found.none() ? "same" : "differs", more);
    for (const std::string& each : found.first())
      text += fmt::format("    {}\n", each);
    if (found.count() > found.first().size())
      text += fmt::format("    and {} more\n", found.count() - found.first().size());
  }
};

Differences missing() {
  Differences found;
  found.add("it is missing");
  return found;
}

void compare_cells_of(const Folder& folder, const CellStore& cells, Report& report) {
  const std::string name(cells_file);
  const std::string file = folder.name_of(name);
  if (!fs::exists(file)) {
    report.add(name, missing());
    return;
  }
  std::size_t more = 0;
  Differences found;
  try {
    found = compare_cells(sqlite::Connection::reading(file), cells.database(), more);
  } catch (const FolderTrouble& trouble) {
    found.add(trouble.what());
  }
  report.add(
      name, found,
      more > 0 ? fmt::format("; {} replications of other points were not run again", more) : "");
}

Report compare_folder(const Folder& folder, const Answer& answer, const CellStore& cells) {
  Report report;
  for (const auto& [name, expected] : answer.files) {
    const bool there = fs::exists(folder.path / name);
    report.add(name, there ? compare_file(folder, name, expected) : missing());
  }
  if (folder.manifest.command() == "sweep") compare_cells_of(folder, cells, report);
  return report;
}

std::string heading_of(const Folder& folder) {
  const Manifest& manifest = folder.manifest;
  std::string text =
      fmt::format("{}: {}, run again\n", folder.path.string(), written(manifest.arguments));
  if (manifest.version != CHAIRTIME_VERSION) {
    text += fmt::format(
        "It was made by version {} and run again by {}: what differs may be due to that.\n",
        manifest.version, CHAIRTIME_VERSION);
  }
  return text;
}

std::string conclusion_of(const Report& report) {
  if (report.differ == 0) return "Every number is the same.\n";
  return fmt::format("{} of {} files differ.\n", report.differ, report.files);
}

}  // namespace

Exit verify(const CommandLine& line) {
  const Folder folder = read_folder(line.files.front());
  const CommandLine again = command_of(folder, line);
  CellStore cells;
  Outcome outcome = Exit::FileTrouble;
  try {
    outcome = run_again(again, cells);
  } catch (const UsageError& wrong) {
    refuse(folder, wrong.what());
  }
  if (std::holds_alternative<Exit>(outcome)) {
    refuse(folder,
           fmt::format("this version ({}) finds mistakes in its scenario", CHAIRTIME_VERSION));
  }
  const Answer& answer = std::get<Answer>(outcome);
  if (answer.files.empty()) {
    complain("interrupted; nothing was compared");
    return Exit::Interrupted;
  }
  const Report report = compare_folder(folder, answer, cells);
  const Exit printed =
      print_result(answer.progress, heading_of(folder) + report.text + conclusion_of(report));
  if (printed != Exit::Done) return printed;
  return report.differ == 0 ? Exit::Done : Exit::Differs;
}

}  // namespace cli
