// tests/cli/folder_of_results.h: a scenario, and a folder that its results are to go into.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {

// What each file of a folder says.
inline std::map<std::string, std::string> files_in(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files[entry.path().filename().string()] = contents(entry.path().string());
  return files;
}

// With what some commands ask for: variants to compare, and a value that has a range.
inline std::string smallest_with_all() {
  return smallest() +
         "variants:\n"
         "  five chairs: {clinic.resources.chairs: 5}\n"
         "  one nurse: {clinic.resources.nurses: 1, courses.induction.drop_out: 5 %}\n"
         "targets: [wait_to_first_infusion.p90 <= 14 days]\n";
}

// The folder is not there yet.
struct FolderOfResults {
  std::string file = written("clinic.yaml", smallest_with_all());
  std::string folder = std::filesystem::path(written("some.txt", "")).parent_path() / "results";

  std::vector<std::string> arguments(const std::string& command,
                                     const std::vector<std::string>& more) const {
    std::vector<std::string> all = {command, file, "--quiet", "--out", folder};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Finished keep(const std::string& command, const std::vector<std::string>& more = {}) const {
    return chairtime(arguments(command, more));
  }
  Finished verify() const { return chairtime({"verify", folder, "--quiet"}); }
  std::string path_of(const std::string& name) const { return folder + "/" + name; }
  std::string text_of(const std::string& name) const { return contents(path_of(name)); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_of(name), std::ios::binary) << text;
  }
};

}  // namespace sim::tests
