// sim/report/explain_variants.cpp: what else the scenario file holds, by name.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/words.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

// Enough to know a value again; who wants all of it opens the file.
std::string shortened(std::string_view value) {
  constexpr std::size_t most = 60;  // characters
  if (count_characters(value) <= most) return std::string(value);
  std::string_view rest = value;
  for (std::size_t i = 0; i < most; ++i)
    rest.remove_prefix(std::max<std::size_t>(first_character(rest), 1));
  return std::string(value.substr(0, value.size() - rest.size())) + "...";
}

}  // namespace

void explain_variants(const model::Variants& variants, Prose& prose) {
  if (variants.all.empty()) return;
  prose.heading("Variants: what --variant NAME puts in place of what stands in the file");
  for (const model::Variant& variant : variants.all) {
    prose.say(variant.name + (variant.name == variants.chosen ? " (explained here)" : ""));
    for (const model::Change& change : variant.changes)
      prose.item(fmt::format("{}: {}", change.path, shortened(change.value)));
  }
}

}  // namespace sim::report
