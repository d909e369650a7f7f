// sim/des/event.h: something that will happen at a known time.
//
// An event is a small value. It says when, of what kind, and to whom; everything else is state of
// the subject. The kernel does not know the kinds: their numbers are ranks, and of two events at
// the same instant the one of lower rank happens first.
#pragma once

#include <cstdint>
#include <type_traits>

#include "sim/base/time.h"

namespace sim::des {

using Rank = std::uint8_t;

// A scheduled event's order is unique in a run, so it serves as the ticket for it: whoever asked
// for the event keeps the ticket, and the event is live only while they still hold it. Letting go
// of the ticket cancels the event; nothing has to be found in the list.
using Ticket = std::uint64_t;
inline constexpr Ticket no_ticket = 0;

struct Event {
  Time at;
  Ticket order = 0;  // rank in the top 8 bits, then the number of the schedule() call, from 1
  std::uint32_t subject = 0;  // whom it happens to: an index the handler understands
  std::uint32_t detail = 0;   // what the kind wants to know besides, often nothing

  Rank rank() const { return static_cast<Rank>(order >> 56); }
};

static_assert(sizeof(Event) == 24 && std::is_trivially_copyable_v<Event>);

// Whether a happens before b. Total: no two scheduled events have the same order.
inline bool before(const Event& a, const Event& b) {
  return a.at != b.at ? a.at < b.at : a.order < b.order;
}

// Whether the event is the one that `ticket` was given for; if so the ticket is used up.
inline bool redeem(Ticket& ticket, const Event& event) {
  if (ticket != event.order) return false;
  ticket = no_ticket;
  return true;
}

}  // namespace sim::des
