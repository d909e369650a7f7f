// sim/base/fraction.h: exact fractions, so that a nurse shared by three patients is a third.
//
// The model counts resources in whole units, as many to each as the denominators of all needs
// require; a third as a double would leave a nurse with a little over or a little short.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/contract.h"
#include "sim/base/text.h"

namespace sim {

// In lowest terms, with a positive denominator.
class Fraction {
 public:
  constexpr Fraction() = default;
  // Expects: denominator > 0.
  constexpr explicit Fraction(std::int64_t numerator, std::int64_t denominator = 1) {
    SIM_EXPECTS(denominator > 0);
    const std::int64_t common = std::gcd(numerator, denominator);
    numerator_ = numerator / common;
    denominator_ = denominator / common;
  }

  constexpr std::int64_t numerator() const { return numerator_; }
  constexpr std::int64_t denominator() const { return denominator_; }
  constexpr double value() const {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }

  friend constexpr bool operator==(Fraction a, Fraction b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  friend constexpr bool operator!=(Fraction a, Fraction b) { return !(a == b); }

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

// Numerators and denominators as written in a scenario are at most this.
inline constexpr std::int64_t largest_term = 1'000'000'000;

// "2", "1/3", "0.5", "-1/3"; decimals are exact. Nothing for any other text, for a zero
// denominator, and for terms beyond `largest_term`.
inline std::optional<Fraction> parse_fraction(std::string_view text) {
  const auto in_bounds = [](std::optional<std::int64_t> term) {
    return term && *term >= -largest_term && *term <= largest_term;
  };
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto numerator = parse_integer(trim(text.substr(0, slash)));
    const auto denominator = parse_integer(trim(text.substr(slash + 1)));
    if (!in_bounds(numerator) || !in_bounds(denominator) || *denominator <= 0) return {};
    return Fraction(*numerator, *denominator);
  }
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) {
    const auto whole = parse_integer(text);
    return in_bounds(whole) ? std::optional(Fraction(*whole)) : std::nullopt;
  }
  const std::string_view decimals = text.substr(point + 1);
  std::string digits(text.substr(0, point));
  digits += decimals;
  std::int64_t denominator = 1;
  for (std::size_t i = 0; i < decimals.size() && denominator <= largest_term; ++i) {
    denominator *= 10;
  }
  const auto numerator = parse_integer(digits);
  if (!parse_number(text) || !in_bounds(numerator) || denominator > largest_term) return {};
  return Fraction(*numerator, denominator);
}

// The least common multiple; nothing if it does not fit. Expects: a, b > 0.
constexpr std::optional<std::int64_t> least_common_multiple(std::int64_t a, std::int64_t b) {
  SIM_EXPECTS(a > 0 && b > 0);
  const std::int64_t times = b / std::gcd(a, b);
  if (a > std::numeric_limits<std::int64_t>::max() / times) return {};
  return a * times;
}

// How many units the fraction is when there are `units_each` to one.
// Expects: units_each is a multiple of its denominator, and the product fits.
constexpr std::int64_t units_of(Fraction fraction, std::int64_t units_each) {
  SIM_EXPECTS(units_each % fraction.denominator() == 0);
  return fraction.numerator() * (units_each / fraction.denominator());
}

}  // namespace sim
