// tools/cli/report.cpp: `chairtime report`: the page of a scenario and its variants.
#include <algorithm>

#include "sim/experiment/comparison.h"
#include "sim/experiment/replicate.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_page.h"

namespace cli {
namespace {

using sim::experiment::Measured;
using sim::report::page::Followed;

// Against its variants, where it is not one of them itself.
Answer against_variants(const CommandLine& line, const WhatIfs& what_ifs) {
  Followed followed(what_ifs.base);
  const auto keep = [&](std::uint32_t, const std::vector<Measured>& sides) {
    followed.add(sides.front().row);
  };
  const int cells = what_ifs.base.run.replications * static_cast<int>(what_ifs.variants.size() + 1);
  const sim::experiment::Comparison comparison =
      sim::experiment::compare(what_ifs.base, what_ifs.variants, execution_of(line, cells), keep);
  return {
      progress_of(comparison.base),
      {},
      scenario_page(line, {what_ifs.base, comparison.base, followed, &comparison, what_ifs.said})};
}

Answer alone(const CommandLine& line, const Scenario& scenario) {
  Followed followed(scenario.model);
  const sim::experiment::ScenarioResult result = sim::experiment::replicate(
      scenario.model, execution_of(line, scenario.model.run.replications),
      [&](std::uint32_t, const Measured& each) { followed.add(each.row); });
  return {progress_of(result),
          {},
          scenario_page(line, {scenario.model, result, followed, nullptr, scenario.variants})};
}

}  // namespace

Outcome report(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  if (line.variant || scenario->variants.all.empty()) return alone(line, *scenario);
  CommandLine quietly = line;
  quietly.quiet = true;  // what is found has been said
  const std::optional<WhatIfs> what_ifs = load_what_ifs(quietly);
  if (!what_ifs) return Exit::ScenarioWrong;
  return against_variants(line, *what_ifs);
}

}  // namespace cli
