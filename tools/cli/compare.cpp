// tools/cli/compare.cpp: `chairtime compare`: variants against the base, on the same patients.
#include "sim/experiment/comparison.h"
#include "sim/report/comparison.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/running.h"

namespace cli {

Exit compare(const CommandLine& line) {
  const std::optional<WhatIfs> what_ifs = load_what_ifs(line);
  if (!what_ifs) return Exit::ScenarioWrong;
  const sim::model::Model& base = what_ifs->base;
  const int cells = base.run.replications * static_cast<int>(what_ifs->variants.size() + 1);
  const sim::experiment::Comparison comparison =
      sim::experiment::compare(base, what_ifs->variants, execution_of(line, cells));
  return print_result(progress_of(comparison.base),
                      line.format == Format::Json
                          ? sim::report::comparison_to_json(base, comparison, CHAIRTIME_VERSION)
                          : sim::report::comparison_to_text(base, comparison, what_ifs->said));
}

}  // namespace cli
