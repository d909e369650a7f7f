// tests/unit/config/schema_test.cpp: the JSON Schema as a whole; what it accepts is for the
// validator of tests/golden/schema_check.js.
#include "sim/config/schema.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace sim::config {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const json& schema() {
  static const json parsed = json::parse(json_schema());
  return parsed;
}

template <class Visit>
void for_each_object(const json& part, const Visit& visit) {
  if (part.is_object()) visit(part);
  for (const json& inside : part)
    if (inside.is_structured()) for_each_object(inside, visit);
}

TEST(Schema, SaysWhichDraftItIs) {
  EXPECT_EQ(schema().at("$schema"), "http://json-schema.org/draft-07/schema#");
}

TEST(Schema, AllowsNoOtherKeyWhereItNamesAny) {
  int closed = 0;
  for_each_object(schema(), [&](const json& part) {
    if (!part.contains("properties") || part.value("type", json()) != "object") return;
    EXPECT_EQ(part.value("additionalProperties", json()), json(false)) << part.dump();
    ++closed;
  });
  EXPECT_GT(closed, 30);
}

TEST(Schema, EveryReferenceLeadsSomewhereAndEveryDefinitionIsUsed) {
  std::set<std::string> used;
  for_each_object(schema(), [&](const json& part) {
    if (part.contains("$ref") && part["$ref"].is_string()) used.insert(part["$ref"]);
  });
  std::set<std::string> there;
  for (const auto& [name, definition] : schema().at("definitions").items()) {
    there.insert("#/definitions/" + name);
    EXPECT_TRUE(definition.is_object()) << name;
  }
  EXPECT_EQ(used, there);
}

TEST(Schema, DescribesEachKeyOfTheFile) {
  for (const auto& [key, value] : schema().at("properties").items())
    EXPECT_FALSE(value.value("description", "").empty()) << key;
  const json& booking = schema().at("properties").at("booking").at("properties");
  EXPECT_THAT(booking.at("slot").at("description").get<std::string>(), HasSubstr("as in 2 min"));
  EXPECT_EQ(booking.at("slot").at("default"), "15 min");
}

TEST(Schema, AsksForWhatIsRequiredAndNotForWhatBelongsToACase) {
  const json& file = schema().at("properties");
  EXPECT_EQ(schema().at("required"), json({"chairtime", "clinic", "visits", "courses", "cohorts"}));
  EXPECT_EQ(file.at("responses").at("additionalProperties").at("required"), json({"model"}));
}

}  // namespace
}  // namespace sim::config
