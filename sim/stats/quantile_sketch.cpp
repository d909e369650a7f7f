// sim/stats/quantile_sketch.cpp: where a value is counted, and which bucket a rank falls into.
#include "sim/stats/quantile_sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/base/contract.h"

namespace sim::stats {

namespace {

constexpr int bits = 7;
constexpr std::uint64_t buckets = std::uint64_t{1} << bits;

struct Place {
  std::size_t octave;
  std::size_t bucket;
};

// Octave 0 holds the values below 128, one a bucket; octave k those from 2^(k + 6) to below
// 2^(k + 7), of which the seven bits after the leading one number the bucket.
Place place_of(std::uint64_t value) {
  if (value < buckets) return {0, value};
  const int octave = 64 - std::countl_zero(value) - bits;
  return {static_cast<std::size_t>(octave), (value >> (octave - 1)) - buckets};
}

}  // namespace

void QuantileSketch::add(std::int64_t value) {
  SIM_EXPECTS(value >= 0);
  const Place place = place_of(static_cast<std::uint64_t>(value));
  if (place.octave >= octaves_.size()) octaves_.resize(place.octave + 1);
  Octave& octave = octaves_[place.octave];
  if (octave.empty()) octave.resize(buckets);
  Bucket& bucket = octave[place.bucket];
  ++bucket.count;
  bucket.sum += value;
  ++count_;
  sum_ += value;
}

void QuantileSketch::merge(const QuantileSketch& other) {
  octaves_.resize(std::max(octaves_.size(), other.octaves_.size()));
  for (std::size_t k = 0; k < other.octaves_.size(); ++k) {
    const Octave& from = other.octaves_[k];
    if (from.empty()) continue;
    octaves_[k].resize(buckets);
    for (std::size_t i = 0; i < buckets; ++i) {
      octaves_[k][i].count += from[i].count;
      octaves_[k][i].sum += from[i].sum;
    }
  }
  count_ += other.count_;
  sum_ += other.sum_;
}

double QuantileSketch::mean() const {
  SIM_EXPECTS(count_ > 0);
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

double QuantileSketch::quantile(double p) const {
  SIM_EXPECTS(count_ > 0 && p >= 0.0 && p <= 1.0);
  // A hair less than p n, because 0.07 * 100 is more than 7 and would count as 8.
  const double rank = std::ceil(p * static_cast<double>(count_) * (1.0 - 1e-12));
  auto left = std::max(std::int64_t{1}, static_cast<std::int64_t>(rank));
  for (const Octave& octave : octaves_) {
    for (const Bucket& bucket : octave) {
      left -= bucket.count;
      if (left <= 0) return static_cast<double>(bucket.sum) / static_cast<double>(bucket.count);
    }
  }
  fail_contract("the counts of the buckets add up to count()", __FILE__, __LINE__);
}

}  // namespace sim::stats
