// sim/report/factors.h: what was varied, for people.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/sweep.h"

namespace sim::report {

// By factor, the last part of its path where that tells it from the others, else the whole:
// "chairs" of "clinic.resources.chairs".
std::vector<std::string> short_names(const std::vector<experiment::Factor>& factors);

// The value of each factor.
std::vector<std::string> values_of(const std::vector<experiment::Factor>& factors,
                                   const experiment::Levels& levels);

// "4 chairs and 2 nurses"; with values that are no numbers, "series rolling".
std::string said(const std::vector<experiment::Factor>& factors, const experiment::Levels& levels);

// A line each, two spaces in.
std::string listed_factors(const std::vector<experiment::Factor>& factors);

// "366 ± 4".
std::string in_a_cell(const stats::Estimate& estimate);

}  // namespace sim::report
