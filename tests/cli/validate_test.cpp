// tests/cli/validate_test.cpp: `chairtime validate` reports every mistake, for people or programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Validate, AGoodFileHasNoMistakes) {
  const std::string good = written("good.yaml", smallest());
  const Finished done = chairtime({"validate", good});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(done.out, good + ": no mistakes\n");
}

TEST(Validate, SeveralFilesAreAllLookedAt) {
  const std::string good = written("good.yaml", smallest());
  const std::string one = written("one.yaml", "chairtime: 1\nnmae: x\n");
  const std::string two = written("two.yaml", "chairtime: 1\nclinik: x\n");
  const Finished done = chairtime({"validate", one, good, two});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(done.out, good + ": no mistakes\n");
  EXPECT_THAT(done.err, HasSubstr("one.yaml:2:1: error:"));
  EXPECT_THAT(done.err, HasSubstr("two.yaml:2:1: error:"));
}

TEST(Validate, JsonIsAnArrayOfDiagnostics) {
  const std::string wrong = written("wrong.yaml", "chairtime: 1\nnmae: x\n");
  const Finished done = chairtime({"validate", wrong, "--format", "json"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, IsEmpty());
  const auto all = nlohmann::json::parse(done.out);
  ASSERT_TRUE(all.is_array());
  ASSERT_FALSE(all.empty());
  bool found = false;
  for (const auto& each : all) {
    for (const char* key : {"file", "line", "column", "severity", "path", "message", "hint"})
      EXPECT_TRUE(each.contains(key)) << key;
    found |= each.at("line") == 2 && each.at("column") == 1 && each.at("severity") == "error";
  }
  EXPECT_TRUE(found) << done.out;
}

TEST(Validate, DataStandBesideTheScenario) {
  written("referrals.csv", "date\n2027-01-05\n");
  std::string text = smallest();
  const std::string rate = "4 / week";
  text.replace(text.find(rate), rate.size(), "{file: referrals.csv, column: date}");
  const std::string good = written("listed.yaml", text);
  EXPECT_EQ(chairtime({"validate", good}).out, good + ": no mistakes\n");

  written("referrals.csv", "date\nsoon\n");
  const Finished wrong = chairtime({"validate", good});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("referrals.csv:2:1: error: date: expected a date"));

  text.replace(text.find("referrals.csv"), 13, "nowhere.csv");
  const Finished missing = chairtime({"validate", written("nowhere.yaml", text)});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr("cannot read nowhere.csv: No such file or directory"));
}

TEST(Validate, OverridesAreCheckedToo) {
  const std::string good = written("good.yaml", smallest());
  EXPECT_EQ(chairtime({"validate", good, "--set", "clinic.resources.chairs=5"}).exit_code, 0);
  EXPECT_EQ(chairtime({"validate", good, "--set", "clinic.resources.chairs=-5"}).exit_code, 1);
}

}  // namespace
}  // namespace sim::tests
