// sim/config/schema.cpp: the declarations of the keys, written as a JSON Schema.
#include "sim/config/schema.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "sim/base/text.h"
#include "sim/config/describe.h"
#include "sim/config/patterns.h"

namespace sim::config {
namespace {

using Json = nlohmann::ordered_json;

std::string whole(const std::string& pattern) { return "^(?:" + pattern + ")$"; }

Json any_of(Json::array_t ways) {
  if (ways.size() == 1) return ways.front();
  return {{"anyOf", std::move(ways)}};
}

// --- scalars

// What parsers of YAML make of plain text: `yes` is text in YAML 1.2 and a boolean in 1.1.
Json schema_of(const AnyText& /*any*/) {
  return {{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
}

Json schema_of(const Words& words) {
  Json::array_t all(words.words.begin(), words.words.end());
  for (const std::string& word : words.words) {
    if (word == "yes") all.emplace_back(true);
    if (word == "no") all.emplace_back(false);
  }
  return {{"enum", std::move(all)}};
}

Json schema_of(const Matching& written) {
  return {{"type", "string"}, {"pattern", whole(written.pattern)}};
}

Json bound(double value) {
  const bool is_whole = std::floor(value) == value && std::abs(value) < 1e15;
  return is_whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

// Bounds are asked of numbers, the pattern of text, as in quotes.
Json schema_of(const Number& number) {
  const bool is_whole = number.step == Number::Step::Whole;
  Json schema = {{"type", {is_whole ? "integer" : "number", "string"}},
                 {"pattern", whole(is_whole ? patterns::whole_number : patterns::number)}};
  if (std::isfinite(number.lowest)) schema["minimum"] = bound(number.lowest);
  if (std::isfinite(number.highest)) schema["maximum"] = bound(number.highest);
  return schema;
}

// --- keys

// What is used more than once, by the name under which it is referred to.
class Definitions {
 public:
  Json value(const Outline& outline, std::string_view key);
  Json all() && { return std::move(definitions_); }

 private:
  Json bare(const Outline& outline, std::string_view key);
  Json shared(Json schema, std::string_view name);
  Json schema_of(const Keys& keys);
  Json schema_of(const OneKey& one);
  Json schema_of(const InOrder& in_order);
  Json schema_of(const ListOf& list);
  Json schema_of(const Names& names);
  Json schema_of(const Anything& /*any*/) { return Json::object(); }
  // One of the scalars above.
  template <class Scalar>
  Json schema_of(const Scalar& scalar) {
    return config::schema_of(scalar);
  }

  Json definitions_ = Json::object();
  std::map<std::string, std::string> names_;  // by the schema's text
};

class SchemaSection final : public Section {
 public:
  explicit SchemaSection(Definitions& definitions) : definitions_(definitions) {}

  Json properties = Json::object();
  Json::array_t required;
  Json::array_t in_order;  // the schemas of the properties

 protected:
  Found declare(const Declaration& declaration) override;
  // The schema does not know which case holds, and allows the keys of all.
  void enter(const Case& /*which*/) override { in_case_ = true; }
  void leave() override { in_case_ = false; }

 private:
  Definitions& definitions_;
  bool in_case_ = false;
};

Json default_of(const Outline& value, std::string_view text) {
  for (const Shape& shape : value.shapes) {
    if (!std::holds_alternative<Number>(shape)) continue;
    if (const auto number = parse_number(text)) return bound(*number);
  }
  return text;
}

SchemaSection::Found SchemaSection::declare(const Declaration& declaration) {
  const std::string key(declaration.key);
  const Json value = definitions_.value(declaration.value, declaration.key);
  std::string description = fmt::format("{}: {}", declaration.meaning, declaration.value.what);
  const auto& fallback = declaration.fallback;
  if (fallback && !fallback->text.empty())
    description += fmt::format(". Default: {}", fallback->text);
  Json property = {{"description", std::move(description)}};
  if (fallback && fallback->is_value && !fallback->text.empty())
    property["default"] = default_of(declaration.value, fallback->text);
  // Beside a $ref nothing else counts, in draft-07.
  if (value.contains("$ref")) {
    property["allOf"] = Json::array({value});
  } else {
    property.update(value);
  }
  if (!fallback && !in_case_) required.emplace_back(key);
  in_order.push_back(value);
  properties[key] = std::move(property);
  return {nullptr, false, true, {}};
}

Json closed(SchemaSection& section) {
  Json schema = {{"type", "object"},
                 {"additionalProperties", false},
                 {"properties", std::move(section.properties)}};
  if (!section.required.empty()) schema["required"] = std::move(section.required);
  return schema;
}

Json Definitions::schema_of(const Keys& keys) {
  SchemaSection section(*this);
  keys.declare(section);
  return closed(section);
}

Json Definitions::schema_of(const OneKey& one) {
  SchemaSection section(*this);
  one.declare(section);
  section.required.clear();
  Json schema = closed(section);
  schema["minProperties"] = 1;
  schema["maxProperties"] = 1;
  return shared(std::move(schema), "one_of");
}

Json Definitions::schema_of(const InOrder& in_order) {
  SchemaSection section(*this);
  in_order.declare(section);
  const std::size_t least = section.required.size();
  const Json first = section.in_order.front();
  const Json list = {{"type", "array"},
                     {"items", std::move(section.in_order)},
                     {"additionalItems", false},
                     {"minItems", std::max<std::size_t>(least, 1)}};
  return least > 1 ? list : any_of({list, first});
}

Json Definitions::schema_of(const ListOf& list) {
  Json schema = {{"type", "array"}, {"items", value(*list.item, "item")}};
  if (list.least > 0) schema["minItems"] = list.least;
  return schema;
}

Json Definitions::schema_of(const Names& names) {
  const Json each = value(*names.value, "value");
  Json schema = {{"type", "object"}};
  if (names.pattern.empty()) {
    schema["additionalProperties"] = each;
  } else {
    schema["patternProperties"] = {{whole(names.pattern), each}};
    schema["additionalProperties"] = false;
  }
  if (!names.required.empty()) schema["required"] = Json::array({names.required});
  if (names.least > 0) schema["minProperties"] = names.least;
  return schema;
}

// Short schemas are repeated where they are needed: an editor shows them without a search.
Json Definitions::shared(Json schema, std::string_view name) {
  constexpr std::size_t is_short = 120;
  const std::string text = schema.dump();
  if (text.size() < is_short) return schema;
  auto there = names_.find(text);
  if (there == names_.end()) {
    std::string unused(name);
    for (int number = 2; definitions_.contains(unused); ++number)
      unused = fmt::format("{}_{}", name, number);
    definitions_[unused] = std::move(schema);
    there = names_.emplace(text, unused).first;
  }
  return {{"$ref", "#/definitions/" + there->second}};
}

Json Definitions::bare(const Outline& outline, std::string_view key) {
  Json::array_t ways;
  for (const Shape& shape : outline.shapes)
    ways.push_back(std::visit([this](const auto& each) { return schema_of(each); }, shape));
  if (outline.origin == Origin::None) return any_of(std::move(ways));
  return shared(any_of(std::move(ways)), key);
}

Json Definitions::value(const Outline& outline, std::string_view key) {
  if (!outline.name.empty()) {
    const std::string name(outline.name);
    if (!definitions_.contains(name)) {
      definitions_[name] = nullptr;  // it may hold itself
      definitions_[name] = bare(outline, key);
    }
    return {{"$ref", "#/definitions/" + name}};
  }
  const Json plain = bare(outline, key);
  if (outline.origin == Origin::None) return plain;
  const Json quoted = {{"type", "string"}, {"minLength", 1}};
  const Json range = {{"type", "array"}, {"items", plain}, {"minItems", 2}, {"maxItems", 2}};
  const Json with_origin = {
      {"type", "object"},
      {"additionalProperties", false},
      {"properties",
       {{"value", plain}, {"source", quoted}, {"assumption", quoted}, {"range", range}}},
      {"required", {"value"}}};
  return shared({{"anyOf", {plain, with_origin}}}, fmt::format("{}_or_sourced", key));
}

}  // namespace

std::string json_schema() {
  Definitions definitions;
  SchemaSection section(definitions);
  Draft scratch;
  describe(section, scratch);
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "A scenario of chairtime"}};
  schema.update(closed(section));
  schema["definitions"] = std::move(definitions).all();
  return schema.dump(2) + "\n";
}

}  // namespace sim::config
