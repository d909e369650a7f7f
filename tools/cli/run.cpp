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
  const std::optional<sim::model::Model> model = load_to_run(line);
  if (!model) return Exit::ScenarioWrong;
  const sim::experiment::ScenarioResult result =
      sim::experiment::replicate(*model, execution_of(line, model->run.replications));
  if (result.growth && line.format == Format::Json && !line.quiet)
    complain(fmt::format("warning: {}", sim::report::to_sentence(*result.growth)));
  return print_result(result, line.format == Format::Json
                                  ? sim::report::to_json(*model, result, CHAIRTIME_VERSION)
                                  : sim::report::to_table(*model, result));
}

}  // namespace cli
