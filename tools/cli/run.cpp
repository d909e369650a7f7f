// tools/cli/run.cpp: `chairtime run`: the clinic's figures.
#include <fmt/format.h>

#include "sim/experiment/replicate.h"
#include "sim/report/json.h"
#include "sim/report/table.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {

Exit run(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model& model = scenario->model;
  const std::string& variant = scenario->variants.chosen;
  const sim::experiment::ScenarioResult result =
      sim::experiment::replicate(model, execution_of(line, model.run.replications));
  const auto warn = [&](const auto& finding) {
    if (finding && line.format == Format::Json && !line.quiet)
      complain(fmt::format("warning: {}", sim::report::to_sentence(*finding)));
  };
  warn(result.growth);
  warn(result.quiet_start);
  return print_result(result, line.format == Format::Json
                                  ? sim::report::to_json(model, result, CHAIRTIME_VERSION, variant)
                                  : sim::report::to_table(model, result, variant));
}

}  // namespace cli
