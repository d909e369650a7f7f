// tests/cli/validate_test.cpp: `chairtime validate` reports every mistake, for people or programs.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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

TEST(Validate, JsonHasOneEntryForEachMistakeHoweverManyThereAre) {
  std::string text = smallest() + "variants:\n";
  for (int i = 0; i < 60; ++i)
    text += "  v" + std::to_string(i) + ": {clinic.resources.chairs: -1}\n";
  const std::string wrong = written("wrong.yaml", text);
  const Finished json = chairtime({"validate", wrong, "--format", "json"});
  EXPECT_EQ(json.exit_code, 1);
  EXPECT_EQ(nlohmann::json::parse(json.out).size(), 60U);
  EXPECT_THAT(chairtime({"validate", wrong}).err, EndsWith("... and 10 more\n"));
  const std::string good = written("good.yaml", smallest());
  EXPECT_EQ(chairtime({"validate", good, "--format", "json"}).out, "[]\n");
}

TEST(Validate, MoreLoadThanThereIsIsAWarningOfEveryCommand) {
  const std::string good = written("good.yaml", smallest());
  const std::string more = "cohorts.depression.referrals=40 / week";
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"validate", good}, {"explain", good}, {"run", good}}) {
    EXPECT_THAT(chairtime(arguments).err, Not(HasSubstr("the plan needs")));
    std::vector<std::string> loaded = arguments;
    loaded.insert(loaded.end(), {"--set", more});
    const Finished done = chairtime(loaded);
    EXPECT_EQ(done.exit_code, 0);
    // 40 courses of 6 visits, each 2 hours of a chair, as the book rounds 110 minutes up; 4 chairs
    // for 45 hours.
    EXPECT_THAT(done.err,
                HasSubstr("the plan needs 480.0 hours a week, 267 % of the 180.0 staffed ones"));
  }
}

TEST(Validate, DataStandBesideTheScenario) {
  std::string text = smallest();
  const std::string rate = "4 / week";
  text.replace(text.find(rate), rate.size(), "{file: referrals.csv, column: date}");
  const std::string scenario = written("listed.yaml", text);
  const std::string missing = chairtime({"validate", scenario}).err;
  EXPECT_THAT(missing, HasSubstr("cannot read referrals.csv: No such file or directory"));

  const auto data = std::filesystem::path(scenario).replace_filename("referrals.csv");
  std::ofstream(data) << "date\n2027-01-05\n";
  EXPECT_EQ(chairtime({"validate", scenario}).out, scenario + ": no mistakes\n");

  std::ofstream(data) << "date\nsoon\n";
  const Finished wrong = chairtime({"validate", scenario});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr(data.string() + ":2:1: error: date: expected a date"));
}

TEST(Validate, OverridesAreCheckedToo) {
  const std::string good = written("good.yaml", smallest());
  EXPECT_EQ(chairtime({"validate", good, "--set", "clinic.resources.chairs=5"}).exit_code, 0);
  EXPECT_EQ(chairtime({"validate", good, "--set", "clinic.resources.chairs=-5"}).exit_code, 1);
}

}  // namespace
}  // namespace sim::tests
