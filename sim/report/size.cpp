// sim/report/size.cpp: the answer first, then every candidate that was run.
#include "sim/report/size.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/factors.h"
#include "sim/report/figure.h"
#include "sim/report/grid.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"
#include "sim/report/prose.h"

namespace sim::report {
namespace {

using experiment::Search;
using experiment::Size;

std::string cost_of(const model::Model& base, const Size::Seen& seen) {
  return fmt::format("{} {} a year", in_a_cell(seen.result.named("cost")),
                     base.economics ? base.economics->currency : "");
}

// "met", "missed", or that the run cannot tell.
std::string in_short(const experiment::Verdict& verdict, double confidence) {
  const std::string figure_seen = in_a_cell(verdict.estimate);
  if (verdict.outcome == experiment::Verdict::Outcome::Unknown) return "not observed";
  const bool met = verdict.outcome == experiment::Verdict::Outcome::Met;
  const bool sure = verdict.confidence && *verdict.confidence >= confidence;
  return fmt::format("{} {}", figure_seen, met ? (sure ? "met" : "unsure") : "missed");
}

std::string curve(const model::Model& base, const Size& size) {
  Grid grid;
  for (const std::string& name : short_names(size.factors))
    grid.add_column(name, Grid::Align::Right);
  grid.add_column("meets all", Grid::Align::Left);
  for (const model::Target& target : base.targets)
    grid.add_column(target.text, Grid::Align::Right);
  const std::string completed = base.run.length ? "courses_completed" : "courses_completed.count";
  grid.add_column(base.run.length ? "Courses completed a year" : "Courses completed",
                  Grid::Align::Right);
  if (size.by_cost) grid.add_column("Cost a year", Grid::Align::Right);
  for (const Size::Seen& seen : size.seen) {
    std::vector<std::string> cells = values_of(size.factors, seen.levels);
    cells.emplace_back(seen.meets ? "yes" : "no");
    for (const experiment::Verdict& verdict : seen.result.targets)
      cells.push_back(in_short(verdict, base.run.confidence));
    cells.push_back(in_a_cell(seen.result.named(completed)));
    if (size.by_cost) cells.push_back(in_a_cell(seen.result.named("cost")));
    grid.add_row(std::move(cells));
  }
  return grid.text();
}

Json values_in_json(const Size& size, const experiment::Levels& levels) {
  Json json;
  for (std::size_t i = 0; i < size.factors.size(); ++i)
    json[size.factors[i].path] = size.factors[i].values[levels[i]];
  return json;
}

Json seen_in_json(const Size& size, const Size::Seen& seen) {
  Json json;
  json["values"] = values_in_json(size, seen.levels);
  json["meets"] = seen.meets;
  json["targets"] = Json::array();
  for (const experiment::Verdict& verdict : seen.result.targets)
    json["targets"].push_back(verdict_in_json(verdict));
  json["replications"] = seen.result.replications;
  json["metrics"] = metrics_in_json(seen.result);
  json["fingerprint"] = in_hexadecimal(seen.result.fingerprint);
  return json;
}

}  // namespace

std::string answer(const model::Model& base, const Size& size) {
  if (size.interrupted) return "Interrupted before there was an answer.";
  if (size.chosen.empty()) {
    const auto by_mean = std::count_if(size.seen.begin(), size.seen.end(), [](const auto& seen) {
      return experiment::all_met(seen.result.targets);
    });
    std::string none = fmt::format("None does: of {} not one meets {} with {} % confidence.",
                                   counted(static_cast<std::int64_t>(size.candidates), "candidate"),
                                   base.targets.size() == 1 ? "the target" : "all targets",
                                   format_number(100.0 * base.run.confidence));
    if (by_mean > 0) {
      none += fmt::format(" {} met by the mean, but not as surely: more replications may tell.",
                          by_mean == 1 ? "In one all are" : fmt::format("In {} all are", by_mean));
    }
    return none;
  }
  std::vector<std::string> all;
  for (const std::size_t each : size.chosen)
    all.push_back(said(size.factors, size.seen[each].levels));
  std::string text =
      fmt::format("The {}: {}", size.by_cost ? "cheapest" : "smallest", listed(all, "or"));
  if (size.by_cost) text += fmt::format(", for {}", cost_of(base, size.seen[size.chosen.front()]));
  if (all.size() > 1) text += ", which are as many in all";
  return text + ".";
}

std::string how_it_was_found(const Size& size) {
  std::string text = fmt::format("{} of {} run.", size.seen.size(),
                                 counted(static_cast<std::int64_t>(size.candidates), "candidate"));
  if (size.search == Search::Monotone && size.seen.size() < size.candidates) {
    text +=
        " The others follow, if more of a resource makes no target worse: that is taken for "
        "granted, not shown.";
  }
  if (size.selected && size.selected->among > 1) {
    text += fmt::format(
        " The cheapest of {} was told by Kim and Nelson's procedure: right with the confidence of "
        "the run if it is better by {:.0f} or more; it took {}.",
        size.selected->among, size.selected->indifference,
        counted(static_cast<std::int64_t>(size.selected->replications), "replication"));
  }
  return text;
}

std::string size_to_text(const model::Model& base, const Size& size) {
  const double confidence = 100.0 * base.run.confidence;
  std::string text = base.name + "\n" + wrapped(answer(base, size));
  text += "\n" + wrapped(fmt::format("{}, seed {}; every candidate meets the same patients. A "
                                     "target is met where that is {} % sure, each apart. {}",
                                     extent(base.run, base.run.replications), base.run.seed,
                                     format_number(confidence), how_it_was_found(size)));
  text += listed_factors(size.factors) + "\n";
  if (!size.seen.empty()) {
    text += wrapped(fmt::format("What was seen: means, ± half of their {} % confidence interval. "
                                "\"unsure\" is met by the mean, but not as surely as that.",
                                format_number(confidence))) +
            curve(base, size) + "\n";
  }
  return text + std::string(closing_words);
}

std::string size_to_json(const model::Model& base, const Size& size, std::string_view version) {
  Json json;
  json["chairtime"] = version;
  json["scenario"] = base.name;
  json["seed"] = base.run.seed;
  json["confidence"] = base.run.confidence;
  json["candidates"] = size.candidates;
  json["search"] = size.search == Search::Monotone ? "monotone" : "everything";
  json["by"] = size.by_cost ? "cost" : "size";
  json["chosen"] = Json::array();
  for (const std::size_t each : size.chosen)
    json["chosen"].push_back(values_in_json(size, size.seen[each].levels));
  json["seen"] = Json::array();
  for (const Size::Seen& seen : size.seen)
    json["seen"].push_back(seen_in_json(size, seen));
  if (size.selected) {
    json["selection"]["indifference"] = size.selected->indifference;
    json["selection"]["among"] = size.selected->among;
    json["selection"]["replications"] = size.selected->replications;
  }
  json["note"] = sampling_error_only;
  return written(json);
}

}  // namespace sim::report
