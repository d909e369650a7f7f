#include "tools/cli/running.h"

#include <atomic>
#include <csignal>

#include <fmt/format.h>
#include <unistd.h>

#include "tools/cli/output.h"

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

// What is going to happen; on a terminal also how far it is.
void report_progress(sim::experiment::Execution& execution, int replications) {
  note(fmt::format("simulating {} replications\n", replications));
  if (isatty(STDERR_FILENO) == 0) return;
  execution.completed = [replications](int done) {
    note(fmt::format("\r{} of {} replications", done, replications));
    if (done == replications) note("\r\033[K");
  };
}

}  // namespace

std::optional<Scenario> load_to_run(const CommandLine& line) {
  sim::Diagnostics found;
  std::optional<Scenario> scenario = load(line, found);
  if (!scenario || !line.quiet) note(render_all(found));
  if (!scenario) return {};
  sim::model::RunPlan& run = scenario->model.run;
  if (line.seed) run.seed = *line.seed;
  if (line.replications) run.replications = *line.replications;
  return scenario;
}

sim::experiment::Execution execution_of(const CommandLine& line, int replications) {
  static_cast<void>(std::signal(SIGINT, on_interrupt));
  sim::experiment::Execution execution{line.threads, &interrupted, {}};
  if (!line.quiet) report_progress(execution, replications);
  return execution;
}

Exit print_completed(Completed completed, const std::string& text) {
  const bool interrupted = completed.replications < completed.asked_for;
  if (interrupted) {
    if (isatty(STDERR_FILENO) != 0) note("\r\033[K");
    complain(fmt::format("interrupted; {} of {} replications are complete", completed.replications,
                         completed.asked_for));
  }
  const Exit printed = print(text);
  if (printed != Exit::Done) return printed;
  return interrupted ? Exit::Interrupted : Exit::Done;
}

Exit print_result(const sim::experiment::ScenarioResult& result, const std::string& text) {
  return print_completed({result.replications(), result.plan.replications}, text);
}

}  // namespace cli
