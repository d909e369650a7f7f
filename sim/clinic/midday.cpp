#include "sim/clinic/midday.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

using model::Interval;
using model::Rota;
using model::WeeklyHours;

constexpr Duration one_tick{1};

std::int64_t day_of(Duration since_monday) { return since_monday / one_day; }

// The moments of the week at which the rota may change, and both ends of the span.
std::vector<Duration> moments(const Rota& rota, Interval span) {
  std::vector<Duration> all = {span.from, span.to};
  for (const Rota::Level& level : rota.levels())
    all.push_back(level.from);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Rota with_count(const Rota& rota, Interval span, int count) {
  std::vector<Rota::Level> levels;
  for (const Duration from : moments(rota, span)) {
    if (from >= one_week) continue;
    const int there = span.from <= from && from < span.to ? count : rota.at(from);
    if (levels.empty() || levels.back().count != there) levels.push_back({from, there});
  }
  return Rota(std::move(levels));
}

// The same week with what is in the hours and not in the spans.
WeeklyHours without(const WeeklyHours& hours, const WeeklyHours& spans) {
  std::vector<Interval> rest;
  for (const Interval& each : hours.intervals()) {
    Duration from = each.from;
    for (const Interval& span : spans.intervals()) {
      if (span.to <= from || span.from >= each.to) continue;
      if (from < span.from) rest.push_back({from, span.from});
      from = span.to;
    }
    if (from < each.to) rest.push_back({from, each.to});
  }
  return WeeklyHours(std::move(rest));
}

// A span with one count.
struct Stretch {
  Interval span;
  int count = 0;
};

std::vector<Stretch> stretches(const Rota& rota, Interval of) {
  std::vector<Stretch> all;
  for (const Duration from : moments(rota, of)) {
    if (from < of.from || from >= of.to) continue;
    if (!all.empty()) all.back().span.to = from;
    all.push_back({{from, of.to}, rota.at(from)});
  }
  return all;
}

// Water that falls on the counts of the opening stands in their dips.
void find_dips(const Rota& rota, Interval opening, std::vector<Interval>& found) {
  const std::vector<Stretch> all = stretches(rota, opening);
  std::vector<int> most_after(all.size() + 1, 0);
  for (std::size_t i = all.size(); i-- > 0;)
    most_after[i] = std::max(most_after[i + 1], all[i].count);
  int most_before = 0;
  std::vector<Interval> low;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].count < std::min(most_before, most_after[i + 1])) low.push_back(all[i].span);
    most_before = std::max(most_before, all[i].count);
  }
  const WeeklyHours lower(std::move(low));
  for (const Interval& dip : lower.intervals())
    if (dip.to - dip.from <= longest_midday) found.push_back(dip);
}

// The interval's parts, each on one day.
std::vector<Interval> by_day(Interval interval) {
  std::vector<Interval> parts;
  for (Duration from = interval.from; from < interval.to;) {
    const Duration to = std::min(interval.to, (day_of(from) + 1) * one_day);
    parts.push_back({from, to});
    from = to;
  }
  return parts;
}

int fewest(const Rota& rota, Interval span) {
  int count = rota.at(span.from);
  for (const Stretch& each : stretches(rota, span))
    count = std::min(count, each.count);
  return count;
}

int during(const model::Resource& resource, int around, Midday staff) {
  return staff == Midday::Half && !resource.held_throughout ? (around + 1) / 2 : around;
}

}  // namespace

WeeklyHours pauses(const WeeklyHours& open) {
  std::vector<Interval> found;
  const std::vector<Interval>& openings = open.intervals();
  for (std::size_t i = 1; i < openings.size(); ++i) {
    const Interval pause{openings[i - 1].to, openings[i].from};
    if (pause.to - pause.from > longest_midday) continue;
    if (day_of(pause.from - one_tick) == day_of(pause.to)) found.push_back(pause);
  }
  return WeeklyHours(std::move(found));
}

WeeklyHours dips(const model::Model& model, Date date) {
  std::vector<Interval> found;
  for (const model::Resource& resource : model.resources) {
    for (const Interval& opening : model.clinic.open.intervals()) {
      for (const Interval& part : by_day(opening))
        find_dips(resource.staffing.rotas().on(date), part, found);
    }
  }
  return WeeklyHours(std::move(found));
}

std::vector<model::AroundMidday> fewer_during(const model::Model& model, const WeeklyHours& spans,
                                              Date date) {
  std::vector<model::AroundMidday> found;
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    const Rota& rota = model.resources[id].staffing.rotas().on(date);
    for (const Interval& span : spans.intervals()) {
      const int after = span.to < one_week ? rota.at(span.to) : 0;
      const model::AroundMidday around{id, rota.at(span.from - one_tick), fewest(rota, span),
                                       after};
      if (around.during >= std::min(around.before, around.after)) continue;
      if (std::find(found.begin(), found.end(), around) == found.end()) found.push_back(around);
    }
  }
  return found;
}

model::Model open_through(const model::Model& model, const WeeklyHours& spans, Midday staff) {
  model::Model open = model;
  std::vector<Interval> hours = model.clinic.open.intervals();
  hours.insert(hours.end(), spans.intervals().begin(), spans.intervals().end());
  open.clinic.open = WeeklyHours(std::move(hours));
  for (model::Resource& resource : open.resources) {
    const auto through = [&](Rota rota) {
      for (const Interval& span : spans.intervals()) {
        SIM_EXPECTS(Duration{0} < span.from && span.to < one_week);
        const int around = std::min(rota.at(span.from - one_tick), rota.at(span.to));
        rota = with_count(rota, span, during(resource, around, staff));
      }
      return rota;
    };
    const auto& periods = resource.staffing.rotas().periods();
    model::Dated<Rota> rotas(through(periods.front().what));
    for (std::size_t i = 1; i < periods.size(); ++i)
      rotas.change(periods[i].from, through(periods[i].what));
    resource.staffing = std::move(rotas);
  }
  return open;
}

model::Model closed_during(const model::Model& model, const WeeklyHours& spans) {
  model::Model closed = model;
  closed.clinic.open = without(model.clinic.open, spans);
  return closed;
}

}  // namespace sim::clinic
