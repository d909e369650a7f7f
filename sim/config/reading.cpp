// sim/config/reading.cpp: keys looked up, and what is wrong with them.
#include "sim/config/reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/text.h"

namespace sim::config {
namespace {

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The default is marked as such by the Input's node being one of the section's own.
model::Provenance plain_origin(const Input& input) {
  model::Provenance origin;
  origin.path = input.place.path;
  origin.value = inline_text(input.node);
  origin.is_default = input.node.at.line == 0;
  origin.at = input.place.at;
  return origin;
}

std::string quoted_text(const Input& input) {
  if (input.node.is_scalar() && input.node.quoted) return input.node.text;
  input.error("expected text in quotes, found " + name_of_found(input.node),
              "write it as in \"741 infusions in 135 patients\"");
  return {};
}

void read_origin_key(const Input& input, std::string_view key, WithOrigin& taken) {
  if (key == "value") {
    taken.value = &input.node;
  } else if (key == "source") {
    taken.origin.source = quoted_text(input);
  } else if (key == "assumption") {
    taken.origin.assumption = quoted_text(input);
  } else if (!input.node.is_sequence() || input.node.items.size() != 2) {
    input.error("expected two values, found " + name_of_found(input.node),
                "write a range as in [2 %, 10 %]");
  } else {
    taken.range = &input.node;
    taken.origin.low = inline_text(input.node.items[0]);
    taken.origin.high = inline_text(input.node.items[1]);
  }
}

}  // namespace

void Input::refuse(std::string_view what) const {
  error(fmt::format("\"{}\" is not supported yet", what));
}

Input Input::entry(const Entry& entry) const {
  const SourcePosition at = entry.value.is_scalar() ? entry.value.at : entry.key_at;
  return {entry.value, {at, dotted(place.path, entry.key), entry.key_at}, reading};
}

Input Input::item(std::size_t index) const {
  const Node& each = node.items[index];
  const Node* name = each.find("name");
  const std::string part = name && name->is_scalar() ? name->text : std::to_string(index);
  return {each, {each.at, dotted(place.path, part)}, reading};
}

std::string inline_text(const Node& node) {
  std::vector<std::string> parts;
  switch (node.kind) {
    case Node::Kind::Missing:
      return {};
    case Node::Kind::Scalar:
      return node.text;
    case Node::Kind::Sequence:
      for (const Node& item : node.items)
        parts.push_back(inline_text(item));
      return "[" + listed(parts) + "]";
    case Node::Kind::Mapping:
      for (const Entry& entry : node.entries)
        parts.push_back(entry.key + ": " + inline_text(entry.value));
      return "{" + listed(parts) + "}";
  }
  return {};
}

std::string name_of_found(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Missing:
      return "nothing";
    case Node::Kind::Scalar:
      return fmt::format("\"{}\"", node.text);
    case Node::Kind::Sequence:
      return "a list";
    case Node::Kind::Mapping:
      return "a mapping";
  }
  return {};
}

WithOrigin take_origin(const Input& input) {
  WithOrigin taken;
  taken.origin = plain_origin(input);
  taken.value = &input.node;
  if (!input.node.find("value")) return taken;
  static const std::vector<std::string> known = {"value", "source", "assumption", "range"};
  for (const Entry& entry : input.node.entries) {
    if (contains(known, entry.key)) {
      read_origin_key(input.entry(entry), entry.key, taken);
    } else {
      input.reading.found.error(entry.key_at, input.place.path,
                                fmt::format("unknown key \"{}\" beside a value", entry.key),
                                "a value may have a source, an assumption and a range");
    }
  }
  taken.origin.value = inline_text(*taken.value);
  if (taken.value->kind == Node::Kind::Missing) taken.value = nullptr;
  return taken;
}

bool is_stated(const model::Provenance& origin) {
  return !origin.source.empty() || !origin.assumption.empty() || !origin.low.empty();
}

std::optional<std::string> scalar_text(const Input& input, std::string_view what) {
  if (input.node.is_scalar()) return std::string(trim(input.node.text));
  if (input.node.kind != Node::Kind::Missing)
    input.error(fmt::format("expected {}, found {}", what, name_of_found(input.node)));
  return {};
}

ReadingSection::ReadingSection(const Input& input, Layout layout) : input_(input) {
  SIM_EXPECTS(input.node.is_mapping() ||
              (input.node.is_sequence() && layout == Layout::ByNameOrPosition));
  used_.resize(std::max(input.node.entries.size(), input.node.items.size()), false);
}

const Input* ReadingSection::keep(const Node& node, Place place) {
  inputs_.push_back({node, std::move(place), input_.reading});
  return &inputs_.back();
}

const Input* ReadingSection::take(std::string_view key) {
  if (input_.node.is_sequence()) {
    const std::size_t position = known_.size() - 1;
    if (position >= used_.size()) return nullptr;
    used_[position] = true;
    const Node& item = input_.node.items[position];
    return keep(item, {item.at, dotted(input_.place.path, key)});
  }
  for (std::size_t i = 0; i < used_.size(); ++i) {
    const Entry& entry = input_.node.entries[i];
    if (entry.key != key) continue;
    used_[i] = true;
    const Input value = input_.entry(entry);
    return keep(value.node, value.place);
  }
  return nullptr;
}

ReadingSection::Found ReadingSection::declare(const Declaration& declaration) {
  known_.emplace_back(declaration.key);
  const Input* input = take(declaration.key);
  if (case_ && !case_->applies.value_or(false)) {
    if (input && case_->applies) {
      input_.reading.found.error(at_key(input->place).at, input_.place.path,
                                 fmt::format("\"{}\" belongs to {}", declaration.key, case_->label),
                                 std::string(case_->way_out));
    }
    return {nullptr, false, !case_->applies || input != nullptr, input_.place};
  }
  if (input) return {input, false, false, input->place};
  const Place place{input_.place.at, dotted(input_.place.path, declaration.key)};
  if (!declaration.fallback) {
    missing_.push_back({std::string(declaration.key),
                        fmt::format("{}: {}", declaration.meaning, declaration.value.what)});
    return {nullptr, false, true, place};
  }
  const std::string fallback(declaration.fallback->text);
  if (!declaration.fallback->is_value) {
    if (declaration.value.origin == Origin::Listed && declaration.fallback->is_listed)
      input_.reading.provenance.push_back({place.path, fallback, true, place.at, {}, {}, {}, {}});
    return {nullptr, false, false, place};
  }
  Node& node =
      input_.reading.defaults.emplace_back(Default{&input_.node, std::string(declaration.key), {}})
          .value;
  node.kind = fallback.empty() ? Node::Kind::Mapping : Node::Kind::Scalar;
  node.text = fallback;
  return {keep(node, place), true, false, place};
}

std::vector<std::string> ReadingSection::report_unknown() {
  std::vector<std::string> meant;
  for (std::size_t i = 0; i < used_.size() && input_.node.is_mapping(); ++i) {
    if (used_[i]) continue;
    const Entry& entry = input_.node.entries[i];
    Diagnostics& found = input_.reading.found;
    if (const auto near = did_you_mean(entry.key, known_)) {
      meant.push_back(*near);
      found.error(entry.key_at, input_.place.path,
                  fmt::format(R"(unknown key "{}", did you mean "{}"?)", entry.key, *near));
    } else {
      found.error(entry.key_at, input_.place.path, fmt::format("unknown key \"{}\"", entry.key),
                  "the keys here are " + listed(known_));
    }
  }
  return meant;
}

void ReadingSection::finish() {
  if (input_.node.items.size() > known_.size()) {
    input_.error(fmt::format("expected at most {} values, found {}", known_.size(),
                             input_.node.items.size()),
                 "they are " + listed(known_));
  }
  // Who mistyped a required key hears of the typing only.
  const std::vector<std::string> meant = report_unknown();
  for (const Missing& each : missing_) {
    if (!contains(meant, each.key))
      input_.error(fmt::format("the key \"{}\" is missing", each.key), each.hint);
  }
}

}  // namespace sim::config
