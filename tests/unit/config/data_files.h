// tests/unit/config/data_files.h: scenarios whose files of data are texts of the test.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/config/compile.h"

namespace sim::config {

using DataTexts = std::map<std::string, std::string>;  // by path

inline FileReader reading(const DataTexts& texts) {
  return [texts](const std::string& path) -> std::variant<std::string, Unreadable> {
    const auto there = texts.find(path);
    if (there == texts.end()) return Unreadable{"there is no such text"};
    return there->second;
  };
}

// A clinic, to which the cohorts, and perhaps a run, are added.
inline const std::string clinic_without_cohorts = R"(chairtime: 1
clinic:
  open: {mon-fri: 08:00-17:00}
  closed: 2027-01-06
  resources: {chairs: 4, nurses: 2}
visits:
  consultation: {steps: [{name: talk, takes: 30 min, needs: {nurses: 1}}]}
  infusion: {throughout: {chairs: 1}, steps: [{name: infuse, takes: 40 min, needs: {nurses: 1/3}}]}
courses:
  induction: {visit: infusion, infusions: 6, every: [3 days, 4 days]}
  maintenance: {visit: infusion, infusions: unlimited, every: 2 weeks, drop_out: 5 %}
  single: {visit: infusion, infusions: 1}
responses:
  scores: {model: trajectory, scale: MADRS, baseline: 30, capable: 90 %, ceiling: 0.9, gain: 0.3, half_life: 30 days}
)";

struct Compiled {
  std::optional<model::Model> model;
  std::vector<std::string> errors;
  std::vector<std::string> warnings;
  std::string text;  // all of them, as people read them

  const model::Cohort& cohort(std::uint32_t index = 0) const {
    EXPECT_TRUE(model) << text;
    return model.value().cohorts[CohortId{index}];
  }
};

inline Compiled compiled_with(const std::string& cohorts, const DataTexts& texts = {}) {
  Diagnostics found;
  Compiled result;
  result.model = compile(clinic_without_cohorts + cohorts, "test.yaml", {}, found, reading(texts));
  for (const Diagnostic& each : found.all())
    (each.severity == Severity::Error ? result.errors : result.warnings).push_back(each.message);
  result.text = render_all(found);
  return result;
}

}  // namespace sim::config
