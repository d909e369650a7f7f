// tests/cli/compare_test.cpp: `chairtime compare` as a user meets it.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string with_variants() {
  return smallest() +
         "variants:\n"
         "  six chairs: {clinic.resources.chairs: 6}\n"
         "  one nurse: {clinic.resources.nurses: 1}\n"
         "  the same: {clinic.resources.chairs: 4}\n";
}

Finished compare(const std::vector<std::string>& more, const std::string& text = with_variants()) {
  std::vector<std::string> arguments = {"compare", written("clinic.yaml", text)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return chairtime(arguments);
}

std::vector<std::string> names_of(const nlohmann::json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items())
    names.push_back(name);
  return names;
}

TEST(Compare, ShowsAllVariantsWhereNoneIsNamed) {
  const Finished done = compare({"--quiet"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(done.out, StartsWith("The smallest clinic: 3 variants against the base\n"));
  for (const char* name : {"\nsix chairs\n", "\none nurse\n", "\nthe same\n"})
    EXPECT_THAT(done.out, HasSubstr(name));
}

TEST(Compare, ShowsThoseThatAreNamed) {
  const Finished two = compare({"the same", "one nurse", "--quiet", "--format", "json"});
  EXPECT_EQ(two.exit_code, 0) << two.err;
  EXPECT_THAT(names_of(nlohmann::json::parse(two.out).at("variants")),
              ElementsAre("one nurse", "the same"));
  const Finished one = compare({"six chairs", "--quiet"});
  EXPECT_THAT(one.out, StartsWith("The smallest clinic: 1 variant against the base\n"));
  EXPECT_THAT(one.out, Not(HasSubstr("one nurse")));
}

TEST(Compare, WhatDoesNotDifferHasNoDifference) {
  const Finished done = compare({"the same", "--quiet", "--format", "json"});
  const auto json = nlohmann::json::parse(done.out);
  const auto& variant = json.at("variants").at("the same");
  EXPECT_EQ(variant.at("fingerprint"), json.at("base").at("fingerprint"));
  for (const auto& [name, metric] : variant.at("metrics").items()) {
    const auto& difference = metric.at("difference");
    if (difference.at("replications") == 0) continue;
    EXPECT_EQ(difference.at("mean"), 0.0) << name;
    if (difference.at("half_width").is_null()) continue;
    EXPECT_EQ(difference.at("half_width"), 0.0) << name;
  }
}

TEST(Compare, AnUnknownVariantIsAMistakeOfTheCommandLine) {
  const Finished done = compare({"six chair"});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err,
              HasSubstr("there is no variant 'six chair' among 'six chairs', 'one nurse', "
                        "'the same'; did you mean 'six chairs'?"));
}

TEST(Compare, AScenarioWithoutVariantsHasNothingToCompare) {
  const Finished done = compare({}, smallest());
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("the scenario has no variants to compare; write some, as in "
                                  "variants: {five chairs: {clinic.resources.chairs: 5}}"));
}

TEST(Compare, AVariantThatIsWrongIsAMistakeOfTheScenario) {
  const Finished done = compare({}, smallest() + "variants: {none: {clinic.resources.chair: 1}}\n");
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
}

TEST(Compare, TheNumberOfThreadsDoesNotChangeAByte) {
  const std::string one = compare({"--quiet", "--threads", "1"}).out;
  EXPECT_THAT(one, Not(IsEmpty()));
  EXPECT_EQ(compare({"--quiet", "--threads", "2"}).out, one);
  EXPECT_EQ(compare({"--quiet", "--threads", "8"}).out, one);
}

TEST(Compare, TheBaseIsThatOfARun) {
  const std::string file = written("clinic.yaml", with_variants());
  const Finished run = chairtime({"run", file, "--quiet", "--format", "json", "--seed", "5"});
  const Finished compared =
      chairtime({"compare", file, "--quiet", "--format", "json", "--seed", "5"});
  const auto of_run = nlohmann::json::parse(run.out);
  const auto base = nlohmann::json::parse(compared.out).at("base");
  EXPECT_EQ(base.at("fingerprint"), of_run.at("fingerprint"));
  EXPECT_EQ(base.at("metrics"), of_run.at("metrics"));
}

}  // namespace
}  // namespace sim::tests
