// sim/random/quantile_table.h: a quantile function that is slow to compute, tabulated.
//
// The quantiles of the gamma and beta distributions are solutions of equations: microseconds each,
// a hundred times what the rest of a step of a visit costs. So they are solved beforehand at some
// hundred points and interpolated between them by cubics with the right slopes (Hermite), made
// monotone as Fritsch and Carlson (1980) do it. The points are dense where quantiles bend: each
// halving of the tail probability has as many cells as the last. What is left beyond the table, one
// uniform in a thousand, is solved for when it is drawn.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace sim::random {

class QuantileTable {
 public:
  // The quantile at a uniform, and the slope there: one over the density.
  struct Point {
    double value;
    double slope;
  };

  QuantileTable() = default;  // covers nothing
  explicit QuantileTable(const std::function<Point(double)>& quantile);

  bool covers(double u) const { return u >= smallest && u <= 1.0 - smallest && !cubics_.empty(); }

  // The value that the quantile function has within 1e-8 of u, if towards 0 it is like a power of
  // at most 4: a cubic through u^p on cells a 32nd of u wide is off by (p - 1) (p - 2) (p - 3) /
  // (384 * 32^4) of u. Likewise if in the upper tail it is no steeper than a logarithm.
  // Expects: covers(u).
  double at(double u) const {
    const bool upper = u > 0.5;
    const double place = place_of(upper ? 1.0 - u : u);
    const std::size_t cell = std::min(static_cast<std::size_t>(place), cells - 1);
    const Cubic& c = cubics_[upper ? cells + cell : cell];
    const double x = place - static_cast<double>(cell);
    return c.a + x * (c.b + x * (c.c + x * c.d));
  }

 private:
  static constexpr int halvings = 10;
  static constexpr int cells_each = 32;
  static constexpr std::size_t cells = std::size_t{halvings} * cells_each;
  static constexpr double smallest = 0x1p-11;  // 2^-(halvings + 1), a half being the largest tail

  struct Cubic {
    double a, b, c, d;
  };

  // Where a tail probability lies among the cells: from 0 for the smallest to `cells` for a half,
  // linear between powers of two.
  static double place_of(double tail) {
    int exponent = 0;
    const double fraction = std::frexp(tail, &exponent);  // from 1/2 to below 1
    return cells_each * (exponent + halvings + (2.0 * fraction - 1.0));
  }

  std::vector<Cubic> cubics_;  // by the lower tail, then by the upper one
};

}  // namespace sim::random
