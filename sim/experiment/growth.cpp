// sim/experiment/growth.cpp: the last quarter, in thirds, against the quarter before it.
#include "sim/experiment/growth.h"

#include <algorithm>

#include "sim/experiment/beyond_chance.h"

namespace sim::experiment {
namespace {

constexpr std::size_t fewest_weeks = 12;
constexpr double confidence = 0.998;
constexpr double worth_mentioning = 1.0 / 15.0;

// Expects: first < last.
double mean_of(const std::vector<double>& weeks, std::size_t first, std::size_t last) {
  double sum = 0.0;
  for (std::size_t week = first; week < last; ++week)
    sum += weeks[week];
  return sum / static_cast<double>(last - first);
}

}  // namespace

void GrowthWatch::add(const std::vector<double>& weeks) {
  if (weeks.size() < fewest_weeks) return;
  const std::size_t quarter = weeks.size() / 4;
  const std::size_t last = weeks.size() - quarter;  // the first week of the last quarter
  const double before = mean_of(weeks, last - quarter, last);
  before_.add(before);
  after_.add(mean_of(weeks, last, weeks.size()));
  for (std::size_t third = 0; third < rises_.size(); ++third) {
    rises_[third].add(mean_of(weeks, last + quarter * third / 3, last + quarter * (third + 1) / 3) -
                      before);
  }
}

std::optional<Growth> GrowthWatch::growth() const {
  if (before_.count() < fewest_replications) return std::nullopt;
  const bool sure = std::all_of(rises_.begin(), rises_.end(), [](const stats::Tally& rise) {
    return against_chance(rise, confidence) > 1.0;
  });
  const double least = std::min({rises_[0].mean(), rises_[1].mean(), rises_[2].mean()});
  const bool falls = rises_[2].mean() < rises_[1].mean();
  if (!sure || falls || least < worth_mentioning * before_.mean()) return std::nullopt;
  return Growth{before_.mean(), after_.mean()};
}

}  // namespace sim::experiment
