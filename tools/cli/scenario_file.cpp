// tools/cli/scenario_file.cpp: from a scenario's file to its model.
#include "tools/cli/scenario_file.h"

#include <fmt/format.h>

#include "sim/base/words.h"
#include "sim/config/compile.h"
#include "sim/experiment/goals.h"

namespace cli {
namespace {

sim::config::CompiledFile compile(const Texts& texts, const std::vector<std::string>& overrides,
                                  const sim::config::Wanted& wanted, sim::Diagnostics& found) {
  return sim::config::compile(
      {texts.scenario(), texts.name(), overrides, texts.others(), sim::experiment::check_goals},
      wanted, found);
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

ScenarioSource::ScenarioSource(const CommandLine& line)
    : texts_(line), overrides_(line.overrides), variant_(line.variant) {}

std::optional<Scenario> ScenarioSource::load(sim::Diagnostics& found) const {
  using sim::config::Wanted;
  const Wanted wanted = variant_ ? Wanted{Wanted::Which::Variant, *variant_} : Wanted{};
  sim::config::CompiledFile compiled = compile(texts_, overrides_, wanted, found);
  sim::config::CompiledFile::Variant* const variant = variant_ ? compiled.find(*variant_) : nullptr;
  if (found.any_errors()) return {};
  if (variant_ && variant == nullptr) refuse_variant(compiled, *variant_);
  Scenario scenario{variant ? *std::move(variant->model) : *std::move(compiled.as_it_stands),
                    {{}, variant_.value_or("")},
                    texts_.read_so_far()};
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
      compile(texts_, all, {Wanted::Which::Alone, variant_.value_or("")}, found);
  if (found.errors() > errors) return {};
  return variant_ ? std::move(compiled.find(*variant_)->model) : std::move(compiled.as_it_stands);
}

std::optional<Scenario> load(const CommandLine& line, sim::Diagnostics& found) {
  return ScenarioSource(line).load(found);
}

std::optional<WhatIfs> load_variants(const CommandLine& line, sim::Diagnostics& found) {
  const Texts texts(line);
  sim::config::CompiledFile compiled =
      compile(texts, line.overrides, {sim::config::Wanted::Which::All}, found);
  if (found.any_errors()) return {};
  std::vector<std::string> names = line.compared;
  if (names.empty()) names = names_of(compiled);
  if (names.empty()) {
    throw UsageError(
        "the scenario has no variants to compare; write some, as in variants: {five chairs: "
        "{clinic.resources.chairs: 5}}");
  }
  WhatIfs what_ifs{*std::move(compiled.as_it_stands), {}, {}, texts.read_so_far()};
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
  CommandLine line;
  line.files = {name};
  compile(Texts(line), overrides, {sim::config::Wanted::Which::All}, found);
}

}  // namespace cli
