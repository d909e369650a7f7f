// sim/config/scale.h: what a scenario would say if a number in it were larger or smaller.
//
// "x 1.05" keeps the unit and the form of what stands there: 40 min becomes 42 min, a third 7/20,
// and a distribution stretches: its means and limits scale, its shape does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/diagnostic.h"
#include "sim/base/fraction.h"
#include "sim/config/document.h"

namespace sim::config {

struct Factor {
  double times = 1.0;             // finite, not negative
  std::optional<Fraction> exact;  // where it can be said exactly
  SourcePosition at;              // what is scaled is said to stand here
};

// "x 1.05"; nothing for any other text.
std::optional<Factor> parse_factor(std::string_view text, SourcePosition at);

// "4 / week" to "4.2 / week"; nothing for text that is not a number with or without its unit.
std::optional<std::string> scaled(std::string_view text, const Factor& by);

// A value, a list of values, a distribution, a {rate: ...}, or one of these with its origin.
// Nothing where there is no number to scale: of the distributions, in logit_normal, which times a
// factor is none any more, and in empirical, where its values stand in a file.
std::optional<Node> scaled(const Node& node, const Factor& by);

// The same for referrals, of which the rate is scaled: intervals between them shrink.
std::optional<Node> scaled_referrals(const Node& node, const Factor& by);

// Why neither of them can scale this, for whoever wrote the factor; "x 1.05" is its text.
struct Unscalable {
  std::string message;
  std::string hint;
};
Unscalable unscalable(const Node& node, std::string_view factor);

}  // namespace sim::config
