// sim/config/scale.cpp: numbers, and whatever is made of them, times a factor.
#include "sim/config/scale.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::config {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip(std::string_view text, std::size_t from, std::string_view characters) {
  return std::min(text.find_first_not_of(characters, from), text.size());
}

// The length of the number or fraction that the text begins with: of "1/3", "4 / week", "-5 min".
std::size_t number_length(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t begin = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t end = skip(text, begin, "0123456789.");
  if (end < text.size() && text[end] == '/' && end + 1 < text.size() && is_digit(text[end + 1])) {
    return skip(text, end + 1, digits);
  }
  return end;
}

// Not "s" and "ms".
bool is_plural(std::string_view unit) { return trim(unit).size() > 2 && unit.back() == 's'; }

// The unit as it is said of this number: "1 day", "2 days", but "40 min" and "2 h".
std::string agreeing(std::string_view unit, double number) {
  std::string said(unit);
  if (!parse_unit(trim(unit))) return said;
  if (number == 1.0 && is_plural(unit)) said.pop_back();
  if (number != 1.0 && !is_plural(unit) && parse_unit(trim(said + 's'))) said += 's';
  return said;
}

// What may follow a number that can be scaled: nothing, a percent sign, a span, "/ week", or
// "% / year".
bool is_unit(std::string_view text) {
  text = trim(text);
  if (text.empty() || parse_unit(text)) return true;
  if (text.front() == '%') text = trim(text.substr(1));
  return text.empty() || (text.front() == '/' && parse_unit(trim(text.substr(1))));
}

std::optional<std::string> scaled_fraction(std::string_view text, const Factor& by) {
  const auto fraction = parse_fraction(text);
  if (!fraction || !by.exact) return {};
  // The terms of each are at most 1e9, so that the products fit.
  const Fraction product(fraction->numerator() * by.exact->numerator(),
                         fraction->denominator() * by.exact->denominator());
  if (std::max(std::abs(product.numerator()), product.denominator()) > largest_term) return {};
  return product.denominator() == 1
             ? fmt::format("{}", product.numerator())
             : fmt::format("{}/{}", product.numerator(), product.denominator());
}

std::optional<std::string> scaled_number(std::string_view number, std::string_view unit,
                                         const Factor& by) {
  std::optional<double> value = parse_number(number);
  if (const auto fraction = parse_fraction(number); fraction && !value) {
    if (const auto exact = scaled_fraction(number, by)) return *exact + std::string(unit);
    value = fraction->value();
  }
  if (!value || !std::isfinite(*value * by.times)) return {};
  const std::string product = format_number(*value * by.times);
  return product + agreeing(unit, *value * by.times);
}

std::optional<std::string> scaled_span(std::string_view text, const Factor& by) {
  const auto span = parse_duration(text);
  if (!span) return {};
  const double milliseconds = in_milliseconds(*span) * by.times;
  constexpr double most = 9e18;  // a span holds 63 bits
  if (!(std::abs(milliseconds) < most)) return {};
  return format_duration(from_milliseconds(milliseconds));
}

// Parameters that say the form of a distribution, not where it lies or how wide it is.
bool is_shape(std::string_view parameter) {
  return parameter == "shape" || parameter == "k" || parameter == "log_sd";
}

struct Family {
  std::string_view name;
  std::array<std::string_view, 4> parameters;  // in the order of the positional form
};

// logit_normal is not here: times a factor it is none any more. Nor is discrete, whose values are
// keys.
constexpr std::array<Family, 10> families = {{
    {"uniform", {"low", "high"}},
    {"triangular", {"low", "mode", "high"}},
    {"pert", {"low", "mode", "high"}},
    {"exponential", {"mean"}},
    {"normal", {"mean", "sd", "min", "max"}},
    {"lognormal", {"mean", "sd", "median", "log_sd"}},
    {"gamma", {"mean", "sd"}},
    {"weibull", {"shape", "scale"}},
    {"erlang", {"k", "mean"}},
    {"empirical", {"values"}},
}};

// Scales the parameters that can be. Nothing if none can, or one that should be cannot.
std::optional<Node> scaled_parameters(const Node& parameters, const Family& family,
                                      const Factor& by) {
  Node result = parameters;
  int count = 0;
  const auto scale = [&](Node& node, std::string_view name) {
    if (is_shape(name)) return true;
    auto product = scaled(node, by);
    if (!product) return false;
    node = std::move(*product);
    ++count;
    return true;
  };
  if (parameters.is_scalar()) return scaled(parameters, by);
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const std::string_view name = i < family.parameters.size() ? family.parameters[i] : "";
    if (!scale(result.items[i], name)) return {};
  }
  for (Entry& entry : result.entries) {
    const auto& names = family.parameters;
    const bool known = std::find(names.begin(), names.end(), entry.key) != names.end();
    if (known && !scale(entry.value, entry.key)) return {};
  }
  return count > 0 ? std::optional(result) : std::nullopt;
}

// {20 min: 30 %, 40 min: 70 %}: the values are the keys.
std::optional<Node> scaled_values(const Node& shares, const Factor& by) {
  if (!shares.is_mapping() || shares.entries.empty()) return {};
  Node result = shares;
  for (Entry& entry : result.entries) {
    auto product = scaled(entry.key, by);
    if (!product) return {};
    entry.key = std::move(*product);
    entry.key_at = by.at;
  }
  return result;
}

std::optional<Node> with_entry_scaled(const Node& node, std::string_view key, const Factor& by,
                                      std::optional<Node> (*scale)(const Node&, const Factor&)) {
  const Node* value = node.find(key);
  if (value == nullptr) return {};
  auto product = scale(*value, by);
  if (!product) return {};
  Node result = node;
  *result.find(key) = std::move(*product);
  return result;
}

std::optional<Node> scaled_mapping(const Node& node, const Factor& by) {
  for (const std::string_view key : {"value", "rate"}) {
    if (node.find(key) != nullptr) return with_entry_scaled(node, key, by, scaled);
  }
  if (node.entries.size() != 1) return {};
  const Entry& only = node.entries.front();
  std::optional<Node> parameters;
  if (only.key == "discrete") parameters = scaled_values(only.value, by);
  for (const Family& family : families) {
    if (family.name == only.key) parameters = scaled_parameters(only.value, family, by);
  }
  if (!parameters) return {};
  Node result = node;
  result.at = by.at;
  result.entries.front().value = std::move(*parameters);
  return result;
}

std::optional<Factor> inverse(const Factor& factor) {
  if (factor.times <= 0.0) return {};
  Factor result{1.0 / factor.times, {}, factor.at};
  if (factor.exact && factor.exact->numerator() > 0) {
    result.exact = Fraction(factor.exact->denominator(), factor.exact->numerator());
  }
  return result;
}

}  // namespace

std::optional<Factor> parse_factor(std::string_view text, SourcePosition at) {
  if (text.empty() || text.front() != 'x') return {};
  const std::string_view number = trim(text.substr(1));
  const auto exact = parse_fraction(number);
  const auto times = exact ? exact->value() : parse_number(number);
  if (!times) return {};
  return Factor{*times, exact, at};
}

std::optional<std::string> scaled(std::string_view text, const Factor& by) {
  text = trim(text);
  if (const std::size_t to = text.find(" to "); to != std::string_view::npos) {
    const auto low = scaled(text.substr(0, to), by);
    const auto high = scaled(text.substr(to + 4), by);
    if (!low || !high) return {};
    return *low + " to " + *high;
  }
  if (text.substr(0, 2) == "x ") {  // itself a factor, as in {gain: x 1.2}
    const std::string_view rest = trim(text.substr(2));
    const auto product = scaled_number(rest, "", by);
    return product ? std::optional("x " + *product) : std::nullopt;
  }
  const std::size_t length = number_length(text);
  const std::string_view number = text.substr(0, length);
  const std::string_view unit = text.substr(length);
  if (parse_number(text)) return scaled_number(text, "", by);
  return is_unit(unit) ? scaled_number(number, unit, by) : scaled_span(text, by);
}

std::optional<Node> scaled(const Node& node, const Factor& by) {
  Node result = node;
  switch (node.kind) {
    case Node::Kind::Missing:
      return {};
    case Node::Kind::Scalar: {
      auto product = scaled(node.text, by);
      if (!product) return {};
      result.text = std::move(*product);
      result.at = by.at;
      return result;
    }
    case Node::Kind::Sequence:
      for (Node& item : result.items) {
        auto product = scaled(item, by);
        if (!product) return {};
        item = std::move(*product);
      }
      return node.items.empty() ? std::nullopt : std::optional(result);
    case Node::Kind::Mapping:
      return scaled_mapping(node, by);
  }
  return {};
}

std::optional<Node> scaled_referrals(const Node& node, const Factor& by) {
  if (!node.is_mapping() || node.find("rate") != nullptr) return scaled(node, by);
  if (node.find("value") != nullptr) return with_entry_scaled(node, "value", by, scaled_referrals);
  if (node.find("at_start") != nullptr) return with_entry_scaled(node, "at_start", by, scaled);
  const auto shorter = inverse(by);
  if (!shorter) return {};
  if (node.find("every") != nullptr) return with_entry_scaled(node, "every", *shorter, scaled);
  return scaled(node, *shorter);
}

Unscalable unscalable(const Node& node, std::string_view factor) {
  constexpr std::string_view no_number = "there is no number here that could be scaled";
  if (node.is_scalar()) {
    return {std::string(no_number),
            fmt::format(R"(it says "{}"; for the text "{}", quote it)", node.text, factor)};
  }
  if (const Node* value = node.find("value")) return unscalable(*value, factor);
  if (node.find("logit_normal") != nullptr) {
    return {"logit_normal cannot be scaled: times a factor it is none any more",
            "write the distribution that you mean, or set one of its parts"};
  }
  const Node* empirical = node.find("empirical");
  if (node.find("file") != nullptr || (empirical != nullptr && empirical->find("file") != nullptr))
    return {"what stands in a file cannot be scaled", "name a file that holds what you mean"};
  return {std::string(no_number), "scale one of its parts"};
}

}  // namespace sim::config
