// tests/unit/config/reference_of.h: the reference of scenarios, from the declarations of the keys.
#pragma once

#include <string>

namespace sim::config {

// A scenario with every key: its default, or its example where it has none. Those that do not go
// with the others are commented out.
std::string reference_yaml();

// A table a section, in Markdown.
std::string reference_tables();

}  // namespace sim::config
