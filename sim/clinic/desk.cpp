#include "sim/clinic/desk.h"

#include <algorithm>
#include <array>

namespace sim::clinic {

using model::WaitCause;

Desk::Desk(const model::Model& model, Date today)
    : model_(&model), book_(model, today), quota_(model.booking.starts, today) {}

// --- a first visit

std::optional<Time> Desk::find_first(const FirstWish& wish) {
  if (wish.kind == VisitKind::Screening)
    return book_.first_fit(wish.request, wish.from(), wish.last, Filling::Beyond);
  const Date last = std::min(wish.last, book_.last_day());
  for (Date date = date_of(wish.from()); date <= last; date += std::chrono::days{1}) {
    if (!quota_.allows(date)) continue;
    const Time from = std::max(wish.from(), Time{date});
    if (const auto start = book_.first_fit(wish.request, from, date, Filling::Beyond)) return start;
  }
  return std::nullopt;
}

bool Desk::first_may_be_at(const FirstWish& wish, Time start) const {
  return start >= std::max(wish.not_before, wish.target) && quota_.allows(date_of(start)) &&
         book_.fits(wish.request, start);
}

// --- a whole course

Wish Desk::wish_for(const SeriesWish& wish, int number, Time previous) const {
  const Aim aim = aim_at(wish.course, wish.run, number, previous);
  const Duration near = std::max<Duration>(one_day, (aim.target - previous) / 10);
  const Time over = previous + model_->visit_of(wish.course.course.use).planned();
  return {wish.first.request, aim, std::max(aim.target - near, over), aim.target + near,
          model_->booking.choose};
}

bool Desk::try_series(const SeriesWish& wish, Time first) {
  series_.assign(1, first);
  book_.reserve(wish.first.request, first);
  std::optional<Wish> failed;
  for (int number = 2; number <= wish.visits && !failed; ++number) {
    const Wish next = wish_for(wish, number, series_.back());
    if (date_of(next.aim.target) > book_.last_day()) break;
    if (const auto start = start_inside_window(book_, next)) {
      series_.push_back(*start);
      book_.reserve(wish.first.request, *start);
    } else {
      failed = next;
    }
  }
  if (failed) {
    FirstWish as_first{wish.first.request, VisitKind::Later};
    as_first.asked = as_first.earliest = failed->earliest;
    as_first.last = date_of(failed->latest);
    passed_over_.emplace_back(first, refusal(as_first));
  }
  for (const Time start : series_)
    book_.release(wish.first.request, start);
  if (failed) series_.clear();
  return !failed;
}

const std::vector<Time>& Desk::find_series(const SeriesWish& wish) {
  series_.clear();
  passed_over_.clear();
  FirstWish next = wish.first;
  while (const auto first = find_first(next)) {
    if (try_series(wish, *first)) break;
    next.earliest = *first + model_->booking.slot;
  }
  return series_;
}

const std::vector<Time>& Desk::find_series_from(const SeriesWish& wish, Time first) {
  series_.clear();
  passed_over_.clear();
  if (first_may_be_at(wish.first, first)) try_series(wish, first);
  return series_;
}

// --- one more visit

std::optional<Time> Desk::find_later(const Wish& wish) {
  // A day that is not open yet is not full: the visit waits until the book reaches its target.
  if (date_of(wish.aim.target) > book_.last_day()) return std::nullopt;
  return choose_start(book_, wish);
}

void Desk::reserve(RequestId request, VisitKind kind, Time start) {
  book_.reserve(request, start);
  if (kind == VisitKind::FirstInfusion) quota_.take(date_of(start));
}

void Desk::release(RequestId request, VisitKind kind, Time start) {
  book_.release(request, start);
  if (kind == VisitKind::FirstInfusion) quota_.give_back(date_of(start));
}

// --- why not earlier

WaitCause Desk::cause_at(const FirstWish& wish, Time start) const {
  if (start < wish.not_before) return WaitCause::Patient;
  if (start < wish.target) return WaitCause::Protocol;
  if (start < wish.earliest || start < wish.asked) return WaitCause::BookingRules;
  const auto passed = std::find_if(passed_over_.begin(), passed_over_.end(),
                                   [&](const auto& each) { return each.first == start; });
  if (wish.kind == VisitKind::FirstInfusion && passed != passed_over_.end()) return passed->second;
  if (const auto short_of = book_.shortest(wish.request, start))
    return model::shortage_of(*short_of);
  return WaitCause::BookingRules;
}

WaitCause Desk::refusal(const FirstWish& wish) const {
  std::array<int, model::wait_causes> refused{};
  const Date last = std::min(wish.last, book_.last_day());
  for (Date date = date_of(wish.from()); date <= last; date += std::chrono::days{1}) {
    book_.for_each_start(wish.request, date, [&](Time start) {
      if (start >= wish.from()) ++refused[model::index_of(cause_at(wish, start))];
    });
  }
  const auto most = std::max_element(refused.begin(), refused.end());
  if (*most == 0) return WaitCause::BookingRules;
  return static_cast<WaitCause>(most - refused.begin());
}

}  // namespace sim::clinic
