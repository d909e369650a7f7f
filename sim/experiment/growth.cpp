// sim/experiment/growth.cpp: whether the waiting list was still growing when a run ended.
#include "sim/experiment/growth.h"

#include "sim/stats/estimate.h"

namespace sim::experiment {
namespace {

constexpr std::size_t fewest_weeks = 8;
constexpr std::size_t fewest_replications = 3;
constexpr double confidence = 0.998;
constexpr double worth_mentioning = 0.1;

std::vector<std::size_t> week_columns(const std::vector<metrics::Column>& columns) {
  std::vector<std::size_t> weeks;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::holds_alternative<metrics::WeekOfWaitingList>(columns[i].reading)) weeks.push_back(i);
  }
  return weeks;
}

}  // namespace

GrowthWatch::GrowthWatch(const std::vector<metrics::Column>& columns)
    : weeks_(week_columns(columns)) {}

void GrowthWatch::add(const metrics::Row& row) {
  if (weeks_.size() < fewest_weeks) return;
  const std::size_t quarter = weeks_.size() / 4;
  const auto mean_from = [&](std::size_t first) {
    stats::Tally tally;
    for (std::size_t week = first; week < first + quarter; ++week)
      tally.add(row[weeks_[week]].value());
    return tally.mean();
  };
  const double before = mean_from(weeks_.size() - 2 * quarter);
  before_.add(before);
  rises_.add(mean_from(weeks_.size() - quarter) - before);
}

std::optional<Growth> GrowthWatch::found() const {
  if (rises_.count() < fewest_replications) return std::nullopt;
  const stats::Estimate rise = stats::interval_of(rises_, confidence);
  const bool by_chance = rise.mean - rise.half_width.value_or(rise.mean) <= 0.0;
  if (by_chance || rise.mean < worth_mentioning * before_.mean()) return std::nullopt;
  return Growth{before_.mean(), before_.mean() + rise.mean};
}

}  // namespace sim::experiment
