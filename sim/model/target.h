// sim/model/target.h: what the clinic should keep: a figure of the results, and how far it may go.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "sim/base/diagnostic.h"

namespace sim::model {

enum class Relation : std::uint8_t { AtMost, AtLeast };

// "wait_to_first_infusion.p90 <= 14 days". Which figures there are, and in which units, is known to
// the results only (sim/experiment/goals.h).
struct Target {
  std::string text;    // as written, with single spaces
  std::string metric;  // "wait_in_clinic[cohort=trd].mean"
  Relation relation = Relation::AtMost;
  double value = 0.0;
  std::string unit;     // as written: "days", "%", "courses / year", or nothing
  SourcePosition at{};  // line 0 where it does not stand in a file
  std::string path{};   // dotted
};

// What is wrong with a text, as in a Diagnostic.
struct Misworded {
  std::string message;
  std::string hint;
};

// A span in several units is one in the first of them: "2 h 30 min" is 2.5 h.
std::variant<Target, Misworded> parse_target(std::string_view text);

}  // namespace sim::model
