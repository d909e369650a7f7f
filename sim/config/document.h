// sim/config/document.h: a YAML text as a tree that remembers where everything stood.
//
// Built from yaml-cpp's events, not from its Node, which silently accepts duplicate keys and turns
// `no` and `010` into something else. Here every scalar is text until a key says what it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.h"

namespace sim::config {

struct Entry;

struct Node {
  // Missing: there should be something, and that has been reported. Nobody needs to say it again.
  enum class Kind { Missing, Scalar, Sequence, Mapping };

  Kind kind = Kind::Missing;
  SourcePosition at;
  std::string text;            // of a scalar, as written, without quotes
  bool quoted = false;         // the scalar was written in quotes
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a mapping, in the order of the file, each key once

  bool is_scalar() const { return kind == Kind::Scalar; }
  bool is_sequence() const { return kind == Kind::Sequence; }
  bool is_mapping() const { return kind == Kind::Mapping; }

  // The value of a mapping's key; nullptr where there is none, or this is no mapping.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
};

struct Entry {
  std::string key;
  SourcePosition key_at;
  Node value;
  bool key_quoted = false;
};

// "courses" and "induction" to "courses.induction", as messages and --set write it; a part that
// holds a dot is quoted.
std::string dotted(const std::string& path, std::string_view part);

// Reads one YAML document. Everything wrong with it (duplicate keys, a key without a value,
// anchors, tags, tabs, several documents, nesting deeper than 64, more than 4 MiB) becomes an error
// in `found`, at its place. Of a duplicate key the first value stays; a value that is not there is
// Missing. The whole tree is Missing where YAML itself cannot go on.
Node parse_document(std::string_view text, std::uint32_t file, Diagnostics& found);

}  // namespace sim::config
