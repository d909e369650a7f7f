#include "tests/property/naive_schedule.h"

#include <algorithm>

namespace sim::tests {
namespace {

using std::chrono::days;

// 0.6 to 2 times the span, rounded outwards to days, and of a day or more never on the same date.
days shortest(Duration span) {
  const days least{span < one_day ? 0 : 1};
  return std::max(least, std::chrono::floor<days>(span * 3 / 5));
}
days longest(Duration span) { return std::chrono::ceil<days>(span * 2); }

NaiveAim within(Time previous, Time target, const model::Window& window) {
  if (const auto* around = std::get_if<model::AroundTarget>(&window))
    return {target, date_of(target - around->early), date_of(target + around->late)};
  const auto& after = std::get<model::DaysAfterPrevious>(window);
  return {target, date_of(previous) + days{after.first}, date_of(previous) + days{after.last}};
}

std::optional<NaiveAim> after(const model::Spacing& spacing, Time previous) {
  const auto gap = constant_span(spacing.gap);
  if (!gap || previous == never) return std::nullopt;
  return within(previous, previous + *gap, spacing.window);
}

// The listed days, over and over where there is a cycle; else with the last gap for ever.
std::vector<int> days_written_out(const model::OnDays& on, std::size_t count) {
  std::vector<int> all = on.days;
  while (all.size() < count) {
    const std::size_t listed = on.days.size();
    if (on.cycle > 0) {
      all.push_back(all[all.size() - listed] + on.cycle);
    } else {
      all.push_back(2 * all.back() - all[all.size() - 2]);
    }
  }
  return all;
}

// A late infusion shifts none of the others: each counts from the first one of its phase, in cycles
// from the first one of its cycle, which itself counts from the first one of the cycle before. What
// should have been already, or nearly, when the one before comes, is due 0.6 of its gap after it.
std::optional<NaiveAim> on_days(const model::OnDays& on, const Starts& starts,
                                std::size_t phase_first) {
  const std::size_t index = starts.size() + 1 - phase_first;  // in the phase, from 0
  if (on.cycle == 0 && on.days.size() < 2) return std::nullopt;
  const std::vector<int> listed = days_written_out(on, index + 2);
  const bool begins_phase = index == 0;
  std::size_t zero = 0;  // from which infusion of the phase the days count
  if (on.cycle > 0 && !begins_phase) zero = (index - 1) / on.days.size() * on.days.size();
  const Time previous = starts.back();
  const Time counts_from = begins_phase ? previous : starts[phase_first - 1 + zero];
  if (previous == never || counts_from == never) return std::nullopt;
  // The gap before a phase that begins over and over is that before it begins again.
  const int gap = !begins_phase  ? listed[index] - listed[index - 1]
                  : on.cycle > 0 ? on.cycle - on.days.back()
                                 : listed[1];
  const Time planned = counts_from + days{begins_phase ? gap : listed[index] - listed[zero]};
  const Time target = std::max(planned, previous + shortest(days{gap}));
  if (on.window) {
    NaiveAim aim = within(previous, target, *on.window);
    aim.first = std::max(aim.first, date_of(previous) + days{1});
    return aim;
  }
  const Date first = date_of(planned) - (days{gap} - shortest(days{gap}));
  const Date last = date_of(planned) + (longest(days{gap}) - days{gap});
  return NaiveAim{target, std::max(first, date_of(previous) + days{1}), last};
}

std::optional<NaiveAim> on_weekdays(const model::OnWeekdays& on, Time previous) {
  if (previous == never) return std::nullopt;
  Time target = previous + one_day;
  while ((on.weekdays >> weekday_of(date_of(target)) & 1) == 0)
    target += one_day;
  if (on.window) return within(previous, target, *on.window);
  const Duration gap = target - previous;
  return NaiveAim{target, date_of(previous) + shortest(gap), date_of(previous) + longest(gap)};
}

}  // namespace

std::optional<NaiveAim> naive_aim(const model::Course& course, const Starts& starts) {
  const int number = static_cast<int>(starts.size()) + 1;
  const model::Phase* in = nullptr;
  for (const model::Phase& phase : course.schedule.phases)
    if (phase.first <= number) in = &phase;
  if (in == nullptr) return std::nullopt;
  if (const auto* on = std::get_if<model::OnDays>(&in->due))
    return on_days(*on, starts, static_cast<std::size_t>(in->first));
  if (const auto* on = std::get_if<model::OnWeekdays>(&in->due))
    return on_weekdays(*on, starts.back());
  const auto& spacings = std::get<model::Every>(in->due).spacings;
  // The gap before the first infusion of a phase is the phase's first; a course has none before it.
  const int gaps_before = number - std::max(in->first, 2);
  return after(spacings[static_cast<std::size_t>(gaps_before) % spacings.size()], starts.back());
}

NaiveAim naive_aim_at_first(Time decided, Time due) {
  const Duration span = due - decided;
  return {due, date_of(decided) + shortest(span),
          date_of(decided) + std::max(longest(span), days{7})};
}

std::optional<NaiveAim> naive_aim(const model::PlanPart& part, int number, Time previous) {
  const auto& spacings = part.every.spacings;
  return after(spacings[static_cast<std::size_t>(number - 1) % spacings.size()], previous);
}

}  // namespace sim::tests
