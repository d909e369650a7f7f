// tools/cli/stress.cpp: `chairtime stress`: the STRESS-DES reporting checklist, filled in from the
// scenario.
#include "sim/report/stress.h"

#include <filesystem>

#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/scenario_file.h"

namespace cli {

Exit stress(const CommandLine& line) {
  sim::Diagnostics found;
  const std::optional<Scenario> scenario = load(line, found);
  if (!scenario || !line.quiet) note(render_all(found));
  if (!scenario) return Exit::ScenarioWrong;
  const std::string file = std::filesystem::path(line.files.front()).filename().string();
  return print(sim::report::stress(
      scenario->model, scenario->variants, found,
      {CHAIRTIME_VERSION, CHAIRTIME_COMPILER, CHAIRTIME_LIBRARIES, file, line.overrides}));
}

}  // namespace cli
