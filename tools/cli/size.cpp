// tools/cli/size.cpp: `chairtime size`: the smallest or cheapest clinic that meets its targets.
#include "sim/experiment/size.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/experiment/goals.h"
#include "sim/report/page/html.h"
#include "sim/report/page/pages.h"
#include "sim/report/size.h"
#include "tools/cli/answer.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/points.h"
#include "tools/cli/running.h"
#include "tools/cli/scenario_page.h"

namespace cli {
namespace {

[[noreturn]] void refuse_target(const std::string& text, const sim::model::Misworded& wrong) {
  throw UsageError(fmt::format("--target \"{}\": {}{}", text, wrong.message,
                               wrong.hint.empty() ? "" : "; " + wrong.hint));
}

// Those of the command line beside those of the scenario.
void add_targets(const CommandLine& line, sim::model::Model& model) {
  const std::vector<sim::metrics::Column> columns = sim::metrics::lay_out(model).columns;
  for (const std::string& text : line.targets_asked) {
    const auto target = sim::model::parse_target(text);
    if (const auto* wrong = std::get_if<sim::model::Misworded>(&target))
      refuse_target(text, *wrong);
    const auto& asked = std::get<sim::model::Target>(target);
    const auto found = sim::experiment::find_target(asked, columns);
    if (const auto* wrong = std::get_if<sim::model::Misworded>(&found)) refuse_target(text, *wrong);
    const bool known = std::any_of(model.targets.begin(), model.targets.end(),
                                   [&](const auto& each) { return each.text == asked.text; });
    if (!known) model.targets.push_back(asked);
  }
}

}  // namespace

Outcome size(const CommandLine& line) {
  if (line.varied.empty())
    throw UsageError("size takes --vary, as in --vary clinic.resources.chairs=1..12");
  std::optional<Points> points = load_points(line);
  if (!points) return Exit::ScenarioWrong;
  add_targets(line, points->base);
  for (sim::experiment::Point& point : points->points)
    add_targets(line, point.model);
  if (points->base.targets.empty()) {
    throw UsageError(
        "there are no targets to meet: give some, as in --target \"wait_to_first_infusion.p90 <= "
        "14 "
        "days\", or in the scenario");
  }
  if (points->base.run.replications < 2)
    throw UsageError("one replication cannot tell how surely a target is met; run two or more");

  const sim::experiment::Search search =
      sim::experiment::safe_search(points->factors, points->points);
  const int most = points->base.run.replications * static_cast<int>(points->points.size());
  const sim::experiment::Size size =
      sim::experiment::size(points->factors, points->points, search, execution_of(line, most));
  const auto came = size.interrupted ? Progress::Came::Interrupted : Progress::Came::ToItsEnd;
  const auto json = [&] {
    return sim::report::size_to_json(points->base, size, CHAIRTIME_VERSION);
  };
  Answer answer{
      {came, size.seen.size(), size.candidates, "candidates"},
      line.format == Format::Json ? json() : sim::report::size_to_text(points->base, size)};
  if (wants_files(line, answer.progress)) answer.files = files_of(points->manifest, json());
  if (wants_page(line))
    answer.page = sim::report::page::to_html(
        sim::report::page::size_page(points->base, size, edition_of(line)));
  return answer;
}

}  // namespace cli
