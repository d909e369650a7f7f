// tests/property/naive_book.h: an appointment book without any cleverness, to hold the real one to.
//
// It remembers every booking ever made as (request, start) and works out everything else from the
// model, minute by minute: openings from the weekly hours, a slot's staff from each minute of it,
// what visits take from each minute of theirs. Written from the contract (scenario format, sections
// 3 `booking` and 4.2 to 4.4) by someone who had not seen the real one. Only what never changes
// between two bookings is kept: a page for each date.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "sim/clinic/book.h"
#include "sim/model/model.h"

namespace sim::tests {

using clinic::Filling;

// Unit-minutes of each resource.
using Amounts = std::array<std::int64_t, model::most_resources>;

// "day 3 08:15", counted from the first day of the history.
inline std::string in_words(std::optional<Time> at, Date first_day) {
  if (!at) return "nothing";
  std::ostringstream words;
  const auto minutes = time_of_day(*at) / one_minute;
  words << "day " << (date_of(*at) - first_day).count() << " " << minutes / 60 << ":"
        << (minutes % 60 < 10 ? "0" : "") << minutes % 60;
  return words.str();
}

// A visit, and the carve-outs that those who ask for it may use, one bit each.
struct NaiveRequest {
  VisitId visit;
  std::uint32_t claims = 0;
};

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

  NaiveRequest request(CohortId cohort, UseId use) const {
    NaiveRequest request{model_.uses[use].visit};
    for (std::size_t k = 0; k < model_.booking.reserves.size(); ++k) {
      const model::Reserve& reserve = model_.booking.reserves[k];
      const bool may = reserve.cohort   ? *reserve.cohort == cohort
                       : reserve.course ? model_.courses[*reserve.course].use == use
                                        : *reserve.visit == request.visit;
      if (may) request.claims |= std::uint32_t{1} << k;
    }
    return request;
  }

  void reserve(NaiveRequest request, Time start) {
    bookings_.push_back({request, start});
    pages_.erase(date_of(start));
  }
  // What is over has been used.
  void release(std::size_t booking) {
    const Date date = date_of(bookings_[booking].start);
    if (date < today_) return;
    bookings_.erase(bookings_.begin() + static_cast<std::ptrdiff_t>(booking));
    pages_.erase(date);
  }

  // Those of the grid from which on the visit lies within the opening.
  std::vector<Time> starts(NaiveRequest request, Date date) const {
    std::vector<Time> starts;
    if (!reaches(date)) return starts;
    for (const NaiveSlot& slot : page(date).slots)
      if (!slots_from(request, slot.from).empty()) starts.push_back(slot.from);
    return starts;
  }

  // Those that can be had on the date, in order. A day is overbooked only where none fits.
  std::vector<Time> free_starts(NaiveRequest request, Date date, Filling filling) const {
    std::vector<Time> fitting;
    std::vector<Time> exceeding;
    for (const Time start : starts(request, date)) {
      if (fits(request, start)) fitting.push_back(start);
      if (may_exceed(request, start)) exceeding.push_back(start);
    }
    return fitting.empty() && filling == Filling::Beyond ? exceeding : fitting;
  }

  std::optional<Time> first_fit(NaiveRequest request, Time from, Date last, Filling filling) const {
    for (Date date = today_; date <= std::min(last, last_day()); date += std::chrono::days{1}) {
      for (const Time start : free_starts(request, date, filling))
        if (start >= from) return start;
    }
    return std::nullopt;
  }
  std::optional<Time> last_fit(NaiveRequest request, Time before, Date first,
                               Filling filling) const {
    std::optional<Time> latest;
    for (Date date = std::max(first, today_); date <= last_day(); date += std::chrono::days{1}) {
      for (const Time start : free_starts(request, date, filling))
        if (start < before) latest = start;
    }
    return latest;
  }

  bool fits(NaiveRequest request, Time start) const {
    const std::vector<const NaiveSlot*> slots = slots_from(request, start);
    if (slots.empty() || !has_arrival_left(start)) return false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      for (const ResourceId id : ids<ResourceId>(model_.resources)) {
        if (short_units(request, *slots[i], i, id.index) > 0) return false;
      }
    }
    return true;
  }

  // Whether all that it takes is there, whoever it is kept for.
  bool is_there(NaiveRequest request, Time start) const {
    const std::vector<const NaiveSlot*> slots = slots_from(request, start);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      for (std::size_t r = 0; r < model::most_resources; ++r)
        if (wanted(request, i, r) > slots[i]->free(r)) return false;
    }
    return !slots.empty();
  }

  std::optional<ResourceId> shortest(NaiveRequest request, Time start) const {
    const std::vector<const NaiveSlot*> slots = slots_from(request, start);
    std::optional<ResourceId> shortest;
    std::int64_t units = 0;       // it is short by, of those
    std::int64_t units_each = 1;  // that make one of it
    for (const ResourceId id : ids<ResourceId>(model_.resources)) {
      for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::int64_t more = short_units(request, *slots[i], i, id.index);
        const std::int64_t each = model_.resources[id].units_each;
        if (more * units_each <= units * each) continue;
        shortest = id;
        units = more;
        units_each = each;
      }
    }
    return shortest;
  }

  double booked_share(NaiveRequest request, Date date) const {
    Amounts booked{};
    for (const NaiveSlot& slot : page(date).slots)
      for (std::size_t r = 0; r < booked.size(); ++r)
        booked[r] += slot.booked[r];
    double most = 0.0;
    for (std::size_t r = 0; r < booked.size(); ++r) {
      if (!uses(request, r) || page(date).bookable[r] == 0) continue;
      most = std::max(most,
                      static_cast<double>(booked[r]) / static_cast<double>(page(date).bookable[r]));
    }
    return most;
  }

  const std::vector<NaiveSlot>& slots_on(Date date) const { return page(date).slots; }

  // Thousandths of unit-minutes: what has accrued up to and with the date less what is exceeded.
  std::int64_t credit(Date date, std::size_t resource) const {
    const std::int64_t share = std::llround(model_.booking.overbook * 1000.0);
    std::int64_t credit = 0;
    for (Date each = first_day_; each <= date; each += std::chrono::days{1})
      credit += share * page(each).bookable[resource] - 1000 * page(each).exceeded[resource];
    return credit;
  }

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

  NaiveProfile profile_of(const model::Visit& visit) const {
    NaiveProfile profile;
    const std::int64_t planned = visit.planned() / one_minute;
    for (std::int64_t minute = 0; minute < planned || minute % minutes_of_slot() != 0; ++minute) {
      if (minute % minutes_of_slot() == 0) profile.emplace_back();
      const model::Step* step = step_at(visit, minute * one_minute);
      for (std::size_t r = 0; r < model_.resources.size(); ++r) {
        if (!is_checked(r)) continue;
        profile.back().amounts[r] += visit.throughout[r] + (step ? step->needs[r] : 0);
        if (step) profile.back().present |= step->present & std::uint32_t{1} << r;
      }
    }
    return profile;
  }
  static const model::Step* step_at(const model::Visit& visit, Duration since_start) {
    for (const model::Step& step : visit.steps) {
      if (since_start < step.planned) return &step;
      since_start -= step.planned;
    }
    return nullptr;
  }
  bool uses(NaiveRequest request, std::size_t resource) const {
    for (const SlotOfVisit& slot : profiles_[request.visit.index])
      if (slot.amounts[resource] > 0) return true;
    return false;
  }

  // --- a date

  bool is_open(Time minute) const {
    const Date date = date_of(minute);
    return !model_.clinic.closed.contains(date) &&
           model_.clinic.open.contains(minute - Time{monday_of(date)});
  }
  // The slots of the date with nothing booked: openings begin where the minute before was closed,
  // or at midnight, and have no part of a slot at their end.
  std::vector<NaiveSlot> empty_slots(Date date) const {
    std::vector<NaiveSlot> slots;
    std::optional<Time> opening;
    std::int64_t minutes = 0;
    for (Time minute{date}; minute < Time{date} + one_day; minute += one_minute) {
      if (!is_open(minute)) {
        opening.reset();
        continue;
      }
      if (!opening) minutes = 0;
      if (!opening) opening = minute;
      if (++minutes % minutes_of_slot() != 0) continue;
      slots.push_back(empty_slot(minute + one_minute - model_.booking.slot, *opening));
    }
    return slots;
  }
  NaiveSlot empty_slot(Time from, Time opening) const {
    NaiveSlot slot{from, opening};
    for (const ResourceId id : ids<ResourceId>(model_.resources)) {
      const model::Resource& resource = model_.resources[id];
      int fewest = resource.staffing.most();
      for (Time minute = from; minute < from + model_.booking.slot; minute += one_minute)
        fewest = std::min(fewest, resource.staffing.on_duty(minute, model_.clinic.closed));
      slot.capacity[id.index] = fewest * units_in_slot(id);
    }
    for (const model::Reserve& reserve : model_.booking.reserves) {
      const std::size_t r = reserve.resource.index;
      const std::int64_t all = reserve.count * units_in_slot(reserve.resource);
      slot.kept.push_back(keeps(reserve, from) ? std::min(all, slot.capacity[r]) : 0);
    }
    slot.claimed.resize(slot.kept.size());
    return slot;
  }
  // As with a rota, the smaller number of the slot counts: nothing, unless all of it is kept.
  bool keeps(const model::Reserve& reserve, Time from) const {
    for (Time minute = from; minute < from + model_.booking.slot; minute += one_minute)
      if (!reserve.on.contains(minute - Time{monday_of(date_of(minute))})) return false;
    return true;
  }
  void book(const Booking& booking, std::vector<NaiveSlot>& slots) const {
    for (NaiveSlot& slot : slots) {
      if (slot.from < booking.start) continue;
      const auto i = static_cast<std::size_t>((slot.from - booking.start) / model_.booking.slot);
      if (i >= length(booking.request)) continue;
      for (std::size_t r = 0; r < model::most_resources; ++r) {
        const std::int64_t amount = wanted(booking.request, i, r);
        slot.booked[r] += amount;
        slot.largest[r] = std::max(slot.largest[r], amount);
      }
      for (std::size_t k = 0; k < slot.kept.size(); ++k) {
        if ((booking.request.claims >> k & 1U) == 0) continue;
        slot.claimed[k] += wanted(booking.request, i, model_.booking.reserves[k].resource.index);
      }
    }
  }
  const Page& page(Date date) const {
    const auto known = pages_.find(date);
    if (known != pages_.end()) return known->second;
    const auto empty = empty_.find(date);
    Page page;
    page.slots = empty != empty_.end() ? empty->second : empty_[date] = empty_slots(date);
    for (const Booking& booking : bookings_)
      if (date_of(booking.start) == date) book(booking, page.slots);
    for (const NaiveSlot& slot : page.slots) {
      for (std::size_t r = 0; r < model::most_resources; ++r) {
        page.bookable[r] += slot.capacity[r];
        page.exceeded[r] += std::max<std::int64_t>(0, -slot.free(r));
      }
    }
    return pages_[date] = page;
  }

  // --- a start

  // The slots of the visit; none where it does not lie within one opening.
  std::vector<const NaiveSlot*> slots_from(NaiveRequest request, Time start) const {
    std::vector<const NaiveSlot*> slots;
    if (!reaches(date_of(start))) return slots;
    const std::vector<NaiveSlot>& all = page(date_of(start)).slots;
    auto slot = std::lower_bound(all.begin(), all.end(), start,
                                 [](const NaiveSlot& each, Time at) { return each.from < at; });
    if (slot == all.end() || slot->from != start) return slots;
    const Time opening = slot->opening;
    for (; slot != all.end() && slot->opening == opening && slots.size() < length(request); ++slot)
      slots.push_back(&*slot);
    if (slots.size() < length(request)) slots.clear();
    return slots;
  }

  bool has_arrival_left(Time start) const {
    if (!model_.booking.arrivals) return true;
    const Duration per = model_.booking.arrivals->per;
    int arrivals = 0;
    for (const NaiveSlot& slot : page(date_of(start)).slots) {
      if (slot.from != start) continue;
      const Time from = slot.opening + (start - slot.opening) / per * per;
      for (const Booking& booking : bookings_) {
        if (from <= booking.start && booking.start < from + per &&
            opening_of(booking.start) == slot.opening)
          ++arrivals;
      }
    }
    return arrivals < model_.booking.arrivals->at_most;
  }
  Time opening_of(Time start) const {
    for (const NaiveSlot& slot : page(date_of(start)).slots)
      if (slot.from == start) return slot.opening;
    return never;
  }

  // Of the resource in the slot, what is kept for others and not claimed.
  std::int64_t kept_from(NaiveRequest request, const NaiveSlot& slot, std::size_t resource) const {
    std::int64_t kept = 0;
    for (std::size_t k = 0; k < slot.kept.size(); ++k) {
      const model::Reserve& reserve = model_.booking.reserves[k];
      const bool may_claim = (request.claims >> k & 1U) != 0;
      const bool lapsed = (date_of(slot.from) - today_).count() <= reserve.until_days;
      if (reserve.resource.index != resource || may_claim || lapsed) continue;
      kept += std::max<std::int64_t>(0, slot.kept[k] - slot.claimed[k]);
    }
    return kept;
  }

  // What the i-th slot of the visit lacks; a whole one where nobody is on site who must be.
  std::int64_t short_units(NaiveRequest request, const NaiveSlot& slot, std::size_t i,
                           std::size_t resource) const {
    const std::int64_t wants = wanted(request, i, resource);
    std::int64_t lacks = 0;
    if (wants > 0)
      lacks = std::max(lacks, wants - slot.free(resource) + kept_from(request, slot, resource));
    if ((profiles_[request.visit.index][i].present >> resource & 1U) != 0 &&
        slot.capacity[resource] == 0) {
      lacks = std::max(lacks, units_in_slot({static_cast<std::uint32_t>(resource)}));
    }
    return lacks;
  }

  bool may_exceed(NaiveRequest request, Time start) const {
    if (model_.booking.overbook <= 0.0 || !has_arrival_left(start)) return false;
    const std::vector<const NaiveSlot*> slots = slots_from(request, start);
    Amounts more{};
    for (std::size_t i = 0; i < slots.size(); ++i) {
      for (std::size_t r = 0; r < model_.resources.size(); ++r) {
        if (short_units(request, *slots[i], i, r) == 0) continue;
        if (slots[i]->capacity[r] == 0 || slots[i]->free(r) < 0 ||
            kept_from(request, *slots[i], r) > 0)
          return false;
        more[r] += wanted(request, i, r) - slots[i]->free(r);
      }
    }
    for (std::size_t r = 0; r < more.size(); ++r)
      if (more[r] > 0 && 1000 * more[r] > room(date_of(start), r)) return false;
    return true;
  }
  // What is exceeded on a later date must still be paid.
  std::int64_t room(Date date, std::size_t resource) const {
    std::int64_t least = credit(date, resource);
    for (Date each = date; each <= last_day(); each += std::chrono::days{1})
      least = std::min(least, credit(each, resource));
    return least;
  }

  const model::Model& model_;
  Date first_day_;
  Date today_;
  std::vector<NaiveProfile> profiles_;  // by visit
  std::vector<Booking> bookings_;
  mutable std::map<Date, std::vector<NaiveSlot>> empty_;
  mutable std::map<Date, Page> pages_;  // none where something has changed since
};

}  // namespace sim::tests
