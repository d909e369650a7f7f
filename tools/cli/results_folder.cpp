// tools/cli/results_folder.cpp: the folder of --out.
#include "tools/cli/results_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "sim/base/contract.h"
#include "tools/cli/folder_trouble.h"
#include "tools/cli/texts.h"

namespace cli {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 13> our_files = {
    json_file,     metrics_file,       replications_file, patients_file, visits_file,
    log_file,      xes_file,           database_file,     sweep_file,    cells_file,
    manifest_file, "cells.sqlite-wal", "cells.sqlite-shm"};
constexpr std::string_view part = ".part";  // what a file is called until it is whole

constexpr std::string_view ways_out = "choose another folder, or --force to begin anew in this one";

bool is_ours(const fs::directory_entry& entry) {
  std::string name = entry.path().filename().string();
  if (entry.path().extension() == part) name.resize(name.size() - part.size());
  return entry.is_regular_file() &&
         std::find(our_files.begin(), our_files.end(), name) != our_files.end();
}

fs::path part_of(const fs::path& whole) { return fs::path(whole) += part; }

bool has_manifest(const fs::path& folder) { return fs::exists(folder / manifest_file); }

// Our names are common ones: a patients.csv without a manifest beside it, whole or in the making,
// is somebody else's.
void refuse_files_of_others(const fs::path& folder) {
  const bool ours = has_manifest(folder) || fs::exists(part_of(folder / manifest_file));
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (ours && is_ours(entry)) continue;
    throw FolderTrouble(
        fmt::format("{} holds files that are no results of ours, such as {}; choose another folder",
                    folder.string(), entry.path().filename().string()));
  }
}

// Not there yet, or ours. Returns the part of the path that it made, empty where all was there.
fs::path make_folder(const fs::path& folder) {
  fs::path made;
  for (fs::path up = fs::absolute(folder); !fs::exists(up) && up.has_relative_path();
       up = up.parent_path())
    made = up;
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  if (trouble || !fs::is_directory(folder)) {
    throw FolderTrouble(fmt::format("cannot make the folder {}{}", folder.string(),
                                    trouble ? ": " + trouble.message() : ""));
  }
  refuse_files_of_others(folder);
  return made;
}

// Takes away the folders that were made, as far as they are empty.
void unmake_folder(fs::path folder, const fs::path& made) {
  std::error_code not_empty;
  for (folder = fs::absolute(folder); !made.empty() && !not_empty; folder = folder.parent_path()) {
    fs::remove(folder, not_empty);
    if (folder == made) return;
  }
}

[[noreturn]] void refuse_to_write(const fs::path& file, int reason) {
  throw FolderTrouble(fmt::format("cannot write {}: {}", file.string(), std::strerror(reason)));
}

// To the disk itself, because what is renamed must be whole after the lights went out, too.
void write_part(const fs::path& whole, const std::string& text) {
  const fs::path file = part_of(whole);
  fs::remove(file);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "wbx"),
                                                         &std::fclose);
  if (!stream) refuse_to_write(whole, errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), stream.get()) == text.size() &&
                       std::fflush(stream.get()) == 0 && fsync(fileno(stream.get())) == 0;
  const int reason = errno;
  const bool closed = std::fclose(stream.release()) == 0;
  if (!written || !closed) refuse_to_write(whole, written ? errno : reason);
}

void become_whole(const fs::path& whole) {
  if (std::rename(part_of(whole).c_str(), whole.c_str()) != 0) refuse_to_write(whole, errno);
}

void write_file(const fs::path& whole, const std::string& text) {
  try {
    write_part(whole, text);
    become_whole(whole);
  } catch (const FolderTrouble&) {
    std::error_code ignored;
    fs::remove(part_of(whole), ignored);
    throw;
  }
}

void remove_ours(const fs::path& folder, const ResultFiles& but) {
  for (const std::string_view file : our_files) {
    if (but.contains(file)) continue;
    fs::remove(folder / file);
    fs::remove(part_of(folder / file));
  }
}

Manifest manifest_in(const fs::path& folder) {
  try {
    return manifest_of(read_file((folder / manifest_file).string()));
  } catch (const std::invalid_argument&) {
    throw FolderTrouble(fmt::format("{} is no manifest of results; {}",
                                    (folder / manifest_file).string(), ways_out));
  }
}

void refuse_results(const fs::path& folder, Others others) {
  if (others == Others::Replace || fs::is_empty(folder)) return;
  throw FolderTrouble(fmt::format("{} holds results already; {}", folder.string(), ways_out));
}

}  // namespace

// --- ResultsFolder

ResultsFolder::ResultsFolder(fs::path folder, Others others)
    : folder_(std::move(folder)), others_(others) {
  const fs::path made = make_folder(folder_);
  refuse_results(folder_, others_);
  const fs::path trial = folder_ / json_file;  // not the one that says whose files these are
  write_part(trial, {});
  fs::remove(part_of(trial));
  unmake_folder(folder_, made);
}

void ResultsFolder::write(const ResultFiles& files) const {
  SIM_EXPECTS(files.contains(manifest_file));
  const fs::path made = make_folder(folder_);
  refuse_results(folder_, others_);
  try {
    // Whatever can fail fails here, while what was there still is.
    for (const auto& [name, text] : files)
      write_part(folder_ / name, text);
  } catch (const FolderTrouble&) {
    std::error_code ignored;
    for (const auto& [name, text] : files)
      fs::remove(part_of(folder_ / name), ignored);
    unmake_folder(folder_, made);
    throw;
  }
  fs::remove(folder_ / manifest_file);
  remove_ours(folder_, files);
  for (const auto& [name, text] : files)
    if (name != manifest_file) become_whole(folder_ / name);
  become_whole(folder_ / manifest_file);
}

// --- SweepFolder

SweepFolder::SweepFolder(fs::path folder, Manifest manifest, Others others)
    : folder_(std::move(folder)) {
  make_folder(folder_);
  if (others == Others::Replace) remove_ours(folder_, {});
  if (has_manifest(folder_)) {
    go_on(std::move(manifest));
    return;
  }
  refuse_results(folder_, others);
  write_file(folder_ / manifest_file, to_json(manifest));
}

// The manifest says of what the table beside it is; so a table of other points goes first. Files
// that other points named stay: their replications do, too.
void SweepFolder::go_on(Manifest now) const {
  Manifest before = manifest_in(folder_);
  const std::vector<std::string> all = differences(before, now);
  if (!all.empty()) {
    throw FolderTrouble(fmt::format("{} holds results of something else: {} changed; {}",
                                    folder_.string(), fmt::join(all, " and "), ways_out));
  }
  if (before.arguments != now.arguments) {
    fs::remove(folder_ / sweep_file);
    fs::remove(folder_ / json_file);
  }
  now.files.merge(before.files);
  write_file(folder_ / manifest_file, to_json(now));
}

void SweepFolder::write(const ResultFiles& files) const {
  for (const auto& [name, text] : files)
    write_file(folder_ / name, text);
}

}  // namespace cli
