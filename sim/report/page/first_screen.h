// sim/report/page/first_screen.h: what is seen of a report first: the question, the answer in
// figures and in a sentence, and what came of the targets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"
#include "sim/report/page/parts.h"

namespace sim::report::page {

// Of one scenario. `variant` is the name of the what-if; empty: the scenario as it stands.
FirstScreen first_screen(const model::Model& model, const experiment::ScenarioResult& result,
                         std::string_view variant);

// "Community ketamine clinic", with the variant where there is one.
std::string title_of(const model::Model& model, std::string_view variant);

// The figures that a manager asks for first, five at most.
struct Shown {
  std::string words;
  std::size_t column = 0;
};
std::vector<Shown> shown_first(const model::Model& model, const experiment::ScenarioResult& result);

std::vector<Tile> tiles_of(const model::Model& model, const experiment::ScenarioResult& result);

std::vector<TargetLine> targets_of(const experiment::ScenarioResult& result);

// "50 replications of 52 weeks after a warm-up of 13 weeks, seed 1. ± is half of the 95 %
// confidence interval."
std::string extent_of(const experiment::ScenarioResult& result);

// The same of many scenarios; `what` each of them is: "point".
std::string extent_of_points(const model::Model& base, std::string_view what);

// What makes the figures doubtful: a list that grows, a run that was interrupted.
std::vector<std::string> warnings_of(const experiment::ScenarioResult& result);

}  // namespace sim::report::page
