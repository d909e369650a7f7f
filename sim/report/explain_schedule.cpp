// sim/report/explain_schedule.cpp: when infusions are due, in words.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

// Where no window is written and the gaps differ: 0.6 to 2 times each of them, counted from the
// previous infusion or, where a late one shifts no other, from when it was planned.
constexpr std::string_view after_previous =
    "0.6 to 2 times the gap after the previous one, in whole days";
constexpr std::string_view around_target =
    "from 0.4 of the gap before to a whole gap after the target, in whole days";

std::string in_words(const model::Window& window) {
  if (const auto* around = std::get_if<model::AroundTarget>(&window)) {
    return fmt::format("from {} before to {} after the target", format_duration(around->early),
                       format_duration(around->late));
  }
  const auto& after = std::get<model::DaysAfterPrevious>(window);
  return fmt::format("{} to {} after the previous one", after.first, counted(after.last, "day"));
}

std::string in_words(const std::optional<model::Window>& window, std::string_view otherwise) {
  return window ? in_words(*window) : std::string(otherwise);
}

// Each window once. Those that differ do so by the gap that they were worked out from.
std::string windows_in_words(const model::Every& every) {
  std::vector<std::string> windows;
  for (const model::Spacing& each : every.spacings) {
    const std::string window = in_words(each.window);
    if (std::find(windows.begin(), windows.end(), window) == windows.end())
      windows.push_back(window);
  }
  const std::string_view by_gap = windows.size() > 1 ? ", as the gap is" : "";
  return fmt::format("{}{}", listed(windows, "or"), by_gap);
}

struct DueWords {
  std::string operator()(const model::Every& every) const {
    return fmt::format("{}, in a window {}", gaps_in_words(every), windows_in_words(every));
  }
  std::string operator()(const model::OnDays& on) const {
    std::vector<std::string> days;
    for (const int day : on.days)
      days.push_back(std::to_string(day));
    const std::string cycle =
        on.cycle > 0 ? fmt::format(" of cycles of {}", counted(on.cycle, "day")) : "";
    return fmt::format("on {} {}{}, counted from the first of them that is given, in a window {}",
                       days.size() == 1 ? "day" : "days", listed(days), cycle,
                       in_words(on.window, around_target));
  }
  std::string operator()(const model::OnWeekdays& on) const {
    std::vector<std::string> days;
    for (int day = 0; day < 7; ++day) {
      if ((on.weekdays >> day & 1) != 0) days.push_back(weekday(day));
    }
    return fmt::format("each on the next {} after the one before, in a window {}",
                       listed(days, "or"), in_words(on.window, after_previous));
  }
};

// "Infusions 9 to 12", "Infusion 5", "From infusion 13 on".
std::string numbers_of(const model::Schedule& schedule, std::size_t phase) {
  const int first = schedule.phases[phase].first;
  if (phase + 1 == schedule.phases.size()) return fmt::format("From infusion {} on", first);
  const int last = schedule.phases[phase + 1].first - 1;
  if (last == first) return fmt::format("Infusion {}", first);
  return fmt::format("Infusions {} to {}", first, last);
}

}  // namespace

std::string gaps_in_words(const model::Every& every) {
  std::vector<std::string> gaps;
  for (const model::Spacing& each : every.spacings)
    gaps.push_back(time_in_words(each.gap));
  if (gaps.size() == 1 && gaps.front().rfind("1 ", 0) == 0)
    return "one every " + gaps.front().substr(2);
  return fmt::format("one every {}{}", listed(gaps), gaps.size() > 1 ? " in turn" : "");
}

std::string only_phase_in_words(const model::Schedule& schedule) {
  if (schedule.phases.size() != 1) return {};
  return ", " + std::visit(DueWords{}, schedule.phases.front().due);
}

std::vector<std::string> phases_in_words(const model::Schedule& schedule) {
  std::vector<std::string> phases;
  if (schedule.phases.size() < 2) return phases;
  for (std::size_t i = 0; i < schedule.phases.size(); ++i) {
    phases.push_back(fmt::format("{}: {}.", numbers_of(schedule, i),
                                 std::visit(DueWords{}, schedule.phases[i].due)));
  }
  return phases;
}

}  // namespace sim::report
