#include "sim/clinic/desk.h"

#include <algorithm>
#include <array>

namespace sim::clinic {

using model::WaitCause;

namespace {

// How many days at most lie between the first and the last visit of a course.
std::chrono::days days_reached(const model::Course& course) {
  constexpr Duration limit = 10 * one_year;  // further than any book
  Duration reached{0};
  for (int number = 2; number <= course.most_infusions() && reached < limit; ++number) {
    const Duration gap = course.schedule.mean_gap(number);
    const Duration latest = gap + std::max<Duration>(one_day, gap / 10);
    reached += std::chrono::ceil<std::chrono::days>(latest);  // to the end of its date
  }
  return std::chrono::ceil<std::chrono::days>(reached) + std::chrono::days{1};
}

}  // namespace

Desk::Desk(const model::Model& model, Date today)
    : model_(&model),
      book_(model, today),
      quota_(model.booking.starts, today),
      shares_(book_.may_overbook() || model.booking.arrivals.has_value()) {
  for (const model::Course& course : model.courses)
    reach_ = std::max(reach_, days_reached(course));
  const auto days = static_cast<std::size_t>(model.booking.opens_days) + 1;
  no_series_.assign(model.cohorts.size() * model.courses.size() * days, 0);
}

// --- a first visit

std::optional<Time> Desk::find_first(const FirstWish& wish) {
  if (wish.kind == VisitKind::Screening || quota_.unlimited())
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

// Of the visit at that index of series_.
RequestId Desk::request_in_series(const SeriesWish& wish, std::size_t index) const {
  return book_.request(wish.first.series_of->cohort,
                       wish.course.course.use_of(static_cast<int>(index) + 1));
}

// On a date within a day of the target, or within a tenth of the spacing if that is longer. Visits
// of one course never overlap.
Wish Desk::wish_for(const SeriesWish& wish, int number, CountedFrom from) const {
  const auto index = static_cast<std::size_t>(number - 1);
  const Aim aim = aim_at(wish.course, wish.run, number, from);
  const Duration near = std::max<Duration>(one_day, (aim.target - from.previous) / 10);
  const Time over = from.previous + book_.span(request_in_series(wish, index - 1));
  const Time earliest = Time{date_of(aim.target - near)};
  const Time latest = Time{date_of(aim.target + near)} + one_day - Duration{1};
  return {request_in_series(wish, index), aim, std::max(earliest, over), latest,
          model_->booking.choose};
}

// Where visits of one course can take something from each other, those found so far are in the book
// while more are sought.
void Desk::reserve_in_series(const SeriesWish& wish, Time start) {
  if (shares_) book_.reserve(request_in_series(wish, series_.size()), start);
  series_.push_back(start);
}

// Finds the visits after the first of series_; answers the wish for which there is no start.
std::optional<Wish> Desk::fill_series(const SeriesWish& wish) {
  CountedFrom from{series_.back(), series_.back()};
  for (int number = 2; number <= wish.visits; ++number) {
    const Wish next = wish_for(wish, number, from);
    if (date_of(next.aim.target) > book_.last_day()) break;
    const auto start = start_inside_window(book_, next);
    if (!start) return next;
    reserve_in_series(wish, *start);
    from = counted_from(wish.course.course, number, *start, from);
  }
  return std::nullopt;
}

// Fills series_; where that cannot be done, says what is in the way.
std::optional<WaitCause> Desk::try_series(const SeriesWish& wish, Time first) {
  series_.clear();
  reserve_in_series(wish, first);
  const std::optional<Wish> failed = fill_series(wish);
  for (std::size_t i = 0; shares_ && i < series_.size(); ++i)
    book_.release(request_in_series(wish, i), series_[i]);
  if (!failed) return std::nullopt;
  series_.clear();
  FirstWish as_first{failed->request, VisitKind::Later};
  as_first.asked = as_first.earliest = failed->earliest;
  as_first.last = date_of(failed->latest);
  return refusal(as_first).value_or(WaitCause::BookingRules);
}

std::size_t Desk::series_index(SeriesOf of, Date date) const {
  const std::size_t kinds = model_->cohorts.size() * model_->courses.size();
  const auto days = static_cast<std::int64_t>(no_series_.size() / kinds);
  const std::int64_t day = (date - model_->run.start).count() % days;
  const std::size_t kind = of.cohort.index * model_->courses.size() + of.course.index;
  return kind * static_cast<std::size_t>(days) + static_cast<std::size_t>(day);
}

// Whether a series begins on the date, which is then in series_.
bool Desk::find_series_on(const SeriesWish& wish, Date date) {
  const bool same_for_all = !wish.course.course.schedule.varies() && !shares_;
  std::uint8_t& known = no_series_[series_index(*wish.first.series_of, date)];
  if (same_for_all && known != 0) return false;
  in_the_way_.reset();
  Time from = std::max(wish.first.from(), Time{date});
  while (const auto first = book_.first_fit(wish.first.request, from, date, Filling::Beyond)) {
    const std::optional<WaitCause> in_the_way = try_series(wish, *first);
    if (!in_the_way) return true;
    in_the_way_ = in_the_way;
    from = *first + model_->booking.slot;
  }
  if (same_for_all && in_the_way_ && wish.first.from() <= Time{date})
    known = static_cast<std::uint8_t>(index_of(*in_the_way_) + 1);
  return false;
}

const std::vector<Time>& Desk::find_series(const SeriesWish& wish) {
  series_.clear();
  const Date last = std::min(wish.first.last, book_.last_day());
  for (Date date = date_of(wish.first.from()); date <= last; date += std::chrono::days{1})
    if (quota_.allows(date) && find_series_on(wish, date)) break;
  return series_;
}

const std::vector<Time>& Desk::find_series_from(const SeriesWish& wish, Time first) {
  series_.clear();
  in_the_way_.reset();
  if (first_may_be_at(wish.first, first)) try_series(wish, first);
  return series_;
}

void Desk::search_again(Date freed) {
  for (Date date = std::max(book_.today(), freed - reach_);
       date <= std::min(freed, book_.last_day()); date += std::chrono::days{1}) {
    for (const CohortId cohort : ids<CohortId>(model_->cohorts)) {
      for (const CourseId course : ids<CourseId>(model_->courses))
        no_series_[series_index({cohort, course}, date)] = 0;
    }
  }
}

void Desk::turn_day() {
  book_.turn_day();
  search_again(book_.last_day());
  for (const model::Reserve& reserve : model_->booking.reserves)
    search_again(book_.today() + std::chrono::days{reserve.until_days});
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
  search_again(date_of(start));
  if (kind == VisitKind::FirstInfusion) quota_.give_back(date_of(start));
}

// --- why not earlier

// Where the start fits, the rest of its course does not, or a rule is in the way.
WaitCause Desk::cause_at(const FirstWish& wish, Time start) const {
  if (start < wish.not_before) return WaitCause::Patient;
  if (start < wish.target) return WaitCause::Protocol;
  if (start < wish.earliest || start < wish.asked) return WaitCause::BookingRules;
  if (const auto short_of = book_.shortest(wish.request, start))
    return model::shortage_of(*short_of);
  if (!wish.series_of) return WaitCause::BookingRules;
  if (!series_.empty() && date_of(start) == date_of(series_.front()))
    return in_the_way_.value_or(WaitCause::BookingRules);
  const std::uint8_t known = no_series_[series_index(*wish.series_of, date_of(start))];
  return known == 0 ? WaitCause::BookingRules : static_cast<WaitCause>(known - 1);
}

std::optional<WaitCause> Desk::refusal(const FirstWish& wish) const {
  std::array<int, model::wait_causes> refused{};
  constexpr std::chrono::days looked_at{27};
  const Date first = date_of(wish.from());
  const Date last = std::min({wish.last, book_.last_day(), first + looked_at});
  for (Date date = first; date <= last; date += std::chrono::days{1}) {
    book_.for_each_start(wish.request, date, [&](Time start) {
      if (start >= wish.from()) ++refused[model::index_of(cause_at(wish, start))];
    });
  }
  const auto* const most = std::max_element(refused.begin(), refused.end());
  if (*most == 0) return std::nullopt;
  return static_cast<WaitCause>(most - refused.begin());
}

}  // namespace sim::clinic
