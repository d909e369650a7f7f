// sim/config/conditions.cpp: conditions read from their text.
#include "sim/config/conditions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/config/outlines.h"
#include "sim/config/reading.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

using model::Compare;
using model::Comparison;
using model::Condition;

constexpr int most_in_a_row = 1000;

// "not improvement < 20 % for 3 assessments", taken apart.
struct Parts {
  bool negated = false;
  std::string_view fact;
  std::string_view how;    // empty for a bare fact
  std::string_view value;  // empty for a bare fact
  std::string_view times;  // "3 assessments"; empty without "for"
};

Parts take_apart(std::string_view text) {
  Parts parts;
  if (text.substr(0, 4) == "not ") {
    parts.negated = true;
    text = trim(text.substr(4));
  }
  if (const std::size_t at = text.rfind(" for "); at != std::string_view::npos) {
    parts.times = trim(text.substr(at + 5));
    text = trim(text.substr(0, at));
  }
  const std::size_t how = std::min(text.find_first_of("<>=!"), text.size());
  const std::size_t value = std::min(text.find_first_not_of("<>=!", how), text.size());
  parts.fact = trim(text.substr(0, how));
  parts.how = text.substr(how, value - how);
  parts.value = trim(text.substr(value));
  return parts;
}

const model::FactDescription* fact_named(std::string_view name) {
  for (const model::FactDescription& fact : model::fact_table)
    if (fact.name == name) return &fact;
  return nullptr;
}

const model::FactDescription* read_fact(const Input& input, std::string_view name) {
  if (const auto* fact = fact_named(name)) return fact;
  std::vector<std::string> names;
  names.reserve(model::fact_count);
  for (const model::FactDescription& fact : model::fact_table)
    names.emplace_back(fact.name);
  const auto near = did_you_mean(name, names);
  input.error(name.empty() ? "the condition names no fact"
                           : fmt::format("there is no fact \"{}\"{}", name,
                                         near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
              fmt::format("the facts are {}", fmt::join(names, ", ")));
  return nullptr;
}

std::optional<Comparison> read_comparison(const Input& input, const Parts& parts) {
  if (parts.how == "<") return Comparison::Less;
  if (parts.how == "<=") return Comparison::AtMost;
  if (parts.how == "==") return Comparison::Equal;
  if (parts.how == ">=") return Comparison::AtLeast;
  if (parts.how == ">") return Comparison::Greater;
  std::string hint = "compare with <, <=, ==, >= or >";
  if (parts.how == "=") hint = fmt::format("write {} == {}", parts.fact, parts.value);
  if (parts.how == "!=") hint = fmt::format("write not {} == {}", parts.fact, parts.value);
  if (parts.how == "=>") hint = fmt::format("write {} >= {}", parts.fact, parts.value);
  if (parts.how == "=<") hint = fmt::format("write {} <= {}", parts.fact, parts.value);
  input.error(fmt::format("\"{}\" is not a comparison", parts.how), hint);
  return {};
}

std::optional<double> read_share_value(const Input& input, const Parts& parts) {
  if (const auto bare = parse_number(parts.value)) {
    const bool looks_like_fraction = *bare > 0.0 && *bare < 1.0;
    input.error(fmt::format("{} is a share, and {} has no percent sign", parts.fact, parts.value),
                fmt::format("write {} {} {:g} %", parts.fact, parts.how,
                            looks_like_fraction ? *bare * 100.0 : *bare));
    return {};
  }
  const auto share = read_share(input, parts.value);
  if (!share || *share <= 1.0) return share;
  input.error(fmt::format("{} is at most 100 %, compared with {}", parts.fact, parts.value));
  return {};
}

std::optional<double> read_value(const Input& input, const Parts& parts, model::FactKind kind) {
  switch (kind) {
    case model::FactKind::Share:
      return read_share_value(input, parts);
    case model::FactKind::Score: {
      const auto number = parse_number(parts.value);
      if (!number) {
        input.error(
            fmt::format("{} is compared with a number, found \"{}\"", parts.fact, parts.value));
      }
      return number;
    }
    case model::FactKind::Count: {
      const auto number = parse_integer(parts.value);
      if (number && *number >= 0) return static_cast<double>(*number);
      input.error(
          fmt::format("{} is compared with a whole number, found \"{}\"", parts.fact, parts.value),
          fmt::format("write it as in {} {} 4", parts.fact, parts.how));
      return {};
    }
    case model::FactKind::YesNo:
      input.error(fmt::format("{} is a yes or a no, it cannot be compared", parts.fact),
                  fmt::format("write {0} or not {0}", parts.fact));
      return {};
  }
  return {};
}

std::optional<Compare> read_compare(const Input& input, const Parts& parts,
                                    const model::FactDescription& fact) {
  if (!parts.how.empty()) {
    const auto how = read_comparison(input, parts);
    const auto value = how ? read_value(input, parts, fact.kind) : std::nullopt;
    return value ? std::optional(Compare{fact.fact, *how, *value}) : std::nullopt;
  }
  if (fact.kind == model::FactKind::YesNo) return Compare{fact.fact, Comparison::Equal, 1.0};
  input.error(fmt::format("{} is compared with nothing", parts.fact),
              fmt::format("write it as in {} >= {}", parts.fact,
                          fact.kind == model::FactKind::Share ? "20 %" : "4"));
  return {};
}

std::optional<int> read_times(const Input& input, const Parts& parts) {
  const std::size_t space = std::min(parts.times.find(' '), parts.times.size());
  const std::string_view unit = trim(parts.times.substr(space));
  const auto number = parse_integer(parts.times.substr(0, space));
  if ((unit == "assessments" || unit == "assessment") && number && *number >= 1 &&
      *number <= most_in_a_row)
    return static_cast<int>(*number);
  input.error(
      fmt::format(R"(expected a number of assessments after "for", found "{}")", parts.times),
      "write it as in \"for 3 assessments\"");
  return {};
}

Comparison opposite(Comparison how) {
  switch (how) {
    case Comparison::Less:
      return Comparison::AtLeast;
    case Comparison::AtMost:
      return Comparison::Greater;
    case Comparison::AtLeast:
      return Comparison::Less;
    case Comparison::Greater:
      return Comparison::AtMost;
    case Comparison::Equal:
      return Comparison::NotEqual;
    case Comparison::NotEqual:
      break;
  }
  return Comparison::Equal;
}

// A no is responding == 0, whichever way it was said: so it shares its streak.
Compare opposite(const Compare& test, model::FactKind kind) {
  if (kind == model::FactKind::YesNo) return {test.fact, test.how, 1.0 - test.value};
  return {test.fact, opposite(test.how), test.value};
}

std::optional<Condition> read_text(const Input& input, ConditionDraft& draft) {
  const Parts parts = take_apart(trim(input.node.text));
  if (parts.fact.substr(0, 4) == "not ") {
    const std::string_view once = trim(trim(std::string_view(input.node.text)).substr(4));
    input.error("\"not\" stands twice",
                fmt::format("write {}, or {{not: {}}}", trim(once.substr(4)), once));
    return {};
  }
  const auto* fact = read_fact(input, parts.fact);
  if (!fact) return {};
  draft.facts.emplace_back(fact->fact, input.place);
  auto test = read_compare(input, parts, *fact);
  if (!test) return {};
  const auto times = parts.times.empty() ? std::optional(0) : read_times(input, parts);
  if (!times) return {};
  if (parts.negated) test = opposite(*test, fact->kind);
  if (*times > 0) return Condition{model::Streak{*test, *times, 0}};
  return Condition{*test};
}

std::optional<Condition> read_condition(const Input& input, ConditionDraft& draft);

std::optional<std::vector<Condition>> read_parts(const Input& input, ConditionDraft& draft) {
  if (!input.node.is_sequence() || input.node.items.empty()) {
    input.error("expected a list of conditions, found " + name_of_found(input.node),
                "write it as in {all: [in_remission, infusions >= 4]}");
    return {};
  }
  std::vector<Condition> parts;
  for (const Node& item : input.node.items) {
    if (auto part = read_condition(Input{item, {item.at, input.place.path}, input.reading}, draft))
      parts.push_back(std::move(*part));
  }
  if (parts.size() < input.node.items.size()) return {};
  return parts;
}

std::optional<Condition> read_group(const Input& input, ConditionDraft& draft) {
  if (input.node.entries.size() != 1) {
    input.error("expected one of all, any, none and not",
                "write it as in {all: [in_remission, infusions >= 4]}");
    return {};
  }
  const Entry& entry = input.node.entries.front();
  const Input inside{entry.value, {entry.value.at, input.place.path}, input.reading};
  if (entry.value.kind == Node::Kind::Missing) return {};
  if (entry.key == "not") {
    auto part = read_condition(inside, draft);
    if (!part) return {};
    return Condition{model::NoneOf{{std::move(*part)}}};
  }
  if (entry.key != "all" && entry.key != "any" && entry.key != "none") {
    input.reading.found.error(entry.key_at, input.place.path,
                              fmt::format("unknown key \"{}\"", entry.key),
                              "conditions are combined by all, any, none and not");
    return {};
  }
  auto parts = read_parts(inside, draft);
  if (!parts) return {};
  if (entry.key == "all") return Condition{model::AllOf{std::move(*parts)}};
  if (entry.key == "any") return Condition{model::AnyOf{std::move(*parts)}};
  return Condition{model::NoneOf{std::move(*parts)}};
}

std::optional<Condition> read_condition(const Input& input, ConditionDraft& draft) {
  switch (input.node.kind) {
    case Node::Kind::Missing:
      return {};
    case Node::Kind::Scalar:
      return read_text(input, draft);
    case Node::Kind::Mapping:
      return read_group(input, draft);
    case Node::Kind::Sequence:
      break;
  }
  input.error("a list does not say whether all or any of it must hold",
              "write {all: [...]} or {any: [...]}");
  return {};
}

}  // namespace

Form<ConditionDraft> condition() {
  const auto read = [](const Input& input) -> std::optional<ConditionDraft> {
    ConditionDraft draft;
    auto condition = read_condition(input, draft);
    if (!condition) return {};
    draft.condition = std::move(*condition);
    return draft;
  };
  return {outline_of_condition(), read};
}

}  // namespace sim::config
