// tools/cli/results_folder.h: the folder of --out.
//
// Files appear whole, the manifest last of all; until it is there, the folder holds no results.
// Nobody else's file is touched, and results of something else are never mixed in.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "tools/cli/command_line.h"
#include "tools/cli/manifest.h"

namespace cli {

// What files say, by their names in the folder.
using ResultFiles = std::map<std::string, std::string, std::less<>>;

// The files that results are kept in.
inline constexpr std::string_view manifest_file = "manifest.json";
inline constexpr std::string_view json_file = "metrics.json";
inline constexpr std::string_view metrics_file = "metrics.csv";
inline constexpr std::string_view replications_file = "replications.csv";
inline constexpr std::string_view patients_file = "patients.csv";
inline constexpr std::string_view visits_file = "visits.csv";
inline constexpr std::string_view log_file = "event_log.csv";
inline constexpr std::string_view xes_file = "event_log.xes";
inline constexpr std::string_view database_file = "results.sqlite";
inline constexpr std::string_view sweep_file = "sweep.csv";
inline constexpr std::string_view cells_file = "cells.sqlite";

// A folder for results that are written all at once, when they are complete.
class ResultsFolder {
 public:
  // Refuses at once what could not be written later; leaves nothing behind. Throws FolderTrouble.
  ResultsFolder(std::filesystem::path folder, Others others);

  // All of them or, with FolderTrouble, none. Expects: a manifest is among them.
  void write(const ResultFiles& files) const;

 private:
  std::filesystem::path folder_;
  Others others_;
};

// A folder in which a sweep keeps every finished replication, and goes on where it was stopped.
class SweepFolder {
 public:
  // Makes the folder, or goes on in one whose manifest is of the same. Throws FolderTrouble.
  SweepFolder(std::filesystem::path folder, Manifest manifest, Others others);

  std::string path_of(std::string_view file) const { return (folder_ / file).string(); }
  // What the whole sweep says.
  void write(const ResultFiles& files) const;

 private:
  void go_on(Manifest now) const;

  std::filesystem::path folder_;
};

}  // namespace cli
