// tools/cli/manifest.h: what the results in a folder are of.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cli {

struct Manifest {
  std::string version;                      // of the program
  std::string scenario;                     // as YAML with every default
  std::map<std::string, std::string> data;  // the texts of the files that it names, by path
  std::uint64_t seed = 1;
};

std::string to_json(const Manifest& manifest);

// Throws std::invalid_argument where the text is no manifest.
Manifest manifest_of(const std::string& json);

// "the scenario", "the program's version (0.1.0, now 0.2.0)": what tells them apart.
std::vector<std::string> differences(const Manifest& before, const Manifest& now);

}  // namespace cli
