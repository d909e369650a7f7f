// tools/cli/warmup.cpp: `chairtime warmup`: whether the warm-up is long enough, and what would be.
#include "sim/experiment/warmup.h"

#include <fmt/format.h>

#include "sim/report/warmup.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {

Outcome warmup(const CommandLine& line) {
  const std::optional<Scenario> scenario = load_to_run(line);
  if (!scenario) return Exit::ScenarioWrong;
  const sim::model::Model& model = scenario->model;
  if (!model.run.length) {
    complain(fmt::format(
        "{}: run.until: a run until the clinic is empty has no warm-up to judge, because all of it "
        "is measured; warmup is for runs with a length, as in length: 52 weeks",
        line.files.front()));
    return Exit::ScenarioWrong;
  }
  const sim::experiment::WarmUp found =
      sim::experiment::judge_warm_up(model, execution_of(line, model.run.replications));
  const std::string& variant = scenario->variants.chosen;
  const bool all = found.replications == found.plan.replications;
  const auto json = [&] {
    return sim::report::warm_up_to_json(model, found, CHAIRTIME_VERSION, variant);
  };
  Answer answer{
      {all ? Progress::Came::ToItsEnd : Progress::Came::Interrupted,
       static_cast<std::size_t>(found.replications),
       static_cast<std::size_t>(found.plan.replications)},
      line.format == Format::Json ? json() : sim::report::warm_up_to_text(model, found, variant)};
  if (wants_files(line, answer.progress))
    answer.files = files_of(manifest_for(line, model, scenario->texts), json());
  return answer;
}

}  // namespace cli
