// sim/config/written_out.h: a scenario in full: what was read, as a YAML text that can be read
// again.
//
// Where a key is not written, reading reads its default instead (sim/config/reading.h) and keeps
// it. Put where the key would stand, the defaults make of a scenario one that says everything; with
// another version's defaults it would still mean the same.
#pragma once

#include <deque>
#include <string>

#include "sim/config/document.h"

namespace sim::config {

// What was read where nothing is written.
struct Default {
  const Node* section;  // the mapping that lacks the key: in the tree, or another default
  std::string key;
  Node value;
};
using Defaults = std::deque<Default>;  // in which each keeps its address

// The tree with its defaults, each after what is written in its mapping.
Node completed(const Node& tree, const Defaults& defaults);

// What parse_document() reads back to the same tree, positions aside. What fits on a line is
// written on one. Expects: a mapping or a list, and nothing Missing in it.
std::string to_yaml(const Node& tree);

// The scenario that was read, on its own: without the variants, which it may be one of.
std::string written_out(const Node& scenario, const Defaults& defaults);

}  // namespace sim::config
