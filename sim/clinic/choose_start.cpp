#include "sim/clinic/choose_start.h"

#include <algorithm>

namespace sim::clinic {
namespace {

std::optional<Time> inside_window(Book& book, const Wish& wish) {
  const Time earliest = std::max(wish.not_before, Time{wish.window_first});
  const auto after = book.first_fit(wish.visit, std::max(wish.target, earliest), wish.window_last);
  if (after && (wish.choice == model::Choice::Earliest || *after == wish.target)) return after;
  const Time beyond = Time{wish.window_last} + one_day;
  auto before = book.last_fit(wish.visit, std::min(wish.target, beyond), date_of(earliest));
  if (before && *before < earliest) before.reset();
  if (!before || !after) return before ? before : after;
  return *after - wish.target < wish.target - *before ? after : before;
}

}  // namespace

std::optional<Time> choose_start(Book& book, const Wish& wish) {
  if (const auto start = inside_window(book, wish)) return start;
  const Time after_window = Time{wish.window_last} + one_day;
  return book.first_fit(wish.visit, std::max(wish.not_before, after_window), book.last_day());
}

}  // namespace sim::clinic
