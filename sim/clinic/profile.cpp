#include "sim/clinic/profile.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

void add(SlotRow& row, const model::Units& units, Duration time, std::uint32_t checked) {
  for (std::size_t r = 0; r < row.size(); ++r) {
    if ((checked >> r & 1U) == 0) continue;
    const std::int64_t amount = row[r] + units[r] * (time / one_minute);
    SIM_EXPECTS(amount <= 32767);
    row[r] = static_cast<std::int16_t>(amount);
  }
}

}  // namespace

Profile planned_profile(const model::Visit& visit, const model::Booking& booking) {
  const Duration slot = booking.slot;
  const auto whole = static_cast<std::size_t>((visit.planned() + slot - Duration{1}) / slot);
  const std::size_t slots = std::max<std::size_t>(whole, 1);
  Profile profile{std::vector<SlotRow>(slots, SlotRow{}), std::vector<std::uint32_t>(slots, 0)};
  for (SlotRow& row : profile.rows)
    add(row, visit.throughout, slot, booking.checks);
  Duration begins{0};
  for (const model::Step& step : visit.steps) {
    const Duration ends = begins + step.planned;
    for (auto i = static_cast<std::size_t>(begins / slot); i < slots; ++i) {
      const Duration slot_begins = slot * static_cast<std::int64_t>(i);
      if (slot_begins >= ends) break;
      add(profile.rows[i], step.needs,
          std::min(ends, slot_begins + slot) - std::max(begins, slot_begins), booking.checks);
      profile.present[i] |= step.present & booking.checks;
    }
    begins = ends;
  }
  return profile;
}

}  // namespace sim::clinic
