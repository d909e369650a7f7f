#include "tests/property/naive_book.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace sim::tests {

std::string in_words(std::optional<Time> at, Date first_day) {
  if (!at) return "nothing";
  std::ostringstream words;
  const auto minutes = time_of_day(*at) / one_minute;
  words << "day " << (date_of(*at) - first_day).count() << " " << minutes / 60 << ":"
        << (minutes % 60 < 10 ? "0" : "") << minutes % 60;
  return words.str();
}

// --- bookings

NaiveRequest NaiveBook::request(CohortId cohort, UseId use) const {
  NaiveRequest request{model_.uses[use].visit};
  for (std::size_t k = 0; k < model_.booking.reserves.size(); ++k) {
    const model::Reserve& reserve = model_.booking.reserves[k];
    bool may = reserve.cohort ? *reserve.cohort == cohort : false;
    if (reserve.visit) may = *reserve.visit == request.visit;
    if (reserve.course) {
      for (const UseId each : model_.courses[*reserve.course].uses)
        may |= each == use;
    }
    if (may) request.claims |= std::uint32_t{1} << k;
  }
  return request;
}

void NaiveBook::release(std::size_t booking) {
  const Date date = date_of(bookings_[booking].start);
  if (date < today_) return;
  bookings_.erase(bookings_.begin() + static_cast<std::ptrdiff_t>(booking));
  pages_.erase(date);
}

// --- questions

std::vector<Time> NaiveBook::starts(NaiveRequest request, Date date) const {
  std::vector<Time> starts;
  if (!reaches(date)) return starts;
  for (const NaiveSlot& slot : page(date).slots)
    if (!slots_from(request, slot.from).empty()) starts.push_back(slot.from);
  return starts;
}

std::vector<Time> NaiveBook::free_starts(NaiveRequest request, Date date, Filling filling) const {
  std::vector<Time> fitting;
  std::vector<Time> exceeding;
  for (const Time start : starts(request, date)) {
    if (fits(request, start)) fitting.push_back(start);
    if (may_exceed(request, start)) exceeding.push_back(start);
  }
  return fitting.empty() && filling == Filling::Beyond ? exceeding : fitting;
}

std::optional<Time> NaiveBook::first_fit(NaiveRequest request, Time from, Date last,
                                         Filling filling) const {
  for (Date date = today_; date <= std::min(last, last_day()); date += std::chrono::days{1}) {
    for (const Time start : free_starts(request, date, filling))
      if (start >= from) return start;
  }
  return std::nullopt;
}

std::optional<Time> NaiveBook::last_fit(NaiveRequest request, Time before, Date first,
                                        Filling filling) const {
  std::optional<Time> latest;
  for (Date date = std::max(first, today_); date <= last_day(); date += std::chrono::days{1}) {
    for (const Time start : free_starts(request, date, filling))
      if (start < before) latest = start;
  }
  return latest;
}

bool NaiveBook::fits(NaiveRequest request, Time start) const {
  const std::vector<const NaiveSlot*> slots = slots_from(request, start);
  if (slots.empty() || !has_arrival_left(start)) return false;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    for (const ResourceId id : ids<ResourceId>(model_.resources)) {
      if (short_units(request, *slots[i], i, id.index) > 0) return false;
    }
  }
  return true;
}

bool NaiveBook::is_there(NaiveRequest request, Time start) const {
  const std::vector<const NaiveSlot*> slots = slots_from(request, start);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    for (std::size_t r = 0; r < model::most_resources; ++r)
      if (wanted(request, i, r) > slots[i]->free(r)) return false;
  }
  return !slots.empty();
}

std::optional<ResourceId> NaiveBook::shortest(NaiveRequest request, Time start) const {
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

double NaiveBook::booked_share(NaiveRequest request, Date date) const {
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

std::int64_t NaiveBook::credit(Date date, std::size_t resource) const {
  const std::int64_t share = std::llround(model_.booking.overbook * 1000.0);
  std::int64_t credit = 0;
  for (Date each = first_day_; each <= date; each += std::chrono::days{1})
    credit += share * page(each).bookable[resource] - 1000 * page(each).exceeded[resource];
  return credit;
}

// --- what a visit takes

NaiveBook::NaiveProfile NaiveBook::profile_of(const model::Visit& visit) const {
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

const model::Step* NaiveBook::step_at(const model::Visit& visit, Duration since_start) {
  for (const model::Step& step : visit.steps) {
    if (since_start < step.planned) return &step;
    since_start -= step.planned;
  }
  return nullptr;
}

bool NaiveBook::uses(NaiveRequest request, std::size_t resource) const {
  for (const SlotOfVisit& slot : profiles_[request.visit.index])
    if (slot.amounts[resource] > 0) return true;
  return false;
}

// --- a date

bool NaiveBook::is_open(Time minute) const {
  const Date date = date_of(minute);
  return !model_.clinic.closed.contains(date) &&
         model_.clinic.open.contains(minute - Time{monday_of(date)});
}

std::vector<NaiveSlot> NaiveBook::empty_slots(Date date) const {
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

NaiveSlot NaiveBook::empty_slot(Time from, Time opening) const {
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

bool NaiveBook::keeps(const model::Reserve& reserve, Time from) const {
  for (Time minute = from; minute < from + model_.booking.slot; minute += one_minute)
    if (!reserve.on.contains(minute - Time{monday_of(date_of(minute))})) return false;
  return true;
}

void NaiveBook::book(const Booking& booking, std::vector<NaiveSlot>& slots) const {
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

const NaiveBook::Page& NaiveBook::page(Date date) const {
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

std::vector<const NaiveSlot*> NaiveBook::slots_from(NaiveRequest request, Time start) const {
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

bool NaiveBook::has_arrival_left(Time start) const {
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

Time NaiveBook::opening_of(Time start) const {
  for (const NaiveSlot& slot : page(date_of(start)).slots)
    if (slot.from == start) return slot.opening;
  return never;
}

std::int64_t NaiveBook::kept_from(NaiveRequest request, const NaiveSlot& slot,
                                  std::size_t resource) const {
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

std::int64_t NaiveBook::short_units(NaiveRequest request, const NaiveSlot& slot, std::size_t i,
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

bool NaiveBook::may_exceed(NaiveRequest request, Time start) const {
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

std::int64_t NaiveBook::room(Date date, std::size_t resource) const {
  std::int64_t least = credit(date, resource);
  for (Date each = date; each <= last_day(); each += std::chrono::days{1})
    least = std::min(least, credit(each, resource));
  return least;
}

}  // namespace sim::tests
