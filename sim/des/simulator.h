// sim/des/simulator.h: the clock and the event loop.
#pragma once

#include <concepts>

#include "sim/des/future_event_list.h"

namespace sim::des {

class Simulator;

// What the kernel asks of whoever uses it: a reaction to each event.
template <class H>
concept Handler = requires(H handler, const Event& event) {
  { handler.handle(event) } -> std::same_as<void>;
};

class Simulator {
 public:
  explicit Simulator(Time start) : now_(start) {}

  Time now() const { return now_; }
  std::uint64_t handled() const { return handled_; }

  // Schedules an event of the given rank and returns its ticket; what is due `never` is not
  // scheduled. Expects: at >= now().
  Ticket schedule(Time at, Rank rank, std::uint32_t subject, std::uint32_t detail = 0) {
    SIM_EXPECTS(at >= now_);
    if (at == never) return no_ticket;
    const Ticket ticket = (Ticket{rank} << 56) | ++scheduled_;
    future_.push({at, ticket, subject, detail});
    return ticket;
  }

  // Whether something of a rank below `rank` is still to happen at this instant.
  bool more_now_before(Rank rank) {
    if (future_.empty()) return false;
    const Event& next = future_.next();
    return next.at == now_ && next.rank() < rank;
  }

  // Lets everything happen that is due before `end`, and leaves the clock at `end`.
  template <Handler H>
  void run_until(Time end, H& handler) {
    while (!future_.empty() && future_.next().at < end)
      step(handler);
    now_ = end;
  }

  // Lets the next event happen. Expects: there is one.
  template <Handler H>
  void step(H& handler) {
    SIM_EXPECTS(!future_.empty());
    const Event event = future_.pop();
    now_ = event.at;
    ++handled_;
    handler.handle(event);
  }

  bool idle() const { return future_.empty(); }

 private:
  FutureEventList future_;
  Time now_;
  std::uint64_t scheduled_ = 0;
  std::uint64_t handled_ = 0;
};

}  // namespace sim::des
