// tests/unit/experiment/small.h: a clinic that is run in a moment, a store, and equal results.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "sim/experiment/result_store.h"
#include "sim/experiment/scenario_result.h"

namespace sim::tests {

inline constexpr const char* small_clinic = R"(
chairtime: 1
name: Small
clinic:
  open: {mon-fri: 08:00-17:00}
  resources: {chairs: 2, nurses: 1}
visits:
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: {uniform: [5 min, 15 min]}, needs: {nurses: 1}}
      - {name: infuse, takes: 40 min, needs: {nurses: 1/3}}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days, drop_out: 4 %}
cohorts:
  depression: {referrals: 4 / week, course: induction}
run: {warm_up: 4 weeks, length: 12 weeks, replications: 6, seed: 7}
)";

// Keeps replications in memory, each of them once.
class InMemory : public experiment::ResultStore {
 public:
  using Key = std::pair<std::string, std::uint32_t>;

  std::optional<experiment::Measured> find(const experiment::Cell& cell) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto there = cells_.find({cell.scenario, cell.replication});
    return there == cells_.end() ? std::nullopt : std::optional(there->second);
  }
  void keep(const experiment::Cell& cell, const experiment::Measured& measured) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    EXPECT_TRUE(cells_.emplace(Key(cell.scenario, cell.replication), measured).second)
        << cell.scenario << ", replication " << cell.replication << " is there";
    ++newly_kept;
  }

  std::size_t size() const { return cells_.size(); }
  const std::map<Key, experiment::Measured>& cells() const { return cells_; }
  int newly_kept = 0;

 private:
  std::mutex mutex_;
  std::map<Key, experiment::Measured> cells_;
};

inline void expect_same(const experiment::ScenarioResult& a, const experiment::ScenarioResult& b) {
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(a.events, b.events);
  EXPECT_EQ(a.replications, b.replications);
  ASSERT_EQ(a.estimates.size(), b.estimates.size());
  for (std::size_t i = 0; i < a.estimates.size(); ++i) {
    EXPECT_EQ(a.estimates[i].mean, b.estimates[i].mean) << a.columns[i].name;
    EXPECT_EQ(a.estimates[i].half_width, b.estimates[i].half_width) << a.columns[i].name;
  }
}

}  // namespace sim::tests
