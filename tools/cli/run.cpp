// tools/cli/run.cpp: `chairtime run`: the clinic's figures.
#include <fmt/format.h>

#include "sim/experiment/replicate.h"
#include "sim/report/json.h"
#include "sim/report/result_tables.h"
#include "sim/report/table.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/result_files.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_page.h"

namespace cli {
namespace {

void require_any_targets(const sim::model::Model& model) {
  if (!model.targets.empty()) return;
  throw UsageError(
      "--require-targets, but the scenario has no targets: write some, as in targets: "
      "[wait_to_first_infusion.p90 <= 14 days]");
}

std::string in_format(const CommandLine& line, const Scenario& scenario,
                      const sim::experiment::ScenarioResult& result) {
  const std::string& variant = scenario.variants.chosen;
  switch (line.format) {
    case Format::Json:
      return sim::report::to_json(scenario.model, result, CHAIRTIME_VERSION, variant);
    case Format::Csv:
      return sim::report::to_csv(sim::report::metrics_table(result));
    case Format::Table:
    case Format::Yaml:
      return sim::report::to_table(scenario.model, result, variant);
  }
  return {};
}

}  // namespace

Outcome run(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model& model = scenario->model;
  if (line.targets == Targets::Required) require_any_targets(model);
  Replications replications;
  sim::report::page::Followed followed(model);
  const auto keep = [&](std::uint32_t, const sim::experiment::Measured& each) {
    if (line.output) replications.push_back(each);
    if (line.report) followed.add(each.row);
  };
  const sim::experiment::ScenarioResult result =
      sim::experiment::replicate(model, execution_of(line, model.run.replications), keep);
  const auto warn = [&](const auto& finding) {
    if (finding && line.format != Format::Table && !line.quiet)
      complain(fmt::format("warning: {}", sim::report::to_sentence(*finding)));
  };
  warn(result.growth);
  warn(result.quiet_start);
  const bool missed =
      line.targets == Targets::Required && !sim::experiment::all_met(result.targets);
  Answer answer{progress_of(result), in_format(line, *scenario, result)};
  if (wants_files(line, answer.progress))
    answer.files = files_of(line, *scenario, result, replications);
  answer.page = scenario_page(line, {model, result, followed, nullptr, scenario->variants});
  if (missed) answer.exit = Exit::TargetMissed;
  return answer;
}

}  // namespace cli
