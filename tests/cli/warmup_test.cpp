// tests/cli/warmup_test.cpp: `chairtime warmup` as a user meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> warmup(std::vector<std::string> options) {
  std::vector<std::string> arguments = {"warmup", written("clinic.yaml", smallest()), "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return arguments;
}

TEST(WarmUp, AnswersWithACurve) {
  const Finished done = chairtime(warmup({"--set", "run.length=26 weeks"}));  // after 4
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(done.out, StartsWith("The smallest clinic\n5 replications of 30 weeks"));
  EXPECT_THAT(done.out, HasSubstr("Courses in progress"));
  EXPECT_THAT(done.out, HasSubstr("^ measured from here"));
}

TEST(WarmUp, TheSameAsJsonWhateverTheThreads) {
  const Finished one = chairtime(warmup({"--format", "json", "--threads", "1", "--seed", "9"}));
  EXPECT_EQ(one.exit_code, 0);
  const auto json = nlohmann::json::parse(one.out);
  EXPECT_EQ(json["seed"], 9);
  EXPECT_EQ(json["verdict"], "cannot tell");  // eight weeks are measured, after four
  EXPECT_EQ(json["levels"]["waiting_list"]["weeks"].size(), 12U);
  EXPECT_EQ(chairtime(warmup({"--format", "json", "--threads", "4", "--seed", "9"})).out, one.out);
}

TEST(WarmUp, ARunUntilTheClinicIsEmptyHasNone) {
  const Finished done = chairtime(warmup({"--set", "run={until: empty, replications: 3}", "--set",
                                          "cohorts.depression.referrals={at_start: 5}"}));
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("has no warm-up to judge"));
}

TEST(WarmUp, RunWarnsOfAQuietBeginningOnStandardErrorBesideJson) {
  const std::vector<std::string> busy = {"--set",  "cohorts.depression.referrals=13 / week",
                                         "--set",  "run.length=26 weeks",
                                         "--set",  "run.replications=50",
                                         "--seed", "1"};
  std::vector<std::string> table = {"run", written("clinic.yaml", smallest())};
  table.insert(table.end(), busy.begin(), busy.end());
  const Finished page = chairtime(table);
  EXPECT_THAT(page.out, HasSubstr("weeks measured were still quieter than the rest"));
  table.insert(table.end(), {"--format", "json"});
  const Finished json = chairtime(table);
  EXPECT_THAT(json.err, HasSubstr("warning: the first"));
  EXPECT_TRUE(nlohmann::json::accept(json.out));
}

}  // namespace
}  // namespace sim::tests
