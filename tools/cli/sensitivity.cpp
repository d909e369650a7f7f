// tools/cli/sensitivity.cpp: `chairtime sensitivity`: which uncertain input matters most.
#include "sim/experiment/sensitivity.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/config/uncertain.h"
#include "sim/experiment/latin_hypercube.h"
#include "sim/report/page/html.h"
#include "sim/report/page/pages.h"
#include "sim/report/sensitivity.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_file.h"
#include "tools/cli/scenario_page.h"

namespace cli {
namespace {

using sim::experiment::Sensitivity;
using sim::experiment::Study;
using sim::model::Model;
using sim::model::UncertainInput;

// Something in the scenario or its ranges is wrong; it has been said.
struct Refused {};

// The figures that are asked for; else how long patients wait and how many are treated.
std::vector<std::string> figures_of(const CommandLine& line, const Model& base) {
  require_figures(base, line.figures);
  if (!line.figures.empty()) return line.figures;
  // A run until the clinic is empty has no totals per year.
  return {"wait_to_first_infusion.mean",
          base.run.length ? "courses_completed" : "courses_completed.count"};
}

// What the models of a study are made of.
struct Maker {
  const CommandLine& line;
  const ScenarioSource& source;

  Model operator()(const std::vector<std::string>& overrides) const {
    sim::Diagnostics found;
    auto model = source.compile_also(overrides, found);
    if (!model) {
      note(render_all(found));
      complain(
          fmt::format("the ranges do not go together: the scenario is wrong with {}; narrow "
                      "one of them",
                      fmt::join(overrides, ", ")));
      throw Refused{};
    }
    apply_options(line, model->run);
    return *std::move(model);
  }
};

Study study_of(const Maker& make, const Model& base, std::vector<UncertainInput> inputs) {
  Study study{base, {}, {}, figures_of(make.line, base)};
  std::vector<std::string> paths;
  for (const UncertainInput& input : inputs)
    paths.push_back(input.path);
  for (const std::vector<double>& shares :
       sim::experiment::latin_hypercube(base.run.seed, paths, make.line.points)) {
    std::vector<std::string> overrides;
    std::vector<double> reached;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const sim::config::Setting setting = sim::config::setting_at(inputs[i], shares[i]);
      overrides.push_back(setting.override);
      reached.push_back(setting.share);
    }
    study.points.push_back({std::move(reached), make(overrides)});
  }
  for (UncertainInput& input : inputs) {
    Model low = make({sim::config::setting_at(input, 0.0).override});
    Model high = make({sim::config::setting_at(input, 1.0).override});
    study.inputs.push_back({std::move(input), std::move(low), std::move(high)});
  }
  return study;
}

Progress progress_of(const Sensitivity& result) {
  const auto came = result.interrupted() ? Progress::Came::Interrupted : Progress::Came::ToItsEnd;
  const bool in_tornado = result.replications < result.replications_wanted;
  const int complete = in_tornado ? result.replications : result.points;
  const int wanted = in_tornado ? result.replications_wanted : result.points_wanted;
  return {came, static_cast<std::size_t>(complete), static_cast<std::size_t>(wanted),
          in_tornado ? "replications of the tornado" : "points of the Latin hypercube"};
}

Outcome analyse(const Maker& make, const Model& base, std::vector<UncertainInput> inputs) {
  const Study study = study_of(make, base, std::move(inputs));
  const Sensitivity result = sim::experiment::sensitivity(
      study, execution_of(make.line, sim::experiment::replications_of(study)));
  const std::string variant = make.line.variant.value_or("");
  const auto json = [&] {
    return sim::report::sensitivity_to_json(base, result, CHAIRTIME_VERSION, variant);
  };
  Answer answer{progress_of(result), make.line.format == Format::Json
                                         ? json()
                                         : sim::report::sensitivity_to_text(base, result, variant)};
  if (wants_files(make.line, answer.progress)) {
    answer.files =
        files_of(manifest_for(make.line, base, make.source.texts().read_so_far()), json());
  }
  if (wants_page(make.line))
    answer.page = sim::report::page::to_html(
        sim::report::page::sensitivity_page(base, result, edition_of(make.line)));
  return answer;
}

}  // namespace

Outcome sensitivity(const CommandLine& line) {
  const ScenarioSource source(line);
  sim::Diagnostics found;
  std::optional<Scenario> scenario = source.load(found);
  std::vector<UncertainInput> inputs;
  if (scenario) {
    apply_options(line, scenario->model.run);
    inputs = sim::config::uncertain_inputs(
        scenario->model,
        [&](const auto& overrides, auto& wrong) { return source.compile_also(overrides, wrong); },
        found);
  }
  if (found.any_errors() || !line.quiet) note(render_all(found));
  if (found.any_errors()) return Exit::ScenarioWrong;
  if (inputs.empty()) {
    complain(fmt::format(
        "no value in {} has a range; give one to what is uncertain, as in drop_out: {{value: 5 %, "
        "range: [2 %, 10 %]}}",
        line.files.front()));
    return Exit::ScenarioWrong;
  }
  try {
    return analyse({line, source}, scenario->model, std::move(inputs));
  } catch (const Refused&) {
    return Exit::ScenarioWrong;
  }
}

}  // namespace cli
