// sim/report/precision.cpp: whether a run became as precise as it was to be.
#include "sim/report/precision.h"

#include <vector>

#include <fmt/format.h>

#include "sim/report/figure.h"
#include "sim/report/prose.h"

namespace sim::report {
namespace {

using experiment::Precise;
using experiment::ScenarioResult;

// "± 0.41 days of wait_to_first_infusion.mean, where 5 % (0.33) was asked for"
std::string in_words(const Precise::Figure& figure_asked, const ScenarioResult& result) {
  const metrics::Column& column = result.columns[figure_asked.column];
  const stats::Estimate& estimate = result.estimates[figure_asked.column];
  const std::string half_width = figure(estimate).half_width;
  return fmt::format("{} {} of {}, where {} ({:.2g}) was asked for",
                     half_width.empty() ? "no interval in" : half_width, column.unit, column.name,
                     percent(figure_asked.of_mean), figure_asked.half_width);
}

}  // namespace

std::string precision_in_words(const ScenarioResult& result) {
  if (!result.precise) return {};
  if (result.precise->after) {
    return wrapped(
        fmt::format("As precise as asked for after {}, and still so after the look-ahead to {}.",
                    counted(*result.precise->after, "replication"), result.replications));
  }
  std::vector<std::string> missed;
  for (const Precise::Figure& each : result.precise->figures)
    if (!each.reached) missed.push_back(in_words(each, result));
  return wrapped(fmt::format(
      "Warning: not as precise as asked for: {}.",
      missed.empty() ? "what was reached had no time to prove steady" : listed(missed)));
}

}  // namespace sim::report
