// sim/config/variants.h: the named what-ifs of a scenario, as written.
//
//   variants:
//     five chairs: {clinic.resources.chairs: 5}
//     more patients: {cohorts.*.referrals: x 1.2}
#pragma once

#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/config/document.h"
#include "sim/config/section.h"
#include "sim/model/variant.h"

namespace sim::config {

struct ChangeDraft {
  std::string path;
  SourcePosition path_at;
  Node value;
};

struct VariantDraft {
  std::string name;
  SourcePosition at;  // of the name
  std::vector<ChangeDraft> changes;
};

// In the order of the file. What is wrong with a path or a value shows when they are laid over the
// scenario.
Form<std::vector<VariantDraft>> variants();

// The scenario with the variant in place of its variants.
Node laid_over(const Node& scenario, const VariantDraft& variant, Diagnostics& found);

// Where what is written about a variant stands in one file of a scenario.
struct VariantText {
  std::string variant;
  SourcePosition begin, end;

  bool holds(SourcePosition at) const { return !(at < begin) && at < end; }
};
std::vector<VariantText> variant_texts(const Node& file);

model::Variant in_words(const VariantDraft& variant);

}  // namespace sim::config
