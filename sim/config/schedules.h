// sim/config/schedules.h: the forms of what says when visits are due.
#pragma once

#include <vector>

#include "sim/config/section.h"
#include "sim/model/schedule.h"
#include "sim/random/distribution.h"

namespace sim::config {

// One spacing, or a list used in turn: 3.5 days, or [3 days, 4 days].
Form<List<random::Distribution>> spacings();

// "2 days to 7 days", or {early: 1 day, late: 3 days}.
Form<model::Window> window();

}  // namespace sim::config
