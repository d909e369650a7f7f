// tests/unit/experiment/in_order_test.cpp: numbered work is done once each and comes in order.
#include "sim/experiment/in_order.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace sim::experiment {
namespace {

// Pieces that are their own number; later ones are sometimes done before earlier ones.
int piece(int number) {
  if (number % 5 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
  return number;
}

TEST(InOrder, EveryPieceIsMadeOnceAndTakenInItsTurn) {
  for (const int threads : {1, 2, 8, 200}) {
    std::vector<std::atomic<int>> made(100);
    std::vector<int> taken;
    const auto make = [&](int number) {
      ++made[static_cast<std::size_t>(number)];
      return piece(number);
    };
    const auto take = [&](int number, int result) {
      EXPECT_EQ(number, result);
      taken.push_back(result);
      return Next::GoOn;
    };
    EXPECT_EQ(in_order<int>(100, {threads}, make, take), 100);
    ASSERT_EQ(taken.size(), 100U);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      EXPECT_EQ(taken[i], static_cast<int>(i));
      EXPECT_EQ(made[i], 1);
    }
  }
}

TEST(InOrder, NothingToDoIsDone) {
  const auto make = [](int) {
    ADD_FAILURE();
    return 0;
  };
  EXPECT_EQ(in_order<int>(0, {4}, make, [](int, int) { return Next::GoOn; }), 0);
}

TEST(InOrder, AnInterruptionFinishesWhatIsInHandAndTakesTheFirstPieces) {
  for (const int threads : {1, 4}) {
    std::atomic<bool> interrupted{false};
    std::atomic<int> made{0};
    std::vector<int> taken;
    const auto make = [&](int number) {
      if (number == 10) interrupted = true;
      ++made;
      return piece(number);
    };
    const auto take = [&](int, int result) {
      taken.push_back(result);
      return Next::GoOn;
    };
    const int count = in_order<int>(1000, {threads, &interrupted}, make, take);
    EXPECT_GE(count, 11);
    EXPECT_LT(count, 1000);
    EXPECT_EQ(made, count);
    ASSERT_EQ(taken.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < taken.size(); ++i)
      EXPECT_EQ(taken[i], static_cast<int>(i));
  }
}

TEST(InOrder, WhoHasEnoughIsGivenNoMore) {
  for (const int threads : {1, 2, 8}) {
    std::vector<int> taken;
    const auto take = [&](int number, int result) {
      taken.push_back(result);
      return number == 6 ? Next::Enough : Next::GoOn;
    };
    EXPECT_EQ(in_order<int>(1000, {threads}, piece, take), 7);
    EXPECT_EQ(taken, (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
  }
}

TEST(InOrder, WorkersRunOnlyAFewPiecesAhead) {
  constexpr int threads = 4;
  std::atomic<int> taken{0};
  std::atomic<int> furthest{0};
  const auto make = [&](int number) {
    const int ahead = number - taken;
    int before = furthest;
    while (ahead > before && !furthest.compare_exchange_weak(before, ahead)) {
    }
    return piece(number);
  };
  const auto take = [&](int, int) {
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    ++taken;
    return Next::GoOn;
  };
  EXPECT_EQ(in_order<int>(500, {threads}, make, take), 500);
  EXPECT_LE(furthest, 2 * threads + 1);
}

TEST(InOrder, TheFailureOfTheLowestNumberIsThrownOnAfterThoseBefore) {
  for (const int threads : {1, 2, 8}) {
    std::string message;
    std::vector<int> taken;
    const auto make = [](int number) {
      if (number >= 5) throw std::runtime_error(std::to_string(number));
      return piece(number);
    };
    const auto take = [&](int, int result) {
      taken.push_back(result);
      return Next::GoOn;
    };
    try {
      in_order<int>(100, {threads}, make, take);
    } catch (const std::runtime_error& failure) {
      message = failure.what();
    }
    EXPECT_EQ(message, "5");
    EXPECT_EQ(taken, (std::vector<int>{0, 1, 2, 3, 4}));
  }
}

TEST(InOrder, TheFailureOfWhoTakesIsThrownOn) {
  for (const int threads : {1, 4}) {
    const auto take = [](int number, int) {
      if (number == 3) throw std::runtime_error("full");
      return Next::GoOn;
    };
    EXPECT_THROW(in_order<int>(100, {threads}, piece, take), std::runtime_error);
  }
}

}  // namespace
}  // namespace sim::experiment
