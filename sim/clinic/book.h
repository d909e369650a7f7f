// sim/clinic/book.h: the appointment book: what of each resource is still free in each slot.
//
// A visit is booked by its planned profile: per slot, how much of each resource it takes on
// average. A start fits where no slot of the profile lacks any resource, so `starts that fit` is a
// comparison of short rows. The book reaches from today to a fixed number of days ahead; days are
// kept in a ring. For each visit one byte a day remembers "searched, nothing fits", so that a book
// that is full for weeks is passed over in steps of a day; only giving back clears it.
//
// Start times lie on a grid from the beginning of each opening. What is left of an opening after
// its last whole slot is not booked, and no visit is booked across midnight.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/model.h"

namespace sim::clinic {

// Amounts of each resource in a slot: units times minutes.
using SlotRow = std::array<std::int16_t, model::most_resources>;

// What a visit takes, slot by slot from its start: `throughout` for the whole, rounded up to the
// slot, and each step's needs for its planned minutes, charged in proportion. Source: scenario
// format, planned profile.
std::vector<SlotRow> planned_profile(const model::Visit& visit, Duration slot);

class Book {
 public:
  // Opens the days from `today` to today + Booking::opens_days.
  // Expects: what resources have in a slot fits into 16 bits (checked when the model is made).
  Book(const model::Model& model, Date today);

  Date today() const { return today_; }
  Date last_day() const { return today_ + days_ahead_; }

  // Yesterday is over and one more day opens at the far end.
  void turn_day();

  // The first start at or after `from`, or the last one before `before`, on the dates given (both
  // included, cut to those that are open) at which the visit's profile fits.
  std::optional<Time> first_fit(VisitId visit, Time from, Date last);
  std::optional<Time> last_fit(VisitId visit, Time before, Date first);

  // Expects: the profile fits there (reserve), or was reserved there (release). A day that is over
  // takes nothing back.
  void reserve(VisitId visit, Time start);
  void release(VisitId visit, Time start);

  // Calls look(from, length, reserved, capacity) for the slots of a day that is open. Rows are in
  // the same arbitrary unit.
  template <class Look>
  void for_each_slot(Date date, Look&& look) const {
    const Day& day = day_of(date);
    for (const Block& block : plan_of(day).blocks) {
      for (std::size_t i = 0; i < block.slots; ++i) {
        const std::size_t cell = block.first + i;
        look(start_of(date, block, i), slot_, day.free[cell], plan_of(day).capacity[cell]);
      }
    }
  }

 private:
  // The slots of one opening.
  struct Block {
    Duration from;          // midnight
    std::size_t first = 0;  // index of its first slot in the day
    std::size_t slots = 0;
  };
  // What may be booked on a weekday that is not closed.
  struct DayPlan {
    std::vector<Block> blocks;
    std::vector<SlotRow> capacity;
  };
  static constexpr std::size_t closed = 7;  // the plan with nothing in it
  struct Day {
    std::size_t plan = closed;  // that of its weekday
    std::vector<SlotRow> free;
  };
  // Where a start lies: a slot of a block.
  struct Place {
    const Block* block = nullptr;
    std::size_t slot = 0;  // in the block
  };

  bool is_open(Date date) const { return today_ <= date && date <= last_day(); }
  std::size_t ring_index(Date date) const {
    const auto days = static_cast<std::int64_t>(days_.size());
    const std::int64_t day = date.time_since_epoch().count() % days;
    return static_cast<std::size_t>(day < 0 ? day + days : day);  // before 1970 too
  }
  Day& day_of(Date date) { return days_[ring_index(date)]; }
  const Day& day_of(Date date) const { return days_[ring_index(date)]; }
  std::uint8_t& full(VisitId visit, Date date) {
    return full_[visit.index * days_.size() + ring_index(date)];
  }

  Time start_of(Date date, const Block& block, std::size_t slot) const {
    return Time{date} + block.from + slot_ * static_cast<std::int64_t>(slot);
  }
  DayPlan make_plan(int weekday) const;
  const DayPlan& plan_of(const Day& day) const { return plans_[day.plan]; }
  void open_day(Date date);
  static bool fits(const Day& day, std::size_t cell, const std::vector<SlotRow>& profile);
  std::optional<Time> first_on(VisitId visit, Time from, Date date) const;
  std::optional<Time> last_on(VisitId visit, Time before, Date date) const;
  Place place_of(Time start) const;
  void charge(VisitId visit, Time start, int sign);

  const model::Model* model_;
  Duration slot_;
  Date today_;
  std::chrono::days days_ahead_;
  std::vector<std::vector<SlotRow>> profiles_;  // by visit
  std::array<DayPlan, 8> plans_;                // by weekday; the last one is `closed`
  std::vector<Day> days_;                       // a ring
  std::vector<std::uint8_t> full_;              // by visit and day of the ring
};

}  // namespace sim::clinic
