// tools/cli/scenario_file.cpp: from a scenario's file to its model.
#include "tools/cli/scenario_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>

#include <fmt/format.h>

#include "sim/base/words.h"
#include "sim/config/compile.h"
#include "sim/experiment/goals.h"

namespace cli {
namespace {

constexpr std::size_t all_of_it = std::numeric_limits<std::size_t>::max();

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
OpenFile open(const std::string& name) { return {std::fopen(name.c_str(), "rb"), &std::fclose}; }

// All of a file, or enough to see that there are more than `most` bytes. The C library says why a
// file cannot be read, in errno; a stream does not.
std::optional<std::string> read_all(std::FILE* file, std::size_t most) {
  std::string text;
  std::array<char, 4096> part{};
  for (std::size_t read = 0;
       text.size() <= most && (read = std::fread(part.data(), 1, part.size(), file)) > 0;)
    text.append(part.data(), read);
  return std::ferror(file) != 0 ? std::nullopt : std::optional(std::move(text));
}

// Data stand where the scenario says, from its own folder; for a scenario on standard input, from
// where the program runs.
sim::config::FileReader data_beside(const std::string& scenario) {
  namespace fs = std::filesystem;
  const fs::path folder = scenario == "-" ? fs::path() : fs::path(scenario).parent_path();
  return [folder](const std::string& path) -> std::variant<std::string, sim::config::Unreadable> {
    const OpenFile file = open((folder / path).string());
    auto text = file ? read_all(file.get(), sim::config::most_bytes) : std::nullopt;
    if (!text) return sim::config::Unreadable{std::strerror(errno)};
    return *std::move(text);
  };
}

// What is read is also put into `data`, by path.
sim::config::FileReader remembering(
    const sim::config::FileReader& reader,
    const std::shared_ptr<std::map<std::string, std::string>>& data) {
  return [=](const std::string& path) {
    auto read = reader(path);
    if (const auto* const text = std::get_if<std::string>(&read)) (*data)[path] = *text;
    return read;
  };
}

sim::config::CompiledFile compile(const std::string& name,
                                  const std::vector<std::string>& overrides,
                                  const sim::config::Wanted& wanted, sim::Diagnostics& found) {
  const std::string text = read_file(name);
  return sim::config::compile(
      {text, name, overrides, data_beside(name), sim::experiment::check_goals}, wanted, found);
}

std::vector<std::string> names_of(const sim::config::CompiledFile& compiled) {
  std::vector<std::string> names;
  for (const auto& each : compiled.variants)
    names.push_back(each.what.name);
  return names;
}

[[noreturn]] void refuse_variant(const sim::config::CompiledFile& compiled,
                                 const std::string& name) {
  const std::vector<std::string> names = names_of(compiled);
  if (names.empty())
    throw UsageError(fmt::format("there is no variant '{}': the scenario has none", name));
  const std::optional<std::string> meant = sim::did_you_mean(name, names);
  throw UsageError(fmt::format("there is no variant '{}' among '{}'{}", name,
                               fmt::join(names, "', '"),
                               meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
}

}  // namespace

std::string read_file(const std::string& name) {
  const bool is_input = name == "-";
  const OpenFile file = is_input ? OpenFile(stdin, [](std::FILE*) { return 0; }) : open(name);
  auto text = file ? read_all(file.get(), all_of_it) : std::nullopt;
  if (text) return *std::move(text);
  throw UnreadableFile(
      fmt::format("cannot read {}: {}", is_input ? "standard input" : name, std::strerror(errno)));
}

ScenarioSource::ScenarioSource(const CommandLine& line)
    : name_(line.files.front()),
      text_(read_file(name_)),
      overrides_(line.overrides),
      variant_(line.variant),
      data_(std::make_shared<std::map<std::string, std::string>>()) {}

std::optional<Scenario> ScenarioSource::load(sim::Diagnostics& found) const {
  using sim::config::Wanted;
  const Wanted wanted = variant_ ? Wanted{Wanted::Which::Variant, *variant_} : Wanted{};
  sim::config::CompiledFile compiled =
      sim::config::compile({text_, name_, overrides_, remembering(data_beside(name_), data_),
                            sim::experiment::check_goals},
                           wanted, found);
  sim::config::CompiledFile::Variant* const variant = variant_ ? compiled.find(*variant_) : nullptr;
  if (found.any_errors()) return {};
  if (variant_ && variant == nullptr) refuse_variant(compiled, *variant_);
  Scenario scenario{variant ? *std::move(variant->model) : *std::move(compiled.as_it_stands),
                    {{}, variant_.value_or("")}};
  for (sim::config::CompiledFile::Variant& each : compiled.variants)
    scenario.variants.all.push_back(std::move(each.what));
  return scenario;
}

std::optional<sim::model::Model> ScenarioSource::compile_also(
    const std::vector<std::string>& overrides, sim::Diagnostics& found) const {
  using sim::config::Wanted;
  std::vector<std::string> all = overrides_;
  all.insert(all.end(), overrides.begin(), overrides.end());
  const std::size_t errors = found.errors();
  sim::config::CompiledFile compiled =
      sim::config::compile({text_, name_, all, data_beside(name_), sim::experiment::check_goals},
                           {Wanted::Which::Alone, variant_.value_or("")}, found);
  if (found.errors() > errors) return {};
  return variant_ ? std::move(compiled.find(*variant_)->model) : std::move(compiled.as_it_stands);
}

std::optional<Scenario> load(const CommandLine& line, sim::Diagnostics& found) {
  return ScenarioSource(line).load(found);
}

std::optional<WhatIfs> load_variants(const CommandLine& line, sim::Diagnostics& found) {
  sim::config::CompiledFile compiled =
      compile(line.files.front(), line.overrides, {sim::config::Wanted::Which::All}, found);
  if (found.any_errors()) return {};
  std::vector<std::string> names = line.compared;
  if (names.empty()) names = names_of(compiled);
  if (names.empty()) {
    throw UsageError(
        "the scenario has no variants to compare; write some, as in variants: {five chairs: "
        "{clinic.resources.chairs: 5}}");
  }
  WhatIfs what_ifs{*std::move(compiled.as_it_stands), {}, {}};
  for (const std::string& name : names) {
    const auto* const variant = compiled.find(name);
    if (variant == nullptr) refuse_variant(compiled, name);
    what_ifs.variants.push_back({name, *variant->model});
  }
  for (sim::config::CompiledFile::Variant& each : compiled.variants)
    what_ifs.said.all.push_back(std::move(each.what));
  return what_ifs;
}

void check(const std::string& name, const std::vector<std::string>& overrides,
           sim::Diagnostics& found) {
  compile(name, overrides, {sim::config::Wanted::Which::All}, found);
}

}  // namespace cli
