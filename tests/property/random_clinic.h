// tests/property/random_clinic.h: clinics made up from a number, for what must hold for every book.
//
// Made as models, not as YAML: a book is to be right also where no scenario that makes sense leads,
// with staff that changes in the middle of a slot and openings of any length.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/model.h"
#include "tests/support/random_scenario.h"

namespace sim::tests {

namespace random_clinic_parts {

using std::chrono::days;

inline int one_of(Chooser& choose, const std::vector<int>& options) {
  return options[static_cast<std::size_t>(choose.between(0, static_cast<int>(options.size()) - 1))];
}
inline std::size_t index_below(Chooser& choose, std::size_t count) {
  return static_cast<std::size_t>(choose.between(0, static_cast<int>(count) - 1));
}

// Spans of the week, most days some, in steps of five minutes; those after 22:00 run into the
// next day.
inline model::WeeklyHours hours(Chooser& choose, int shortest, int longest) {
  std::vector<model::Interval> spans;
  for (int day = 0; day < 7; ++day) {
    for (int span = choose.between(0, 3); span > 0; --span) {
      const Duration from = day * one_day + 5 * choose.between(0, 286) * one_minute;
      const Duration to = from + 5 * choose.between(shortest, longest) * one_minute;
      spans.push_back({from, std::min(to, one_week)});
    }
  }
  return model::WeeklyHours(std::move(spans));
}

inline model::Rota rota(Chooser& choose, const model::WeeklyHours& open, int most) {
  if (choose.yes(40)) return {choose.between(1, most), open};
  std::vector<model::Rota::Level> levels = {{Duration{0}, choose.between(0, most)}};
  for (Duration at = choose.between(1, 300) * one_minute; at < one_week;
       at += choose.between(20, 900) * one_minute) {
    int count = choose.between(choose.yes(15) ? 0 : 1, most);
    if (count == levels.back().count) count = count % most + (count == most ? 0 : 1);
    if (count != levels.back().count) levels.push_back({at, count});
  }
  return model::Rota(std::move(levels));
}

inline void add_resources(Chooser& choose, model::Model& model) {
  const int count = choose.between(1, static_cast<int>(model::most_resources));
  for (int i = 0; i < count; ++i) {
    const int most = choose.between(1, 4);
    model::Dated<model::Rota> rotas(rota(choose, model.clinic.open, most));
    Date change = model.run.start;
    while (choose.yes(25)) {
      change += days{choose.between(1, 12)};
      rotas.change(change, rota(choose, model.clinic.open, most));
    }
    model::Resource resource;
    resource.name = std::string(1, static_cast<char>('a' + i));
    resource.staffing = std::move(rotas);
    resource.units_each = one_of(choose, {1, 1, 2, 3, 4, 6, 12});
    model.resources.add(std::move(resource));
  }
  if (choose.yes(30)) model.booking.checks = static_cast<std::uint32_t>(choose.between(1, 255));
}

// Up to two people of it, most often one or a part of one.
inline std::int32_t some_of(Chooser& choose, const model::Resource& resource) {
  return choose.between(1, choose.yes(15) ? 2 * resource.units_each : resource.units_each);
}

inline void add_visits(Chooser& choose, model::Model& model) {
  const auto resource = [&] {
    return ResourceId{static_cast<std::uint32_t>(index_below(choose, model.resources.size()))};
  };
  for (int i = choose.between(2, 4); i > 0; --i) {
    model::Visit visit;
    if (choose.yes(80)) {
      const ResourceId id = resource();
      visit.throughout[id.index] = model.resources[id].units_each;
    }
    for (int steps = choose.between(1, 4); steps > 0; --steps) {
      model::Step step;
      step.planned = choose.between(choose.yes(10) ? 0 : 1, 50) * one_minute;
      for (int needs = choose.between(0, 2); needs > 0; --needs) {
        const ResourceId id = resource();
        step.needs[id.index] = some_of(choose, model.resources[id]);
      }
      if (choose.yes(20)) step.present = std::uint32_t{1} << resource().index;
      visit.steps.push_back(step);
    }
    if (visit.planned() == Duration{0}) visit.steps.front().planned = one_minute;
    model.visits.add(std::move(visit));
  }
}

// Each visit is that of a course and, for some cohort or other, of a screening.
inline void add_patients(Chooser& choose, model::Model& model) {
  for (const VisitId visit : ids<VisitId>(model.visits)) {
    model::Course course;
    course.uses = {model.uses.add({"course", visit, {}})};
    model.courses.add(std::move(course));
    model.uses.add({"screening", visit, {}});
  }
  for (int i = choose.between(1, 3); i > 0; --i)
    model.cohorts.add({});
}

inline bool is_kept_for(const model::Model& model, const model::Reserve& reserve, CohortId cohort,
                        UseId use) {
  if (reserve.cohort) return *reserve.cohort == cohort;
  if (reserve.course) {
    const std::vector<UseId>& uses = model.courses[*reserve.course].uses;
    return std::find(uses.begin(), uses.end(), use) != uses.end();
  }
  return *reserve.visit == model.uses[use].visit;
}

inline bool share_claimants(const model::Model& model, const model::Reserve& a,
                            const model::Reserve& b) {
  for (const CohortId cohort : ids<CohortId>(model.cohorts)) {
    for (const UseId use : ids<UseId>(model.uses)) {
      if (is_kept_for(model, a, cohort, use) && is_kept_for(model, b, cohort, use)) return true;
    }
  }
  return false;
}

// Nobody may take the same from two carve-outs, so a scenario that says so is refused.
inline void add_reserves(Chooser& choose, model::Model& model) {
  for (int i = choose.between(1, 4); i > 0; --i) {
    model::Reserve reserve;
    reserve.resource.index =
        static_cast<std::uint32_t>(index_below(choose, model.resources.size()));
    reserve.count = choose.between(1, 2);
    reserve.until_days = choose.between(0, 4);
    reserve.on =
        choose.yes(30) ? model.clinic.open : intersection(model.clinic.open, hours(choose, 6, 60));
    const auto row = [&](std::size_t count) {
      return static_cast<std::uint32_t>(index_below(choose, count));
    };
    const int whom = choose.between(0, 2);
    if (whom == 0) reserve.cohort = CohortId{row(model.cohorts.size())};
    if (whom == 1) reserve.course = CourseId{row(model.courses.size())};
    if (whom == 2) reserve.visit = VisitId{row(model.visits.size())};
    const bool clashes = std::any_of(
        model.booking.reserves.begin(), model.booking.reserves.end(), [&](const auto& other) {
          return other.resource == reserve.resource && share_claimants(model, other, reserve);
        });
    if (!clashes) model.booking.reserves.push_back(std::move(reserve));
  }
}

inline void add_rules(Chooser& choose, model::Model& model) {
  model::Booking& booking = model.booking;
  booking.slot = one_of(choose, {5, 10, 15, 30}) * one_minute;
  booking.opens_days = choose.between(3, 14);
  if (choose.yes(35))
    booking.arrivals = model::Arrivals{choose.between(1, 3), choose.between(1, 5) * booking.slot};
  if (choose.yes(50)) add_reserves(choose, model);
  // In thousandths: 0.1 % to 100 %.
  if (choose.yes(50)) booking.overbook = one_of(choose, {1, 7, 25, 50, 100, 300, 1000}) / 1000.0;
}

}  // namespace random_clinic_parts

// A clinic of 1 to 8 resources and 2 to 4 visits, each of which is that of a course and of a
// screening, with any of the rules of the book.
inline model::Model random_clinic(std::uint64_t seed) {
  namespace parts = random_clinic_parts;
  Chooser choose(seed);
  model::Model model;
  model.run.start = Date{std::chrono::days{choose.yes(20) ? choose.between(-20, 0) : 20'822}};
  model.clinic.open = choose.yes(10) ? model::WeeklyHours::always() : parts::hours(choose, 12, 100);
  std::vector<Date> closed;
  while (choose.yes(60))
    closed.push_back(model.run.start + std::chrono::days{choose.between(0, 25)});
  model.clinic.closed = model::ClosedDates(std::move(closed));
  parts::add_resources(choose, model);
  parts::add_visits(choose, model);
  parts::add_patients(choose, model);
  parts::add_rules(choose, model);
  return model;
}

}  // namespace sim::tests
