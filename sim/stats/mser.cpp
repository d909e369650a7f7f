// sim/stats/mser.cpp: the marginal standard error, from the end of the series backwards.
#include "sim/stats/mser.h"

#include <cmath>
#include <limits>

#include "sim/base/contract.h"
#include "sim/stats/tally.h"

namespace sim::stats {
namespace {

constexpr std::size_t fewest_batches = 4;
// What differs by less is rounding: the first of them is as good.
constexpr double rounding = 1e-12;

std::vector<double> batch_means(const std::vector<double>& values, std::size_t batch) {
  std::vector<double> means;
  for (std::size_t first = 0; first + batch <= values.size(); first += batch) {
    Tally tally;
    for (std::size_t i = first; i < first + batch; ++i)
      tally.add(values[i]);
    means.push_back(tally.mean());
  }
  return means;
}

}  // namespace

std::optional<std::size_t> mser_truncation(const std::vector<double>& values, std::size_t batch) {
  SIM_EXPECTS(batch > 0);
  const std::vector<double> means = batch_means(values, batch);
  if (means.size() < fewest_batches) return std::nullopt;
  const std::size_t most = means.size() / 2;
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = most;
  Tally rest;
  for (std::size_t left_out = means.size(); left_out-- > 0;) {
    rest.add(means[left_out]);
    if (left_out > most) continue;
    const auto kept = static_cast<double>(rest.count());
    const double error = std::sqrt(rest.variance() * (kept - 1.0)) / kept;
    if (error > least * (1.0 + rounding)) continue;
    least = std::min(least, error);
    best = left_out;
  }
  if (best == most) return std::nullopt;
  return best * batch;
}

}  // namespace sim::stats
