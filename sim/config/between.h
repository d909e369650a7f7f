// sim/config/between.h: the values that lie between two others, as a scenario writes them.
//
// Between 2 % and 10 % lie percentages, between 36 h and 3 days durations, between 1 / day and 8 /
// week rates; between two lists or distributions of the same form lies one whose numbers do.
#pragma once

#include <optional>
#include <string>

#include "sim/model/uncertain_input.h"

namespace sim::config {

struct Between {
  std::string value;  // "4.4 %"; the ends are as written
  double share;       // where it lies, from 0 at the low end to 1 at the high end
};

// The value at a share of the way from low to high. In whole steps it is rounded, every value in
// equal parts of the way, and its share with it. Nothing where the ends, and what stands there, are
// not numbers of one kind. Expects: 0 <= share <= 1.
std::optional<Between> between_ends(const model::UncertainInput& input, double share);

// What is wrong with a range whose ends are numbers of one kind; empty if nothing is.
std::string fault_of_range(const model::UncertainInput& input);

}  // namespace sim::config
