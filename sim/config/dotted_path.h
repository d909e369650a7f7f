// sim/config/dotted_path.h: the way to a part of a scenario, as in clinic.resources.chairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"

namespace sim::config {

struct Part {
  std::string text;
  bool each = false;  // an unquoted *
  SourcePosition at;
  std::uint32_t width = 0;  // characters, as written
};

// The parts of a path that stands at `at`. Empty, and an error, where it is no path.
std::vector<Part> parse_path(std::string_view path, SourcePosition at, Diagnostics& found);

// Where the first of the characters stands outside double quotes.
std::size_t find_unquoted(std::string_view text, char wanted);

// The position behind `before` in a text that stands at `at`.
SourcePosition inside(SourcePosition at, std::string_view before);

}  // namespace sim::config
