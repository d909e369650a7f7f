// tests/unit/experiment/levels.h: levels through the weeks of made-up replications.
#pragma once

#include <cmath>
#include <functional>
#include <vector>

#include "sim/random/draw.h"

namespace sim::tests {

// A level by replication and week, both from 0.
using Level = std::function<double(int, int)>;

template <class Watch>
Watch watched(const Level& level, int replications, int weeks) {
  Watch watch;
  for (int replication = 0; replication < replications; ++replication) {
    std::vector<double> values;
    for (int week = 0; week < weeks; ++week)
      values.push_back(level(replication, week));
    watch.add(values);
  }
  return watch;
}

// A standard normal by its number (Box and Muller 1958).
inline double normal(std::uint64_t number) {
  const auto uniform = [](std::uint64_t n) {
    return (static_cast<double>(random::mix(n * random::golden) >> 12U) + 0.5) * 0x1p-52;
  };
  return std::sqrt(-2.0 * std::log(uniform(2 * number))) *
         std::cos(6.283185307179586 * uniform(2 * number + 1));
}

// Noise of standard deviation 1 that remembers: each value is `memory` times the one before, and
// new. In equilibrium from the beginning.
inline std::vector<double> autoregression(std::uint64_t seed, double memory, int length) {
  std::vector<double> values;
  double value = normal(seed << 20U);
  for (int i = 1; i <= length; ++i) {
    values.push_back(value);
    value = memory * value +
            std::sqrt(1.0 - memory * memory) * normal((seed << 20U) + static_cast<unsigned>(i));
  }
  return values;
}

}  // namespace sim::tests
