// tools/cli/capacity.cpp: `chairtime capacity`: what the clinic could do if demand never ran out.
#include "sim/experiment/capacity.h"

#include "sim/report/capacity.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {

Outcome capacity(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model model = sim::experiment::with_endless_demand(scenario->model);
  const sim::experiment::Capacity found =
      sim::experiment::measure_capacity(model, execution_of(line, model.run.replications));
  const std::string& variant = scenario->variants.chosen;
  const auto json = [&] {
    return sim::report::capacity_to_json(model, found, CHAIRTIME_VERSION, variant);
  };
  Answer answer{progress_of(found.run), line.format == Format::Json
                                            ? json()
                                            : sim::report::capacity_to_text(model, found, variant)};
  if (wants_files(line, answer.progress))
    answer.files = files_of(manifest_for(line, model, scenario->texts), json());
  return answer;
}

}  // namespace cli
