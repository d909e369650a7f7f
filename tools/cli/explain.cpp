// tools/cli/explain.cpp: `chairtime explain`: the scenario in plain English, before any run, or in
// full as YAML.
#include "sim/report/explain.h"

#include "sim/clinic/holds.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/scenario_file.h"

namespace cli {

Exit explain(const CommandLine& line) {
  sim::Diagnostics found;
  const std::optional<Scenario> scenario = load(line, found);
  if (!scenario || !line.quiet) note(render_all(found));
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model& model = scenario->model;
  if (line.format == Format::Yaml) return print(model.written_out);
  return print(
      sim::report::explain(model, sim::clinic::book_holds(model), found, scenario->variants));
}

}  // namespace cli
