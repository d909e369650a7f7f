// tests/unit/config/reading_of.h: one value read from its YAML text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/reading.h"

namespace sim::config {

template <class T>
struct ReadingOf {
  Given<T> value;
  std::vector<std::string> messages;  // of errors
  std::vector<std::string> hints;
  std::vector<model::Provenance> provenance;
};

template <class T>
ReadingOf<T> read_text(const Form<T>& form, const std::string& yaml) {
  ReadingOf<T> result;
  Diagnostics found;
  const std::uint32_t file = found.add_file("test.yaml", yaml);
  const Node root = parse_document(yaml, file, found);
  Reading reading{found, result.provenance};
  result.value = read_given(Input{root, {root.at, "it"}, reading}, form);
  for (const Diagnostic& each : found.all()) {
    result.messages.push_back(each.message);
    result.hints.push_back(each.hint);
  }
  return result;
}

}  // namespace sim::config
