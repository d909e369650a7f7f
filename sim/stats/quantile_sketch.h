// sim/stats/quantile_sketch.h: quantiles of whole numbers, without keeping the observations.
//
// A log-linear histogram (as in Tene's HdrHistogram): every power of two is divided into 128
// buckets of equal width, so that a bucket is never wider than 1/128 of what is in it. A bucket
// keeps the count and the sum of its values and answers with their mean: exact where they coincide,
// as spans on a grid of appointments mostly do, and otherwise within 0.8 %. Memory is bounded
// whatever the number of observations, and merging gives the same answer in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim::stats {

class QuantileSketch {
 public:
  // Expects: value >= 0, and that the sum of all values stays below 2^63.
  void add(std::int64_t value);
  // As if everything that was added to `other` were added here.
  void merge(const QuantileSketch& other);
  void clear() { *this = QuantileSketch(); }

  std::int64_t count() const { return count_; }
  double mean() const;  // exact. Expects: count() > 0

  // By nearest rank: the smallest value that at least a share p of the observations does not
  // exceed; the mean of its bucket. Expects: count() > 0, 0 <= p <= 1.
  double quantile(double p) const;

 private:
  struct Bucket {
    std::int64_t count = 0;
    std::int64_t sum = 0;
  };
  using Octave = std::vector<Bucket>;  // empty until used

  std::int64_t count_ = 0;
  std::int64_t sum_ = 0;
  std::vector<Octave> octaves_;  // as many as the largest value needs
};

}  // namespace sim::stats
