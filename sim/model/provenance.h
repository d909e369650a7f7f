// sim/model/provenance.h: where each number of a scenario came from.
//
// Filled while a scenario is read, in the order of the file; read by explanations and reports.
#pragma once

#include <string>

#include "sim/base/diagnostic.h"

namespace sim::model {

struct Provenance {
  std::string path;   // dotted, as in "courses.induction.drop_out"
  std::string value;  // as written, or the default in the words of a scenario
  bool is_default = false;
  SourcePosition at;       // of the value; of the section it belongs to for a default
  std::string source;      // of a published figure; may be empty
  std::string assumption;  // why this value where no figure is published; may be empty
  std::string low, high;   // the range of an uncertain value, as written; may be empty
};

}  // namespace sim::model
