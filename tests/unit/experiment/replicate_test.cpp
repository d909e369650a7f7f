// tests/unit/experiment/replicate_test.cpp: many runs of one scenario give one answer.
#include "sim/experiment/replicate.h"

#include <gtest/gtest.h>

#include "sim/experiment/measure.h"
#include "tests/support/compiled.h"
#include "tests/unit/experiment/small.h"

namespace sim::experiment {
namespace {

model::Model small_model() { return tests::compiled(tests::small_clinic); }

std::size_t column(const ScenarioResult& result, std::string_view name) {
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    if (result.columns[i].name == name) return i;
  }
  ADD_FAILURE() << "there is no column " << name;
  return 0;
}

double mean(const ScenarioResult& result, std::string_view name) {
  return result.estimates[column(result, name)].mean;
}

// A result with the rows that it was made of.
struct Kept {
  ScenarioResult result;
  std::vector<metrics::Row> rows;
};

Kept run(const model::Model& model, int threads = 1) {
  Kept kept;
  kept.result = replicate(model, {threads}, [&](std::uint32_t number, const Measured& measured) {
    EXPECT_EQ(number, kept.rows.size() + 1);
    kept.rows.push_back(measured.row);
  });
  return kept;
}

void expect_same_rows(const Kept& a, const Kept& b) {
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (std::size_t r = 0; r < a.rows.size(); ++r) {
    for (std::size_t c = 0; c < a.result.columns.size(); ++c) {
      EXPECT_EQ(a.rows[r][c].numerator, b.rows[r][c].numerator) << a.result.columns[c].name;
      EXPECT_EQ(a.rows[r][c].denominator, b.rows[r][c].denominator) << a.result.columns[c].name;
    }
  }
}

TEST(Replicate, TheNumberOfThreadsChangesNothing) {
  const model::Model model = small_model();
  const Kept one = run(model);
  EXPECT_EQ(one.result.replications, 6);
  for (const int threads : {2, 8}) {
    const Kept several = run(model, threads);
    EXPECT_EQ(several.result.fingerprint, one.result.fingerprint);
    EXPECT_EQ(several.result.events, one.result.events);
    expect_same_rows(several, one);
  }
}

TEST(Replicate, MoreReplicationsBeginWithTheSameOnes) {
  model::Model model = small_model();
  const Kept six = run(model);
  model.run.replications = 3;
  Kept three = run(model);
  three.rows.resize(3);
  Kept first = six;
  first.rows.resize(3);
  expect_same_rows(first, three);
}

TEST(Replicate, AnotherSeedIsAnotherRun) {
  model::Model model = small_model();
  const ScenarioResult one = replicate(model, {});
  model.run.seed = 8;
  EXPECT_NE(replicate(model, {}).fingerprint, one.fingerprint);
}

TEST(Replicate, ReplicationsDiffer) {
  const ScenarioResult result = replicate(small_model(), {});
  EXPECT_GT(result.estimates[column(result, "referrals")].half_width.value(), 0.0);
}

TEST(Replicate, AnInterruptionReportsOnWhatIsComplete) {
  const model::Model model = small_model();
  std::atomic<bool> interrupted{false};
  const ScenarioResult result =
      replicate(model, {1, &interrupted, [&](int completed) { interrupted = completed == 2; }});
  EXPECT_EQ(result.replications, 2);
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(result.estimates[column(result, "referrals")].observations, 2U);
}

// What is counted adds up: infusions by number to all of them, ended courses by how they ended.
TEST(Replicate, PartsAddUpToTheirWholes) {
  const ScenarioResult result = replicate(small_model(), {});
  double given = 0.0;
  for (int number = 1; number <= 6; ++number)
    given += mean(result, "given[infusion=" + std::to_string(number) + "].count");
  EXPECT_NEAR(given, mean(result, "infusions_given.count"), 1e-9);
  double everyone = 0.0;
  for (const metrics::Column& each : result.columns) {
    if (each.metric == metrics::Metric::Outcomes) everyone += mean(result, each.name);
  }
  EXPECT_GE(everyone, mean(result, "referrals.count"));
  double time = 0.0;
  for (const char* name : {"time_at[chairs=0]", "time_at[chairs=1]", "time_at[chairs=2]"})
    time += mean(result, name);
  EXPECT_NEAR(time, 100.0, 1e-9);
}

TEST(Replicate, ABrokenReplicationSaysWhatRunsItAgain) {
  const BrokenReplication broken(17, 3, "floor.h:10: free >= 0");
  EXPECT_STREQ(broken.what(), "replication 3 of seed 17: floor.h:10: free >= 0");
}

}  // namespace
}  // namespace sim::experiment
