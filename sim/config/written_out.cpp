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

// What is quoted stays so: a source must be. Other text is, where YAML would take it for something
// else.
void write_text(YAML::Emitter& out, const std::string& text, bool quoted) {
  if (quoted) out << YAML::DoubleQuoted;
  out << text;
}

bool fits_on_a_line(const Node& node) { return inline_text(node).size() <= longest_line; }

void write(YAML::Emitter& out, const Node& node) {
  SIM_EXPECTS(node.kind != Node::Kind::Missing);
  if (node.is_scalar()) return write_text(out, node.text, node.quoted);
  out << (fits_on_a_line(node) ? YAML::Flow : YAML::Block);
  if (node.is_sequence()) {
    out << YAML::BeginSeq;
    for (const Node& item : node.items)
      write(out, item);
    out << YAML::EndSeq;
    return;
  }
  out << YAML::BeginMap;
  for (const Entry& entry : node.entries) {
    out << YAML::Key;
    write_text(out, entry.key, entry.key_quoted);
    out << YAML::Value;
    write(out, entry.value);
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
  write(out, tree);
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
