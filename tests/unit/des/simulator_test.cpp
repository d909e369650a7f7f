#include "sim/des/simulator.h"

#include <string>

#include <gtest/gtest.h>

namespace sim::des {
namespace {

using namespace std::chrono_literals;

constexpr Time start{0ms};

// Writes down what happens, and can react once.
struct Diary {
  Simulator& simulator;
  std::string text;
  Ticket awaited = no_ticket;

  void handle(const Event& event) {
    text += std::to_string((event.at - start).count()) + ":" + std::to_string(event.rank()) + ":" +
            std::to_string(event.subject) + " ";
    if (event.subject == 99 && !redeem(awaited, event)) text += "(stale) ";
  }
};

TEST(Simulator, lets_events_of_one_instant_happen_by_rank_then_in_the_order_scheduled) {
  Simulator simulator(start);
  Diary diary{simulator, {}};
  simulator.schedule(start + 5ms, 2, 1);
  simulator.schedule(start + 5ms, 1, 2);
  simulator.schedule(start + 5ms, 2, 3);
  simulator.schedule(start + 4ms, 7, 4);
  simulator.run_until(start + 10ms, diary);
  EXPECT_EQ(diary.text, "4:7:4 5:1:2 5:2:1 5:2:3 ");
  EXPECT_EQ(simulator.handled(), 4U);
}

TEST(Simulator, leaves_what_is_due_at_the_end_for_later) {
  Simulator simulator(start);
  Diary diary{simulator, {}};
  simulator.schedule(start + 10ms, 0, 1);
  simulator.run_until(start + 10ms, diary);
  EXPECT_EQ(diary.text, "");
  EXPECT_EQ(simulator.now(), start + 10ms);
  simulator.run_until(start + 11ms, diary);
  EXPECT_EQ(diary.text, "10:0:1 ");
}

TEST(Simulator, an_event_whose_ticket_was_let_go_is_stale) {
  Simulator simulator(start);
  Diary diary{simulator, {}};
  simulator.schedule(start + 1ms, 0, 99);
  diary.awaited = simulator.schedule(start + 2ms, 0, 99);  // replaces the first
  simulator.run_until(start + 3ms, diary);
  EXPECT_EQ(diary.text, "1:0:99 (stale) 2:0:99 ");
}

TEST(Simulator, says_whether_more_of_a_lower_rank_is_to_happen_at_this_instant) {
  Simulator simulator(start);
  simulator.schedule(start, 3, 1);
  EXPECT_TRUE(simulator.more_now_before(4));
  EXPECT_FALSE(simulator.more_now_before(3));
  Simulator later(start);
  later.schedule(start + 1ms, 0, 1);
  EXPECT_FALSE(later.more_now_before(4));
}

TEST(Simulator, never_is_not_scheduled) {
  Simulator simulator(start);
  EXPECT_EQ(simulator.schedule(never, 0, 1), no_ticket);
  EXPECT_TRUE(simulator.idle());
}

TEST(Simulator, refuses_the_past) {
  Simulator simulator(start + 5ms);
  EXPECT_THROW(simulator.schedule(start, 0, 1), BrokenPromise);
}

}  // namespace
}  // namespace sim::des
