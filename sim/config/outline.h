// sim/config/outline.h: what a value of a scenario looks like, for messages, a schema and a
// reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace sim::config {

class Section;
struct Outline;

// Whether a value may state its origin, {value: 5 %, source: "..."}, and whether it is listed among
// the numbers of the scenario if it does not.
enum class Origin : std::uint8_t { None, Allowed, Listed };

// Declares keys on any visitor.
using Declare = std::function<void(Section&)>;
using Inner = std::shared_ptr<const Outline>;

// --- shapes: each is one way of writing a value

struct AnyText {};  // not empty
struct Words {      // one of them
  std::vector<std::string> words;
};
struct Matching {  // text that is, as a whole, of this form (sim/config/patterns.h)
  std::string pattern;
};
struct Number {
  enum class Step : std::uint8_t { Whole, Any };
  Step step = Step::Any;
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
};
struct Keys {  // a mapping with these keys
  Declare declare;
};
struct OneKey {           // a mapping with exactly one of these keys
  std::string_view what;  // "a distribution"
  Declare declare;
};
struct InOrder {  // the values of these keys as a list, or the first one alone
  Declare declare;
};
struct ListOf {
  Inner item;
  std::size_t least = 0;
};
struct Names {  // a mapping whose keys are the author's
  Inner value;
  std::string pattern = {};   // of a key; empty: any
  std::string required = {};  // a key that is always there
  std::size_t least = 0;
};
struct Anything {};

using Shape =
    std::variant<AnyText, Words, Matching, Number, Keys, OneKey, InOrder, ListOf, Names, Anything>;
using Shapes = std::vector<Shape>;

struct Outline {
  std::string what;  // "a duration, as in 40 min"
  Origin origin = Origin::Listed;
  Shapes shapes = {};          // any of them
  std::string example = {};    // as written; of Names, a name
  std::string_view name = {};  // of what may hold itself: a schema refers to it
};

// "a duration, as in 40 min". The example stands here only.
inline Outline outline_of(std::string_view what, std::string_view example, Shapes shapes) {
  return {fmt::format("{}, as in {}", what, example), Origin::Listed, std::move(shapes),
          std::string(example)};
}

inline Inner inner(Outline outline) { return std::make_shared<const Outline>(std::move(outline)); }

inline Shapes joined(Shapes some, const Shapes& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

// Whether it may be a mapping whose values say themselves where they are from.
inline bool has_keys(const Outline& outline) {
  for (const Shape& shape : outline.shapes)
    if (std::holds_alternative<Keys>(shape)) return true;
  return false;
}

}  // namespace sim::config
