// sim/experiment/waiting_list_watch.cpp: the weekly columns of the waiting list, row by row.
#include "sim/experiment/waiting_list_watch.h"

#include <algorithm>
#include <variant>

namespace sim::experiment {

bool begins_empty(const model::Model& model) {
  const auto nobody_is_there = [](const model::Cohort& cohort) {
    const model::AtRunStart& there = cohort.at_start;
    return there.waiting.patients == 0 && there.waiting.referred.empty() && there.diary.empty() &&
           there.in_course.empty();
  };
  const auto come_at_start = [](const model::Cohort& cohort) {
    return std::holds_alternative<model::AtStart>(cohort.referrals);
  };
  return std::all_of(model.cohorts.begin(), model.cohorts.end(), nobody_is_there) &&
         !std::all_of(model.cohorts.begin(), model.cohorts.end(), come_at_start);
}

WaitingListWatch::WaitingListWatch(const model::Model& model,
                                   const std::vector<metrics::Column>& columns)
    : first_weeks_are_asked_for_(!begins_empty(model)) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::holds_alternative<metrics::WeekOfWaitingList>(columns[i].reading))
      week_columns_.push_back(i);
  }
}

void WaitingListWatch::add(const metrics::Row& row) {
  std::vector<double> weeks;
  weeks.reserve(week_columns_.size());
  for (const std::size_t column : week_columns_)
    weeks.push_back(row[column].value());
  growth_.add(weeks);
  start_.add(weeks);
}

std::optional<UnsettledStart> WaitingListWatch::quiet_start() const {
  if (first_weeks_are_asked_for_ || growth()) return std::nullopt;
  const std::optional<UnsettledStart> start = start_.start(for_a_warning);
  return start && start->quiet() ? start : std::nullopt;
}

}  // namespace sim::experiment
