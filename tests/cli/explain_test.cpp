// tests/cli/explain_test.cpp: `chairtime explain` as a user meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(Explain, TellsTheScenarioOnStandardOutputAndSimulatesNothing) {
  const Finished done = chairtime({"explain", written("clinic.yaml", smallest())});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, StartsWith("The smallest clinic\n\nThe clinic\n  It is open Mon-Fri"));
  EXPECT_THAT(done.out, HasSubstr("clinic.resources.chairs: 4 [clinic.yaml:5]"));
  EXPECT_THAT(done.err, IsEmpty());
}

TEST(Explain, SetChangesWhatIsTold) {
  const Finished done = chairtime({"explain", written("clinic.yaml", smallest()), "--set",
                                   "clinic.resources.chairs=3", "--format", "table"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, HasSubstr("chairs: 3 whenever the clinic is open"));
  EXPECT_THAT(done.out, HasSubstr("clinic.resources.chairs: 3 [--set]"));
}

TEST(Explain, WarningsAreToldUnlessQuiet) {
  const std::string file = written("clinic.yaml", smallest());
  const std::vector<std::string> cold = {"explain", file, "--set", "run.warm_up=remove"};
  EXPECT_THAT(chairtime(cold).err, HasSubstr("warning"));
  std::vector<std::string> quiet = cold;
  quiet.emplace_back("--quiet");
  EXPECT_THAT(chairtime(quiet).err, IsEmpty());
  EXPECT_EQ(chairtime(quiet).out, chairtime(cold).out);
}

TEST(Explain, WhatIsWrongIsSaidAsElsewhere) {
  const std::string good = written("good.yaml", smallest());
  const std::string wrong = written("wrong.yaml", "chairtime: 1\nnmae: x\n");
  const Finished refused = chairtime({"explain", wrong});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("wrong.yaml:2:1: error:"));
  EXPECT_EQ(chairtime({"explain"}).exit_code, 2);
  EXPECT_EQ(chairtime({"explain", good, good}).exit_code, 2);
  EXPECT_EQ(chairtime({"explain", good, "--seed", "3"}).exit_code, 2);
  EXPECT_EQ(chairtime({"explain", "/nowhere.yaml"}).exit_code, 3);
  const Finished json = chairtime({"explain", good, "--format", "json"});
  EXPECT_EQ(json.exit_code, 2);
  EXPECT_THAT(json.err, HasSubstr("--format json is not supported yet by explain"));
}

TEST(Explain, WritesTheScenarioInFullAndThatIsTheSameOne) {
  const std::string short_one = written("clinic.yaml", smallest());
  const std::vector<std::string> more = {"--set", "clinic.resources.chairs=3"};
  std::vector<std::string> explain = {"explain", short_one, "--format", "yaml"};
  explain.insert(explain.end(), more.begin(), more.end());
  const Finished in_full = chairtime(explain);
  EXPECT_EQ(in_full.exit_code, 0);
  EXPECT_THAT(in_full.out, StartsWith("chairtime: 1\n"));
  EXPECT_THAT(in_full.out, HasSubstr("chairs: 3"));
  EXPECT_THAT(in_full.out, HasSubstr("  slot: 15 min\n"));
  const std::string whole = written("in_full.yaml", in_full.out);
  EXPECT_EQ(chairtime({"explain", whole, "--format", "yaml"}).out, in_full.out);
  std::vector<std::string> run = {"run", short_one, "--format", "json", "--replications", "2"};
  run.insert(run.end(), more.begin(), more.end());
  EXPECT_EQ(chairtime({"run", whole, "--format", "json", "--replications", "2"}).out,
            chairtime(run).out);
}

TEST(Explain, OnlyExplainWritesYaml) {
  const Finished run = chairtime({"run", written("clinic.yaml", smallest()), "--format", "yaml"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err, HasSubstr("'run' has no --format yaml"));
}

TEST(Explain, HasHelp) {
  EXPECT_THAT(chairtime({"--help"}).out, HasSubstr("explain FILE"));
  const std::string help = chairtime({"explain", "--help"}).out;
  EXPECT_THAT(help, HasSubstr("--set"));
  EXPECT_THAT(help, Not(HasSubstr("--replications")));
}

}  // namespace
}  // namespace sim::tests
