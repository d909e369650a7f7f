// sim/clinic/book.h: the appointment book: what of each resource is still free in each slot.
//
// A visit is booked by its planned profile: per slot, how much of each resource it takes on
// average. A start fits where no slot of the profile lacks any resource, so `starts that fit` is a
// comparison of short rows. The book reaches from today to a fixed number of days ahead; days are
// kept in a ring. For each kind of request one byte a day remembers "searched, nothing fits", so
// that a book that is full for weeks is passed over in steps of a day; only what makes room clears
// it.
//
// Some of the book may be kept for some of the patients (a carve-out). Patients with the same
// claims see the same book: a layer of rows in which what is kept for others is missing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "sim/clinic/day_plan.h"
#include "sim/clinic/overbooking.h"
#include "sim/clinic/profile.h"
#include "sim/model/model.h"

namespace sim::clinic {

// A visit as those with the same claims ask for it. The first requests are the visits, by VisitId,
// for who has no claim.
using RequestId = Id<struct RequestTag>;
constexpr RequestId without_claims(VisitId visit) { return {visit.index}; }

// Whether a start must fit, or may exceed what there is as far as the overbooking's credit goes. A
// day is overbooked only where no start of it fits.
enum class Filling : std::uint8_t { ToCapacity, Beyond };

class Book {
 public:
  // Opens the days from `today` to today + Booking::opens_days.
  Book(const model::Model& model, Date today);

  Date today() const { return today_; }
  Date last_day() const { return today_ + days_ahead_; }
  bool may_overbook() const { return overbooking_.allowed(); }

  // Yesterday is over, one more day opens at the far end, and carve-outs lapse.
  void turn_day();

  // What the request takes of the day, in whole slots.
  Duration span(RequestId request) const {
    return model_->booking.slot * static_cast<std::int64_t>(profile(request).slots());
  }

  // How patients of the cohort ask for the use's visit.
  RequestId request(CohortId cohort, UseId use) const;

  // The first start at or after `from`, or the last one before `before`, on the dates given (both
  // included, cut to those that are open) at which the request can be had.
  std::optional<Time> first_fit(RequestId request, Time from, Date last,
                                Filling filling = Filling::ToCapacity);
  std::optional<Time> last_fit(RequestId request, Time before, Date first,
                               Filling filling = Filling::ToCapacity);
  // Whether it can be had at exactly that time, which need not be a start.
  bool fits(RequestId request, Time start) const;

  // Expects: the request can be had there (reserve), or was reserved there (release). A day that is
  // over takes nothing back.
  void reserve(RequestId request, Time start);
  void release(RequestId request, Time start);

  // What lacks most for the request at a start, in people, the first by name of equals; nothing
  // where it fits. Expects: the start is one of for_each_start.
  std::optional<ResourceId> shortest(RequestId request, Time start) const;

  // The booked share of the resource of the request that is booked most on that day: 0 to 1, more
  // where the day is overbooked as a whole.
  double booked_share(RequestId request, Date date) const;

  // Calls look(start) for every start of the date at which the request lies within its opening.
  template <class Look>
  void for_each_start(RequestId request, Date date, Look&& look) const {
    const std::size_t slots = profile(request).slots();
    if (!is_open(date)) return;
    for (const Block& block : plan_of(day_of(date)).blocks) {
      for (std::size_t i = 0; i + slots <= block.slots; ++i)
        look(start_of(date, block, i));
    }
  }

  // Calls look(from, length, free, capacity) for the slots of a day that is open. Rows are in the
  // same arbitrary unit; what is free is below 0 where the slot is overbooked.
  template <class Look>
  void for_each_slot(Date date, Look&& look) const {
    const Day& day = day_of(date);
    for (const Block& block : plan_of(day).blocks) {
      for (std::size_t i = 0; i < block.slots; ++i) {
        const std::size_t cell = block.first + i;
        look(start_of(date, block, i), model_->booking.slot, day.free[cell],
             plan_of(day).capacity[cell]);
      }
    }
  }

 private:
  struct Request {
    VisitId visit;
    std::uint32_t layer = 0;
  };
  struct Day {
    std::size_t plan = 0;
    std::vector<SlotRow> free;                       // by slot
    std::vector<std::vector<SlotRow>> layers;        // by layer: what its patients see
    std::vector<std::vector<std::int16_t>> claimed;  // by carve-out: what its patients have of it
    std::vector<int> starts;                         // by slot: booked starts, of its group
  };
  // Where a start lies: a slot of a block.
  struct Place {
    const Block* block = nullptr;
    std::size_t slot = 0;  // in the block
  };

  bool is_open(Date date) const { return today_ <= date && date <= last_day(); }
  std::size_t ahead(Date date) const { return static_cast<std::size_t>((date - today_).count()); }
  std::size_t ring_index(Date date) const {
    const auto days = static_cast<std::int64_t>(days_.size());
    const std::int64_t day = date.time_since_epoch().count() % days;
    return static_cast<std::size_t>(day < 0 ? day + days : day);  // before 1970 too
  }
  Day& day_of(Date date) { return days_[ring_index(date)]; }
  const Day& day_of(Date date) const { return days_[ring_index(date)]; }
  std::uint8_t& full(RequestId request, Date date) {
    return full_[request.index * days_.size() + ring_index(date)];
  }
  const Profile& profile(RequestId request) const {
    return profiles_[requests_[request.index].visit.index];
  }
  const DayPlan& plan_of(const Day& day) const { return plans_[day.plan]; }
  const std::vector<SlotRow>& rows_of(const Day& day, RequestId request) const {
    return carved_ ? day.layers[requests_[request.index].layer] : day.free;
  }
  Time start_of(Date date, const Block& block, std::size_t slot) const {
    return Time{date} + block.from + model_->booking.slot * static_cast<std::int64_t>(slot);
  }

  std::uint32_t layer_of(std::uint32_t claims);
  void list_requests();
  void open_day(Date date);
  void search_again(Date date);
  std::optional<Place> place_of(Time start) const;
  bool can_begin(RequestId request, const Day& day, const Block& block, std::size_t slot) const;
  bool can_exceed(RequestId request, Date date, const Block& block, std::size_t slot) const;
  bool can_be_had(RequestId request, Date date, const Block& block, std::size_t slot,
                  Filling filling) const;
  bool is_full(RequestId request, Date date);
  std::optional<Time> first_on(RequestId request, Time from, Date date, Filling filling) const;
  std::optional<Time> last_on(RequestId request, Time before, Date date, Filling filling) const;
  std::size_t group_of(const Block& block, std::size_t slot) const;
  void charge(RequestId request, Time start, int sign);
  void exceed(Date date, std::size_t resource, std::int64_t more);
  bool is_kept(std::size_t reserve, Date date) const;
  void refresh_layers(Date date);
  void refresh_layers(Date date, std::size_t cell);

  const model::Model* model_;
  DayPlans plans_;
  Date today_;
  std::chrono::days days_ahead_;
  std::vector<Profile> profiles_;  // by visit
  std::vector<Request> requests_;  // by RequestId
  std::vector<std::uint32_t>
      claims_;  // by layer: the carve-outs its patients may use, one bit each
  std::vector<RequestId> request_of_;  // by cohort, then use
  bool carved_;                        // there are carve-outs
  std::size_t group_ = 0;              // slots in which arrivals are counted together; 0: no limit
  std::vector<Day> days_;              // a ring
  std::vector<std::uint8_t> full_;     // by request and day of the ring
  Overbooking overbooking_;
};

}  // namespace sim::clinic
