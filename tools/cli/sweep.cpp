// tools/cli/sweep.cpp: `chairtime sweep`: every combination of some values.
#include "sim/experiment/sweep.h"

#include <optional>

#include "sim/report/page/html.h"
#include "sim/report/page/pages.h"
#include "sim/report/sweep.h"
#include "tools/cli/answer.h"
#include "tools/cli/cell_store.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/page_file.h"
#include "tools/cli/points.h"
#include "tools/cli/results_folder.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_page.h"

namespace cli {
namespace {

std::string in_format(const CommandLine& line, const sim::model::Model& base,
                      const sim::experiment::Sweep& sweep) {
  switch (line.format) {
    case Format::Json:
      return sim::report::sweep_to_json(base, sweep, line.figures, CHAIRTIME_VERSION);
    case Format::Csv:
      return sim::report::sweep_to_csv(sweep, line.figures);
    case Format::Table:
    case Format::Yaml:
      return sim::report::sweep_to_text(base, sweep, line.figures);
  }
  return {};
}

std::optional<Points> points_of(const CommandLine& line) {
  if (line.varied.empty())
    throw UsageError("sweep takes --vary, as in --vary clinic.resources.chairs=2..8");
  std::optional<Points> points = load_points(line);
  if (points) require_figures(points->base, line.figures);
  return points;
}

// nullptr: nothing is kept.
Answer sweep(const CommandLine& line, const Points& points, CellStore* store) {
  int replications = 0;
  for (const sim::experiment::Point& point : points.points)
    replications += point.model.run.replications;
  const sim::experiment::Sweep sweep = sim::experiment::sweep(
      points.factors, points.points, execution_of(line, replications), store);
  const auto came = sweep.interrupted() ? Progress::Came::Interrupted : Progress::Came::ToItsEnd;
  Answer answer{{came, sweep.complete(), sweep.wanted, "points"},
                in_format(line, points.base, sweep)};
  if (wants_page(line))
    answer.page = sim::report::page::to_html(
        sim::report::page::sweep_page(points.base, sweep, line.figures, edition_of(line)));
  if (!wants_files(line, answer.progress)) return answer;
  answer.files.emplace(sweep_file, sim::report::sweep_to_csv(sweep, {}));
  answer.files.emplace(
      json_file, sim::report::sweep_to_json(points.base, sweep, line.figures, CHAIRTIME_VERSION));
  return answer;
}

}  // namespace

Exit sweep(const CommandLine& line) {
  const std::optional<Points> points = points_of(line);
  if (!points) return Exit::ScenarioWrong;
  const std::optional<PageFile> page = page_of(line);
  std::optional<SweepFolder> folder;
  std::optional<CellStore> store;
  const bool is_first = line.ranks == nullptr || line.ranks->own() == 0;
  if (line.output && is_first) {
    folder.emplace(*line.output, points->manifest, line.others);
    store.emplace(folder->path_of(cells_file));
  }
  const Answer answer = sweep(line, *points, store ? &*store : nullptr);
  if (folder) folder->write(answer.files);
  const Exit shown = page ? page->write(answer.page) : Exit::Done;
  const Exit printed = print_result(answer.progress, answer.text);
  return printed == Exit::Done ? shown : printed;
}

Outcome sweep_again(const CommandLine& line, CellStore& store) {
  const std::optional<Points> points = points_of(line);
  if (!points) return Exit::ScenarioWrong;
  Answer answer = sweep(line, *points, &store);
  answer.files.emplace(manifest_file, to_json(points->manifest));
  return answer;
}

}  // namespace cli
