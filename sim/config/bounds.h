// sim/config/bounds.h: whether all that a distribution can give makes sense.
#pragma once

#include "sim/config/reading.h"
#include "sim/config/values.h"
#include "sim/random/distribution.h"

namespace sim::config {

// Reports parameters that make no distribution, and values out of the measure's bounds.
bool check_bounds(const Input& input, const random::Distribution& distribution,
                  const Measure& measure);

}  // namespace sim::config
