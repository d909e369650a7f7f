// tools/cli/manifest.cpp: what the results in a folder are of, and what it takes to have them
// again.
#include "tools/cli/manifest.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/cli/arguments.h"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;
using Fingerprints = std::map<std::string, std::string>;

Json to_json(const Fingerprints& fingerprints) {
  if (fingerprints.empty()) return nullptr;
  return fingerprints.size() == 1 ? Json(fingerprints.begin()->second) : Json(fingerprints);
}

Fingerprints fingerprints_of(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return {{"", json.get<std::string>()}};
  return json.get<Fingerprints>();
}

// The scenario's own text is no part of it: what it says stands in `scenario`, without comments.
bool other_files_differ(const Manifest& before, const Manifest& now) {
  const std::string& own = now.arguments.at(1);
  return std::any_of(before.files.begin(), before.files.end(), [&](const auto& each) {
    const auto there = now.files.find(each.first);
    return each.first != own && there != now.files.end() && there->second != each.second;
  });
}

}  // namespace

Manifest manifest_for(const CommandLine& line, const sim::model::Model& model, TextsByName texts) {
  return {CHAIRTIME_VERSION, arguments_of(line), model.run.seed, model.run.replications, {},
          model.written_out, std::move(texts)};
}

std::string to_json(const Manifest& manifest) {
  Json json;
  json["chairtime"] = manifest.version;
  json["arguments"] = manifest.arguments;
  json["seed"] = manifest.seed;
  json["replications"] = manifest.replications;
  json["fingerprint"] = to_json(manifest.fingerprints);
  json["scenario"] = manifest.scenario;
  json["files"] = manifest.files;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Manifest manifest_of(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    Manifest manifest{json.at("chairtime").get<std::string>(),
                      json.at("arguments").get<std::vector<std::string>>(),
                      json.at("seed").get<std::uint64_t>(),
                      json.at("replications").get<int>(),
                      fingerprints_of(json.at("fingerprint")),
                      json.at("scenario").get<std::string>(),
                      json.at("files").get<TextsByName>()};
    if (manifest.arguments.size() < 2) throw std::invalid_argument("no command and file");
    return manifest;
  } catch (const nlohmann::json::exception& wrong) {
    throw std::invalid_argument(wrong.what());
  }
}

std::vector<std::string> differences(const Manifest& before, const Manifest& now) {
  std::vector<std::string> all;
  if (before.version != now.version)
    all.push_back(fmt::format("the program's version ({}, now {})", before.version, now.version));
  if (before.command() != now.command())
    all.push_back(fmt::format("the command ({}, now {})", before.command(), now.command()));
  if (before.scenario != now.scenario) all.emplace_back("the scenario");
  if (other_files_differ(before, now)) all.emplace_back("the files that the scenario names");
  if (before.seed != now.seed)
    all.push_back(fmt::format("the seed ({}, now {})", before.seed, now.seed));
  return all;
}

}  // namespace cli
