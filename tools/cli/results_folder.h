// tools/cli/results_folder.h: the folder of --out.
//
// A file appears whole or not at all, nobody else's file is touched, and results of another
// scenario are never mixed in.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tools/cli/command_line.h"
#include "tools/cli/manifest.h"

namespace cli {

class ResultsFolder {
 public:
  // Makes the folder, or goes on in one whose manifest says the same. With Replace, results of
  // something else make room. Throws FolderTrouble.
  ResultsFolder(std::filesystem::path folder, const Manifest& manifest, Others others);

  std::string path_of(std::string_view file) const { return (folder_ / file).string(); }
  void write(std::string_view file, const std::string& text) const;

 private:
  void clear() const;

  std::filesystem::path folder_;
};

// The files that results are kept in.
inline constexpr std::string_view manifest_file = "manifest.json";
inline constexpr std::string_view cells_file = "cells.sqlite";
inline constexpr std::string_view sweep_file = "sweep.csv";

}  // namespace cli
