// sim/config/varied.h: a path of the scenario and the values that it is to take in turn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"

namespace sim::config {

struct Varied {
  std::string path;
  std::vector<std::string> values;  // each as YAML on one line, as an override takes it

  // "clinic.resources.chairs=5"
  std::string override_with(std::size_t value) const { return path + "=" + values[value]; }
};

// Of "clinic.resources.chairs=2..8", whole numbers from 2 to 8; "...=2..8..2", every second one; or
// of "cohorts.*.referrals=4 / week,x 1.2", the items of a YAML list without its brackets, so that a
// value with a comma stands in brackets or quotes of its own. Nothing where an error is reported.
// Expects: the text is that of `file` in `found`.
std::optional<Varied> read_varied(std::string_view text, std::uint32_t file, Diagnostics& found);

}  // namespace sim::config
