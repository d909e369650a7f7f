#include "sim/des/resource_pool.h"

#include <gtest/gtest.h>

namespace sim::des {
namespace {

using namespace std::chrono_literals;

constexpr Time nine{9h};
constexpr Time ten{10h};
constexpr Time noon{12h};

TEST(ResourcePool, gives_no_more_than_is_on_duty) {
  ResourcePool pool(3);
  EXPECT_TRUE(pool.can_take(3, nine));
  pool.take(2);
  EXPECT_TRUE(pool.can_take(1, nine));
  EXPECT_FALSE(pool.can_take(2, nine));
  EXPECT_THROW(pool.take(2), BrokenPromise);
}

TEST(ResourcePool, after_a_fall_only_work_in_hand_sees_those_who_stay) {
  ResourcePool pool(2);
  pool.take(1);
  pool.set_on_duty(0, noon);
  EXPECT_TRUE(pool.can_take(1, nine));    // taken on before noon
  EXPECT_FALSE(pool.can_take(1, noon));   // taken on at noon: the shift was over
  EXPECT_FALSE(pool.can_take(1, never));  // not taken on yet
}

TEST(ResourcePool, those_leave_whom_work_in_hand_does_not_need) {
  ResourcePool pool(3);
  pool.take(1);
  pool.set_on_duty(1, noon);
  pool.release_leavers(2);  // work in hand may need two at once: one stays
  EXPECT_TRUE(pool.someone_stays());
  EXPECT_TRUE(pool.can_take(1, nine));
  EXPECT_FALSE(pool.can_take(2, nine));
  pool.release_leavers(1);  // the one on duty is enough
  EXPECT_FALSE(pool.someone_stays());
  EXPECT_FALSE(pool.can_take(1, nine));
}

TEST(ResourcePool, nobody_leaves_in_the_middle_of_work) {
  ResourcePool pool(2);
  pool.take(2);
  pool.set_on_duty(0, noon);
  pool.release_leavers(0);
  EXPECT_EQ(pool.in_use(), 2);
  pool.give_back(1);
  pool.release_leavers(0);
  EXPECT_FALSE(pool.can_take(1, ten));
}

TEST(ResourcePool, a_rise_serves_everyone_again) {
  ResourcePool pool(1);
  pool.set_on_duty(0, noon);
  pool.release_leavers(0);
  pool.set_on_duty(2, noon + 1h);
  EXPECT_TRUE(pool.can_take(2, noon + 1h));
}

TEST(ResourcePool, refuses_to_take_back_what_was_not_given) {
  ResourcePool pool(1);
  EXPECT_THROW(pool.give_back(1), BrokenPromise);
}

}  // namespace
}  // namespace sim::des
