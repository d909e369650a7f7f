// sim/config/plan.cpp: a visit's plan laid over the week.
#include "sim/config/plan.h"

#include <algorithm>
#include <set>
#include <vector>

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

bool is_present(const model::Step& step, ResourceId id) {
  return (step.present >> id.index & 1U) != 0;
}

// The resources that there is room for.
std::vector<ResourceId> numbered(const Resources& resources) {
  std::vector<ResourceId> all;
  for (const ResourceId id : ids(resources))
    if (id.index < model::most_resources) all.push_back(id);
  return all;
}

// The hours in which all that a step needs, with what the visit holds throughout, is on duty by the
// rotas of the date.
WeeklyHours staffed(const model::Visit& visit, const model::Step& step, const Resources& resources,
                    Date date) {
  WeeklyHours hours = WeeklyHours::always();
  for (const ResourceId id : numbered(resources)) {
    const model::Resource& resource = resources[id];
    const std::int32_t units = step.needs[id.index] + visit.throughout[id.index];
    const std::int32_t busy = (units + resource.units_each - 1) / resource.units_each;
    const std::int32_t people = std::max(busy, is_present(step, id) ? 1 : 0);
    if (people > 0)
      hours = intersection(hours, resource.staffing.rotas().on(date).at_least(people));
  }
  return hours;
}

bool needs(const model::Visit& visit, ResourceId id) {
  return visit.throughout[id.index] > 0 ||
         std::any_of(visit.steps.begin(), visit.steps.end(), [id](const model::Step& step) {
           return step.needs[id.index] > 0 || is_present(step, id);
         });
}

// The beginning, and every date from which on another rota holds for a resource of the visit.
std::set<Date> dates_of_change(const model::Visit& visit, const Resources& resources) {
  std::set<Date> dates = {Date::min()};
  for (const ResourceId id : numbered(resources)) {
    if (!needs(visit, id)) continue;
    for (const auto& period : resources[id].staffing.rotas().periods())
      dates.insert(period.from);
  }
  return dates;
}

// The visit with no more needs than the book looks at.
model::Visit as_booked(model::Visit visit, std::uint32_t checks) {
  for (std::size_t i = 0; i < model::most_resources; ++i) {
    if ((checks >> i & 1U) != 0) continue;
    visit.throughout[i] = 0;
    for (model::Step& step : visit.steps)
      step.needs[i] = 0;
  }
  for (model::Step& step : visit.steps)
    step.present &= checks;
  return visit;
}

std::vector<Part> parts_of(const model::Visit& visit, const Resources& resources, Date date) {
  std::vector<Part> parts;
  Duration from{0};
  for (const model::Step& step : visit.steps) {
    // A step that the visit's `books` leaves no time for is not in the book.
    if (step.planned > Duration{0})
      parts.push_back({from, from + step.planned, staffed(visit, step, resources, date)});
    from += step.planned;
  }
  return parts;
}

bool has_start(const std::vector<Part>& parts, const WeeklyHours& open, Duration slot) {
  const auto in_slots = [slot](Duration span) { return span / slot * slot; };
  const auto in_whole_slots = [&](Duration span) { return in_slots(span + slot - Duration{1}); };
  const Duration span = in_whole_slots(parts.back().to);
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

}  // namespace

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

model::Dated<WeeklyHours> admission(const model::Visit& visit, const WeeklyHours& open,
                                    const Resources& resources, Duration last_arrival) {
  SIM_EXPECTS(!visit.steps.empty());
  const WeeklyHours early_enough = shortened(open, last_arrival);
  const auto on = [&](Date date) {
    return intersection(early_enough, staffed(visit, visit.steps.front(), resources, date));
  };
  model::Dated<WeeklyHours> hours(on(Date::min()));
  for (const Date date : dates_of_change(visit, resources))
    if (date > Date::min()) hours.change(date, on(date));
  return hours;
}

bool has_bookable_start(const model::Visit& visit, const WeeklyHours& open,
                        const Resources& resources, const model::Booking& booking) {
  SIM_EXPECTS(visit.planned() > Duration{0});
  const model::Visit booked = as_booked(visit, booking.checks);
  const std::set<Date> dates = dates_of_change(booked, resources);
  return std::any_of(dates.begin(), dates.end(), [&](Date date) {
    return has_start(parts_of(booked, resources, date), open, booking.slot);
  });
}

}  // namespace sim::config
