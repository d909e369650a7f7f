#include "sim/clinic/aim.h"

#include <algorithm>
#include <variant>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

Aim with_window(Time previous, Time target, const model::Window& window) {
  if (const auto* days = std::get_if<model::DaysAfterPrevious>(&window)) {
    return {target, date_of(previous) + std::chrono::days{days->first},
            date_of(previous) + std::chrono::days{days->last}};
  }
  const auto& around = std::get<model::AroundTarget>(window);
  return {target, date_of(target - around.early), date_of(target + around.late)};
}

// By default as far from the target as the window of the gap is, whenever the one before was. A day
// that is too near to that one, which came late, or has passed: as long after it as the window
// begins.
Aim on_a_day(const model::OnDays& on, CountedFrom from, Time target, Duration gap) {
  const model::DaysAfterPrevious planned = model::default_window(gap);
  const Time due = std::max(target, from.previous + one_day * planned.first);
  const Date next_date = date_of(from.previous) + std::chrono::days{1};
  if (on.window) {
    Aim aim = with_window(from.previous, due, *on.window);
    aim.window_first = std::max(aim.window_first, next_date);
    return aim;
  }
  const auto days = static_cast<int>(gap / one_day);
  const Date first = date_of(target) - std::chrono::days{days - planned.first};
  return {due, std::max(first, next_date),
          date_of(target) + std::chrono::days{planned.last - days}};
}

struct AimOf {
  const model::Course& course;
  const model::Phase& phase;
  int number = 2;
  CountedFrom from;
  Drawn drawn;

  Aim operator()(const model::Every& every) const {
    const model::Spacing& spacing = every.in_turn(phase.gap_index(number));
    const double gap = model::draw(spacing.gap, course.sites.spacing, drawn.patient, drawn.which);
    return aim_after(from.previous, from_milliseconds(gap), spacing.window);
  }
  Aim operator()(const model::OnDays& on) const {
    const int index = number - phase.first;
    const Duration gap = course.schedule.mean_gap(number);
    if (index == 0) return on_a_day(on, from, from.previous + gap, gap);
    const int of_cycle = on.cycle > 0 ? (index - 1) / on.listed() * on.listed() : 0;
    const int days = on.day(index) - on.day(of_cycle);
    return on_a_day(on, from, from.day_zero + one_day * days, gap);
  }
  Aim operator()(const model::OnWeekdays& on) const {
    const Duration gap = one_day * on.days_from(date_of(from.previous));
    return aim_after(from.previous, gap,
                     on.window.value_or(model::Window{model::default_window(gap)}));
  }
};

}  // namespace

CountedFrom counted_from(const model::Course& course, int number, Time at, CountedFrom before) {
  const bool is_day_zero = number == 1 || course.schedule.phase_of(number).is_day_zero(number);
  return {at, is_day_zero ? at : before.day_zero};
}

Aim aim_at(const model::Course& course, int number, CountedFrom from, Drawn drawn) {
  SIM_EXPECTS(number >= 2);
  const model::Phase& phase = course.schedule.phase_of(number);
  return std::visit(AimOf{course, phase, number, from, drawn}, phase.due);
}

Aim aim_at_first(Time decided, Time due) {
  // What follows at once may still take a week to find a place.
  constexpr int at_least = 7;
  model::DaysAfterPrevious window = model::default_window(due - decided);
  window.last = std::max(window.last, at_least);
  return with_window(decided, due, window);
}

Aim aim_after(Time previous, Duration gap, const model::Window& window) {
  return with_window(previous, previous + gap, window);
}

}  // namespace sim::clinic
