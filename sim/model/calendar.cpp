// sim/model/calendar.cpp: hours, dates and rotas, walked through the week.
//
// Everything is asked date by date: a closed date is skipped whole, and within an open one the
// weekly pattern holds.
#include "sim/model/calendar.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::model {
namespace {

// How far ahead is looked for something that may never come.
constexpr std::chrono::days horizon{3653};

constexpr Duration since_monday(Time at) { return at - Time{monday_of(date_of(at))}; }

constexpr Duration day_begins(Date date) { return weekday_of(date) * one_day; }

bool any_after(const ClosedDates& closed, Date date) {
  return !closed.dates().empty() && closed.dates().back() > date;
}

}  // namespace

// --- WeeklyHours

WeeklyHours::WeeklyHours(std::vector<Interval> intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](Interval a, Interval b) { return a.from < b.from; });
  for (const Interval& next : intervals) {
    SIM_EXPECTS(Duration{0} <= next.from && next.from < next.to && next.to <= one_week);
    if (!intervals_.empty() && next.from <= intervals_.back().to) {
      intervals_.back().to = std::max(intervals_.back().to, next.to);
    } else {
      intervals_.push_back(next);
    }
  }
}

bool WeeklyHours::contains(Duration since_monday) const {
  return std::any_of(intervals_.begin(), intervals_.end(), [since_monday](Interval each) {
    return each.from <= since_monday && since_monday < each.to;
  });
}

Duration WeeklyHours::total() const {
  Duration sum{0};
  for (const Interval& each : intervals_)
    sum += each.to - each.from;
  return sum;
}

Duration WeeklyHours::after(Duration elapsed) const {
  SIM_EXPECTS(!empty() && elapsed >= Duration{0});
  if (elapsed == Duration{0}) return Duration{0};
  // Whole weeks are left out so that between nothing and all of one week remains: the end of a
  // week's last interval belongs to that week.
  const std::int64_t weeks = (elapsed.count() - 1) / total().count();
  Duration rest = elapsed - weeks * total();
  for (const Interval& each : intervals_) {
    const Duration length = each.to - each.from;
    if (rest <= length) return weeks * one_week + each.from + rest;
    rest -= length;
  }
  return (weeks + 1) * one_week;
}

WeeklyHours intersection(const WeeklyHours& a, const WeeklyHours& b) {
  std::vector<Interval> common;
  for (const Interval& left : a.intervals()) {
    for (const Interval& right : b.intervals()) {
      const Interval both{std::max(left.from, right.from), std::min(left.to, right.to)};
      if (both.from < both.to) common.push_back(both);
    }
  }
  return WeeklyHours(std::move(common));
}

// --- dates

ClosedDates::ClosedDates(std::vector<Date> dates) : dates_(std::move(dates)) {
  std::sort(dates_.begin(), dates_.end());
  dates_.erase(std::unique(dates_.begin(), dates_.end()), dates_.end());
}

bool ClosedDates::contains(Date date) const {
  return std::binary_search(dates_.begin(), dates_.end(), date);
}

std::vector<Opening> openings_on(Date date, const WeeklyHours& hours, const ClosedDates& closed) {
  std::vector<Opening> openings;
  if (closed.contains(date)) return openings;
  const Duration midnight = day_begins(date);
  for (const Interval& each : hours.intervals()) {
    const Duration from = std::max(each.from, midnight);
    const Duration to = std::min(each.to, midnight + one_day);
    if (from < to)
      openings.push_back({Time{date} + (from - midnight), Time{date} + (to - midnight)});
  }
  return openings;
}

namespace {

// The first moment of the date, at or after `from`, within the hours. Asked at every visit: no list
// of openings is made.
std::optional<Time> first_on(Date date, const WeeklyHours& hours, Time from) {
  const Duration midnight = day_begins(date);
  for (const Interval& each : hours.intervals()) {
    const Duration begins = std::max(each.from, midnight);
    const Duration ends = std::min(each.to, midnight + one_day);
    if (begins >= ends || from >= Time{date} + (ends - midnight)) continue;
    return std::max(from, Time{date} + (begins - midnight));
  }
  return std::nullopt;
}

template <class HoursOn>
Time first_within(const HoursOn& hours_on, const ClosedDates& closed, Time from) {
  const Date today = date_of(from);
  for (Date date = today; date <= today + horizon; date += std::chrono::days{1}) {
    if (closed.contains(date)) continue;
    if (const auto at = first_on(date, hours_on(date), from)) return *at;
  }
  return never;
}

}  // namespace

Time next_within(const WeeklyHours& hours, const ClosedDates& closed, Time from) {
  if (hours.empty()) return never;
  return first_within([&](Date /*any*/) -> const WeeklyHours& { return hours; }, closed, from);
}

Time next_within(const Dated<WeeklyHours>& hours, const ClosedDates& closed, Time from) {
  return first_within([&](Date date) -> const WeeklyHours& { return hours.on(date); }, closed,
                      from);
}

Time next_closing(const WeeklyHours& hours, const ClosedDates& closed, Time now) {
  if (hours.empty()) return never;
  const auto open_at = [&](Time at) {
    return hours.contains(since_monday(at)) && !closed.contains(date_of(at));
  };
  const Date today = date_of(now);
  if (hours.is_always() && !closed.contains(today) && !any_after(closed, today)) return never;
  for (Date date = today; date <= today + horizon; date += std::chrono::days{1}) {
    for (const Opening& each : openings_on(date, hours, closed))
      if (each.to > now && !open_at(each.to)) return each.to;
  }
  return never;
}

// --- Rota

Rota::Rota(int count, const WeeklyHours& hours) : levels_{{Duration{0}, 0}} {
  if (count == 0) return;
  for (const Interval& each : hours.intervals()) {
    if (each.from == Duration{0}) levels_.clear();
    levels_.push_back({each.from, count});
    if (each.to < one_week) levels_.push_back({each.to, 0});
  }
}

Rota::Rota(std::vector<Level> levels) : levels_(std::move(levels)) {
  SIM_EXPECTS(!levels_.empty() && levels_.front().from == Duration{0});
  for (std::size_t i = 1; i < levels_.size(); ++i) {
    SIM_EXPECTS(levels_[i - 1].from < levels_[i].from && levels_[i].from < one_week &&
                levels_[i - 1].count != levels_[i].count);
  }
}

int Rota::most() const {
  return std::max_element(levels_.begin(), levels_.end(),
                          [](Level a, Level b) { return a.count < b.count; })
      ->count;
}

Duration Rota::staffed() const {
  Duration sum{0};
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    const Duration to = i + 1 < levels_.size() ? levels_[i + 1].from : one_week;
    sum += levels_[i].count * (to - levels_[i].from);
  }
  return sum;
}

WeeklyHours Rota::at_least(int count) const {
  SIM_EXPECTS(count > 0);
  std::vector<Interval> enough;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    const Duration to = i + 1 < levels_.size() ? levels_[i + 1].from : one_week;
    if (levels_[i].count >= count) enough.push_back({levels_[i].from, to});
  }
  return WeeklyHours(std::move(enough));
}

int Rota::at(Duration since_monday) const {
  const auto after = std::upper_bound(levels_.begin(), levels_.end(), since_monday,
                                      [](Duration at, Level level) { return at < level.from; });
  return std::prev(after)->count;
}

// --- Staffing

int Staffing::most() const {
  int most = 0;
  for (const auto& period : rotas_.periods())
    most = std::max(most, period.what.most());
  return most;
}

WeeklyHours Staffing::at_least(int count) const {
  std::vector<Interval> enough;
  for (const auto& period : rotas_.periods()) {
    const WeeklyHours hours = period.what.at_least(count);
    enough.insert(enough.end(), hours.intervals().begin(), hours.intervals().end());
  }
  return WeeklyHours(std::move(enough));
}

int Staffing::on_duty(Time at, const ClosedDates& closed) const {
  return closed.contains(date_of(at)) ? 0 : rotas_.on(date_of(at)).at(since_monday(at));
}

int Staffing::fewest(Time from, Time to, const ClosedDates& closed) const {
  SIM_EXPECTS(from < to);
  int fewest = on_duty(from, closed);
  for (Change next = next_change(from, closed); next.at < to; next = next_change(next.at, closed))
    fewest = std::min(fewest, next.count);
  return fewest;
}

Staffing::Change Staffing::next_change(Time now, const ClosedDates& closed) const {
  const int current = on_duty(now, closed);
  const Date today = date_of(now);
  const auto& last = rotas_.periods().back();
  if (last.what.levels().size() == 1 && last.from <= today && !closed.contains(today) &&
      !any_after(closed, today))
    return {never, current};
  for (Date date = today; date <= today + horizon; date += std::chrono::days{1}) {
    // The count can change at the date's midnight and where a level begins within it.
    const auto differs = [&](Time at) { return at > now && on_duty(at, closed) != current; };
    if (differs(Time{date})) return {Time{date}, on_duty(Time{date}, closed)};
    if (closed.contains(date)) continue;
    for (const Rota::Level& level : rotas_.on(date).levels()) {
      const Duration since_midnight = level.from - day_begins(date);
      if (since_midnight < Duration{0} || since_midnight >= one_day) continue;
      if (differs(Time{date} + since_midnight)) return {Time{date} + since_midnight, level.count};
    }
  }
  return {never, current};
}

}  // namespace sim::model
