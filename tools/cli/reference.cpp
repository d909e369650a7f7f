// tools/cli/reference.cpp: `chairtime metrics`, `chairtime schema` and `chairtime version`: what
// the program knows about itself.
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/config/schema.h"
#include "sim/metrics/metric_table.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"

namespace cli {
namespace {

namespace metrics = sim::metrics;

std::string_view in_words(metrics::Better better) {
  switch (better) {
    case metrics::Better::Higher:
      return "higher is better";
    case metrics::Better::Lower:
      return "lower is better";
    case metrics::Better::Neither:
      return "neither is better";
  }
  return "";
}

std::string_view in_words(metrics::Estimator estimator) {
  return estimator == metrics::Estimator::RatioOfSums ? "ratio of sums over replications"
                                                      : "mean of replications";
}

}  // namespace

Exit list_metrics() {
  std::string text;
  for (std::size_t group = 0; group < metrics::group_headings.size(); ++group) {
    text += fmt::format("{}{}\n", group == 0 ? "" : "\n", metrics::group_headings[group]);
    for (const metrics::MetricDescription& metric : metrics::metric_table) {
      if (static_cast<std::size_t>(metric.group) != group) continue;
      text += fmt::format("  {} [{}]: {}\n    {}; {}\n", metric.name, metric.unit, metric.meaning,
                          in_words(metric.estimator), in_words(metric.better));
    }
  }
  text +=
      "\nTotals are per year; NAME.count is the plain count over the measured period. Waits also "
      "have\n.p50, .p90 and .p95. Figures of patients also stand by [cohort=NAME] and "
      "[course=NAME].\n";
  return print(text);
}

Exit show_schema() { return print(sim::config::json_schema()); }

Exit show_version() {
  return print(
      fmt::format("chairtime {}\ncompiler: {}\ngenerator: SplitMix64 keyed tree, addressed draws\n",
                  CHAIRTIME_VERSION, CHAIRTIME_COMPILER));
}

}  // namespace cli
