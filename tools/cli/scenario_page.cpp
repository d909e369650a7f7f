// tools/cli/scenario_page.cpp: the page on one scenario, from what was run.
#include "tools/cli/scenario_page.h"

#include <algorithm>

#include "sim/experiment/portrait.h"
#include "sim/report/page/html.h"
#include "tools/cli/answer.h"
#include "tools/cli/arguments.h"

namespace cli {
namespace {

// So many replications are run again for what the figures do not say: enough for a smooth picture,
// and most scenarios have no more.
constexpr int most_portrayed = 50;

}  // namespace

sim::report::page::Edition edition_of(const CommandLine& line) {
  return {CHAIRTIME_VERSION, command_of(line), line.variant.value_or("")};
}

std::string scenario_page(const CommandLine& line, const PageOf& of) {
  if (!wants_page(line)) return {};
  const sim::experiment::Portrait portrait = sim::experiment::portray(
      of.model, std::min(of.result.replications, most_portrayed), {line.threads});
  return sim::report::page::to_html(
      sim::report::page::run_page({of.model, of.result, of.followed, portrait}, of.what_ifs,
                                  of.variants, edition_of(line)));
}

}  // namespace cli
