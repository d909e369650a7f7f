// sim/clinic/day_plan.h: what may be booked on a day, before anybody has.
//
// Start times lie on a grid from the beginning of each opening. What is left of an opening after
// its last whole slot is not booked, and no visit is booked across midnight.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/clinic/profile.h"
#include "sim/model/model.h"

namespace sim::clinic {

// The slots of one opening.
struct Block {
  Duration from;          // midnight
  std::size_t first = 0;  // index of its first slot in the day
  std::size_t slots = 0;
};

struct DayPlan {
  std::vector<Block> blocks;
  std::vector<SlotRow> capacity;
  std::vector<std::uint32_t> on_site;               // by slot: resources of which someone is there
  std::vector<std::vector<std::int16_t>> reserved;  // by carve-out, then slot: how much of it
  std::array<std::int64_t, model::most_resources> total{};  // capacity of the day

  std::size_t slots() const { return capacity.size(); }
};

// The plans of all days: of each weekday, for each span of dates in which no staffing changes.
class DayPlans {
 public:
  // Expects: what resources have in a slot fits into 16 bits (checked when the model is made).
  explicit DayPlans(const model::Model& model);

  // By what it is told to be, of a date.
  std::size_t index_on(Date date) const;
  const DayPlan& operator[](std::size_t index) const { return plans_[index]; }

 private:
  static constexpr std::size_t closed = 0;  // the plan with nothing in it

  const model::Model* model_;
  std::vector<Date> changes_;   // dates from which on some staffing is another, in order
  std::vector<DayPlan> plans_;  // closed; then weekdays before the first change, between, after
};

}  // namespace sim::clinic
