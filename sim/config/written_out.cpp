// sim/config/written_out.cpp: a tree completed, and written.
#include "sim/config/written_out.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include "sim/base/contract.h"
#include "sim/config/reading.h"

namespace sim::config {
namespace {

constexpr std::size_t longest_line = 90;  // of a list or mapping in brackets

// What YAML or we would take for something else, if it stood there bare, and yaml-cpp does not see
// to: where a document begins or ends, and the merge key.
bool has_a_meaning(std::string_view text) {
  return text.substr(0, 3) == "---" || text.substr(0, 3) == "..." || text == "<<";
}

// What is quoted stays so: a source must be.
void write_text(YAML::Emitter& out, const std::string& text, bool quoted) {
  if (quoted || has_a_meaning(text)) out << YAML::DoubleQuoted;
  out << text;
}

void write(YAML::Emitter& out, const Node& node, YAML::EMITTER_MANIP style);

void write_part(YAML::Emitter& out, const Node& node) {
  SIM_EXPECTS(node.kind != Node::Kind::Missing);
  if (node.is_scalar()) return write_text(out, node.text, node.quoted);
  const bool fits_on_a_line = inline_text(node).size() <= longest_line;
  write(out, node, fits_on_a_line ? YAML::Flow : YAML::Block);
}

// Expects: no scalar.
void write(YAML::Emitter& out, const Node& node, YAML::EMITTER_MANIP style) {
  out << style;
  if (node.is_sequence()) {
    out << YAML::BeginSeq;
    for (const Node& item : node.items)
      write_part(out, item);
    out << YAML::EndSeq;
    return;
  }
  out << YAML::BeginMap;
  for (const Entry& entry : node.entries) {
    out << YAML::Key;
    write_text(out, entry.key, entry.key_quoted);
    out << YAML::Value;
    write_part(out, entry.value);
  }
  out << YAML::EndMap;
}

}  // namespace

Node completed(const Node& tree, const Defaults& defaults) {
  Node whole = tree;
  for (std::size_t i = 0; i < tree.items.size(); ++i)
    whole.items[i] = completed(tree.items[i], defaults);
  for (std::size_t i = 0; i < tree.entries.size(); ++i)
    whole.entries[i].value = completed(tree.entries[i].value, defaults);
  for (const Default& each : defaults) {
    // A section may be read more than once.
    if (each.section != &tree || whole.find(each.key) != nullptr) continue;
    whole.entries.push_back({each.key, {}, completed(each.value, defaults)});
  }
  return whole;
}

std::string to_yaml(const Node& tree) {
  YAML::Emitter out;
  write(out, tree, YAML::Block);
  SIM_EXPECTS(out.good());
  return std::string(out.c_str(), out.size()) + '\n';
}

std::string written_out(const Node& scenario, const Defaults& defaults) {
  Node whole = completed(scenario, defaults);
  const auto is_section = [](const Entry& entry) { return entry.key == "variants"; };
  whole.entries.erase(std::remove_if(whole.entries.begin(), whole.entries.end(), is_section),
                      whole.entries.end());
  return to_yaml(whole);
}

}  // namespace sim::config
