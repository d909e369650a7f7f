// sim/stats/mser.h: how much of a series to leave out, because it began in an unusual state.
//
// The marginal standard error rule (White 1997; White, Cobb and Spratt 2000): leave out so much
// that the mean of the rest is known best. Cutting less keeps values that are far from it, cutting
// more wastes values that are near it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace sim::stats {

// MSER-m: of the means of `batch` values each, leaves out as many, at most the first half of them,
// as makes the standard error of the mean of the others least: the square root of their squared
// deviations' sum, divided by their number. The shortest of several that do so equally well.
// Returns how many values that is, a multiple of `batch`. Nothing where the least error is at the
// end of the first half, or there are fewer than four batches: the series is too short to tell.
// Values after the last whole batch are not looked at. Expects: batch > 0.
std::optional<std::size_t> mser_truncation(const std::vector<double>& values,
                                           std::size_t batch = 5);

}  // namespace sim::stats
