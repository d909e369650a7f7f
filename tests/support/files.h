// tests/support/files.h: the text of a file, of the checkout or any other.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace sim::tests {

// Throws, and so fails the test, where the file cannot be read.
inline std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Of a file of the checkout, as in "scenarios/smallest.yaml".
inline std::string text_of(const std::string& path) {
  return contents(std::string(CHAIRTIME_SOURCE_DIR) + "/" + path);
}

}  // namespace sim::tests
