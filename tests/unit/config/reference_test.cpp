// tests/unit/config/reference_test.cpp: the reference says what the declarations say.
//
// With CHAIRTIME_UPDATE_GOLDEN=1 in the environment scenarios/reference.yaml and the tables of
// scenarios/README.md are written anew: read the difference before you keep it.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "sim/config/compile.h"
#include "sim/config/schema.h"
#include "tests/support/files.h"
#include "tests/unit/config/reference_of.h"

namespace sim::config {
namespace {

using tests::text_of;

const std::string yaml_path = "scenarios/reference.yaml";
const std::string readme_path = "scenarios/README.md";

void renew(const std::string& path, const std::string& text) {
  if (std::getenv("CHAIRTIME_UPDATE_GOLDEN"))
    std::ofstream(std::string(CHAIRTIME_SOURCE_DIR) + "/" + path) << text;
}

// The keys that a schema allows anywhere: declared, but written by other code than the reference.
std::set<std::string> keys_of(const nlohmann::json& schema) {
  std::set<std::string> keys;
  if (schema.is_object() && schema.contains("properties")) {
    for (const auto& [key, value] : schema["properties"].items())
      keys.insert(key);
  }
  for (const auto& part : schema)
    if (part.is_structured()) keys.merge(keys_of(part));
  return keys;
}

TEST(Reference, IsWhatTheDeclarationsSay) {
  renew(yaml_path, reference_yaml());
  EXPECT_EQ(text_of(yaml_path), reference_yaml());
}

TEST(Reference, IsAScenarioWithoutMistakesAndWithoutWarnings) {
  Diagnostics found;
  EXPECT_TRUE(compile(text_of(yaml_path), "reference.yaml", {}, found));
  EXPECT_EQ(render_all(found), "");
}

TEST(Reference, HasEveryKey) {
  std::set<std::string> written;
  std::istringstream lines(text_of(yaml_path));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t from = line.find_first_not_of("#- ");
    const std::size_t to = line.find(':');
    if (from < to && to != std::string::npos) written.insert(line.substr(from, to - from));
  }
  std::set<std::string> keys = keys_of(nlohmann::json::parse(json_schema()));
  EXPECT_GT(keys.size(), 100U);
  for (const char* of_an_origin : {"value", "source", "assumption"})
    keys.erase(of_an_origin);
  for (const std::string& key : keys)
    EXPECT_EQ(written.count(key), 1U) << key;
}

TEST(Reference, TheTablesOfTheReadmeAreWhatTheDeclarationsSay) {
  const std::string begin = "<!-- reference: written by tests/unit/config/reference_test.cpp -->\n";
  const std::string end = "<!-- end of reference -->\n";
  std::string text = text_of(readme_path);
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::size_t start = from + begin.size();
  const std::string now = reference_tables() + "\n";
  if (!std::getenv("CHAIRTIME_UPDATE_GOLDEN")) {
    EXPECT_EQ(text.substr(start, to - start), now);
  }
  renew(readme_path, text.replace(start, to - start, now));
}

}  // namespace
}  // namespace sim::config
