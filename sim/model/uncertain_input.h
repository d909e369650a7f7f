// sim/model/uncertain_input.h: a number of a scenario that nobody knows exactly.
#pragma once

#include <cstdint>
#include <string>

namespace sim::model {

struct UncertainInput {
  // Between the ends: any value; or what the key takes, which is whole numbers, whole days or
  // simple fractions.
  enum class Steps : std::uint8_t { Any, Whole };

  std::string path;              // dotted, as in "courses.induction.drop_out"
  std::string value, low, high;  // as YAML on one line: "5 %", "2 %", "10 %"
  Steps steps = Steps::Any;
};

}  // namespace sim::model
