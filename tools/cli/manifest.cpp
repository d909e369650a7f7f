// tools/cli/manifest.cpp: what the results in a folder are of.
#include "tools/cli/manifest.h"

#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cli {

std::string to_json(const Manifest& manifest) {
  nlohmann::ordered_json json;
  json["chairtime"] = manifest.version;
  json["seed"] = manifest.seed;
  json["scenario"] = manifest.scenario;
  json["data"] = manifest.data;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Manifest manifest_of(const std::string& text) {
  try {
    const nlohmann::json json = nlohmann::json::parse(text);
    return {json.at("chairtime").get<std::string>(), json.at("scenario").get<std::string>(),
            json.at("data").get<std::map<std::string, std::string>>(),
            json.at("seed").get<std::uint64_t>()};
  } catch (const nlohmann::json::exception& wrong) {
    throw std::invalid_argument(wrong.what());
  }
}

std::vector<std::string> differences(const Manifest& before, const Manifest& now) {
  std::vector<std::string> all;
  if (before.version != now.version)
    all.push_back(fmt::format("the program's version ({}, now {})", before.version, now.version));
  if (before.scenario != now.scenario) all.emplace_back("the scenario");
  if (before.data != now.data) all.emplace_back("the files that the scenario names");
  if (before.seed != now.seed)
    all.push_back(fmt::format("the seed ({}, now {})", before.seed, now.seed));
  return all;
}

}  // namespace cli
