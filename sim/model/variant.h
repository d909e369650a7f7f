// sim/model/variant.h: the named what-ifs of a scenario file, in the words of who wrote them.
//
// A model is one scenario, the file's own or one of its variants; this is what else is in the file.
#pragma once

#include <string>
#include <vector>

namespace sim::model {

// What is put at a path: "clinic.resources.chairs", "5".
struct Change {
  std::string path;
  std::string value;  // as YAML on one line
};

struct Variant {
  std::string name;
  std::vector<Change> changes;
};

struct Variants {
  std::vector<Variant> all;  // in the order of the file
  std::string chosen;        // the one that a model is of; empty: the scenario as it stands
};

}  // namespace sim::model
