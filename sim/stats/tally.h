// sim/stats/tally.h: mean, variance and range of observations that each count once.
//
// Welford's recurrence (1962) loses no digits where the mean is large against the spread, as it is
// for points in time; the difference of two sums of squares would.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

#include "sim/base/contract.h"

namespace sim::stats {

class Tally {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }

  std::size_t count() const { return count_; }
  double sum() const { return sum_; }

  // Expects: count() > 0.
  double mean() const {
    SIM_EXPECTS(count_ > 0);
    return mean_;
  }
  double min() const {
    SIM_EXPECTS(count_ > 0);
    return min_;
  }
  double max() const {
    SIM_EXPECTS(count_ > 0);
    return max_;
  }

  // Of a sample: divided by count() - 1. Expects: count() > 1.
  double variance() const {
    SIM_EXPECTS(count_ > 1);
    return squares_ / static_cast<double>(count_ - 1);
  }

 private:
  std::size_t count_ = 0;
  double sum_ = 0.0;
  double mean_ = 0.0;
  double squares_ = 0.0;  // of the deviations from the mean
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = -std::numeric_limits<double>::infinity();
};

}  // namespace sim::stats
