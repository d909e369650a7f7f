// sim/report/explain_book.cpp: what the book can hold, and what the middle of the day costs.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

using model::OtherMidday;
using model::VisitHolds;
using model::WaitCause;
using model::WeekHolds;

std::string what_stops(const model::Model& model, WaitCause cause) {
  if (model::is_resource(cause))
    return model.resources[ResourceId{static_cast<std::uint32_t>(model::index_of(cause))}].name;
  return cause == WaitCause::BookingRules ? "the limit on visits that begin at one time"
                                          : "the opening hours, which are too short for it";
}

// "Mon-Fri 16, Sat 8 a day, 88 a week. What stops the next one: chairs."
std::string week_in_words(const model::Model& model, const WeekHolds& week) {
  const std::string days = by_weekday([&](int day) {
    const int held = week.on[static_cast<std::size_t>(day)];
    return held == 0 ? "" : std::to_string(held);
  });
  return fmt::format("{}{} a week. What stops the next one: {}.",
                     days.empty() ? "" : days + " a day, ", with_commas(week.total()),
                     what_stops(model, week.next));
}

void explain_visit_holds(const model::Model& model, const VisitHolds& holds, Prose& prose) {
  const std::string& visit = model.visits[holds.visit].name;
  if (!holds.has_limit) {
    prose.say(
        fmt::format("{}: without limit, because it needs nothing that the book looks at.", visit));
    return;
  }
  std::string text = visit + ": ";
  for (const WeekHolds& each : holds.weeks) {
    if (&each != &holds.weeks.front()) text += fmt::format("From {} on: ", format_date(each.from));
    text += week_in_words(model, each) + " ";
  }
  prose.say(text + fmt::format("In the year: {}.", with_commas(holds.year)));
}

// --- midday

// "nurses 2-1-2"
std::string rotas_in_words(const model::Model& model, const OtherMidday& other) {
  std::vector<std::string> rotas;
  for (const model::AroundMidday& each : other.staff) {
    rotas.push_back(fmt::format("{} {}-{}-{}", model.resources[each.resource].name, each.before,
                                each.during, each.after));
  }
  return listed(rotas);
}

// "15: 260 more a year"
std::string instead(const VisitHolds& now, const VisitHolds& other) {
  const std::int64_t more = other.year - now.year;
  const std::string week = with_commas(other.weeks.front().total());
  if (more == 0) return week + ", as many in the year";
  return fmt::format("{}: {} {} a year", week, with_commas(std::abs(more)),
                     more > 0 ? "more" : "fewer");
}

// The visits of which any are held, each beside what another midday makes of them.
template <class Say>
void for_each_limited(const model::BookHolds& holds, const Say& say) {
  for (std::size_t i = 0; i < holds.visits.size(); ++i)
    if (holds.visits[i].has_limit) say(i, holds.visits[i]);
}

std::string now_holds(const model::Model& model, const VisitHolds& now) {
  return fmt::format("the book holds {} {} visits a week", with_commas(now.weeks.front().total()),
                     model.visits[now.visit].name);
}

void explain_pauses(const model::Model& model, const model::BookHolds& holds, Prose& prose) {
  const std::string when = in_words(holds.pauses);
  const OtherMidday& half = *holds.with_half;
  for_each_limited(holds, [&](std::size_t i, const VisitHolds& now) {
    std::string text = fmt::format(
        "Closed {}, {}. Open through it with everybody who is there before and after, "
        "it would hold {}.",
        when, now_holds(model, now), instead(now, holds.open_through->visits[i]));
    if (!half.staff.empty()) {
      text += fmt::format(" With a lunch rota ({}) it would hold {}.", rotas_in_words(model, half),
                          instead(now, half.visits[i]));
    }
    prose.say(text);
  });
}

void explain_dips(const model::Model& model, const model::BookHolds& holds, Prose& prose) {
  const OtherMidday& closed = *holds.closed_instead;
  for_each_limited(holds, [&](std::size_t i, const VisitHolds& now) {
    prose.say(fmt::format("Open {} with fewer there ({}), {}. Closed then, it would hold {}.",
                          in_words(holds.dips), rotas_in_words(model, closed),
                          now_holds(model, now), instead(now, closed.visits[i])));
  });
}

}  // namespace

void explain_book(const model::Model& model, const model::BookHolds& holds, Prose& prose) {
  if (holds.visits.empty()) return;
  prose.heading("What the book can hold");
  prose.say(fmt::format(
      "An empty book, filled from the morning on with visits of one kind and no "
      "other. The year is that from {} to {}, closed dates left out.",
      format_date(model.run.start), format_date(model.run.start + std::chrono::days{364})));
  for (const VisitHolds& each : holds.visits)
    explain_visit_holds(model, each, prose);
  if (!model.booking.reserves.empty())
    prose.say("What is kept for some patients is counted as free for all of them.");
  if (model.booking.overbook > 0.0) prose.say("What may be overbooked comes on top.");
}

void explain_midday(const model::Model& model, const model::BookHolds& holds, Prose& prose) {
  if (!holds.open_through && !holds.closed_instead) return;
  prose.heading("The middle of the day");
  if (holds.open_through) explain_pauses(model, holds, prose);
  if (holds.closed_instead) explain_dips(model, holds, prose);
}

}  // namespace sim::report
