// tests/property/naive_book.h: an appointment book without any cleverness, to hold the real one to.
//
// It remembers every booking ever made as (request, start) and works out everything else from the
// model, minute by minute: openings from the weekly hours, a slot's staff from each minute of it,
// what visits take from each minute of theirs. Written from the contract (scenario format, sections
// 3 `booking` and 4.2 to 4.4) before the real one was read. Only what does not change between two
// bookings is kept: a page for each date.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/clinic/book.h"
#include "sim/model/model.h"

namespace sim::tests {

using clinic::Filling;

// Unit-minutes of each resource.
using Amounts = std::array<std::int64_t, model::most_resources>;

// "day 3 08:15", counted from the first day of the history.
std::string in_words(std::optional<Time> at, Date first_day);

// A visit, and the carve-outs that those who ask for it may use, one bit each.
struct NaiveRequest {
  VisitId visit;
  std::uint32_t claims = 0;
};

// A slot of a date, with what is booked in it.
struct NaiveSlot {
  Time from;
  Time opening;
  Amounts capacity{};                      // with the fewest on duty at any minute
  Amounts booked{};                        // by all bookings
  Amounts largest{};                       // by the booking that takes most
  std::vector<std::int64_t> kept = {};     // by carve-out, had nobody claimed any
  std::vector<std::int64_t> claimed = {};  // by carve-out, by those who may use it
  std::int64_t free(std::size_t r) const { return capacity[r] - booked[r]; }
};

class NaiveBook {
 public:
  struct Booking {
    NaiveRequest request;
    Time start;
  };

  NaiveBook(const model::Model& model, Date today)
      : model_(model), first_day_(today), today_(today) {
    for (const model::Visit& visit : model.visits)
      profiles_.push_back(profile_of(visit));
  }

  Date today() const { return today_; }
  Date last_day() const { return today_ + std::chrono::days{model_.booking.opens_days}; }
  bool reaches(Date date) const { return today_ <= date && date <= last_day(); }
  const std::vector<Booking>& bookings() const { return bookings_; }
  void turn_day() { today_ += std::chrono::days{1}; }

  NaiveRequest request(CohortId cohort, UseId use) const;

  void reserve(NaiveRequest request, Time start) {
    bookings_.push_back({request, start});
    pages_.erase(date_of(start));
  }
  // By its place in bookings(). What is over stays: it has been used.
  void release(std::size_t booking);

  // Those of the grid from which on the visit lies within the opening.
  std::vector<Time> starts(NaiveRequest request, Date date) const;

  // Those that can be had on the date, in order. A day is overbooked only where none fits.
  std::vector<Time> free_starts(NaiveRequest request, Date date, Filling filling) const;

  std::optional<Time> first_fit(NaiveRequest request, Time from, Date last, Filling filling) const;
  std::optional<Time> last_fit(NaiveRequest request, Time before, Date first,
                               Filling filling) const;

  bool fits(NaiveRequest request, Time start) const;

  // Whether all that it takes is there, whoever it is kept for.
  bool is_there(NaiveRequest request, Time start) const;

  // As the real book's, word for word.
  std::optional<ResourceId> shortest(NaiveRequest request, Time start) const;
  double booked_share(NaiveRequest request, Date date) const;

  const std::vector<NaiveSlot>& slots_on(Date date) const { return page(date).slots; }

  // Thousandths of unit-minutes: what has accrued up to and with the date less what is exceeded.
  std::int64_t credit(Date date, std::size_t resource) const;

  // What the visit takes of the resource in its i-th slot.
  std::int64_t wanted(NaiveRequest request, std::size_t i, std::size_t resource) const {
    return profiles_[request.visit.index][i].amounts[resource];
  }
  std::size_t length(NaiveRequest request) const { return profiles_[request.visit.index].size(); }

 private:
  struct Page {
    std::vector<NaiveSlot> slots;
    Amounts bookable{};
    Amounts exceeded{};
  };
  struct SlotOfVisit {
    Amounts amounts{};
    std::uint32_t present = 0;
  };
  using NaiveProfile = std::vector<SlotOfVisit>;

  std::int64_t minutes_of_slot() const { return model_.booking.slot / one_minute; }
  std::int64_t units_in_slot(ResourceId resource) const {
    return model_.resources[resource].units_each * minutes_of_slot();
  }
  bool is_checked(std::size_t resource) const {
    return (model_.booking.checks >> resource & 1U) != 0;
  }

  NaiveProfile profile_of(const model::Visit& visit) const;
  static const model::Step* step_at(const model::Visit& visit, Duration since_start);
  bool uses(NaiveRequest request, std::size_t resource) const;

  // --- a date

  bool is_open(Time minute) const;
  // The slots of the date with nothing booked: openings begin where the minute before was closed,
  // or at midnight, and have no part of a slot at their end.
  std::vector<NaiveSlot> empty_slots(Date date) const;
  NaiveSlot empty_slot(Time from, Time opening) const;
  // As with a rota, the smaller number of the slot counts: nothing, unless all of it is kept.
  bool keeps(const model::Reserve& reserve, Time from) const;
  void book(const Booking& booking, std::vector<NaiveSlot>& slots) const;
  const Page& page(Date date) const;

  // --- a start

  // The slots of the visit; none where it does not lie within one opening.
  std::vector<const NaiveSlot*> slots_from(NaiveRequest request, Time start) const;

  bool has_arrival_left(Time start) const;
  Time opening_of(Time start) const;

  // Of the resource in the slot, what is kept for others and not claimed.
  std::int64_t kept_from(NaiveRequest request, const NaiveSlot& slot, std::size_t resource) const;

  // What the i-th slot of the visit lacks; a whole one where nobody is on site who must be.
  std::int64_t short_units(NaiveRequest request, const NaiveSlot& slot, std::size_t i,
                           std::size_t resource) const;
  // Whether it can be had there where the day is overbooked.
  bool may_exceed(NaiveRequest request, Time start) const;
  // What is exceeded on a later date must still be paid.
  std::int64_t room(Date date, std::size_t resource) const;

  const model::Model& model_;
  Date first_day_;
  Date today_;
  std::vector<NaiveProfile> profiles_;  // by visit
  std::vector<Booking> bookings_;
  mutable std::map<Date, std::vector<NaiveSlot>> empty_;
  mutable std::map<Date, Page> pages_;  // none where something has changed since
};

}  // namespace sim::tests
