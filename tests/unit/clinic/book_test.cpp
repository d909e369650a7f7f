// The appointment book against a naive one that remembers every booking and counts minutes.
#include "sim/clinic/book.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "sim/clinic/choose_start.h"
#include "sim/random/draw.h"

namespace sim::clinic {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr VisitId infusion{0};
constexpr VisitId consultation{1};
const Date monday = Date{days{20'822}};  // 2027-01-04

random::Sampler minutes(double count) { return random::Sampler(random::Constant{count * 60'000}); }

model::Step step(const char* name, int planned, model::Units needs) {
  return {name, minutes(planned), std::chrono::minutes{planned}, needs};
}

// Three chairs, two nurses of whom one leaves at 14:10, a prescriber in the mornings.
model::Model small_clinic() {
  model::Model model;
  std::vector<model::Interval> open;
  for (int day = 0; day < 5; ++day) {
    const Duration midnight = day * one_day;
    open.push_back({midnight + 8h, midnight + 12h});
    open.push_back({midnight + 13h, midnight + 17h + 10min});
  }
  model.clinic.open = model::WeeklyHours(open);
  model.clinic.closed = model::ClosedDates({monday + days{2}});
  std::vector<model::Rota::Level> nurses;
  std::vector<model::Rota::Level> prescribers;
  for (int day = 0; day < 5; ++day) {
    const Duration midnight = day * one_day;
    if (day == 0) nurses.push_back({0h, 0});
    nurses.push_back({midnight + 8h, 2});
    nurses.push_back({midnight + 14h + 10min, 1});
    nurses.push_back({midnight + 17h + 10min, 0});
    if (day == 0) prescribers.push_back({0h, 0});
    prescribers.push_back({midnight + 8h, 1});
    prescribers.push_back({midnight + 12h, 0});
  }
  model.resources.add({"chairs", model::Rota(3, model.clinic.open), 1, true});
  model.resources.add({"nurses", model::Rota(nurses), 12, false});
  model.resources.add({"prescribers", model::Rota(prescribers), 1, false});
  model.visits.add({"infusion",
                    {1, 0, 0},
                    {step("prepare", 10, {0, 12, 0}), step("infuse", 40, {0, 4, 0}),
                     step("monitor", 57, {0, 3, 0})},
                    {}});
  model.visits.add({"consultation", {}, {step("talk", 25, {0, 0, 1})}, {}});
  model.booking.slot = 15min;
  model.booking.opens_days = 9;
  return model;
}

// Every booking is kept; what a slot has left is counted minute by minute.
class NaiveBook {
 public:
  NaiveBook(const model::Model& model, Date today) : model_(model), today_(today) {}

  void turn_day() { today_ += days{1}; }
  void reserve(VisitId visit, Time start) { bookings_.push_back({visit, start}); }
  void release(std::size_t index) {
    bookings_.erase(bookings_.begin() + static_cast<std::ptrdiff_t>(index));
  }
  struct Booking {
    VisitId visit;
    Time start;
  };
  const std::vector<Booking>& bookings() const { return bookings_; }

  // All starts of the grid on the open days at which the visit fits, in order.
  std::vector<Time> starts(VisitId visit) const {
    std::vector<Time> fitting;
    for (Date date = today_; date <= today_ + days{model_.booking.opens_days}; date += days{1}) {
      for (const auto& opening :
           model::openings_on(date, model_.clinic.open, model_.clinic.closed)) {
        for (Time start = opening.from; start + span(visit) <= opening.to;
             start += model_.booking.slot) {
          if (fits(visit, start)) fitting.push_back(start);
        }
      }
    }
    return fitting;
  }

 private:
  Duration span(VisitId visit) const {
    const Duration slot = model_.booking.slot;
    const Duration planned = model_.visits[visit].planned();
    return (planned + slot - 1ms) / slot * slot;
  }

  // Units of a resource that a booking takes at a minute.
  int taken(const Booking& booking, std::size_t resource, Time minute) const {
    const model::Visit& visit = model_.visits[booking.visit];
    if (minute < booking.start || minute >= booking.start + span(booking.visit)) return 0;
    int units = visit.throughout[resource];
    Time begins = booking.start;
    for (const model::Step& each : visit.steps) {
      if (begins <= minute && minute < begins + each.planned) units += each.needs[resource];
      begins += each.planned;
    }
    return units;
  }

  bool fits(VisitId visit, Time start) const {
    for (Time slot = start; slot < start + span(visit); slot += model_.booking.slot) {
      for (const ResourceId id : ids<ResourceId>(model_.resources)) {
        if (lacking(visit, start, slot, id)) return false;
      }
    }
    return true;
  }

  bool lacking(VisitId visit, Time start, Time slot, ResourceId id) const {
    const model::Resource& resource = model_.resources[id];
    int fewest = 1000;
    int wanted = 0;
    int minutes_in_slot = 0;
    for (Time minute = slot; minute < slot + model_.booking.slot; minute += 1min) {
      ++minutes_in_slot;
      fewest = std::min(fewest, resource.staffing.on_duty(minute, model_.clinic.closed));
      wanted += taken({visit, start}, id.index, minute);
      for (const Booking& booking : bookings_)
        wanted += taken(booking, id.index, minute);
    }
    const bool used = taken_in_slot({visit, start}, id.index, slot);
    return used && wanted > fewest * resource.units_each * minutes_in_slot;
  }

  bool taken_in_slot(const Booking& booking, std::size_t resource, Time slot) const {
    for (Time minute = slot; minute < slot + model_.booking.slot; minute += 1min) {
      if (taken(booking, resource, minute) > 0) return true;
    }
    return false;
  }

  const model::Model& model_;
  Date today_;
  std::vector<Booking> bookings_;
};

TEST(PlannedProfile, charges_throughout_for_whole_slots_and_steps_for_their_minutes) {
  const model::Model model = small_clinic();
  const auto profile = planned_profile(model.visits[infusion], model.booking).rows;
  // 10 + 40 + 57 = 107 minutes: eight slots, the last one rounded up for the chair.
  ASSERT_EQ(profile.size(), 8U);
  for (const SlotRow& row : profile)
    EXPECT_EQ(row[0], 15);
  EXPECT_EQ(profile[0][1], 10 * 12 + 5 * 4);  // ten minutes of a nurse, five of a third
  EXPECT_EQ(profile[1][1], 15 * 4);
  EXPECT_EQ(profile[3][1], 5 * 4 + 10 * 3);  // minutes 45 to 50 infuse, 50 to 60 monitor
  EXPECT_EQ(profile[7][1], 2 * 3);           // minutes 105 to 107
  EXPECT_EQ(profile[7][2], 0);
}

TEST(Book, agrees_with_a_naive_book_over_random_histories) {
  const model::Model model = small_clinic();
  Book book(model, monday);
  NaiveBook naive(model, monday);
  Date today = monday;
  int found = 0;
  for (std::uint64_t action = 0; action < 1'500; ++action) {
    const std::uint64_t bits = random::mix(action + 77);
    const VisitId visit = bits % 3 == 0 ? consultation : infusion;
    const std::vector<Time> starts = naive.starts(visit);
    const Time from = Time{today} + std::chrono::hours{(bits >> 8) % 260};
    const Date limit = date_of(from) + days{(bits >> 24) % 6};

    const auto first = std::lower_bound(starts.begin(), starts.end(), from);
    const bool has_first = first != starts.end() && date_of(*first) <= limit;
    const auto found_first = book.first_fit(without_claims(visit), from, limit);
    ASSERT_EQ(found_first.has_value(), has_first) << "at action " << action;
    if (has_first) {
      ASSERT_EQ(*found_first, *first) << "at action " << action;
    }

    const Date no_earlier = date_of(from) - days{(bits >> 32) % 4};
    const bool has_last = first != starts.begin() && date_of(*(first - 1)) >= no_earlier;
    const auto found_last = book.last_fit(without_claims(visit), from, no_earlier);
    ASSERT_EQ(found_last.has_value(), has_last) << "at action " << action;
    if (has_last) {
      ASSERT_EQ(*found_last, *(first - 1));
    }

    if (found_first) {
      ++found;
      book.reserve(without_claims(visit), *found_first);
      naive.reserve(visit, *found_first);
    }
    if (bits % 7 == 0 && !naive.bookings().empty()) {
      const std::size_t index = (bits >> 16) % naive.bookings().size();
      book.release(without_claims(naive.bookings()[index].visit), naive.bookings()[index].start);
      naive.release(index);
    }
    if (bits % 31 == 0) {
      book.turn_day();
      naive.turn_day();
      today += days{1};
    }
  }
  EXPECT_GT(found, 200);
}

TEST(Book, refuses_to_book_what_does_not_fit) {
  const model::Model model = small_clinic();
  Book book(model, monday);
  const Time eight = Time{monday} + 8h;
  book.reserve(without_claims(consultation), eight);
  EXPECT_THROW(book.reserve(without_claims(consultation), eight), BrokenPromise);
  EXPECT_THROW(book.reserve(without_claims(consultation), eight + 7min),
               BrokenPromise);  // not on the grid
}

// The nearest of all the naive book's starts inside the window, else the first after it.
std::optional<Time> naive_choice(const std::vector<Time>& starts, const Wish& wish) {
  std::optional<Time> best;
  const auto inside = [&](Time start) {
    return start >= wish.earliest && date_of(start) >= wish.aim.window_first &&
           date_of(start) <= wish.aim.window_last;
  };
  const auto distance = [&](Time start) {
    return start < wish.aim.target ? wish.aim.target - start : start - wish.aim.target;
  };
  for (const Time start : starts) {
    if (!inside(start)) continue;
    if (wish.choice == model::Choice::NearestToTarget) {
      if (!best || distance(start) < distance(*best)) best = start;
    } else if (!best || *best < wish.aim.target) {
      best = start;  // the first at or after the target, else the last before
    }
  }
  if (best) return best;
  for (const Time start : starts) {
    if (start >= wish.earliest && date_of(start) > wish.aim.window_last) return start;
  }
  return std::nullopt;
}

TEST(ChooseStart, agrees_with_looking_at_every_free_start) {
  const model::Model model = small_clinic();
  Book book(model, monday);
  NaiveBook naive(model, monday);
  for (std::uint64_t action = 0; action < 400; ++action) {
    const std::uint64_t bits = random::mix(action + 1234);
    Wish wish;
    wish.request = without_claims(infusion);
    if (bits % 2 == 0) wish.choice = model::Choice::Earliest;
    wish.aim.target = Time{monday} + std::chrono::minutes{15 * ((bits >> 8) % 800)};
    wish.aim.window_first = date_of(wish.aim.target) - days{(bits >> 24) % 3};
    wish.aim.window_last = date_of(wish.aim.target) + days{(bits >> 28) % 4};
    wish.earliest = Time{monday} + std::chrono::minutes{5 * ((bits >> 32) % 1500)};
    const auto chosen = choose_start(book, wish);
    const auto expected = naive_choice(naive.starts(infusion), wish);
    ASSERT_EQ(chosen.has_value(), expected.has_value()) << "at action " << action;
    if (!chosen) continue;
    ASSERT_EQ(*chosen, *expected) << "at action " << action;
    book.reserve(without_claims(infusion), *chosen);
    naive.reserve(infusion, *chosen);
  }
  EXPECT_GT(naive.bookings().size(), 50U);
}

}  // namespace
}  // namespace sim::clinic
