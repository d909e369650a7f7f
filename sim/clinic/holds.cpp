#include "sim/clinic/holds.h"

#include <algorithm>
#include <array>
#include <set>

#include "sim/clinic/book.h"
#include "sim/clinic/midday.h"

namespace sim::clinic {
namespace {

using model::VisitHolds;
using model::WaitCause;
using model::WeekHolds;
using std::chrono::days;

constexpr days one_week_of_days{7};
constexpr days year{365};

// One week without closed dates, with the staffing of the date, and nothing kept for anybody.
model::Model regular_week(const model::Model& model, Date date) {
  model::Model regular = model;
  regular.clinic.closed = {};
  for (model::Resource& resource : regular.resources)
    resource.staffing = model::Staffing(resource.staffing.rotas().on(date));
  regular.booking.opens_days = static_cast<int>(one_week_of_days.count()) - 1;
  regular.booking.reserves.clear();
  return regular;
}

// How often each cause refused a start.
using Refusals = std::array<int, model::wait_causes>;

// The first of those most often named; hours too short for the visit name nothing.
WaitCause most_named(const Refusals& refusals) {
  const auto* most = std::max_element(refusals.begin(), refusals.end());
  if (*most == 0) return WaitCause::ClosedHours;
  return static_cast<WaitCause>(most - refusals.begin());
}

WeekHolds fill_week(const model::Model& regular, VisitId visit, Date from) {
  const RequestId request = without_claims(visit);
  const Date monday = monday_of(from);
  Book book(regular, monday);
  WeekHolds week;
  week.from = from;
  Refusals refusals{};
  for (Date date = monday; date < monday + one_week_of_days; date += days{1}) {
    int& held = week.on[static_cast<std::size_t>(weekday_of(date))];
    for (auto start = book.first_fit(request, Time{date}, date); start;
         start = book.first_fit(request, *start, date)) {
      book.reserve(request, *start);
      ++held;
    }
    book.for_each_start(request, date, [&](Time start) {
      const auto shortest = book.shortest(request, start);
      ++refusals[index_of(shortest ? model::shortage_of(*shortest) : WaitCause::BookingRules)];
    });
  }
  week.next = most_named(refusals);
  return week;
}

// The start of the run, and the dates in the year from then on at which staffing changes.
std::set<Date> changes(const model::Model& model) {
  std::set<Date> dates = {model.run.start};
  for (const model::Resource& resource : model.resources) {
    for (const auto& period : resource.staffing.rotas().periods()) {
      if (period.from > model.run.start && period.from < model.run.start + year)
        dates.insert(period.from);
    }
  }
  return dates;
}

// Whether the book looks at anything that the visit takes. Somebody's being on site is not taken.
bool has_limit(const model::Model& model, const model::Visit& visit) {
  if (model.booking.arrivals) return true;
  const auto takes = [&](const model::Units& units) {
    for (std::size_t r = 0; r < units.size(); ++r)
      if (units[r] > 0 && (model.booking.checks >> r & 1U) != 0) return true;
    return false;
  };
  return takes(visit.throughout) ||
         std::any_of(visit.steps.begin(), visit.steps.end(),
                     [&](const auto& step) { return takes(step.needs); });
}

bool same(const WeekHolds& a, const WeekHolds& b) { return a.on == b.on && a.next == b.next; }

VisitHolds hold(const model::Model& model, VisitId visit) {
  VisitHolds holds;
  holds.visit = visit;
  holds.has_limit = has_limit(model, model.visits[visit]);
  if (!holds.has_limit) return holds;
  for (const Date date : changes(model)) {
    const WeekHolds week = fill_week(regular_week(model, date), visit, date);
    if (holds.weeks.empty() || !same(week, holds.weeks.back())) holds.weeks.push_back(week);
  }
  for (Date date = model.run.start; date < model.run.start + year; date += days{1}) {
    if (model.clinic.closed.contains(date)) continue;
    holds.year += holds.week_of(date).on[static_cast<std::size_t>(weekday_of(date))];
  }
  return holds;
}

}  // namespace

std::vector<VisitHolds> visits_held(const model::Model& model) {
  std::vector<VisitHolds> all;
  if (model.booking.mode == model::BookingMode::WalkIn) return all;
  std::set<VisitId> booked;
  for (const model::Use& use : model.uses)
    booked.insert(use.visit);
  for (const VisitId visit : booked)
    all.push_back(hold(model, visit));
  return all;
}

model::BookHolds book_holds(const model::Model& model) {
  model::BookHolds holds;
  holds.visits = visits_held(model);
  if (holds.visits.empty()) return holds;
  const Date start = model.run.start;
  holds.pauses = pauses(model.clinic.open);
  if (!holds.pauses.empty()) {
    const model::Model all = open_through(model, holds.pauses, Midday::All);
    const model::Model half = open_through(model, holds.pauses, Midday::Half);
    holds.open_through = {{}, visits_held(all)};
    holds.with_half = {fewer_during(half, holds.pauses, start), visits_held(half)};
  }
  holds.dips = dips(model, start);
  if (!holds.dips.empty()) {
    holds.closed_instead = {fewer_during(model, holds.dips, start),
                            visits_held(closed_during(model, holds.dips))};
  }
  return holds;
}

}  // namespace sim::clinic
