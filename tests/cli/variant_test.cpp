// tests/cli/variant_test.cpp: what-ifs that a scenario names, as a user meets them.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string with_variants(const std::string& more = {}) {
  return written("variants.yaml", smallest() +
                                      "variants:\n"
                                      "  one chair: {clinic.resources.chairs: 1}\n"
                                      "  few: {cohorts.*.referrals: x 0.5}\n" +
                                      more);
}

std::string run_json(const std::string& file, const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"run", file, "--quiet", "--format", "json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const Finished done = chairtime(arguments);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  return done.out;
}

TEST(Variant, IsTheScenarioWithItsChanges) {
  const std::string file = with_variants();
  const auto variant = nlohmann::json::parse(run_json(file, {"--variant", "one chair"}));
  const auto by_hand =
      nlohmann::json::parse(run_json(file, {"--set", "clinic.resources.chairs=1"}));
  const auto base = nlohmann::json::parse(run_json(file, {}));
  EXPECT_EQ(variant.at("variant"), "one chair");
  EXPECT_TRUE(by_hand.at("variant").is_null());
  EXPECT_EQ(variant.at("fingerprint"), by_hand.at("fingerprint"));
  EXPECT_EQ(variant.at("metrics"), by_hand.at("metrics"));
  EXPECT_NE(variant.at("fingerprint"), base.at("fingerprint"));
  EXPECT_EQ(run_json(file, {}), run_json(written("clinic.yaml", smallest()), {}));
}

TEST(Variant, IsChangedByALaterSet) {
  const auto set_back = nlohmann::json::parse(
      run_json(with_variants(), {"--variant", "one chair", "--set", "clinic.resources.chairs=4"}));
  const auto base = nlohmann::json::parse(run_json(with_variants(), {}));
  EXPECT_EQ(set_back.at("fingerprint"), base.at("fingerprint"));
}

TEST(Variant, StandsInEveryHeading) {
  const std::string file = with_variants();
  const auto out = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {file, "--quiet", "--variant", "one chair"});
    const Finished done = chairtime(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return done.out;
  };
  const char* heading = "The smallest clinic\nvariant: one chair\n";
  EXPECT_THAT(out({"run"}), StartsWith(heading));
  EXPECT_THAT(out({"capacity"}), StartsWith(heading));
  EXPECT_THAT(out({"explain"}), StartsWith(heading));
  EXPECT_THAT(out({"trace", "--patient", "1"}),
              StartsWith("The smallest clinic, variant: one chair, replication 1 of seed 1\n"));
  EXPECT_EQ(nlohmann::json::parse(out({"capacity", "--format", "json"})).at("variant"),
            "one chair");
}

TEST(Variant, IsListedByExplainAndNamedWhereItsValuesCameFrom) {
  const std::string file = with_variants();
  const std::string base = chairtime({"explain", file}).out;
  EXPECT_THAT(base, HasSubstr("  one chair\n    clinic.resources.chairs: 1\n"
                              "  few\n    cohorts.*.referrals: x 0.5\n"));
  EXPECT_THAT(base, HasSubstr("clinic.resources.chairs: 4 [variants.yaml:5]"));
  const std::string variant = chairtime({"explain", file, "--variant", "one chair"}).out;
  const std::string text = smallest();
  const auto line = std::count(text.begin(), text.end(), '\n') + 2;
  EXPECT_THAT(variant, HasSubstr("  one chair (explained here)\n"));
  EXPECT_THAT(variant,
              HasSubstr("clinic.resources.chairs: 1 [variants.yaml:" + std::to_string(line) + "]"));
}

TEST(Variant, ThatIsUnknownIs2AndSaysWhichThereAre) {
  const Finished done = chairtime({"run", with_variants(), "--variant", "one chiar"});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("there is no variant 'one chiar' among 'one chair', 'few'; did "
                                  "you mean 'one chair'?"));
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"explain", with_variants(), "--variant", ""},
           {"capacity", with_variants(), "--variant", "x"},
           {"trace", with_variants(), "--variant", "x", "--day", "2027-01-05"}}) {
    EXPECT_EQ(chairtime(arguments).exit_code, 2);
  }
  EXPECT_THAT(chairtime({"run", written("clinic.yaml", smallest()), "--variant", "x"}).err,
              HasSubstr("there is no variant 'x': the scenario has none"));
}

TEST(Variant, ThatIsWrongMakesTheScenarioWrong) {
  const std::string file = with_variants("  bad: {clinic.resources.chiars: 3}\n");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"validate", file}, {"run", file, "--quiet"}, {"run", file, "--variant", "few"}}) {
    const Finished done = chairtime(arguments);
    EXPECT_EQ(done.exit_code, 1);
    EXPECT_THAT(done.err, HasSubstr("error: in variant \"bad\": clinic.resources: has no "
                                    "\"chiars\" to change"));
  }
  const Finished json = chairtime({"validate", file, "--format", "json"});
  EXPECT_EQ(nlohmann::json::parse(json.out).back().at("variant"), "bad");
}

TEST(Variant, ThatIsNotRunWarnsOnlyWhoValidates) {
  const std::string file = with_variants("  cold: {run.warm_up: remove}\n");
  EXPECT_THAT(chairtime({"validate", file}).err, HasSubstr("warning: in variant \"cold\": "));
  EXPECT_THAT(chairtime({"explain", file}).err, IsEmpty());
  EXPECT_THAT(chairtime({"explain", file, "--variant", "cold"}).err,
              HasSubstr("warning: in variant \"cold\": "));
}

}  // namespace
}  // namespace sim::tests
