// tests/oracle/runs.h: a scenario of scenarios/, run through the whole stack, and its figures.
//
// An oracle test compares such a figure with a formula or an independent computation. Nothing is
// shared with the test but the text of the scenario.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"
#include "tests/support/statistics.h"

namespace sim::tests {

struct KeptResult : experiment::ScenarioResult {
  std::vector<metrics::Row> rows;  // by replication
};

inline KeptResult run_model(const model::Model& model) {
  KeptResult kept;
  const auto keep = [&](std::uint32_t, const experiment::Measured& measured) {
    kept.rows.push_back(measured.row);
  };
  static_cast<experiment::ScenarioResult&>(kept) = experiment::replicate(model, {}, keep);
  return kept;
}

// Runs scenarios/FILE with overrides as of the command line's --set, "path=value".
inline KeptResult run_scenario(const std::string& file,
                               const std::vector<std::string>& overrides = {}) {
  return run_model(compiled(text_of("scenarios/" + file), overrides));
}

inline std::size_t column_of(const experiment::ScenarioResult& result, const std::string& name) {
  const auto found = std::find_if(result.columns.begin(), result.columns.end(),
                                  [&](const metrics::Column& each) { return each.name == name; });
  if (found == result.columns.end()) throw std::runtime_error("no figure is called " + name);
  return static_cast<std::size_t>(found - result.columns.begin());
}

// A figure as it is printed, with the standard error that its interval says.
inline Measured as_measured(const stats::Estimate& estimate, double confidence) {
  if (!estimate.half_width) throw std::runtime_error("a figure has no interval");
  return {estimate.mean,
          *estimate.half_width / stats::student_t(confidence, estimate.observations - 1)};
}

inline Measured figure(const experiment::ScenarioResult& result, const std::string& name) {
  return as_measured(result.estimates[column_of(result, name)], result.plan.confidence);
}

// The figure of each replication, in their order.
inline std::vector<double> by_replication(const KeptResult& result, const std::string& name) {
  const std::size_t column = column_of(result, name);
  std::vector<double> values;
  for (const metrics::Row& row : result.rows)
    values.push_back(row[column].value());
  return values;
}

// Sum of the one over sum of the other, as of counts by replication.
inline Measured ratio_of(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<stats::Ratio> ratios;
  for (std::size_t i = 0; i < over.size(); ++i)
    ratios.push_back({over[i], under[i]});
  constexpr double confidence = 0.95;
  return as_measured(stats::ratio_interval(ratios, confidence), confidence);
}

inline Measured ratio_of(const KeptResult& result, const std::string& over,
                         const std::string& under) {
  return ratio_of(by_replication(result, over), by_replication(result, under));
}

}  // namespace sim::tests
