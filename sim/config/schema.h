// sim/config/schema.h: the JSON Schema of a scenario, for editors that complete keys.
#pragma once

#include <string>

namespace sim::config {

// Draft-07, from the declarations of the keys. It accepts every scenario, as YAML 1.1 or 1.2
// parsers type its values; what only the whole scenario can say, as names that do not exist, it
// cannot know.
std::string json_schema();

}  // namespace sim::config
