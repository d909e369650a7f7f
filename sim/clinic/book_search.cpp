// sim/clinic/book_search.cpp: the book's searches: where a request fits, and what it lacks where it
// does not.
#include <algorithm>

#include "sim/base/contract.h"
#include "sim/clinic/book.h"

namespace sim::clinic {
namespace {

// Less than nothing is free where a slot is overbooked, or where more is kept than is left. Whoever
// needs nothing of it does not care.
bool lacks(std::int16_t free, std::int16_t needs) {
  return std::max<std::int16_t>(free, 0) < needs;
}

// Whether nothing lacks. Written without a branch per resource: the compiler makes vector
// instructions of it.
bool covers(const SlotRow& free, const SlotRow& needs) {
  bool lacking = false;
  for (std::size_t r = 0; r < free.size(); ++r)
    lacking |= lacks(free[r], needs[r]);
  return !lacking;
}

}  // namespace

std::size_t Book::group_of(const Block& block, std::size_t slot) const {
  return block.first + slot / group_ * group_;
}

bool Book::can_begin(RequestId request, const Day& day, const Block& block,
                     std::size_t slot) const {
  if (group_ > 0 && day.starts[group_of(block, slot)] >= model_->booking.arrivals->at_most)
    return false;
  const Profile& needs = profile(request);
  const std::vector<std::uint32_t>& on_site = plan_of(day).on_site;
  for (std::size_t i = 0; i < needs.slots(); ++i)
    if ((needs.present[i] & ~on_site[block.first + slot + i]) != 0) return false;
  return true;
}

// What is kept for others is not overbooked, and no slot by more than one visit at a time.
bool Book::can_exceed(RequestId request, Date date, const Block& block, std::size_t slot) const {
  const Day& day = day_of(date);
  const Profile& needs = profile(request);
  Overbooking::Amounts lacking{};
  for (std::size_t i = 0; i < needs.slots(); ++i) {
    const SlotRow& free = day.free[block.first + slot + i];
    const SlotRow& seen = rows_of(day, request)[block.first + slot + i];
    for (std::size_t r = 0; r < free.size(); ++r) {
      if (!lacks(seen[r], needs.rows[i][r])) continue;
      const bool staffed = plan_of(day).capacity[block.first + slot + i][r] > 0;
      if (!staffed || free[r] < 0 || seen[r] != free[r]) return false;
      lacking[r] += needs.rows[i][r] - free[r];
    }
  }
  for (std::size_t r = 0; r < lacking.size(); ++r)
    if (lacking[r] > 0 && lacking[r] > overbooking_.room(ahead(date), r)) return false;
  return true;
}

bool Book::can_be_had(RequestId request, Date date, const Block& block, std::size_t slot,
                      Filling filling) const {
  const Day& day = day_of(date);
  if (filling == Filling::Beyond)
    return can_exceed(request, date, block, slot) && can_begin(request, day, block, slot);
  const std::vector<SlotRow>& needs = profile(request).rows;
  const std::vector<SlotRow>& rows = rows_of(day, request);
  for (std::size_t i = 0; i < needs.size(); ++i)
    if (!covers(rows[block.first + slot + i], needs[i])) return false;
  return can_begin(request, day, block, slot);
}

std::optional<Time> Book::first_on(RequestId request, Time from, Date date, Filling filling) const {
  const std::size_t slots = profile(request).slots();
  for (const Block& block : plan_of(day_of(date)).blocks) {
    for (std::size_t i = 0; i + slots <= block.slots; ++i) {
      const Time start = start_of(date, block, i);
      if (start >= from && can_be_had(request, date, block, i, filling)) return start;
    }
  }
  return std::nullopt;
}

std::optional<Time> Book::last_on(RequestId request, Time before, Date date,
                                  Filling filling) const {
  const std::size_t slots = profile(request).slots();
  const std::vector<Block>& blocks = plan_of(day_of(date)).blocks;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (block->slots < slots) continue;
    for (std::size_t i = block->slots - slots + 1; i-- > 0;) {
      const Time start = start_of(date, *block, i);
      if (start < before && can_be_had(request, date, *block, i, filling)) return start;
    }
  }
  return std::nullopt;
}

bool Book::is_full(RequestId request, Date date) {
  std::uint8_t& nothing_fits = full(request, date);
  if (nothing_fits == 0 && !first_on(request, Time{date}, date, Filling::ToCapacity))
    nothing_fits = 1;
  return nothing_fits != 0;
}

std::optional<Time> Book::first_fit(RequestId request, Time from, Date last, Filling filling) {
  last = std::min(last, last_day());
  for (Date date = std::max(date_of(from), today_); date <= last; date += std::chrono::days{1}) {
    if (full(request, date) == 0) {
      if (const auto start = first_on(request, from, date, Filling::ToCapacity)) return start;
      if (from <= Time{date}) full(request, date) = 1;  // the whole day was searched
    }
    if (filling == Filling::ToCapacity || !may_overbook() || !is_full(request, date)) continue;
    if (const auto start = first_on(request, from, date, Filling::Beyond)) return start;
  }
  return std::nullopt;
}

std::optional<Time> Book::last_fit(RequestId request, Time before, Date first, Filling filling) {
  first = std::max(first, today_);
  for (Date date = std::min(date_of(before), last_day()); date >= first;
       date -= std::chrono::days{1}) {
    if (full(request, date) == 0) {
      if (const auto start = last_on(request, before, date, Filling::ToCapacity)) return start;
      if (before >= Time{date} + one_day) full(request, date) = 1;
    }
    if (filling == Filling::ToCapacity || !may_overbook() || !is_full(request, date)) continue;
    if (const auto start = last_on(request, before, date, Filling::Beyond)) return start;
  }
  return std::nullopt;
}

std::optional<Book::Place> Book::place_of(Time start) const {
  const Date date = date_of(start);
  if (!is_open(date)) return std::nullopt;
  for (const Block& block : plan_of(day_of(date)).blocks) {
    const Duration into = time_of_day(start) - block.from;
    if (into < Duration{0} || into % model_->booking.slot != Duration{0}) continue;
    const auto slot = static_cast<std::size_t>(into / model_->booking.slot);
    if (slot < block.slots) return Place{&block, slot};
  }
  return std::nullopt;
}

bool Book::fits(RequestId request, Time start) const {
  const auto place = place_of(start);
  return place && place->slot + profile(request).slots() <= place->block->slots &&
         can_be_had(request, date_of(start), *place->block, place->slot, Filling::ToCapacity);
}

// --- what is missing

std::optional<ResourceId> Book::shortest(RequestId request, Time start) const {
  const auto place = place_of(start);
  SIM_EXPECTS(place && place->slot + profile(request).slots() <= place->block->slots);
  const Day& day = day_of(date_of(start));
  const Profile& needs = profile(request);
  const std::vector<SlotRow>& rows = rows_of(day, request);
  SlotRow lacking{};  // in the worst slot; without a branch per resource, as in covers()
  std::uint32_t nobody = 0;
  for (std::size_t i = 0; i < needs.slots(); ++i) {
    const std::size_t cell = place->block->first + place->slot + i;
    for (std::size_t r = 0; r < lacking.size(); ++r) {
      const bool lacks_some = lacks(rows[cell][r], needs.rows[i][r]);
      const auto amount = static_cast<std::int16_t>(needs.rows[i][r] - rows[cell][r]);
      lacking[r] = std::max(lacking[r], lacks_some ? amount : std::int16_t{0});
    }
    nobody |= needs.present[i] & ~plan_of(day).on_site[cell];
  }
  const auto minutes = static_cast<double>(model_->booking.slot / one_minute);
  std::optional<ResourceId> worst;
  double most = 0.0;
  for (const ResourceId id : ids<ResourceId>(model_->resources)) {
    const double there = lacking[id.index] / (minutes * model_->resources[id].units_each);
    const double people = std::max(there, (nobody >> id.index & 1U) != 0 ? 1.0 : 0.0);
    if (people <= most) continue;
    most = people;
    worst = id;
  }
  return worst;
}

double Book::booked_share(RequestId request, Date date) const {
  const Day& day = day_of(date);
  const std::array<std::int64_t, model::most_resources>& total = plan_of(day).total;
  std::array<std::int64_t, model::most_resources> free{};
  std::array<bool, model::most_resources> needed{};
  for (const SlotRow& row : day.free) {
    for (std::size_t r = 0; r < row.size(); ++r)
      free[r] += row[r];
  }
  for (const SlotRow& row : profile(request).rows) {
    for (std::size_t r = 0; r < row.size(); ++r)
      needed[r] = needed[r] || row[r] > 0;
  }
  double most = 0.0;
  for (std::size_t r = 0; r < free.size(); ++r) {
    if (!needed[r] || total[r] == 0) continue;
    most = std::max(most, 1.0 - static_cast<double>(free[r]) / static_cast<double>(total[r]));
  }
  return most;
}

}  // namespace sim::clinic
