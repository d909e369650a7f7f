#include "sim/model/schedule.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::model {
namespace {

int days_down(Duration span) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(span).count());
}
int days_up(Duration span) {
  return static_cast<int>(std::chrono::ceil<std::chrono::days>(span).count());
}

struct MeanGap {
  const Phase& phase;
  int number;  // from 2

  Duration operator()(const Every& every) const {
    return from_milliseconds(every.in_turn(phase.gap_index(number)).gap.mean());
  }
  Duration operator()(const OnDays& on) const {
    const int index = number - phase.first;
    if (index > 0) return one_day * (on.day(index) - on.day(index - 1));
    return one_day * (on.cycle > 0 ? on.cycle - on.days.back() : on.day(1));
  }
  Duration operator()(const OnWeekdays& on) const {
    int listed = 0;
    for (int day = 0; day < 7; ++day)
      listed += on.weekdays >> day & 1;
    return one_week / listed;
  }
};

}  // namespace

DaysAfterPrevious default_window(Duration gap) {
  const int nearest = gap < one_day ? 0 : 1;
  return {std::max(nearest, days_down(gap * 6 / 10)), days_up(gap * 2)};
}

int OnDays::day(int index) const {
  const int n = listed();
  const auto at = [this](int i) { return days[static_cast<std::size_t>(i)]; };
  if (cycle > 0) return cycle * (index / n) + at(index % n);
  if (index < n) return at(index);
  SIM_EXPECTS(n >= 2);
  return at(n - 1) + (index - n + 1) * (at(n - 1) - at(n - 2));
}

int OnWeekdays::days_from(Date date) const {
  int days = 1;
  while ((weekdays >> ((weekday_of(date) + days) % 7) & 1) == 0)
    ++days;
  return days;
}

bool Phase::is_day_zero(int number) const {
  const auto* on = std::get_if<OnDays>(&due);
  const bool begins_cycle = on != nullptr && on->cycle > 0 && (number - first) % on->listed() == 0;
  return number == first || begins_cycle;
}

const Phase& Schedule::phase_of(int number) const {
  SIM_EXPECTS(!phases.empty());
  std::size_t phase = phases.size() - 1;
  while (phase > 0 && phases[phase].first > number)
    --phase;
  return phases[phase];
}

Duration Schedule::mean_gap(int number) const {
  SIM_EXPECTS(number >= 2);
  const Phase& phase = phase_of(number);
  return std::visit(MeanGap{phase, number}, phase.due);
}

bool Schedule::varies() const {
  return std::any_of(phases.begin(), phases.end(), [](const Phase& phase) {
    const auto* every = std::get_if<Every>(&phase.due);
    return every != nullptr &&
           std::any_of(every->spacings.begin(), every->spacings.end(), [](const Spacing& each) {
             return each.gap.at(0x1p-52) != each.gap.at(1.0 - 0x1p-52);
           });
  });
}

}  // namespace sim::model
