#include "sim/clinic/stay.h"

#include <algorithm>

#include "sim/base/contract.h"

namespace sim::clinic {

void account_wait(Stay& stay, Time now) {
  const Duration span = now - stay.waiting_since;
  SIM_EXPECTS(span >= Duration{0});
  const bool at_door = stay.where == Whereabouts::AtDoor;
  const Duration early =
      at_door ? std::clamp(stay.appointment - stay.waiting_since, Duration{0}, span) : Duration{0};
  stay.waited_for[model::WaitCause::Patient] += early;
  stay.waited_for[stay.cause] += span - early;
  stay.early += early;
  stay.waited += span;
  stay.waited_for_step += span;
  stay.waiting_since = now;
  if (span > Duration{0}) {
    stay.away_for[stay.cause] += stay.away;
    stay.away = Duration{0};
  }
}

}  // namespace sim::clinic
