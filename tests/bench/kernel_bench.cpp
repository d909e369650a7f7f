// The hold model: as many events pending as the argument says; take the next, schedule another.
// Beside it the standard library's heap, so that what matters is the ratio.
#include <queue>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/des/future_event_list.h"
#include "sim/random/draw.h"

namespace {

using sim::des::Event;

struct Later {
  bool operator()(const Event& a, const Event& b) const { return sim::des::before(b, a); }
};

Event after(const Event& event, std::uint64_t number) {
  const auto gap = static_cast<std::int64_t>(sim::random::mix(number) >> 44);
  return {event.at + sim::Duration{gap}, number, 0, 0};
}

void hold_future_event_list(benchmark::State& state) {
  sim::des::FutureEventList list;
  std::uint64_t number = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    list.push(after({}, ++number));
  for (auto _ : state) {
    const Event event = list.pop();
    list.push(after(event, ++number));
  }
}

void hold_priority_queue(benchmark::State& state) {
  std::priority_queue<Event, std::vector<Event>, Later> list;
  std::uint64_t number = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    list.push(after({}, ++number));
  for (auto _ : state) {
    const Event event = list.top();
    list.pop();
    list.push(after(event, ++number));
  }
}

BENCHMARK(hold_future_event_list)->Arg(30)->Arg(300)->Arg(3000);
BENCHMARK(hold_priority_queue)->Arg(30)->Arg(300)->Arg(3000);

}  // namespace
