// tests/unit/experiment/cells_test.cpp: the same cells, whoever measures them.
//
// Ranks stand side by side as threads here; that mpirun's give the same is held by
// tests/cli/two_ranks.sh in a build with MPI.
#include "sim/experiment/cells.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "sim/experiment/comparison.h"
#include "tests/support/compiled.h"
#include "tests/unit/experiment/small.h"

namespace sim::tests {
namespace {

using experiment::Execution;
using experiment::Measured;
using experiment::Ranks;
using experiment::ScenarioResult;

// What the ranks have brought is given out once all have.
class Meeting {
 public:
  explicit Meeting(int ranks) : brought_(static_cast<std::size_t>(ranks)) {}

  std::vector<std::string> exchange(int rank, const std::string& own) {
    std::unique_lock<std::mutex> lock(mutex_);
    brought_[static_cast<std::size_t>(rank)] = own;
    const int turn = turn_;
    if (++there_ == static_cast<int>(brought_.size())) {
      given_ = brought_;
      there_ = 0;
      ++turn_;
      all_.notify_all();
    }
    all_.wait(lock, [&] { return turn_ != turn; });
    return given_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_;
  std::vector<std::string> brought_;
  std::vector<std::string> given_;
  int there_ = 0;
  int turn_ = 0;
};

class Rank : public Ranks {
 public:
  Rank(Meeting& meeting, int count, int own) : meeting_(meeting), count_(count), own_(own) {}
  int count() const override { return count_; }
  int own() const override { return own_; }
  std::vector<std::string> exchange(const std::string& own) override {
    return meeting_.exchange(own_, own);
  }

 private:
  Meeting& meeting_;
  int count_;
  int own_;
};

// Does the same on every rank, and returns what each of them made of it.
template <class Result, class Do>
std::vector<Result> on_ranks(int count, const Do& what) {
  Meeting meeting(count);
  std::vector<Result> results(static_cast<std::size_t>(count));
  std::vector<std::thread> threads;
  for (int own = 0; own < count; ++own) {
    threads.emplace_back([&, own] {
      Rank rank(meeting, count, own);
      Execution execution;
      execution.ranks = &rank;
      results[static_cast<std::size_t>(own)] = what(execution);
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  return results;
}

TEST(Cells, OverRanksAreThoseOfOneProcess) {
  const model::Model model = compiled(small_clinic);
  const ScenarioResult alone = experiment::replicate(model, {});
  for (const int ranks : {1, 2, 3, 16}) {
    const auto each = on_ranks<ScenarioResult>(
        ranks, [&](const Execution& execution) { return experiment::replicate(model, execution); });
    for (const ScenarioResult& result : each)
      expect_same(result, alone);
  }
}

TEST(Cells, OverRanksEndWhenTheRunIsPreciseEverywhereAtOnce) {
  model::Model model =
      compiled(small_clinic,
               {"run.replications={at_least: 3, at_most: 60, until: {courses_completed: 8 %}}"});
  const ScenarioResult alone = experiment::replicate(model, {});
  ASSERT_TRUE(alone.precise && alone.precise->after);
  ASSERT_LT(alone.replications, 60);
  for (const ScenarioResult& result : on_ranks<ScenarioResult>(
           2, [&](const Execution& execution) { return experiment::replicate(model, execution); }))
    expect_same(result, alone);
}

TEST(Cells, OverRanksGoOnFromWhatTheFirstOneKnows) {
  model::Model model = compiled(small_clinic);
  const ScenarioResult alone = experiment::replicate(model, {});
  InMemory memory;
  model.run.replications = 4;
  const Execution kept{1, nullptr, {}, {&memory, "as it stands"}};
  experiment::replicate(model, kept);
  EXPECT_EQ(memory.newly_kept, 4);
  model.run.replications = 6;
  const auto each = on_ranks<ScenarioResult>(2, [&](Execution execution) {
    if (execution.ranks->own() == 0) execution.kept = {&memory, "as it stands"};
    return experiment::replicate(model, execution);
  });
  for (const ScenarioResult& result : each)
    expect_same(result, alone);
  EXPECT_EQ(memory.newly_kept, 6);
}

TEST(Cells, OverRanksAreInterruptedTogether) {
  model::Model model = compiled(small_clinic);
  model.run.replications = 500;
  std::atomic<bool> interrupted{false};
  const auto each = on_ranks<ScenarioResult>(2, [&](Execution execution) {
    if (execution.ranks->own() == 1) {
      execution.interrupted = &interrupted;
      execution.completed = [&](int done) { interrupted = done >= 10; };
    }
    return experiment::replicate(model, execution);
  });
  EXPECT_TRUE(each[0].interrupted);
  EXPECT_GE(each[0].replications, 10);
  EXPECT_LT(each[0].replications, 30);
  expect_same(each[0], each[1]);
}

}  // namespace
}  // namespace sim::tests
