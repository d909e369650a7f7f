// sim/experiment/growth.cpp: whether the waiting list was still growing when a run ended.
#include "sim/experiment/growth.h"

#include <cstddef>

#include "sim/stats/estimate.h"
#include "sim/stats/tally.h"

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

std::optional<Growth> still_growing(const std::vector<metrics::Column>& columns,
                                    const std::vector<metrics::Row>& rows) {
  const std::vector<std::size_t> weeks = week_columns(columns);
  if (weeks.size() < fewest_weeks || rows.size() < fewest_replications) return std::nullopt;
  const std::size_t quarter = weeks.size() / 4;
  const auto mean_of = [&](const metrics::Row& row, std::size_t first) {
    stats::Tally tally;
    for (std::size_t week = first; week < first + quarter; ++week)
      tally.add(row[weeks[week]].value());
    return tally.mean();
  };
  stats::Tally before;
  std::vector<double> rises;
  for (const metrics::Row& row : rows) {
    before.add(mean_of(row, weeks.size() - 2 * quarter));
    rises.push_back(mean_of(row, weeks.size() - quarter) -
                    mean_of(row, weeks.size() - 2 * quarter));
  }
  const stats::Estimate rise = stats::mean_interval(rises, confidence);
  const bool by_chance = rise.mean - rise.half_width.value_or(rise.mean) <= 0.0;
  if (by_chance || rise.mean < worth_mentioning * before.mean()) return std::nullopt;
  return Growth{before.mean(), before.mean() + rise.mean};
}

}  // namespace sim::experiment
