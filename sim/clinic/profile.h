// sim/clinic/profile.h: what a visit takes of the book, slot by slot.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/booking.h"
#include "sim/model/clinic.h"

namespace sim::clinic {

// Amounts of each resource in a slot: units times minutes.
using SlotRow = std::array<std::int16_t, model::most_resources>;

// From the start of a visit on: `throughout` for the whole, rounded up to the slot, and each step's
// needs for its planned minutes, charged in proportion. Only what the booking checks is in it.
// Source: scenario format, planned profile.
struct Profile {
  std::vector<SlotRow> rows;
  std::vector<std::uint32_t> present;  // by slot: resources of which someone must be on site

  std::size_t slots() const { return rows.size(); }
};

Profile planned_profile(const model::Visit& visit, const model::Booking& booking);

}  // namespace sim::clinic
