// sim/config/plan.cpp: a visit's plan laid over the week.
#include "sim/config/plan.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::config {
namespace {

using model::Interval;
using model::WeeklyHours;

// The openings with those that touch over the week's end joined: the last one then ends in the next
// week. Expects: !open.is_always().
std::vector<Interval> joined(const WeeklyHours& open) {
  std::vector<Interval> intervals = open.intervals();
  if (intervals.size() > 1 && intervals.front().from == Duration{0} &&
      intervals.back().to == one_week) {
    intervals.back().to = one_week + intervals.front().to;
    intervals.erase(intervals.begin());
  }
  return intervals;
}

// Whether all of [from, to) is within the hours; both may lie in later weeks.
bool covers(const WeeklyHours& hours, Duration from, Duration to) {
  if (hours.is_always() || from == to) return true;
  const Duration week = from / one_week * one_week;
  for (const Interval& each : hours.empty() ? std::vector<Interval>{} : joined(hours)) {
    for (const Duration shift : {week - one_week, week})
      if (each.from + shift <= from && to <= each.to + shift) return true;
  }
  return false;
}

// A part of the plan, and when those it needs are on duty.
struct Part {
  Duration from;
  Duration to;
  WeeklyHours staffed;
};

std::vector<Part> parts_of(const model::Visit& visit, const Resources& resources) {
  std::vector<Part> parts;
  Duration from{0};
  for (const model::Step& step : visit.steps) {
    parts.push_back({from, from + step.planned, hours_with(step.needs, visit, resources)});
    from += step.planned;
  }
  return parts;
}

}  // namespace

WeeklyHours hours_with(const model::Units& needs, const model::Visit& visit,
                       const Resources& resources) {
  WeeklyHours hours = WeeklyHours::always();
  for (const ResourceId id : ids(resources)) {
    if (id.index >= model::most_resources) break;
    const model::Resource& resource = resources[id];
    const std::int32_t units = needs[id.index] + visit.throughout[id.index];
    const std::int32_t people = (units + resource.units_each - 1) / resource.units_each;
    if (people > 0) hours = intersection(hours, resource.staffing.at_least(people));
  }
  return hours;
}

WeeklyHours shortened(const WeeklyHours& open, Duration margin) {
  if (open.is_always() || open.empty()) return open;
  std::vector<Interval> left;
  for (const Interval& each : joined(open)) {
    const Duration to = each.to - margin;
    if (to <= each.from) continue;
    left.push_back({each.from, std::min(to, one_week)});
    if (to > one_week) left.push_back({Duration{0}, to - one_week});
  }
  return WeeklyHours(std::move(left));
}

WeeklyHours admission(const model::Visit& visit, const WeeklyHours& open,
                      const Resources& resources, Duration last_arrival) {
  SIM_EXPECTS(!visit.steps.empty());
  return intersection(shortened(open, last_arrival),
                      hours_with(visit.steps.front().needs, visit, resources));
}

bool has_bookable_start(const model::Visit& visit, const WeeklyHours& open,
                        const Resources& resources, Duration slot) {
  const auto in_slots = [slot](Duration span) { return span / slot * slot; };
  const auto in_whole_slots = [&](Duration span) { return in_slots(span + slot - Duration{1}); };
  const std::vector<Part> parts = parts_of(visit, resources);
  const Duration span = in_whole_slots(visit.planned());
  const Date monday{std::chrono::days{4}};  // 1970-01-05: any Monday will do
  for (int day = 0; day < 7; ++day) {
    for (const model::Opening& opening :
         model::openings_on(monday + std::chrono::days{day}, open, {})) {
      for (Time start = opening.from; start + span <= opening.to; start += slot) {
        const Duration since = start - Time{monday};
        if (std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
              return covers(part.staffed, since + in_slots(part.from),
                            since + in_whole_slots(part.to));
            }))
          return true;
      }
    }
  }
  return false;
}

}  // namespace sim::config
