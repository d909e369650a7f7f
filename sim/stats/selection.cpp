// sim/stats/selection.cpp: Kim and Nelson's procedure, in the names of their paper.
#include "sim/stats/selection.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/contract.h"
#include "sim/stats/tally.h"

namespace sim::stats {

Selection::Selection(std::size_t systems, const Terms& terms)
    : systems_(systems), terms_(terms), sums_(systems, 0.0), left_(systems) {
  SIM_EXPECTS(systems > 0 && terms.first_stage >= 2 && terms.indifference > 0.0);
  SIM_EXPECTS(terms.confidence > 0.0 && terms.confidence < 1.0);
  std::iota(left_.begin(), left_.end(), std::size_t{0});
  if (systems == 1) return;
  // eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2, h^2 = 2 eta (n0 - 1)
  const double alpha = 1.0 - terms.confidence;
  const auto degrees = static_cast<double>(terms.first_stage - 1);
  const double eta =
      0.5 * (std::pow(2.0 * alpha / static_cast<double>(systems - 1), -2.0 / degrees) - 1.0);
  factor_ = 2.0 * eta * degrees;
}

void Selection::add(const std::vector<double>& observations) {
  SIM_EXPECTS(!done() && observations.size() == left_.size());
  ++count_;
  for (std::size_t i = 0; i < left_.size(); ++i)
    sums_[left_[i]] += observations[i];
  if (count_ <= terms_.first_stage) first_.push_back(observations);
  if (count_ == terms_.first_stage) measure_spread();
  if (count_ >= terms_.first_stage) leave_out();
}

void Selection::measure_spread() {
  variances_.assign(systems_ * systems_, 0.0);
  for (std::size_t a = 0; a < systems_; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      Tally differences;
      for (const std::vector<double>& each : first_)
        differences.add(each[a] - each[b]);
      variances_[a * systems_ + b] = variances_[b * systems_ + a] = differences.variance();
    }
  }
  first_.clear();
}

// Whether its mean is within W of that of everyone left.
bool Selection::keeps_up(std::size_t system) const {
  const auto r = static_cast<double>(count_);
  const double delta = terms_.indifference;
  return std::all_of(left_.begin(), left_.end(), [&](std::size_t other) {
    const double spread = factor_ * variance(system, other) / (delta * delta);
    const double w = std::max(0.0, delta / (2.0 * r) * (spread - r));
    return sums_[system] / r <= sums_[other] / r + w;
  });
}

void Selection::leave_out() {
  std::vector<std::size_t> staying;
  for (const std::size_t system : left_)
    if (keeps_up(system)) staying.push_back(system);
  left_ = std::move(staying);
  double most = 0.0;
  const double delta = terms_.indifference;
  for (const std::size_t a : left_) {
    for (const std::size_t b : left_)
      most = std::max(most, factor_ * variance(a, b) / (delta * delta));
  }
  settled_ = static_cast<double>(count_) > most;
}

std::size_t Selection::best() const {
  SIM_EXPECTS(done());
  return *std::min_element(left_.begin(), left_.end(),
                           [&](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
}

}  // namespace sim::stats
