// sim/experiment/unsettled_start.cpp: the weeks that would be left out, against the others.
#include "sim/experiment/unsettled_start.h"

#include <cmath>

#include "sim/experiment/beyond_chance.h"
#include "sim/stats/mser.h"

namespace sim::experiment {
namespace {

constexpr std::size_t fewest_weeks = 8;
constexpr double worth_mentioning = 0.1;
constexpr double worth_correcting = 0.02;

}  // namespace

void UnsettledStartWatch::add(const std::vector<double>& weeks) {
  if (weeks.size() < fewest_weeks) return;
  weeks_.resize(weeks.size());
  rises_.resize(weeks.size() / 2);
  double all = 0.0;
  for (std::size_t week = 0; week < weeks.size(); ++week) {
    weeks_[week].add(weeks[week]);
    all += weeks[week];
  }
  double first = 0.0;
  for (std::size_t i = 0; i < rises_.size(); ++i) {
    first += weeks[i];
    const auto left_out = static_cast<double>(i + 1);
    const auto others = static_cast<double>(weeks.size()) - left_out;
    rises_[i].add((all - first) / others - first / left_out);
  }
}

std::optional<UnsettledStart> UnsettledStartWatch::start(double confidence) const {
  std::vector<double> means;
  for (const stats::Tally& week : weeks_)
    means.push_back(week.mean());
  const std::size_t left_out = stats::mser_truncation(means, 1).value_or(rises_.size());
  if (left_out == 0) return std::nullopt;
  const stats::Tally& rise = rises_[left_out - 1];
  if (std::abs(against_chance(rise, confidence)) <= 1.0) return std::nullopt;
  double during = 0.0;
  for (std::size_t week = 0; week < left_out; ++week)
    during += means[week] / static_cast<double>(left_out);
  const double after = during + rise.mean();
  const double share = static_cast<double>(left_out) / static_cast<double>(means.size());
  const double difference = std::abs(rise.mean());
  if (difference < worth_mentioning * after || share * difference < worth_correcting * after)
    return std::nullopt;
  return UnsettledStart{static_cast<int>(left_out), during, after};
}

}  // namespace sim::experiment
