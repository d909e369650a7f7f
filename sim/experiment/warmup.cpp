// sim/experiment/warmup.cpp: levels day by day, averaged over replications, and what they say.
#include "sim/experiment/warmup.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <variant>

#include "sim/base/contract.h"
#include "sim/clinic/replication.h"
#include "sim/experiment/beyond_chance.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/waiting_list_watch.h"
#include "sim/metrics/daily_series.h"
#include "sim/stats/mser.h"

namespace sim::experiment {
namespace {

using metrics::DailySeries;
using metrics::PatientLevel;

constexpr std::size_t days_a_week = 7;
constexpr std::size_t fewest_weeks = 12;  // measured: as growth needs
constexpr int worth_saving = 4;           // weeks of a warm-up

// Watches the replications of a run and hands them over in their order. Returns how many.
int watch_replications(const model::Model& model, const Execution& execution,
                       const std::function<void(const DailySeries&)>& hand_over) {
  const auto watch = [&](int index) {
    const auto number = static_cast<std::uint32_t>(index) + 1;
    try {
      DailySeries series(model);
      series.finish(clinic::simulate(model, model.run.seed, number, series).ended);
      return series;
    } catch (const BrokenPromise& broken) {
      throw BrokenReplication(model.run.seed, number, broken.what());
    }
  };
  const auto take = [&](int index, const DailySeries& series) {
    hand_over(series);
    if (execution.completed) execution.completed(index + 1);
    return Next::GoOn;
  };
  return in_order<DailySeries>(model.run.replications, {execution.threads, execution.interrupted},
                               watch, take);
}

// Means of whole weeks, from a day on.
std::vector<double> by_week(const std::vector<double>& days, std::size_t from) {
  std::vector<double> weeks;
  for (std::size_t first = from; first + days_a_week <= days.size(); first += days_a_week) {
    double sum = 0.0;
    for (std::size_t day = first; day < first + days_a_week; ++day)
      sum += days[day];
    weeks.push_back(sum / static_cast<double>(days_a_week));
  }
  return weeks;
}

int up_to_weeks(int days) {
  constexpr int week = days_a_week;
  return (days + week - 1) / week;
}

// Of one level; keeps sums over replications only.
class LevelWatch {
 public:
  LevelWatch(PatientLevel level, std::size_t warm_up_days)
      : level_(level), warm_up_days_(warm_up_days) {}

  void add(const DailySeries& series) {
    const std::vector<double>& days = series.days(level_);
    sums_.resize(days.size());
    for (std::size_t day = 0; day < days.size(); ++day)
      sums_[day] += days[day];
    ++replications_;
    const std::vector<double> measured = by_week(days, warm_up_days_);
    growth_.add(measured);
    start_.add(measured);
  }

  WatchedLevel found() const {
    WatchedLevel level{level_};
    std::vector<double> means = sums_;
    for (double& day : means)
      day /= replications_;
    level.weeks = by_week(means, 0);
    if (const auto days = stats::mser_truncation(means)) level.mser_days = static_cast<int>(*days);
    level.growth = growth_.growth();
    level.start = start_.start(for_an_answer);
    return level;
  }

 private:
  PatientLevel level_;
  std::size_t warm_up_days_;
  std::vector<double> sums_;  // by day
  int replications_ = 0;
  GrowthWatch growth_;
  UnsettledStartWatch start_;
};

std::size_t days_up(Duration span) {
  return static_cast<std::size_t>((span + one_day - Duration{1}) / one_day);
}

std::vector<LevelWatch> levels_of(const model::Model& model) {
  const std::size_t warm_up = days_up(model.run.warm_up);
  std::vector<LevelWatch> levels = {{PatientLevel::WaitingList, warm_up},
                                    {PatientLevel::CoursesInProgress, warm_up}};
  const bool assessed =
      std::any_of(model.cohorts.begin(), model.cohorts.end(), [&](const model::Cohort& cohort) {
        return !std::holds_alternative<model::NoResponse>(model.responses[cohort.response].is);
      });
  if (assessed) levels.emplace_back(PatientLevel::InResponse, warm_up);
  return levels;
}

// A level that begins above what it settles at is no quiet start; a busy one is unsettled too where
// the clinic does not begin empty.
bool is_unsettled(const WatchedLevel& level, const WarmUp& warm_up) {
  return level.start && (warm_up.from_today || level.start->quiet());
}

// Of the levels that are unsettled after the warm-up given; none where the run is too short to say.
std::optional<int> enough_for_all(const WarmUp& warm_up) {
  const int given = up_to_weeks(static_cast<int>(days_up(warm_up.plan.warm_up)));
  int enough = 0;
  for (const WatchedLevel& level : warm_up.levels) {
    if (!is_unsettled(level, warm_up)) continue;
    const std::optional<int> settled = level.settled_after();
    if (!settled) return std::nullopt;
    enough = std::max({enough, *settled, given + level.start->weeks});
  }
  return enough;
}

// The week by which MSER-5 has them all settled, at least one.
std::optional<int> settled_after_all(const WarmUp& warm_up) {
  int settled = 1;
  for (const WatchedLevel& level : warm_up.levels) {
    if (!level.settled_after()) return std::nullopt;
    settled = std::max(settled, *level.settled_after());
  }
  return settled;
}

void judge(WarmUp& warm_up) {
  const auto any = [&](const auto& property) {
    return std::any_of(warm_up.levels.begin(), warm_up.levels.end(), property);
  };
  const bool tells = warm_up.replications >= static_cast<int>(fewest_replications) &&
                     days_up(*warm_up.plan.length) >= fewest_weeks * days_a_week;
  if (!tells) return;
  if (any([](const WatchedLevel& level) { return level.growth.has_value(); })) {
    warm_up.verdict = WarmUpVerdict::NeverSettles;
  } else if (any([&](const WatchedLevel& level) { return is_unsettled(level, warm_up); })) {
    warm_up.verdict = WarmUpVerdict::TooShort;
    warm_up.enough_weeks = enough_for_all(warm_up);
  } else {
    warm_up.verdict = WarmUpVerdict::LongEnough;
    const std::optional<int> settled = settled_after_all(warm_up);
    const Duration saved = settled ? warm_up.plan.warm_up - *settled * one_week : Duration{0};
    if (2 * saved < warm_up.plan.warm_up || saved < worth_saving * one_week) return;
    warm_up.verdict = WarmUpVerdict::LongerThanNeeded;
    warm_up.enough_weeks = settled;
  }
}

int closed_dates(const model::Model& model) {
  const std::vector<Date>& dates = model.clinic.closed.dates();
  return static_cast<int>(std::count_if(dates.begin(), dates.end(), [&](Date date) {
    return date >= model.run.start && Time{date} < model.run.ends() &&
           !model::openings_on(date, model.clinic.open, {}).empty();
  }));
}

bool has_seasons(const model::Poisson& referrals) {
  const auto uneven = [](const std::array<double, 12>& months) {
    return std::any_of(months.begin(), months.end(),
                       [&](double month) { return month != months.front(); });
  };
  return referrals.growth != 0.0 || (referrals.seasons && uneven(referrals.seasons->by_month));
}

}  // namespace

std::optional<int> WatchedLevel::settled_after() const {
  if (!mser_days) return std::nullopt;
  return up_to_weeks(*mser_days);
}

model::Model with_every_week_alike(model::Model model) {
  if (model.run.until) model.run.replications = model::replications_without(*model.run.until);
  model.clinic.closed = model::ClosedDates();
  for (model::Cohort& cohort : model.cohorts) {
    auto* const referrals = std::get_if<model::Poisson>(&cohort.referrals);
    if (referrals == nullptr) continue;
    referrals->growth = 0.0;
    if (referrals->seasons) referrals->seasons->by_month.fill(1.0);
  }
  return model;
}

WarmUp judge_warm_up(const model::Model& model, const Execution& execution) {
  SIM_EXPECTS(model.run.length.has_value());
  WarmUp warm_up;
  const model::Model alike = with_every_week_alike(model);
  warm_up.plan = alike.run;
  warm_up.closed_dates = closed_dates(model);
  warm_up.seasons =
      std::any_of(model.cohorts.begin(), model.cohorts.end(), [](const model::Cohort& cohort) {
        const auto* const referrals = std::get_if<model::Poisson>(&cohort.referrals);
        return referrals != nullptr && has_seasons(*referrals);
      });
  warm_up.from_today = !begins_empty(model);
  std::vector<LevelWatch> levels = levels_of(model);
  warm_up.replications = watch_replications(alike, execution, [&](const DailySeries& series) {
    for (LevelWatch& level : levels)
      level.add(series);
  });
  if (warm_up.replications == 0) return warm_up;
  for (const LevelWatch& level : levels)
    warm_up.levels.push_back(level.found());
  judge(warm_up);
  return warm_up;
}

}  // namespace sim::experiment
