// tools/cli/scenario_page.h: the page on one scenario, from what was run.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/comparison.h"
#include "sim/report/page/pages.h"
#include "tools/cli/command_line.h"

namespace cli {

struct PageOf {
  const sim::model::Model& model;
  const sim::experiment::ScenarioResult& result;
  const sim::report::page::Followed& followed;
  const sim::experiment::Comparison* what_ifs;  // may be null
  const sim::model::Variants& variants;
};

// As HTML; empty where this process writes none. Runs some of the replications again.
std::string scenario_page(const CommandLine& line, const PageOf& of);

// What a page says of the command and the program that made it.
sim::report::page::Edition edition_of(const CommandLine& line);

}  // namespace cli
