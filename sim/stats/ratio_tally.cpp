// sim/stats/ratio_tally.cpp: sums of squares and products, by Welford's recurrence.
#include "sim/stats/ratio_tally.h"

#include <algorithm>
#include <cmath>

namespace sim::stats {

void RatioTally::add(Ratio ratio) {
  ++count_;
  if (ratio.denominator > 0.0) ++observed_;
  const auto n = static_cast<double>(count_);
  const Ratio before{ratio.numerator - mean_.numerator, ratio.denominator - mean_.denominator};
  mean_.numerator += before.numerator / n;
  mean_.denominator += before.denominator / n;
  numerators_ += before.numerator * (ratio.numerator - mean_.numerator);
  products_ += before.numerator * (ratio.denominator - mean_.denominator);
  denominators_ += before.denominator * (ratio.denominator - mean_.denominator);
  if (count_ <= most_left_out_in_turn) {
    first_.push_back(ratio);
  } else {
    first_ = {};
  }
}

Estimate RatioTally::estimate(double confidence) const {
  Estimate estimate =
      count_ <= most_left_out_in_turn ? ratio_interval(first_, confidence) : linear(confidence);
  estimate.observations = observed_;
  return estimate;
}

// The variance of numerator - ratio * denominator, whose mean is 0, over the mean denominator.
Estimate RatioTally::linear(double confidence) const {
  if (observed_ == 0) return {};
  const double ratio = mean_.numerator / mean_.denominator;
  Estimate estimate{ratio, std::nullopt, observed_};
  if (observed_ < 2) return estimate;
  const double squares = numerators_ - 2.0 * ratio * products_ + ratio * ratio * denominators_;
  const auto n = static_cast<double>(count_);
  estimate.half_width = student_t(confidence, count_ - 1) *
                        std::sqrt(std::max(squares, 0.0) / (n * (n - 1.0))) / mean_.denominator;
  return estimate;
}

}  // namespace sim::stats
