// sim/config/variants.cpp: what-ifs read, and laid over their scenario.
#include "sim/config/variants.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>

#include "sim/config/overlay.h"
#include "sim/config/reading.h"

namespace sim::config {
namespace {

std::optional<VariantDraft> read_variant(const Input& input, const Entry& entry) {
  const Input inner = input.entry(entry);
  if (entry.key.empty())
    input.reading.found.error(entry.key_at, inner.place.path, "a name is empty");
  if (!entry.value.is_mapping()) {
    if (entry.value.kind != Node::Kind::Missing) {
      inner.error("expected paths with their values, found " + name_of_found(entry.value),
                  "write it as in " + entry.key + ": {clinic.resources.chairs: 5}");
    }
    return {};
  }
  VariantDraft variant{entry.key, entry.key_at, {}};
  for (const Entry& change : entry.value.entries) {
    SourcePosition at = change.key_at;
    if (change.key_quoted) ++at.column;
    variant.changes.push_back({change.key, at, change.value});
  }
  return variant;
}

}  // namespace

Form<std::vector<VariantDraft>> variants() {
  const std::string what = "names, each with paths and the values to be put there";
  const auto read = [what](const Input& input) -> std::optional<std::vector<VariantDraft>> {
    if (!input.node.is_mapping()) {
      input.error("expected " + what + ", found " + name_of_found(input.node),
                  "write it as in five chairs: {clinic.resources.chairs: 5}");
      return {};
    }
    std::vector<VariantDraft> all;
    for (const Entry& entry : input.node.entries) {
      if (auto variant = read_variant(input, entry)) all.push_back(*std::move(variant));
    }
    return all;
  };
  const Outline changes{
      "paths with values", Origin::None, {Names{inner({"a value", Origin::None, {Anything{}}})}}};
  return {{what,
           Origin::None,
           {Names{inner(changes)}},
           "{four nurses: {clinic.resources.nurses.count: 4}}"},
          read};
}

Node laid_over(const Node& scenario, const VariantDraft& variant, Diagnostics& found) {
  Node tree = scenario;
  const auto is_section = [](const Entry& entry) { return entry.key == "variants"; };
  tree.entries.erase(std::remove_if(tree.entries.begin(), tree.entries.end(), is_section),
                     tree.entries.end());
  for (const ChangeDraft& change : variant.changes)
    apply(tree, {change.path, change.path_at, change.value}, found);
  return tree;
}

std::vector<VariantText> variant_texts(const Node& file) {
  std::vector<VariantText> texts;
  const auto section = std::find_if(file.entries.begin(), file.entries.end(),
                                    [](const Entry& each) { return each.key == "variants"; });
  if (section == file.entries.end()) return texts;
  const auto next = std::next(section);
  const SourcePosition end =
      next != file.entries.end()
          ? next->key_at
          : SourcePosition{file.at.file, std::numeric_limits<std::uint32_t>::max(), 0};
  for (const Entry& each : section->value.entries) {
    if (!texts.empty()) texts.back().end = each.key_at;
    texts.push_back({each.key, each.key_at, end});
  }
  return texts;
}

model::Variant in_words(const VariantDraft& variant) {
  model::Variant words{variant.name, {}};
  for (const ChangeDraft& change : variant.changes)
    words.changes.push_back({change.path, inline_text(change.value)});
  return words;
}

}  // namespace sim::config
