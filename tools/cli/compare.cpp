// tools/cli/compare.cpp: `chairtime compare`: variants against the base, on the same patients.
#include "sim/experiment/comparison.h"
#include "sim/report/comparison.h"
#include "sim/report/page/html.h"
#include "sim/report/page/pages.h"
#include "sim/report/result_tables.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/result_files.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_page.h"

namespace cli {

namespace {

std::string in_format(const CommandLine& line, const WhatIfs& what_ifs,
                      const sim::experiment::Comparison& comparison) {
  switch (line.format) {
    case Format::Json:
      return sim::report::comparison_to_json(what_ifs.base, comparison, CHAIRTIME_VERSION);
    case Format::Csv:
      return sim::report::to_csv(sim::report::metrics_table(comparison));
    case Format::Table:
    case Format::Yaml:
      return sim::report::comparison_to_text(what_ifs.base, comparison, what_ifs.said);
  }
  return {};
}

}  // namespace

Outcome compare(const CommandLine& line) {
  const std::optional<WhatIfs> what_ifs = load_what_ifs(line);
  if (!what_ifs) return Exit::ScenarioWrong;
  const sim::model::Model& base = what_ifs->base;
  const int cells = base.run.replications * static_cast<int>(what_ifs->variants.size() + 1);
  std::vector<Replications> replications(what_ifs->variants.size() + 1);
  const auto keep = [&](std::uint32_t, const std::vector<sim::experiment::Measured>& sides) {
    for (std::size_t i = 0; line.output && i < sides.size(); ++i)
      replications[i].push_back(sides[i]);
  };
  const sim::experiment::Comparison comparison =
      sim::experiment::compare(base, what_ifs->variants, execution_of(line, cells), keep);
  Answer answer{progress_of(comparison.base), in_format(line, *what_ifs, comparison)};
  if (wants_files(line, answer.progress))
    answer.files = files_of(line, *what_ifs, comparison, replications);
  if (wants_page(line))
    answer.page = sim::report::page::to_html(
        sim::report::page::comparison_page(base, comparison, what_ifs->said, edition_of(line)));
  return answer;
}

}  // namespace cli
