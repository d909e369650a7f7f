// The future event list against a shadow: a std::set kept in the order the list promises.
#include "sim/des/future_event_list.h"

#include <set>

#include <gtest/gtest.h>

#include "sim/random/draw.h"

namespace sim::des {
namespace {

struct Earlier {
  bool operator()(const Event& a, const Event& b) const { return before(a, b); }
};

// Few different times and ranks, so that ties are common.
Event random_event(std::uint64_t number) {
  const std::uint64_t bits = random::mix(number);
  const Time at{Duration{static_cast<std::int64_t>(bits % 50)}};
  return {at, ((bits >> 8) % 4) << 56 | number, static_cast<std::uint32_t>(bits >> 32), 0};
}

TEST(FutureEventList, gives_events_in_order_of_time_then_rank_then_schedule) {
  FutureEventList list;
  std::set<Event, Earlier> shadow;
  std::uint64_t number = 1;
  for (std::uint64_t action = 0; action < 200'000; ++action) {
    // Grows to a few hundred events, then shrinks, again and again.
    const bool growing = (action / 1000) % 2 == 0;
    const bool push = shadow.empty() || random::mix(action ^ 0xabcdef) % 10 < (growing ? 6U : 4U);
    if (push) {
      const Event event = random_event(number++);
      list.push(event);
      shadow.insert(event);
    } else {
      const Event popped = list.pop();
      ASSERT_EQ(popped.order, shadow.begin()->order) << "at action " << action;
      ASSERT_EQ(popped.at, shadow.begin()->at);
      ASSERT_EQ(popped.subject, shadow.begin()->subject);
      shadow.erase(shadow.begin());
    }
    ASSERT_EQ(list.size(), shadow.size());
    if (!shadow.empty()) {
      ASSERT_EQ(list.next().order, shadow.begin()->order);
    }
  }
}

TEST(FutureEventList, is_empty_between_a_pop_of_the_only_event_and_the_next_push) {
  FutureEventList list;
  list.push(random_event(1));
  list.pop();
  EXPECT_TRUE(list.empty());
  list.push(random_event(2));
  EXPECT_EQ(list.size(), 1U);
  EXPECT_EQ(list.next().order & 0xff, 2U);
}

}  // namespace
}  // namespace sim::des
