// sim/random/quantile_table.cpp: the cubics between the tabulated quantiles.
#include "sim/random/quantile_table.h"

namespace sim::random {

QuantileTable::QuantileTable(const std::function<Point(double)>& quantile) {
  cubics_.reserve(2 * cells);
  for (const bool upper : {false, true}) {
    const auto at_tail = [&](double tail) { return quantile(upper ? 1.0 - tail : tail); };
    Point begin = at_tail(smallest);
    double tail = smallest;
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double width = std::ldexp(smallest, static_cast<int>(cell / cells_each)) / cells_each;
      tail += width;  // exact: few of its bits are set
      const Point end = at_tail(tail);
      const double rise = end.value - begin.value;  // negative in the upper tail
      // A cubic whose slopes are at most three times that of its chord does not turn.
      const auto slope = [&](const Point& point) {
        return std::copysign(std::min(point.slope * width, 3.0 * std::abs(rise)), rise);
      };
      const double first = slope(begin);
      const double last = slope(end);
      cubics_.push_back(
          {begin.value, first, 3.0 * rise - 2.0 * first - last, first + last - 2.0 * rise});
      begin = end;
    }
  }
}

}  // namespace sim::random
