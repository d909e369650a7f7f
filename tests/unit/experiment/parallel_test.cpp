// tests/unit/experiment/parallel_test.cpp: numbered work is done once each, whatever happens.
#include "sim/experiment/parallel.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sim::experiment {
namespace {

TEST(Parallel, EveryPieceIsDoneOnce) {
  for (const int threads : {1, 2, 8, 200}) {
    std::vector<std::atomic<int>> done(100);
    EXPECT_EQ(do_numbered(100, {threads, nullptr},
                          [&](int number) { ++done[static_cast<std::size_t>(number)]; }),
              100);
    for (const std::atomic<int>& times : done)
      EXPECT_EQ(times, 1);
  }
}

TEST(Parallel, NothingToDoIsDone) {
  EXPECT_EQ(do_numbered(0, {4, nullptr}, [](int) { FAIL(); }), 0);
}

TEST(Parallel, AnInterruptionFinishesWhatIsInHandAndLeavesTheFirstPiecesDone) {
  for (const int threads : {1, 4}) {
    std::atomic<bool> interrupted{false};
    std::vector<std::atomic<int>> done(1000);
    const int count = do_numbered(1000, {threads, &interrupted}, [&](int number) {
      if (number == 10) interrupted = true;
      ++done[static_cast<std::size_t>(number)];
    });
    EXPECT_GE(count, 11);
    EXPECT_LE(count, 1000);
    for (std::size_t i = 0; i < done.size(); ++i)
      EXPECT_EQ(done[i], static_cast<int>(i) < count ? 1 : 0) << i;
  }
}

TEST(Parallel, TheFailureOfTheLowestNumberIsThrownOn) {
  for (const int threads : {1, 2, 8}) {
    std::string message;
    try {
      do_numbered(100, {threads, nullptr}, [](int number) {
        if (number >= 5) throw std::runtime_error(std::to_string(number));
      });
    } catch (const std::runtime_error& failure) {
      message = failure.what();
    }
    EXPECT_EQ(message, "5");
  }
}

}  // namespace
}  // namespace sim::experiment
