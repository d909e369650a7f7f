// sim/stats/rank_correlation.cpp: the correlation of ranks, and its interval.
#include "sim/stats/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/normal.hpp>

#include "sim/base/contract.h"

namespace sim::stats {
namespace {

// Pearson's; nothing where one of the two never varies.
std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double squares_a = 0.0;
  double squares_b = 0.0;
  double products = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    squares_a += (a[i] - mean_a) * (a[i] - mean_a);
    squares_b += (b[i] - mean_b) * (b[i] - mean_b);
    products += (a[i] - mean_a) * (b[i] - mean_b);
  }
  if (squares_a == 0.0 || squares_b == 0.0) return {};
  return std::clamp(products / std::sqrt(squares_a * squares_b), -1.0, 1.0);
}

RankCorrelation::Interval interval_around(double coefficient, std::size_t pairs,
                                          double confidence) {
  if (std::abs(coefficient) == 1.0) return {coefficient, coefficient};
  const double error =
      std::sqrt((1.0 + 0.5 * coefficient * coefficient) / (static_cast<double>(pairs) - 3.0));
  const boost::math::normal standard;
  const double reach = boost::math::quantile(standard, 0.5 + 0.5 * confidence) * error;
  const double middle = std::atanh(coefficient);
  return {std::tanh(middle - reach), std::tanh(middle + reach)};
}

}  // namespace

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]])
      ++end;
    for (std::size_t i = begin; i < end; ++i)
      ranks[order[i]] = 0.5 * static_cast<double>(begin + 1 + end);
    begin = end;
  }
  return ranks;
}

std::optional<RankCorrelation> rank_correlation(const std::vector<double>& first,
                                                const std::vector<double>& second,
                                                double confidence) {
  SIM_EXPECTS(first.size() == second.size());
  SIM_EXPECTS(confidence > 0.0 && confidence < 1.0);
  const std::optional<double> coefficient = correlation(ranks(first), ranks(second));
  if (!coefficient) return {};
  RankCorrelation result{*coefficient, std::nullopt, first.size()};
  if (first.size() > 3) result.interval = interval_around(*coefficient, first.size(), confidence);
  return result;
}

}  // namespace sim::stats
