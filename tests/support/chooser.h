// tests/support/chooser.h: choices made from a number, and mappings that may be written in any
// order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/random/draw.h"

namespace sim::tests {

// Choices made from a seed, one after another.
class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : seed_(random::mix(seed)) {}

  // A whole number from low to high, both included.
  int between(int low, int high) {
    const std::uint64_t bits = random::mix(seed_ + ++choices_ * random::golden);
    return low + static_cast<int>(bits % static_cast<std::uint64_t>(high - low + 1));
  }
  bool yes(int percent) { return between(1, 100) <= percent; }
  std::string one_of(const std::vector<std::string>& options) {
    return options[static_cast<std::size_t>(between(0, static_cast<int>(options.size()) - 1))];
  }

 private:
  std::uint64_t seed_;
  std::uint64_t choices_ = 0;
};

enum class Order : std::uint8_t { AsMade, Reversed };

// Mappings whose order in the file means nothing.
class Unordered {
 public:
  explicit Unordered(Order order) : order_(order) {}
  void add(const std::string& entry) { entries_.push_back(entry); }
  std::string joined(const std::string& separator) const {
    std::vector<std::string> entries = entries_;
    if (order_ == Order::Reversed) std::reverse(entries.begin(), entries.end());
    return fmt::format("{}", fmt::join(entries, separator));
  }
  // {a: 1, b: 2}
  std::string inline_mapping() const { return "{" + joined(", ") + "}"; }

 private:
  Order order_;
  std::vector<std::string> entries_;
};

}  // namespace sim::tests
