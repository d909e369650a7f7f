// sim/base/chains.h: many short lists that share one store.
//
// A patient's bookings, the parts of a wait: lists of a few values each that come and go with their
// owners. Kept in one table of links they allocate nothing once the table has grown.
#pragma once

#include <cstdint>
#include <utility>

#include "sim/base/contract.h"
#include "sim/base/slots.h"

namespace sim {

// Where one list begins and ends in its store. Copied only with its owner: two copies are one list.
struct Chain {
  std::uint32_t first = Slots<int>::none;
  std::uint32_t last = Slots<int>::none;
  std::uint32_t size = 0;
  bool empty() const { return size == 0; }
};

template <class T>
class Chains {
 public:
  void push_back(Chain& chain, T value) {
    const std::uint32_t link = links_.add({std::move(value), Slots<int>::none});
    if (chain.empty()) {
      chain.first = link;
    } else {
      links_[chain.last].next = link;
    }
    chain.last = link;
    ++chain.size;
  }

  // Expects of these: the chain is not empty.
  const T& front(const Chain& chain) const { return links_[chain.first].value; }
  const T& back(const Chain& chain) const { return links_[chain.last].value; }
  void pop_front(Chain& chain) {
    SIM_EXPECTS(!chain.empty());
    const std::uint32_t link = chain.first;
    chain.first = links_[link].next;
    links_.remove(link);
    if (--chain.size == 0) chain = {};
  }

  // Calls visit(value) for each, in order.
  template <class Visit>
  void for_each(const Chain& chain, Visit&& visit) const {
    for (std::uint32_t link = chain.first; link != Slots<int>::none; link = links_[link].next)
      visit(links_[link].value);
  }

  void clear(Chain& chain) {
    while (!chain.empty())
      pop_front(chain);
  }

 private:
  struct Link {
    T value;
    std::uint32_t next;
  };
  Slots<Link> links_;
};

}  // namespace sim
