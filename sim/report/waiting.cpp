// sim/report/waiting.cpp: what patients wait for, in a sentence.
#include "sim/report/waiting.h"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/metrics/telling.h"

namespace sim::report {
namespace {

using metrics::Column;
using metrics::Metric;
using metrics::Statistic;
using model::WaitCause;

// In days; 0 where nobody was seen to wait.
double mean_wait(const experiment::ScenarioResult& result, std::string_view label) {
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    const Column& column = result.columns[i];
    if (column.metric == Metric::WaitToFirstInfusion && column.statistic == Statistic::Mean &&
        column.label == label)
      return result.estimates[i].observations > 0 ? result.estimates[i].mean : 0.0;
  }
  return 0.0;
}

// A shortage is a matter of money; the others are not, and the sentence says what they are.
std::string what_it_is(const model::Model& model, WaitCause cause) {
  if (model::is_resource(cause)) return fmt::format("for {}", metrics::name_of(model, cause));
  constexpr std::array<std::string_view, model::other_cause_names.size()> others = {
      "the patients' own (missed visits, lateness)", "what the protocol asks for",
      "due to the booking rules, not to a shortage", "time in which the clinic is closed"};
  return std::string(others[model::index_of(cause) - model::most_resources]);
}

}  // namespace

std::string largest_cause_of_waiting(const model::Model& model,
                                     const experiment::ScenarioResult& result) {
  const double whole = mean_wait(result, "");
  WaitCause largest = WaitCause::Patient;
  double most = 0.0;
  for (const WaitCause cause : metrics::causes_of(model)) {
    const double part = mean_wait(result, fmt::format("cause={}", metrics::name_of(model, cause)));
    if (part <= most) continue;
    most = part;
    largest = cause;
  }
  const bool short_wait = whole < 1.0;
  const double scale = short_wait ? 24.0 : 1.0;
  if (std::round(10.0 * scale * most) == 0.0) return {};
  return fmt::format("{} of the wait for a first infusion is {}: {:.1f} of {:.1f} {}.",
                     2.0 * most > whole ? "Most" : "The largest part", what_it_is(model, largest),
                     most * scale, whole * scale, short_wait ? "hours" : "days");
}

}  // namespace sim::report
