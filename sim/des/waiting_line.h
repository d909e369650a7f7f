// sim/des/waiting_line.h: a line in which everyone has a place by key, and equals by coming first.
//
// Nearly everyone joins at the back and leaves from the front, so it is a vector with a moving
// front: both ends cost a constant, and walking it touches consecutive memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/contract.h"

namespace sim::des {

// What becomes of the one just looked at when a line is served.
enum class Served : std::uint8_t {
  Leaves,    // out of the line; look at the next
  Stays,     // keeps the place; look at the next
  StaysLast  // keeps the place; nobody further back can be served either
};

template <class Key>
class WaitingLine {
 public:
  std::size_t size() const { return places_.size() - front_; }
  bool empty() const { return size() == 0; }

  // Behind everyone whose key is at or before `key`.
  void join(const Key& key, std::uint32_t who) {
    auto at = places_.end();
    while (at != begin() && key < (at - 1)->key)
      --at;
    places_.insert(at, {key, who});
  }

  // Expects: `who` is in the line with that key.
  void leave(const Key& key, std::uint32_t who) {
    auto at = std::lower_bound(begin(), places_.end(), key,
                               [](const Place& place, const Key& k) { return place.key < k; });
    while (at != places_.end() && !(key < at->key) && at->who != who)
      ++at;
    SIM_EXPECTS(at != places_.end() && at->who == who);
    places_.erase(at);
  }

  // Looks at everyone from the front: serve(who) says what becomes of them. The line must not be
  // changed meanwhile.
  template <class Serve>
  void serve(Serve&& serve) {
    for (std::size_t at = front_; at < places_.size();) {
      const Served served = serve(places_[at].who);
      if (served == Served::StaysLast) break;
      if (served == Served::Stays) {
        ++at;
      } else if (at == front_) {
        at = ++front_;
      } else {
        places_.erase(places_.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    if (front_ > places_.size() / 2) drop_front();
  }

 private:
  struct Place {
    Key key;
    std::uint32_t who;
  };

  typename std::vector<Place>::iterator begin() {
    return places_.begin() + static_cast<std::ptrdiff_t>(front_);
  }
  void drop_front() {
    places_.erase(places_.begin(), begin());
    front_ = 0;
  }

  std::vector<Place> places_;  // from front_ on
  std::size_t front_ = 0;
};

}  // namespace sim::des
