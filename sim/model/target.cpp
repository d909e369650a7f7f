// sim/model/target.cpp: a target read from its text: METRIC, <= or >=, VALUE.
#include "sim/model/target.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/base/time.h"

namespace sim::model {
namespace {

constexpr std::string_view how_targets_look =
    R"(write a target as in "wait_to_first_infusion.p90 <= 14 days")";

std::string with_single_spaces(std::string_view text) {
  std::string single;
  for (const std::string_view word : split(trim(text), ' '))
    if (!word.empty()) single += (single.empty() ? "" : " ") + std::string(word);
  return single;
}

// A comparison as somebody may write it, and the one of ours that is meant.
struct Sign {
  std::string_view text;
  std::string_view meant;  // empty: it may be either
};
// The longer before what they begin with.
constexpr std::array<Sign, 11> signs = {{{"<=", "<="},
                                         {">=", ">="},
                                         {"=<", "<="},
                                         {"=>", ">="},
                                         {"==", ""},
                                         {"\xE2\x89\xA4", "<="},
                                         {"\xE2\x89\xA5", ">="},
                                         {"<", "<="},
                                         {">", ">="},
                                         {"=", ""},
                                         {"!=", ""}}};

const Sign* sign_at(std::string_view text) {
  for (const Sign& sign : signs)
    if (text.substr(0, sign.text.size()) == sign.text) return &sign;
  return nullptr;
}

struct Parts {
  std::string_view metric;
  const Sign* sign = nullptr;  // nullptr: there is none outside brackets
  std::string_view value;
};

// Labels in brackets hold signs of their own: "excluded[age > 65]".
Parts parts_of(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']') --depth;
    if (depth > 0) continue;
    if (const Sign* sign = sign_at(text.substr(i)))
      return {trim(text.substr(0, i)), sign, trim(text.substr(i + sign->text.size()))};
  }
  return {text, nullptr, {}};
}

bool leaves_a_bracket_open(std::string_view text) {
  int depth = 0;
  for (const char letter : text)
    depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
  return depth != 0;
}

// The longest number that the text begins with, and what follows it.
std::optional<std::pair<double, std::string_view>> leading_number(std::string_view text) {
  for (std::size_t length = text.size(); length > 0; --length) {
    if (const auto number = parse_number(text.substr(0, length)))
      return std::pair(*number, trim(text.substr(length)));
  }
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Into the target. Whether there is a value.
bool read_value(std::string_view text, Target& target) {
  const auto number = leading_number(text);
  if (!number) return false;
  target.value = number->first;
  target.unit = std::string(number->second);
  std::size_t letters = 0;
  while (letters < target.unit.size() && is_letter(target.unit[letters]))
    ++letters;
  const auto unit = parse_unit(target.unit.substr(0, letters));
  const auto span = parse_duration(text);
  if (unit && span && letters < target.unit.size()) {
    target.value = in_milliseconds(*span) / in_milliseconds(*unit);
    target.unit.resize(letters);
  }
  return std::none_of(target.unit.begin(), target.unit.end(), is_digit);
}

Misworded not_split(std::string_view text) {
  if (leaves_a_bracket_open(text)) {
    return {fmt::format("\"{}\" ends within a bracket", text),
            "a metric with brackets must be quoted where it stands in [] or {}, as in "
            "[\"utilisation[chairs] <= 80 %\"]"};
  }
  return {fmt::format("\"{}\" compares nothing", text), std::string(how_targets_look)};
}

Misworded not_ours(const Parts& parts) {
  const bool lower = parts.sign->meant != ">=";
  const bool either = parts.sign->meant.empty();
  return {fmt::format("a target is at most (<=) or at least (>=) a value, not \"{}\"",
                      parts.sign->text),
          fmt::format("write {} {} {}{}", parts.metric, lower ? "<=" : ">=", parts.value,
                      either ? ", or the same with >=" : "")};
}

}  // namespace

std::variant<Target, Misworded> parse_target(std::string_view text) {
  Target target;
  target.text = with_single_spaces(text);
  const Parts parts = parts_of(target.text);
  if (parts.sign == nullptr) return not_split(target.text);
  if (leading_number(parts.metric) && !parts.sign->meant.empty()) {
    return Misworded{"the metric comes first, then the value",
                     fmt::format("write {} {} {}", parts.value,
                                 parts.sign->meant == "<=" ? ">=" : "<=", parts.metric)};
  }
  if (parts.metric.empty()) {
    return Misworded{fmt::format("\"{}\" names no metric", target.text),
                     std::string(how_targets_look)};
  }
  if (parts.sign->text != "<=" && parts.sign->text != ">=") return not_ours(parts);
  target.metric = std::string(parts.metric);
  target.relation = parts.sign->text == "<=" ? Relation::AtMost : Relation::AtLeast;
  if (parts_of(parts.value).sign != nullptr) {
    return Misworded{fmt::format("\"{}\" compares twice", target.text),
                     "write two targets: each is one metric and one value"};
  }
  if (!read_value(parts.value, target)) {
    return Misworded{fmt::format("\"{}\" is not a value", parts.value),
                     std::string(how_targets_look)};
  }
  return target;
}

}  // namespace sim::model
