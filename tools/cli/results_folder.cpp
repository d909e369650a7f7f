// tools/cli/results_folder.cpp: the folder of --out.
#include "tools/cli/results_folder.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/cli/folder_trouble.h"
#include "tools/cli/scenario_file.h"

namespace cli {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 5> our_files = {
    manifest_file, cells_file, "cells.sqlite-wal", "cells.sqlite-shm", sweep_file};

constexpr std::string_view ways_out = "choose another folder, or --force to begin anew in this one";

void refuse_differences(const fs::path& folder, const Manifest& now) {
  Manifest before;
  try {
    before = manifest_of(read_file((folder / manifest_file).string()));
  } catch (const std::invalid_argument&) {
    throw FolderTrouble(fmt::format("{} is no manifest of results; {}",
                                    (folder / manifest_file).string(), ways_out));
  }
  const std::vector<std::string> all = differences(before, now);
  if (all.empty()) return;
  throw FolderTrouble(fmt::format("{} holds results of something else: {} changed; {}",
                                  folder.string(), fmt::join(all, " and "), ways_out));
}

}  // namespace

ResultsFolder::ResultsFolder(fs::path folder, const Manifest& manifest, Others others)
    : folder_(std::move(folder)) {
  std::error_code trouble;
  fs::create_directories(folder_, trouble);
  if (trouble || !fs::is_directory(folder_)) {
    throw FolderTrouble(fmt::format("cannot make the folder {}{}", folder_.string(),
                                    trouble ? ": " + trouble.message() : ""));
  }
  if (others == Others::Replace) clear();
  if (fs::exists(folder_ / manifest_file)) {
    refuse_differences(folder_, manifest);
    return;
  }
  if (!fs::is_empty(folder_)) {
    throw FolderTrouble(fmt::format(
        "{} holds files that are no results of ours; choose another folder", folder_.string()));
  }
  write(manifest_file, to_json(manifest));
}

void ResultsFolder::write(std::string_view file, const std::string& text) const {
  const std::string whole = path_of(file);
  const std::string part = whole + ".part";
  std::FILE* const stream = std::fopen(part.c_str(), "wb");
  const bool written =
      stream != nullptr && std::fwrite(text.data(), 1, text.size(), stream) == text.size();
  const bool closed = stream != nullptr && std::fclose(stream) == 0;
  if (written && closed && std::rename(part.c_str(), whole.c_str()) == 0) return;
  const std::string reason = std::strerror(errno);
  std::remove(part.c_str());
  throw FolderTrouble(fmt::format("cannot write {}: {}", whole, reason));
}

// What others have put there stays, and then there is no room for us.
void ResultsFolder::clear() const {
  for (const std::string_view file : our_files) {
    std::error_code ignored;  // what cannot be taken away is found there below
    fs::remove(folder_ / file, ignored);
  }
}

}  // namespace cli
