#include "sim/clinic/choose_start.h"

#include <algorithm>

namespace sim::clinic {
namespace {

// The dates and times that are looked at, all included.
struct Span {
  Date first;
  Date last;
  Time earliest;
  Time latest;
};

Span window_of(const Wish& wish) {
  return {wish.aim.window_first, wish.aim.window_last,
          std::max(wish.earliest, Time{wish.aim.window_first}),
          std::min(wish.latest, Time{wish.aim.window_last} + one_day)};
}

std::optional<Time> at_or_after_target(Book& book, const Wish& wish, const Span& span,
                                       Filling filling) {
  const Time from = std::max({wish.aim.target, span.earliest, Time{span.first}});
  const auto start = book.first_fit(wish.request, from, span.last, filling);
  return start && *start <= span.latest ? start : std::nullopt;
}

std::optional<Time> before_target(Book& book, const Wish& wish, const Span& span, Filling filling) {
  const Time beyond = std::min(Time{span.last} + one_day, span.latest + Duration{1});
  const Date first = std::max(span.first, date_of(span.earliest));
  const auto start = book.last_fit(wish.request, std::min(wish.aim.target, beyond), first, filling);
  return start && *start >= span.earliest ? start : std::nullopt;
}

std::optional<Time> nearest(Book& book, const Wish& wish, const Span& span, Filling filling) {
  const auto after = at_or_after_target(book, wish, span, filling);
  if (after && *after == wish.aim.target) return after;
  const auto before = before_target(book, wish, span, filling);
  if (!before || !after) return before ? before : after;
  return *after - wish.aim.target < wish.aim.target - *before ? after : before;
}

std::optional<Time> on_least_busy_day(Book& book, const Wish& wish, const Span& span,
                                      Filling filling) {
  const Date middle = date_of(wish.aim.target);
  const Date first = std::max(span.first, middle - std::chrono::days{1});
  const Date last = std::min({span.last, middle + std::chrono::days{1}, book.last_day()});
  std::optional<Time> best;
  double least = 2.0;
  for (Date date = std::max(first, book.today()); date <= last; date += std::chrono::days{1}) {
    const Span day{date, date, span.earliest, span.latest};
    const auto start = nearest(book, wish, day, filling);
    if (!start) continue;
    const double booked = book.booked_share(wish.request, date);
    const auto away = [&](Time at) { return std::chrono::abs(at - wish.aim.target); };
    const bool nearer = booked == least && away(*start) < away(*best);
    if (booked > least || (booked == least && !nearer)) continue;
    least = booked;
    best = start;
  }
  return best ? best : nearest(book, wish, span, filling);
}

std::optional<Time> inside_window(Book& book, const Wish& wish, Filling filling) {
  const Span span = window_of(wish);
  switch (wish.choice) {
    case model::Choice::NearestToTarget:
      return nearest(book, wish, span, filling);
    case model::Choice::Earliest: {
      const auto after = at_or_after_target(book, wish, span, filling);
      return after ? after : before_target(book, wish, span, filling);
    }
    case model::Choice::LeastBusyDay:
      return on_least_busy_day(book, wish, span, filling);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Time> start_inside_window(Book& book, const Wish& wish) {
  const auto start = inside_window(book, wish, Filling::ToCapacity);
  if (start || !book.may_overbook()) return start;
  return inside_window(book, wish, Filling::Beyond);
}

std::optional<Time> choose_start(Book& book, const Wish& wish) {
  if (const auto start = start_inside_window(book, wish)) return start;
  const Time after_window = Time{wish.aim.window_last} + one_day;
  const auto start = book.first_fit(wish.request, std::max(wish.earliest, after_window),
                                    book.last_day(), Filling::Beyond);
  return start && *start <= wish.latest ? start : std::nullopt;
}

}  // namespace sim::clinic
