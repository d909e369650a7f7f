// sim/model/wait_cause.h: why a minute was waited.
//
// Every minute between referral and first infusion, and every minute of waiting in the clinic, has
// exactly one cause, so that the causes of a wait add up to it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/base/time.h"
#include "sim/model/clinic.h"

namespace sim::model {

// The first causes are the resources, by ResourceId: the one that was furthest short.
enum class WaitCause : std::uint8_t {
  Patient = most_resources,  // own no-show, cancellation, lateness, or coming early
  Protocol,                  // before the target, or being looked at in the clinic
  BookingRules,              // lead, the grid of starts, limits on starts and arrivals
  ClosedHours                // and the next open moment was the one taken
};
inline constexpr std::size_t wait_causes = most_resources + 4;

constexpr std::size_t index_of(WaitCause cause) { return static_cast<std::size_t>(cause); }
constexpr WaitCause shortage_of(ResourceId resource) {
  return static_cast<WaitCause>(resource.index);
}
constexpr bool is_resource(WaitCause cause) { return index_of(cause) < most_resources; }

// The names of the causes that are no resource, in their order.
inline constexpr std::array<std::string_view, 4> other_cause_names = {
    "patient", "protocol", "booking rules", "closed hours"};

// A wait, taken apart by cause.
class WaitByCause {
 public:
  Duration operator[](WaitCause cause) const { return spans_[index_of(cause)]; }
  Duration& operator[](WaitCause cause) { return spans_[index_of(cause)]; }
  Duration total() const {
    Duration sum{0};
    for (const Duration span : spans_)
      sum += span;
    return sum;
  }

 private:
  std::array<Duration, wait_causes> spans_{};
};

}  // namespace sim::model
