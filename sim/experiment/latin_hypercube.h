// sim/experiment/latin_hypercube.h: points that spread evenly over every input at once (McKay,
// Beckman and Conover 1979).
//
// The range of every input is cut into as many strata as there are points, and every stratum holds
// exactly one of them. Which it is for which input is drawn at addresses of its own, so that
// another input changes nothing about those that were there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sim::experiment {

// By point, then by input: the share of the way through its range, strictly between 0 and 1.
std::vector<std::vector<double>> latin_hypercube(std::uint64_t seed,
                                                 const std::vector<std::string>& paths,
                                                 std::size_t points);

}  // namespace sim::experiment
