// The waiting line against a naive one: a list kept sorted by (key, coming).
#include "sim/des/waiting_line.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/time.h"
#include "sim/random/draw.h"

namespace sim::des {
namespace {

Time at(std::int64_t tick) { return Time{Duration{tick}}; }

std::vector<std::uint32_t> in_order(WaitingLine<Time>& line) {
  std::vector<std::uint32_t> order;
  line.serve([&](std::uint32_t who) {
    order.push_back(who);
    return Served::Stays;
  });
  return order;
}

TEST(WaitingLine, stands_by_key_and_among_equals_by_coming) {
  WaitingLine<Time> line;
  line.join(at(5), 1);
  line.join(at(3), 2);
  line.join(at(5), 3);
  line.join(at(3), 4);
  EXPECT_EQ(in_order(line), (std::vector<std::uint32_t>{2, 4, 1, 3}));
}

TEST(WaitingLine, is_served_until_nobody_further_back_can_be) {
  WaitingLine<Time> line;
  for (std::uint32_t who = 0; who < 5; ++who)
    line.join(at(who), who);
  std::vector<std::uint32_t> seen;
  line.serve([&](std::uint32_t who) {
    seen.push_back(who);
    if (who == 1) return Served::Stays;
    return who == 3 ? Served::StaysLast : Served::Leaves;
  });
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(in_order(line), (std::vector<std::uint32_t>{1, 3, 4}));
}

TEST(WaitingLine, agrees_with_a_naive_line_over_random_histories) {
  WaitingLine<Time> line;
  std::vector<std::pair<Time, std::uint32_t>> naive;
  std::uint32_t next = 0;
  for (std::uint64_t action = 0; action < 20'000; ++action) {
    const std::uint64_t bits = random::mix(action);
    if (bits % 3 == 0 && !naive.empty()) {
      const auto gone = naive.begin() + static_cast<std::ptrdiff_t>((bits >> 8) % naive.size());
      line.leave(gone->first, gone->second);
      naive.erase(gone);
    } else if (bits % 3 == 1 && !naive.empty()) {
      const std::uint32_t first = naive.front().second;
      line.serve(
          [&](std::uint32_t who) { return who == first ? Served::Leaves : Served::StaysLast; });
      naive.erase(naive.begin());
    } else {
      const Time key = at(static_cast<std::int64_t>((bits >> 8) % 20));
      line.join(key, next);
      const auto behind = std::find_if(naive.begin(), naive.end(),
                                       [key](const auto& place) { return place.first > key; });
      naive.insert(behind, {key, next});
      ++next;
    }
    ASSERT_EQ(line.size(), naive.size());
    if (action % 50 != 0) continue;
    std::vector<std::uint32_t> expected;
    for (const auto& place : naive)
      expected.push_back(place.second);
    ASSERT_EQ(in_order(line), expected) << "at action " << action;
  }
}

TEST(WaitingLine, refuses_to_let_go_whom_it_does_not_have) {
  WaitingLine<Time> line;
  line.join(at(1), 7);
  EXPECT_THROW(line.leave(at(2), 7), BrokenPromise);
}

}  // namespace
}  // namespace sim::des
