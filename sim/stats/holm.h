// sim/stats/holm.h: what several comparisons at once leave of their p-values.
#pragma once

#include <vector>

namespace sim::stats {

// Holm's step-down adjustment (1979), in the order given: each may be held against the level that
// all comparisons together are to keep. Expects: each from 0 to 1.
std::vector<double> holm(const std::vector<double>& p_values);

}  // namespace sim::stats
