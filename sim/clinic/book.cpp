#include "sim/clinic/book.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

std::int16_t narrow(std::int64_t amount) {
  SIM_EXPECTS(-32768 <= amount && amount <= 32767);
  return static_cast<std::int16_t>(amount);
}

void add(SlotRow& row, const model::Units& units, Duration time) {
  for (std::size_t r = 0; r < row.size(); ++r) {
    row[r] = narrow(row[r] + units[r] * (time / one_minute));
  }
}

// Whether none of the needs is more than what is free. Written without a branch per resource: the
// compiler makes one vector comparison of it.
bool covers(const SlotRow& free, const SlotRow& needs) {
  bool lacking = false;
  for (std::size_t r = 0; r < free.size(); ++r)
    lacking |= free[r] < needs[r];
  return !lacking;
}

}  // namespace

std::vector<SlotRow> planned_profile(const model::Visit& visit, Duration slot) {
  const auto slots = static_cast<std::size_t>((visit.planned() + slot - Duration{1}) / slot);
  std::vector<SlotRow> profile(std::max<std::size_t>(slots, 1), SlotRow{});
  for (SlotRow& row : profile)
    add(row, visit.throughout, slot);
  Duration begins{0};
  for (const model::Step& step : visit.steps) {
    const Duration ends = begins + step.planned;
    for (auto i = static_cast<std::size_t>(begins / slot); i < slots; ++i) {
      const Duration slot_begins = slot * static_cast<std::int64_t>(i);
      if (slot_begins >= ends) break;
      add(profile[i], step.needs,
          std::min(ends, slot_begins + slot) - std::max(begins, slot_begins));
    }
    begins = ends;
  }
  return profile;
}

Book::Book(const model::Model& model, Date today)
    : model_(&model),
      slot_(model.booking.slot),
      today_(today),
      days_ahead_(model.booking.opens_days),
      days_(static_cast<std::size_t>(model.booking.opens_days) + 1),
      full_(model.visits.size() * days_.size(), 0) {
  for (const model::Visit& visit : model.visits)
    profiles_.push_back(planned_profile(visit, slot_));
  for (std::size_t weekday = 0; weekday < closed; ++weekday)
    plans_[weekday] = make_plan(static_cast<int>(weekday));
  for (Date date = today_; date <= last_day(); date += std::chrono::days{1})
    open_day(date);
}

void Book::turn_day() {
  today_ += std::chrono::days{1};
  open_day(last_day());
}

// Whatever the week: dated changes of the rota would need a plan for each date.
Book::DayPlan Book::make_plan(int weekday) const {
  const Date date = monday_of(today_) + std::chrono::days{weekday};
  const model::ClosedDates none;
  DayPlan plan;
  for (const model::Opening& opening : model::openings_on(date, model_->clinic.open, none)) {
    const auto slots = static_cast<std::size_t>((opening.to - opening.from) / slot_);
    plan.blocks.push_back({opening.from - Time{date}, plan.capacity.size(), slots});
    for (std::size_t i = 0; i < slots; ++i) {
      const Time from = start_of(date, plan.blocks.back(), i);
      SlotRow& row = plan.capacity.emplace_back();
      for (const ResourceId id : ids<ResourceId>(model_->resources)) {
        const model::Resource& resource = model_->resources[id];
        const std::int64_t staff = resource.staffing.fewest(from, from + slot_, none);
        row[id.index] = narrow(staff * resource.units_each * (slot_ / one_minute));
      }
    }
  }
  return plan;
}

void Book::open_day(Date date) {
  Day& day = day_of(date);
  const bool is_closed = model_->clinic.closed.contains(date);
  day.plan = is_closed ? closed : static_cast<std::size_t>(weekday_of(date));
  day.free = plan_of(day).capacity;
  for (const VisitId visit : ids<VisitId>(model_->visits))
    full(visit, date) = 0;
}

bool Book::fits(const Day& day, std::size_t cell, const std::vector<SlotRow>& profile) {
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (!covers(day.free[cell + i], profile[i])) return false;
  }
  return true;
}

std::optional<Time> Book::first_on(VisitId visit, Time from, Date date) const {
  const Day& day = day_of(date);
  const std::vector<SlotRow>& profile = profiles_[visit.index];
  for (const Block& block : plan_of(day).blocks) {
    for (std::size_t i = 0; i + profile.size() <= block.slots; ++i) {
      const Time start = start_of(date, block, i);
      if (start >= from && fits(day, block.first + i, profile)) return start;
    }
  }
  return std::nullopt;
}

std::optional<Time> Book::last_on(VisitId visit, Time before, Date date) const {
  const Day& day = day_of(date);
  const std::vector<SlotRow>& profile = profiles_[visit.index];
  const std::vector<Block>& blocks = plan_of(day).blocks;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (block->slots < profile.size()) continue;
    for (std::size_t i = block->slots - profile.size() + 1; i-- > 0;) {
      const Time start = start_of(date, *block, i);
      if (start < before && fits(day, block->first + i, profile)) return start;
    }
  }
  return std::nullopt;
}

std::optional<Time> Book::first_fit(VisitId visit, Time from, Date last) {
  last = std::min(last, last_day());
  for (Date date = std::max(date_of(from), today_); date <= last; date += std::chrono::days{1}) {
    if (full(visit, date) != 0) continue;
    if (const auto start = first_on(visit, from, date)) return start;
    if (from <= Time{date}) full(visit, date) = 1;  // the whole day was searched
  }
  return std::nullopt;
}

std::optional<Time> Book::last_fit(VisitId visit, Time before, Date first) {
  first = std::max(first, today_);
  for (Date date = std::min(date_of(before), last_day()); date >= first;
       date -= std::chrono::days{1}) {
    if (full(visit, date) != 0) continue;
    if (const auto start = last_on(visit, before, date)) return start;
    if (before >= Time{date} + one_day) full(visit, date) = 1;
  }
  return std::nullopt;
}

Book::Place Book::place_of(Time start) const {
  for (const Block& block : plan_of(day_of(date_of(start))).blocks) {
    const Duration into = time_of_day(start) - block.from;
    if (into < Duration{0} || into % slot_ != Duration{0}) continue;
    const auto slot = static_cast<std::size_t>(into / slot_);
    if (slot < block.slots) return {&block, slot};
  }
  fail_contract("a start lies on the grid of an opening", __FILE__, __LINE__);
}

void Book::charge(VisitId visit, Time start, int sign) {
  Day& day = day_of(date_of(start));
  const Place place = place_of(start);
  const std::vector<SlotRow>& profile = profiles_[visit.index];
  SIM_EXPECTS(place.slot + profile.size() <= place.block->slots);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const std::size_t cell = place.block->first + place.slot + i;
    for (std::size_t r = 0; r < model::most_resources; ++r) {
      const std::int64_t left = day.free[cell][r] - sign * profile[i][r];
      SIM_EXPECTS(0 <= left && left <= plan_of(day).capacity[cell][r]);
      day.free[cell][r] = narrow(left);
    }
  }
}

void Book::reserve(VisitId visit, Time start) {
  SIM_EXPECTS(is_open(date_of(start)));
  charge(visit, start, +1);
}

void Book::release(VisitId visit, Time start) {
  const Date date = date_of(start);
  if (!is_open(date)) return;
  charge(visit, start, -1);
  for (const VisitId each : ids<VisitId>(model_->visits))
    full(each, date) = 0;
}

}  // namespace sim::clinic
