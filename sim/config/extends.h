// sim/config/extends.h: a scenario that is built on another one.
//
//   extends: clinic.yaml              # a path from the folder of this file
//   clinic: {resources: {chairs: 5}}  # all else is as it is there
//   courses:
//     induction: {drop_out: remove}   # all but this
//
// Mappings merge key by key; a list or a single value takes the place of what stands there, and so
// does a value with its origin, {value: 5 %, source: "..."}, or a distribution: half of one and
// half of the other would be a number that nobody wrote. The file below may extend another one.
// Every part keeps its own place, so that a mistake is reported in the file where it stands.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/document.h"
#include "sim/config/files.h"

namespace sim::config {

inline constexpr std::size_t most_below = 16;  // files that one is built on

// The scenario, the file that it extends, the file that this extends, and so on, each without its
// key `extends`. Empty, with an error in `found`, where one of them is not there or says nothing.
// Expects: the scenario is no Missing node.
std::vector<Node> read_chain(Node scenario, Files& files, Diagnostics& found);

// What stands in `above`, laid over `below`.
Node built_on(Node below, Node above, Diagnostics& found);

}  // namespace sim::config
