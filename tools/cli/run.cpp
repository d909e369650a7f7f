// tools/cli/run.cpp: `chairtime run`: the clinic's figures.
#include <fmt/format.h>

#include "sim/experiment/replicate.h"
#include "sim/report/json.h"
#include "sim/report/table.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {
namespace {

void require_any_targets(const sim::model::Model& model) {
  if (!model.targets.empty()) return;
  throw UsageError(
      "--require-targets, but the scenario has no targets: write some, as in targets: "
      "[wait_to_first_infusion.p90 <= 14 days]");
}

}  // namespace

Exit run(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model& model = scenario->model;
  if (line.targets == Targets::Required) require_any_targets(model);
  const std::string& variant = scenario->variants.chosen;
  const sim::experiment::ScenarioResult result =
      sim::experiment::replicate(model, execution_of(line, model.run.replications));
  const auto warn = [&](const auto& finding) {
    if (finding && line.format == Format::Json && !line.quiet)
      complain(fmt::format("warning: {}", sim::report::to_sentence(*finding)));
  };
  warn(result.growth);
  warn(result.quiet_start);
  const Exit printed = print_result(
      progress_of(result), line.format == Format::Json
                               ? sim::report::to_json(model, result, CHAIRTIME_VERSION, variant)
                               : sim::report::to_table(model, result, variant));
  const bool missed =
      line.targets == Targets::Required && !sim::experiment::all_met(result.targets);
  return printed == Exit::Done && missed ? Exit::TargetMissed : printed;
}

}  // namespace cli
