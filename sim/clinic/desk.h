// sim/clinic/desk.h: the rules of booking, on top of the book: where a visit gets its time, and why
// not earlier.
//
// To find is to look only: the book is as it was afterwards. What is found is then reserved. Days
// on which no course could begin are remembered, and not looked at again until something that a
// course reaches from there is given back.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/clinic/book.h"
#include "sim/clinic/choose_start.h"
#include "sim/clinic/course.h"
#include "sim/clinic/start_quota.h"
#include "sim/model/wait_cause.h"

namespace sim::clinic {

// A screening visit, a first infusion, or one of those that follow it.
enum class VisitKind : std::uint8_t { Screening, FirstInfusion, Later };

// Whose course is to be booked as a whole.
struct SeriesOf {
  CohortId cohort;
  CourseId course;
};

// A visit that comes as soon as it can.
struct FirstWish {
  RequestId request;
  VisitKind kind = VisitKind::FirstInfusion;
  Time asked{};                   // now
  Time earliest = Time::min();    // by the lead
  Time not_before = Time::min();  // after a missed visit
  Time target = Time::min();      // after a postponed one
  Date last{};                    // how far ahead it is booked at most
  // The course that is to be booked as a whole with it.
  std::optional<SeriesOf> series_of = {};

  Time from() const { return std::max({asked, earliest, not_before, target}); }
};

// A course to be booked as a whole. Expects: first.series_of.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a course has no default
struct SeriesWish {
  FirstWish first;
  CourseContext course;
  int run = 0;
  int visits = 1;
};

class Desk {
 public:
  Desk(const model::Model& model, Date today);

  Book& book() { return book_; }
  const Book& book() const { return book_; }

  // The earliest start that will do.
  std::optional<Time> find_first(const FirstWish& wish);
  // Whether the first visit of the wish may be at exactly that time.
  bool first_may_be_at(const FirstWish& wish, Time start) const;

  // The starts of a whole course: the earliest first one from which every other one, found one
  // after another, lies in its window and near its target. Those that the book does not reach yet
  // are left out. Empty where there is none. Valid until the next search.
  const std::vector<Time>& find_series(const SeriesWish& wish);
  // The same, but from that first start only.
  const std::vector<Time>& find_series_from(const SeriesWish& wish, Time first);

  // What the latest of these two found.
  const std::vector<Time>& series() const { return series_; }

  // The start of one more visit; nothing while the book does not reach its target.
  std::optional<Time> find_later(const Wish& wish);

  // Another day of the book opens.
  void turn_day();

  void reserve(RequestId request, VisitKind kind, Time start);
  void release(RequestId request, VisitKind kind, Time start);
  // An appointment was missed: it took a place in the week's new courses for nothing.
  void missed(VisitKind kind, Time start) {
    if (kind == VisitKind::FirstInfusion) quota_.give_back(date_of(start));
  }

  // Calls add(until, cause) for the parts of the wait from when the wish was asked until the start
  // that was found for it, in order. To be called after the search and before the reservation: it
  // is judged on the book as it stands.
  template <class Add>
  void explain(const FirstWish& wish, Time start, Add&& add) const;
  // Why nothing was found for it: the cause of most of the starts in question in the first four
  // weeks of them; nothing where there were none.
  std::optional<model::WaitCause> refusal(const FirstWish& wish) const;

 private:
  model::WaitCause cause_at(const FirstWish& wish, Time start) const;
  std::optional<model::WaitCause> try_series(const SeriesWish& wish, Time first);
  bool find_series_on(const SeriesWish& wish, Date date);
  void search_again(Date freed);
  std::size_t series_index(SeriesOf of, Date date) const;
  RequestId request_in_series(const SeriesWish& wish, std::size_t index) const;
  void reserve_in_series(const SeriesWish& wish, Time start);
  std::optional<Wish> fill_series(const SeriesWish& wish);
  Wish wish_for(const SeriesWish& wish, int number, CountedFrom from) const;

  const model::Model* model_;
  Book book_;
  StartQuota quota_;
  bool shares_;  // visits of one course can take something from each other, though far apart
  std::vector<Time> series_;  // of the latest search for one
  // By cohort, course and day of a ring: no start of the day begins a series, and why the last one
  // that was tried does not (its WaitCause + 1); 0 where that is not known. What is given back on a
  // day may begin series on all days from which one reaches it.
  std::vector<std::uint8_t> no_series_;
  std::chrono::days reach_{0};
  std::optional<model::WaitCause> in_the_way_;  // on the date on which the latest search ended
};

template <class Add>
void Desk::explain(const FirstWish& wish, Time start, Add&& add) const {
  const Duration slot = model_->booking.slot;
  for (Date date = date_of(wish.asked); date <= date_of(start); date += std::chrono::days{1}) {
    book_.for_each_start(wish.request, date, [&](Time each) {
      if (each + slot <= wish.asked || each >= start) return;
      add(std::min(each + slot, start), cause_at(wish, each));
    });
  }
  add(start, model::WaitCause::ClosedHours);
}

}  // namespace sim::clinic
