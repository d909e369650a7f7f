// sim/config/overlay.h: what-ifs laid over a scenario before it is read.
//
// A path leads to a part of the tree: dotted keys, list items by their `name` or their index from
// 0, `*` for each, a part that holds a dot in double quotes:
//
//   clinic.resources.chairs=5      visits.infusion.steps.monitor.takes=40 min
//   cohorts.*.referrals=x 1.05     courses.induction.stop_rules=remove
//
// A part of a value that is written with its origin, as {value: {exponential: {mean: 30 min}},
// source: "..."}, is reached as if the origin were not there.
//
// What is put in carries the position of the override, so that a mistake found later in reading is
// reported where it was made.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/base/diagnostic.h"
#include "sim/config/document.h"

namespace sim::config {

// A what-if: the value replaces what stands at the path, and keys that are not there are made. The
// value `remove` takes away, `x 1.05` scales (sim/config/scale.h); in quotes they are plain text.
// With `*`, what lacks the rest of the path is passed over, as long as something has it.
struct Override {
  std::string_view path;
  SourcePosition path_at;
  const Node& value;
};
// The tree is unchanged, or changed in part, where an error is reported.
void apply(Node& root, const Override& change, Diagnostics& found);

// The same for the "PATH=VALUE" of one --set, the value being YAML as inside brackets: text,
// [3 days, 4 days], {exponential: {mean: 30 min}}.
// Expects: the assignment is the text of `file` in `found`.
void set_path(Node& root, std::string_view assignment, std::uint32_t file, Diagnostics& found);

}  // namespace sim::config
