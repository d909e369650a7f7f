// sim/config/values.h: the forms of single values: numbers with their units, times, choices.
//
// A form knows how its value is written, what is allowed, and what to say to who wrote it
// otherwise. A bare number where a unit is needed is refused with the fix, never guessed.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/base/fraction.h"
#include "sim/base/text.h"
#include "sim/base/time.h"
#include "sim/config/reading.h"
#include "sim/config/section.h"
#include "sim/random/distribution.h"

namespace sim::config {

// The same with another example, for the reference.
template <class T>
Form<T> like(std::string_view example, Form<T> form) {
  form.outline.example = example;
  return form;
}

Form<std::string> text(std::string_view what, std::string_view example);
// The name of something defined elsewhere in the scenario; `what` as in "visit".
Form<std::string> name_of(std::string_view what, std::string_view example);
Form<int> whole_number(int lowest, int highest);
Form<std::uint64_t> seed_number();
Form<double> number_at_least(double lowest);
// A fraction of 0 to 1, written as a percentage.
Form<double> share();
// A factor above 0, written as in "x 1.2".
Form<double> factor();
Form<Date> date();
Form<Fraction> fraction();

// Spans from `lowest` to a thousand years.
struct Span {
  std::string_view unit;  // the one suggested for a bare number, as in "min"
  Duration lowest{0};
};
Form<Duration> duration(Span span);
Form<int> whole_days(int lowest);

// What a distribution is of, in which unit it is written, and which values make sense.
struct Measure {
  enum class Dimension : std::uint8_t { Span, Number };
  // Above: the value must exceed `lowest`, which a continuous distribution may approach.
  enum class Bound : std::uint8_t { AtLeast, Above };

  Dimension dimension = Dimension::Span;
  std::string_view unit = "min";  // the one suggested for a bare number; of a Span
  double lowest = 0.0;            // milliseconds for a Span
  double highest = random::infinity;
  Bound bound = Bound::AtLeast;
};
inline constexpr Measure span_above_zero(std::string_view unit) {
  return {Measure::Dimension::Span, unit, 0.0, random::infinity, Measure::Bound::Above};
}
inline constexpr Measure span_from_zero(std::string_view unit) {
  return {Measure::Dimension::Span, unit, 0.0, random::infinity, Measure::Bound::AtLeast};
}
inline constexpr Measure number_between(double lowest, double highest) {
  return {Measure::Dimension::Number, "", lowest, highest, Measure::Bound::AtLeast};
}

// A constant or one distribution (sim/config/distributions.cpp).
Form<random::Distribution> quantity(Measure measure);
// Whether a mapping is one of those: its one key is the name of a distribution.
bool looks_like_distribution(const Node& node);

// One value of a measure, without its bounds, which are for the distribution as a whole.
Form<double> amount(Measure measure);
// As a scenario says it: "-5 min", "0.3".
std::string format_amount(double value, Measure measure);

// What each reader is made of. They report what is wrong and then return nothing.
std::optional<Duration> read_duration(const Input& input, std::string_view text,
                                      std::string_view unit);
std::optional<double> read_share(const Input& input, std::string_view text);
std::optional<int> read_whole(const Input& input, std::string_view text, int lowest, int highest);

// "a, b or c"
std::string either(const std::vector<std::string>& words);

// A word that stands for one of several choices. `hint` says what else may be written.
template <class Choice>
Form<Choice> one_of(std::vector<std::pair<std::string, Choice>> choices,
                    const std::string& hint = {}) {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (const auto& [word, choice] : choices)
    words.push_back(word);
  const std::string what = either(words);
  const auto read = [=](const Input& input) -> std::optional<Choice> {
    const auto word = scalar_text(input, what);
    if (!word) return {};
    for (const auto& [each, choice] : choices)
      if (each == *word) return choice;
    const auto near = did_you_mean(*word, words);
    input.error(fmt::format("expected {}, found \"{}\"{}", what, *word,
                            near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
                near ? "" : hint);
    return {};
  };
  return {{what, Origin::Listed, {Words{words}}, words.front()}, read};
}

}  // namespace sim::config
