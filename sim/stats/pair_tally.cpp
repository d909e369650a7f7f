// sim/stats/pair_tally.cpp: means and products of deviations of four numbers, and what they say.
#include "sim/stats/pair_tally.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace sim::stats {
namespace {

enum Part : std::size_t { FirstOver, FirstUnder, SecondOver, SecondUnder };

bool same(Ratio a, Ratio b) { return a.numerator == b.numerator && a.denominator == b.denominator; }

}  // namespace

void PairTally::add(const Pair& pair) {
  const auto [first, second] = pair;
  ++count_;
  all_equal_ = all_equal_ && same(first, second);
  if (first.denominator > 0.0 && second.denominator > 0.0) {
    ++observed_;
    const double a = first.numerator / first.denominator;
    const double b = second.numerator / second.denominator;
    higher_ += b > a ? 1 : 0;
    lower_ += b < a ? 1 : 0;
  }
  const std::array<double, parts> values = {first.numerator, first.denominator, second.numerator,
                                            second.denominator};
  std::array<double, parts> before{};
  for (std::size_t i = 0; i < parts; ++i) {
    before[i] = values[i] - means_[i];
    means_[i] += before[i] / static_cast<double>(count_);
  }
  for (std::size_t i = 0; i < parts; ++i) {
    for (std::size_t j = 0; j <= i; ++j)
      products_[i][j] += before[i] * (values[j] - means_[j]);
  }
}

// Expects: both have a denominator.
PairTally::Ratios PairTally::ratios() const {
  return {means_[FirstOver] / means_[FirstUnder], means_[SecondOver] / means_[SecondUnder]};
}

std::optional<PairTally::Spread> PairTally::spread() const {
  if (observed_ < 2) return {};
  const Ratios ratio = ratios();
  // One replication's linear part of each figure, as factors of the four numbers.
  const std::array<double, 2> first = {1.0 / means_[FirstUnder], -ratio.first / means_[FirstUnder]};
  const std::array<double, 2> second = {1.0 / means_[SecondUnder],
                                        -ratio.second / means_[SecondUnder]};
  const auto square = [&](const std::array<double, 2>& factors, std::size_t at) {
    return factors[0] * factors[0] * products_[at][at] +
           2.0 * factors[0] * factors[1] * products_[at + 1][at] +
           factors[1] * factors[1] * products_[at + 1][at + 1];
  };
  double common = 0.0;
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 2; ++j)
      common += first[i] * second[j] * products_[SecondOver + j][FirstOver + i];
  }
  const double degrees = static_cast<double>(count_) - 1.0;
  return Spread{std::max(square(first, FirstOver), 0.0) / degrees,
                std::max(square(second, SecondOver), 0.0) / degrees, common / degrees};
}

std::optional<double> PairTally::standard_error() const {
  if (all_equal_ && observed_ > 1) return 0.0;
  const std::optional<Spread> of = spread();
  if (!of) return {};
  const double variance = std::max(of->first - 2.0 * of->common + of->second, 0.0);
  return std::sqrt(variance / static_cast<double>(count_));
}

Estimate PairTally::difference(double confidence) const {
  if (observed_ == 0) return {};
  const Ratios ratio = ratios();
  Estimate estimate{all_equal_ ? 0.0 : ratio.second - ratio.first, std::nullopt, observed_};
  if (const std::optional<double> error = standard_error())
    estimate.half_width = student_t(confidence, count_ - 1) * *error;
  return estimate;
}

// The degrees of freedom are Welch's (1947).
std::optional<double> PairTally::unpaired_half_width(double confidence) const {
  const std::optional<Spread> of = spread();
  if (!of) return {};
  const double sum = of->first + of->second;
  if (sum == 0.0) return 0.0;
  const double degrees = static_cast<double>(count_ - 1) * sum * sum /
                         (of->first * of->first + of->second * of->second);
  return student_t(confidence, static_cast<std::size_t>(degrees)) *
         std::sqrt(sum / static_cast<double>(count_));
}

std::optional<double> PairTally::variance_saved() const {
  const std::optional<Spread> of = spread();
  if (!of || of->first + of->second <= 0.0) return {};
  return all_equal_ ? 1.0 : 2.0 * of->common / (of->first + of->second);
}

std::optional<double> PairTally::correlation() const {
  const std::optional<Spread> of = spread();
  if (!of || of->first <= 0.0 || of->second <= 0.0) return {};
  if (all_equal_) return 1.0;
  return std::clamp(of->common / std::sqrt(of->first * of->second), -1.0, 1.0);
}

std::optional<double> PairTally::p_value() const {
  const std::optional<double> error = standard_error();
  if (!error) return {};
  const Ratios ratio = ratios();
  const double distance = all_equal_ ? 0.0 : std::abs(ratio.second - ratio.first);
  if (distance == 0.0) return 1.0;
  if (*error == 0.0) return 0.0;
  const boost::math::students_t t(static_cast<double>(count_ - 1));
  return 2.0 * boost::math::cdf(boost::math::complement(t, distance / *error));
}

}  // namespace sim::stats
