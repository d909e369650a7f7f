// The appointment book against a naive one, over random clinics and random histories of bookings,
// and what must hold of every book whatever it answers.
#include "sim/clinic/book.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "tests/property/naive_book.h"
#include "tests/property/random_clinic.h"
#include "tests/support/statistics.h"

namespace sim::tests {
namespace {

using clinic::Book;
using clinic::RequestId;
using std::chrono::days;

// A request in the words of both books.
struct BothRequests {
  RequestId book;
  NaiveRequest naive;
};

// Both books through the same random history. What differs fails the test.
class History {
 public:
  explicit History(std::uint64_t seed)
      : choose_(seed + 1'000'000),
        model_(random_clinic(seed)),
        book_(model_, model_.run.start),
        naive_(model_, model_.run.start) {}

  // One comparison of each question.
  void compare() {
    const BothRequests request = some_request();
    compare_searches(request);
    compare_starts(request);
    compare_questions(request);
  }

  // Books what can be had, if anything; and perhaps gives back something else, or ends the day.
  void change() {
    const BothRequests request = some_request();
    const auto start =
        book_.first_fit(request.book, some_time(), naive_.last_day(), some_filling());
    if (start) {
      if (!naive_.is_there(request.naive, *start)) ++overbooked_;
      reserve(request, *start);
    }
    if (choose_.yes(20)) release_some();
    if (choose_.yes(6)) turn_day();
  }

  // In every slot, at most what is on duty is booked, and at most one visit more where it is
  // overbooked; up to no date is more exceeded than has accrued until then.
  void expect_nothing_double_booked() const {
    for (Date date = naive_.today(); date <= naive_.last_day(); date += days{1}) {
      std::vector<NaiveSlot> slots = naive_.slots_on(date);
      for (const NaiveSlot& slot : slots)
        expect_not_overfull(slot);
      for (std::size_t r = 0; r < model_.resources.size(); ++r) {
        EXPECT_GE(naive_.credit(date, r), 0) << "of resource " << r;
      }
      expect_the_same_free(date, std::move(slots));
    }
  }

  void expect_release_to_undo_reserve() {
    const BothRequests request = some_request();
    const auto start =
        book_.first_fit(request.book, Time{naive_.today()}, naive_.last_day(), Filling::Beyond);
    if (!start) return;
    const std::vector<std::int64_t> before = all_answers();
    book_.reserve(request.book, *start);
    all_answers();  // so that the book remembers days that were full
    book_.release(request.book, *start);
    EXPECT_EQ(all_answers(), before) << "reserved at " << words(*start);
  }

  std::size_t bookings() const { return naive_.bookings().size(); }
  int overbooked() const { return overbooked_; }
  int refused() const { return refused_; }

 private:
  std::string words(std::optional<Time> at) const { return in_words(at, model_.run.start); }

  BothRequests some_request() {
    if (choose_.yes(25)) {
      const VisitId visit = some_id<VisitId>(model_.visits.size());
      return {clinic::without_claims(visit), {visit}};
    }
    const CohortId cohort = some_id<CohortId>(model_.cohorts.size());
    const UseId use = some_id<UseId>(model_.uses.size());
    return {book_.request(cohort, use), naive_.request(cohort, use)};
  }
  template <class IdType>
  IdType some_id(std::size_t count) {
    return {static_cast<std::uint32_t>(random_clinic_parts::index_below(choose_, count))};
  }
  // Most often a date that the book reaches.
  Date some_date() { return naive_.today() + days{choose_.between(-1, days_ahead() + 1)}; }
  int days_ahead() const { return model_.booking.opens_days; }
  Time some_time() { return Time{some_date()} + choose_.between(0, 1439) * one_minute; }

  Filling some_filling() { return choose_.yes(50) ? Filling::ToCapacity : Filling::Beyond; }

  void compare_searches(const BothRequests& request) {
    const Filling filling = some_filling();
    const Time from = choose_.yes(20) ? Time{naive_.today()} : some_time();
    const Date last = date_of(from) + days{choose_.between(-1, days_ahead() + 2)};
    const auto first = naive_.first_fit(request.naive, from, last, filling);
    const auto found = book_.first_fit(request.book, from, last, filling);
    EXPECT_EQ(words(found), words(first)) << "first from " << words(from);
    const Date no_earlier = date_of(from) - days{choose_.between(-1, 6)};
    const auto latest = naive_.last_fit(request.naive, from, no_earlier, filling);
    EXPECT_EQ(words(book_.last_fit(request.book, from, no_earlier, filling)), words(latest))
        << "last before " << words(from);
    refused_ += first ? 0 : 1;
  }

  void compare_starts(const BothRequests& request) {
    const Date date = some_date();
    std::vector<Time> starts;
    book_.for_each_start(request.book, date, [&](Time start) { starts.push_back(start); });
    ASSERT_EQ(starts, naive_.starts(request.naive, date)) << "on " << words(Time{date});
    for (const Time start : starts) {
      EXPECT_EQ(book_.fits(request.book, start), naive_.fits(request.naive, start))
          << "at " << words(start);
      const auto lacks = book_.shortest(request.book, start);
      const auto expected = naive_.shortest(request.naive, start);
      EXPECT_EQ(lacks ? static_cast<int>(lacks->index) : -1,
                expected ? static_cast<int>(expected->index) : -1)
          << "short at " << words(start);
    }
  }

  void compare_questions(const BothRequests& request) {
    const Time at = some_time();
    EXPECT_EQ(book_.fits(request.book, at), naive_.fits(request.naive, at)) << words(at);
    if (!naive_.reaches(date_of(at))) return;
    EXPECT_TRUE(equal_but_for_rounding(book_.booked_share(request.book, date_of(at)),
                                       naive_.booked_share(request.naive, date_of(at))))
        << "on " << words(Time{date_of(at)});
    if (book_.may_overbook() || naive_.is_there(request.naive, at)) return;
    Book tried = book_;
    EXPECT_THROW(tried.reserve(request.book, at), BrokenPromise) << "at " << words(at);
  }

  void reserve(const BothRequests& request, Time start) {
    book_.reserve(request.book, start);
    naive_.reserve(request.naive, start);
    requests_.push_back(request.book);
  }
  void release_some() {
    if (requests_.empty()) return;
    const std::size_t index = random_clinic_parts::index_below(choose_, requests_.size());
    const Time start = naive_.bookings()[index].start;
    book_.release(requests_[index], start);
    naive_.release(index);
    if (date_of(start) >= naive_.today())
      requests_.erase(requests_.begin() + static_cast<std::ptrdiff_t>(index));
  }
  void turn_day() {
    book_.turn_day();
    naive_.turn_day();
    ASSERT_EQ(book_.today(), naive_.today());
    ASSERT_EQ(book_.last_day(), naive_.last_day());
  }

  void expect_not_overfull(const NaiveSlot& slot) const {
    for (std::size_t r = 0; r < model_.resources.size(); ++r) {
      const bool may_be_exceeded = book_.may_overbook() && slot.capacity[r] > 0;
      if (slot.booked[r] == 0) continue;
      EXPECT_LE(slot.booked[r], slot.capacity[r] + (may_be_exceeded ? slot.largest[r] : 0))
          << "of resource " << r << " at " << words(slot.from);
    }
  }

  // The book's own rows, of the resources that visits take.
  void expect_the_same_free(Date date, std::vector<NaiveSlot> slots) const {
    std::reverse(slots.begin(), slots.end());
    book_.for_each_slot(date,
                        [&](Time from, Duration length, const auto& free, const auto& capacity) {
                          ASSERT_FALSE(slots.empty());
                          const NaiveSlot slot = slots.back();
                          slots.pop_back();
                          EXPECT_EQ(from, slot.from);
                          EXPECT_EQ(length, model_.booking.slot);
                          for (std::size_t r = 0; r < model_.resources.size(); ++r) {
                            if (slot.booked[r] == 0) continue;
                            EXPECT_EQ(free[r] * slot.capacity[r], slot.free(r) * capacity[r])
                                << "resource " << r << " at " << words(from);
                          }
                        });
    EXPECT_TRUE(slots.empty());
  }

  // Everything the book can be asked, of every request: searches of each date, and each start.
  std::vector<std::int64_t> all_answers() {
    std::vector<std::int64_t> answers;
    for (const CohortId cohort : ids<CohortId>(model_.cohorts)) {
      for (const UseId use : ids<UseId>(model_.uses)) {
        for (Date date = book_.today(); date <= book_.last_day(); date += days{1})
          add_answers(book_.request(cohort, use), date, answers);
      }
    }
    return answers;
  }
  void add_answers(RequestId request, Date date, std::vector<std::int64_t>& answers) {
    const auto add = [&](std::optional<Time> at) {
      answers.push_back(at ? at->time_since_epoch().count() : -1);
    };
    for (const Filling filling : {Filling::ToCapacity, Filling::Beyond}) {
      add(book_.first_fit(request, Time{date}, date, filling));
      add(book_.last_fit(request, Time{date + days{1}}, date, filling));
    }
    answers.push_back(static_cast<std::int64_t>(1e9 * book_.booked_share(request, date)));
    book_.for_each_start(request, date, [&](Time start) {
      const auto lacks = book_.shortest(request, start);
      answers.push_back(lacks ? std::int64_t{lacks->index} : -1);
      answers.push_back(book_.fits(request, start) ? 1 : 0);
    });
  }

  Chooser choose_;
  model::Model model_;
  Book book_;
  NaiveBook naive_;
  std::vector<RequestId> requests_;  // of the naive book's bookings
  int overbooked_ = 0;
  int refused_ = 0;
};

constexpr std::uint64_t clinics = 100;
constexpr int steps = 150;

TEST(EveryBook, answers_like_a_naive_one) {
  std::size_t bookings = 0;
  int overbooked = 0;
  int refused = 0;
  for (std::uint64_t seed = 0; seed < clinics; ++seed) {
    History history(seed);
    for (int step = 0; step < steps; ++step) {
      SCOPED_TRACE("clinic " + std::to_string(seed) + ", step " + std::to_string(step));
      history.compare();
      if (HasFailure()) return;
      history.change();
    }
    bookings += history.bookings();
    overbooked += history.overbooked();
    refused += history.refused();
  }
  // The comparison is not between empty books, nor between full ones.
  EXPECT_GT(bookings, 5'000U);
  EXPECT_GT(overbooked, 200);
  EXPECT_GT(refused, 1'000);
}

TEST(EveryBook, never_books_more_than_there_is_and_credit_for) {
  for (std::uint64_t seed = 0; seed < clinics; ++seed) {
    History history(seed);
    for (int step = 0; step < steps; ++step) {
      history.change();
      if (step % 10 != 0) continue;
      SCOPED_TRACE("clinic " + std::to_string(seed) + ", step " + std::to_string(step));
      history.expect_nothing_double_booked();
      if (HasFailure()) return;
    }
  }
}

TEST(EveryBook, is_after_a_release_as_before_the_reservation) {
  for (std::uint64_t seed = 0; seed < clinics; ++seed) {
    History history(seed);
    for (int step = 0; step < steps; ++step) {
      history.change();
      if (step % 30 != 0) continue;
      SCOPED_TRACE("clinic " + std::to_string(seed) + ", step " + std::to_string(step));
      history.expect_release_to_undo_reserve();
      if (HasFailure()) return;
    }
  }
}

TEST(Book, counts_hundreds_of_arrivals) {
  model::Model model;
  model.clinic.open = model::WeeklyHours::always();
  model::Resource seats;
  seats.staffing = model::Rota(1'000, model.clinic.open);
  model.resources.add(seats);
  model::Visit talk;
  talk.throughout[0] = 1;
  model::Step step;
  step.planned = one_hour;
  talk.steps.push_back(step);
  const VisitId visit = model.visits.add(std::move(talk));
  model.booking.arrivals = model::Arrivals{300, 12 * one_hour};
  const Date monday = monday_of(model.run.start);
  Book book(model, monday);
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(book.first_fit(clinic::without_claims(visit), Time{monday}, monday), Time{monday});
    book.reserve(clinic::without_claims(visit), Time{monday});
  }
  EXPECT_EQ(book.first_fit(clinic::without_claims(visit), Time{monday}, monday),
            Time{monday} + 12 * one_hour);
}

TEST(EveryProfile, charges_each_slot_with_each_of_its_minutes) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE("clinic " + std::to_string(seed));
    const model::Model model = random_clinic(seed);
    const NaiveBook naive(model, model.run.start);
    for (const VisitId visit : ids<VisitId>(model.visits)) {
      const auto profile = clinic::planned_profile(model.visits[visit], model.booking);
      ASSERT_EQ(profile.slots(), naive.length({visit}));
      for (std::size_t i = 0; i < profile.slots(); ++i) {
        for (std::size_t r = 0; r < model::most_resources; ++r)
          EXPECT_EQ(profile.rows[i][r], naive.wanted({visit}, i, r)) << "slot " << i;
      }
    }
  }
}

}  // namespace
}  // namespace sim::tests
