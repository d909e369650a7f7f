// tools/cli/sensitivity.cpp: `chairtime sensitivity`: which uncertain input matters most.
#include "sim/experiment/sensitivity.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/words.h"
#include "sim/config/uncertain.h"
#include "sim/experiment/latin_hypercube.h"
#include "sim/metrics/layout.h"
#include "sim/report/sensitivity.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {
namespace {

using sim::config::Base;
using sim::experiment::Study;
using sim::model::Model;
using sim::model::UncertainInput;

// Something in the scenario or its ranges is wrong; it has been said.
struct Refused {};

// The figures that are asked for; else how long patients wait and how many are treated.
std::vector<std::string> figures_of(const CommandLine& line, const Model& base) {
  std::vector<std::string> names;
  for (const auto& column : sim::metrics::lay_out(base).columns)
    names.push_back(column.name);
  const auto has = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const std::string& figure : line.figures) {
    if (has(figure)) continue;
    const auto meant = sim::did_you_mean(figure, names);
    throw UsageError(
        fmt::format("the scenario has no metric '{}'; {}", figure,
                    meant ? fmt::format("did you mean '{}'?", *meant)
                          : "its metrics are those of chairtime run FILE --format json"));
  }
  if (!line.figures.empty()) return line.figures;
  // A run until the clinic is empty has no totals per year.
  return {"wait_to_first_infusion.mean",
          has("courses_completed") ? "courses_completed" : "courses_completed.count"};
}

Model model_with(const Base& base, const std::vector<std::string>& overrides) {
  sim::Diagnostics found;
  auto model = sim::config::compile_with(base, overrides, found);
  if (!model) {
    note(render_all(found));
    complain(
        fmt::format("the ranges do not go together: the scenario is wrong with {}; narrow one "
                    "of them",
                    fmt::join(overrides, ", ")));
    throw Refused{};
  }
  model->run.seed = base.model.run.seed;
  return *std::move(model);
}

Study study_of(const CommandLine& line, const Base& base, std::vector<UncertainInput> inputs) {
  Study study{base.model, {}, {}, figures_of(line, base.model)};
  std::vector<std::string> paths;
  for (const UncertainInput& input : inputs)
    paths.push_back(input.path);
  for (const auto& shares :
       sim::experiment::latin_hypercube(base.model.run.seed, paths, line.points)) {
    std::vector<std::string> overrides;
    std::vector<double> reached;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const auto setting = sim::config::setting_at(inputs[i], shares[i]);
      overrides.push_back(setting.override);
      reached.push_back(setting.share);
    }
    study.points.push_back({std::move(reached), model_with(base, overrides)});
  }
  for (UncertainInput& input : inputs) {
    Model low = model_with(base, {sim::config::setting_at(input, 0.0).override});
    Model high = model_with(base, {sim::config::setting_at(input, 1.0).override});
    study.inputs.push_back({std::move(input), std::move(low), std::move(high)});
  }
  return study;
}

Exit print(const sim::experiment::Sensitivity& result, const std::string& text) {
  if (result.interrupted()) {
    if (isatty(STDERR_FILENO) != 0) note("\r\033[K");
    complain(fmt::format("interrupted; {} of {} replications and {} of {} points are complete",
                         result.replications, result.plan.replications, result.points,
                         result.points_wanted));
  }
  const Exit printed = cli::print(text);
  return printed == Exit::Done && result.interrupted() ? Exit::Interrupted : printed;
}

Exit analyse(const CommandLine& line, const Base& base, std::vector<UncertainInput> inputs) {
  const Study study = study_of(line, base, std::move(inputs));
  const auto result =
      sim::experiment::sensitivity(study, execution_of(line, replications_of(study)));
  const std::string variant = line.variant.value_or("");
  return print(
      result, line.format == Format::Json
                  ? sim::report::sensitivity_to_json(base.model, result, CHAIRTIME_VERSION, variant)
                  : sim::report::sensitivity_to_text(base.model, result, variant));
}

}  // namespace

Exit sensitivity(const CommandLine& line) {
  const std::string& name = line.files.front();
  const std::string text = read_file(name);
  sim::Diagnostics found;
  std::optional<Scenario> scenario = load(line, text, found);
  std::vector<UncertainInput> inputs;
  const sim::config::ScenarioText source{text, name, line.overrides, data_beside(name)};
  if (scenario) {
    apply_options(line, scenario->model.run);
    inputs =
        sim::config::uncertain_inputs({source, line.variant.value_or(""), scenario->model}, found);
  }
  if (found.any_errors() || !line.quiet) note(render_all(found));
  if (found.any_errors()) return Exit::ScenarioWrong;
  if (inputs.empty()) {
    complain(fmt::format(
        "no value in {} has a range; give one to what is uncertain, as in drop_out: {{value: 5 %, "
        "range: [2 %, 10 %]}}",
        name));
    return Exit::ScenarioWrong;
  }
  try {
    return analyse(line, {source, line.variant.value_or(""), scenario->model}, std::move(inputs));
  } catch (const Refused&) {
    return Exit::ScenarioWrong;
  }
}

}  // namespace cli
