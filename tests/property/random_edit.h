// tests/property/random_edit.h: a scenario's text with a slip of the hand in it, made from a
// number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/chooser.h"

namespace sim::tests {

using Path = std::vector<std::string>;  // of keys; an item of a list is "[]"

// A key or a scalar of a YAML text, and where it stands there.
struct Token {
  enum class Kind : std::uint8_t { Key, Scalar };

  Kind kind = Kind::Key;
  std::string text;
  Path path;  // of the mapping that the key is in; of the scalar itself
  std::size_t begin = 0;
  std::size_t size = 0;  // in bytes, quotes included
};

// A text that is without mistakes, with its tokens. What is written over several lines or with
// escapes is not among them.
struct Written {
  explicit Written(std::string yaml);

  std::string text;
  std::vector<Token> tokens;
};

struct Edit {
  std::string what;  // was done, for who reads that a test failed
  std::string text;
  std::optional<Token> misspelt;  // as it was
  std::string now{};              // how the misspelt one is written
  bool is_huge = false;           // a number grew beyond all measure
};

Edit random_edit(const Written& scenario, Chooser& choose);

}  // namespace sim::tests
