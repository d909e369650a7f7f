// Which start a visit takes, against looking at every one of them, over random clinics.
#include "sim/clinic/choose_start.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/property/naive_book.h"
#include "tests/property/random_clinic.h"

namespace sim::tests {
namespace {

using clinic::Wish;
using std::chrono::days;

Duration distance(Time start, const Wish& wish) {
  return start < wish.aim.target ? wish.aim.target - start : start - wish.aim.target;
}

// The first of those nearest to the target. Expects: in order.
std::optional<Time> nearest(const std::vector<Time>& starts, const Wish& wish) {
  std::optional<Time> best;
  for (const Time start : starts)
    if (!best || distance(start, wish) < distance(*best, wish)) best = start;
  return best;
}

// The first at or after the target, else the last before.
std::optional<Time> earliest(const std::vector<Time>& starts, const Wish& wish) {
  for (const Time start : starts)
    if (start >= wish.aim.target) return start;
  if (starts.empty()) return std::nullopt;
  return starts.back();
}

// All that is free, by the naive book; the choice of the contract among them.
class NaiveChoice {
 public:
  NaiveChoice(const NaiveBook& book, NaiveRequest request) : book_(book), request_(request) {}

  std::optional<Time> inside_window(const Wish& wish) const {
    const auto free = chosen(starts_of_window(wish, Filling::ToCapacity), wish);
    return free ? free : chosen(starts_of_window(wish, Filling::Beyond), wish);
  }
  std::optional<Time> chosen_start(const Wish& wish) const {
    if (const auto inside = inside_window(wish)) return inside;
    const Date last = std::min(book_.last_day(), date_of(wish.latest));
    const auto after = starts(std::max(wish.earliest, Time{wish.aim.window_last + days{1}}), last,
                              Filling::Beyond, wish);
    if (after.empty()) return std::nullopt;
    return after.front();
  }

 private:
  std::vector<Time> starts_of_window(const Wish& wish, Filling filling) const {
    return starts(std::max(wish.earliest, Time{wish.aim.window_first}),
                  std::min(date_of(wish.latest), wish.aim.window_last), filling, wish);
  }
  std::vector<Time> starts(Time from, Date last, Filling filling, const Wish& wish) const {
    std::vector<Time> starts;
    for (Date date = book_.today(); date <= std::min(last, book_.last_day()); date += days{1}) {
      for (const Time start : book_.free_starts(request_, date, filling))
        if (start >= from && start <= wish.latest) starts.push_back(start);
    }
    return starts;
  }

  std::optional<Time> chosen(const std::vector<Time>& starts, const Wish& wish) const {
    switch (wish.choice) {
      case model::Choice::NearestToTarget:
        return nearest(starts, wish);
      case model::Choice::Earliest:
        return earliest(starts, wish);
      case model::Choice::LeastBusyDay:
        return on_least_busy_day(starts, wish);
    }
    return std::nullopt;
  }
  // Of the dates within a day of the target the one that is booked least, of equals the one with
  // the nearest start; where none of them has any, the nearest.
  std::optional<Time> on_least_busy_day(const std::vector<Time>& starts, const Wish& wish) const {
    std::vector<Time> least;
    double share = 2.0;
    for (const Time start : starts) {
      const Duration away = date_of(start) - date_of(wish.aim.target);
      if (std::chrono::abs(away) > one_day) continue;
      const double booked = book_.booked_share(request_, date_of(start));
      if (booked < share) least.clear();
      share = std::min(share, booked);
      if (booked == share) least.push_back(start);
    }
    return nearest(least.empty() ? starts : least, wish);
  }

  const NaiveBook& book_;
  NaiveRequest request_;
};

// When the next visit of someone should be. Most often within a window around the target, and
// sometimes at no time but before or after some other.
Wish some_wish(Chooser& choose, const model::Model& model, Date today) {
  Wish wish;
  wish.choice = static_cast<model::Choice>(choose.between(0, 2));
  wish.aim.target =
      Time{today} + choose.between(-600, (model.booking.opens_days + 1) * 1440) * one_minute;
  wish.aim.window_first = date_of(wish.aim.target) - days{choose.between(0, 3)};
  wish.aim.window_last = date_of(wish.aim.target) + days{choose.between(0, 3)};
  if (choose.yes(50)) wish.earliest = wish.aim.target + choose.between(-90, 90) * one_hour;
  if (choose.yes(25)) wish.latest = wish.aim.target + choose.between(-60, 120) * one_hour;
  return wish;
}

TEST(ChooseStart, takes_what_looking_at_every_start_would) {
  std::array<int, 3> chosen{};  // by choice
  int after_window = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const model::Model model = random_clinic(seed);
    clinic::Book book(model, model.run.start);
    NaiveBook naive(model, model.run.start);
    Chooser choose(seed + 2'000'000);
    for (int step = 0; step < 100; ++step) {
      SCOPED_TRACE("clinic " + std::to_string(seed) + ", step " + std::to_string(step));
      const CohortId cohort{static_cast<std::uint32_t>(
          random_clinic_parts::index_below(choose, model.cohorts.size()))};
      const UseId use{
          static_cast<std::uint32_t>(random_clinic_parts::index_below(choose, model.uses.size()))};
      Wish wish = some_wish(choose, model, naive.today());
      wish.request = book.request(cohort, use);
      const NaiveRequest request = naive.request(cohort, use);
      const NaiveChoice naive_choice(naive, request);
      const auto inside = naive_choice.inside_window(wish);
      const auto words = [&](std::optional<Time> at) { return in_words(at, model.run.start); };
      SCOPED_TRACE("target " + words(wish.aim.target));
      ASSERT_EQ(words(clinic::start_inside_window(book, wish)), words(inside));
      const auto start = naive_choice.chosen_start(wish);
      ASSERT_EQ(words(clinic::choose_start(book, wish)), words(start));
      if (choose.yes(5)) {
        book.turn_day();
        naive.turn_day();
      } else if (start) {
        ++chosen[static_cast<std::size_t>(wish.choice)];
        after_window += inside ? 0 : 1;
        book.reserve(wish.request, *start);
        naive.reserve(request, *start);
      }
    }
  }
  for (const int of_choice : chosen)
    EXPECT_GT(of_choice, 500);
  EXPECT_GT(after_window, 200);
}

}  // namespace
}  // namespace sim::tests
