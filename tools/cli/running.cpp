#include "tools/cli/running.h"

#include <algorithm>
#include <atomic>
#include <csignal>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/words.h"
#include "sim/metrics/layout.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"

namespace cli {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a signal has no other ears
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

// A second Ctrl-C ends the program at once.
extern "C" void on_interrupt(int signal) {
  interrupted = true;
  static_cast<void>(std::signal(signal, SIG_DFL));
}

}  // namespace

void apply_options(const CommandLine& line, sim::model::RunPlan& run) {
  if (line.seed) run.seed = *line.seed;
  if (line.replications) {
    run.replications = *line.replications;
    run.until.reset();
  }
}

std::optional<Scenario> load_to_run(const CommandLine& line) {
  sim::Diagnostics found;
  std::optional<Scenario> scenario = load(line, found);
  if (!scenario || !line.quiet) note(render_all(found));
  if (!scenario) return {};
  apply_options(line, scenario->model.run);
  return scenario;
}

std::optional<WhatIfs> load_what_ifs(const CommandLine& line) {
  sim::Diagnostics found;
  std::optional<WhatIfs> what_ifs = load_variants(line, found);
  if (!what_ifs || !line.quiet) note(render_all(found));
  if (!what_ifs) return {};
  apply_options(line, what_ifs->base.run);
  for (sim::experiment::NamedModel& variant : what_ifs->variants)
    apply_options(line, variant.model.run);
  return what_ifs;
}

sim::experiment::Execution execution_of(const CommandLine& line, int replications) {
  static_cast<void>(std::signal(SIGINT, on_interrupt));
  sim::experiment::Execution execution{line.threads, &interrupted};
  execution.ranks = line.ranks;
  if (line.quiet) return execution;
  note(fmt::format("simulating {} replications\n", replications));
  if (isatty(STDERR_FILENO) != 0) execution.completed = progress_bar(replications);
  return execution;
}

Progress progress_of(const sim::experiment::ScenarioResult& result) {
  return {result.interrupted ? Progress::Came::Interrupted : Progress::Came::ToItsEnd,
          static_cast<std::size_t>(result.replications),
          static_cast<std::size_t>(result.plan.replications)};
}

Exit print_result(const Progress& progress, const std::string& text) {
  const bool interrupted_here = progress.came == Progress::Came::Interrupted;
  if (isatty(STDERR_FILENO) != 0) note("\r\033[K");
  if (interrupted_here) {
    complain(fmt::format("interrupted; {} of {} {} are complete", progress.complete,
                         progress.wanted, progress.what));
  }
  const Exit printed = print(text);
  if (printed != Exit::Done) return printed;
  return interrupted_here ? Exit::Interrupted : Exit::Done;
}

void require_figures(const sim::model::Model& model, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const sim::metrics::Column& column : sim::metrics::lay_out(model).columns)
    known.push_back(column.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = sim::did_you_mean(name, known);
    throw UsageError(fmt::format("the results have no figure '{}'{}", name,
                                 near ? fmt::format("; did you mean '{}'?", *near)
                                      : "; `chairtime metrics` says what there is"));
  }
}

}  // namespace cli
