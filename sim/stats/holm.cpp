// sim/stats/holm.cpp: the smallest p-value times their number, the next times one less...
#include "sim/stats/holm.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "sim/base/contract.h"

namespace sim::stats {

std::vector<double> holm(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0.0;  // no adjusted value is below that of a smaller p-value
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double p_value = p_values[order[i]];
    SIM_EXPECTS(p_value >= 0.0 && p_value <= 1.0);
    least = std::max(least, std::min(1.0, static_cast<double>(order.size() - i) * p_value));
    adjusted[order[i]] = least;
  }
  return adjusted;
}

}  // namespace sim::stats
