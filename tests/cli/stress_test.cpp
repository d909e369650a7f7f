// tests/cli/stress_test.cpp: `chairtime stress` as a user meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(StressCommand, WritesTheChecklistToStandardOutputAndSimulatesNothing) {
  const Finished done = chairtime({"stress", written("clinic.yaml", smallest())});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, StartsWith("# STRESS-DES: The smallest clinic\n"));
  EXPECT_THAT(done.out, HasSubstr("### 6.1 Computer model sharing statement"));
  EXPECT_THAT(done.err, IsEmpty());
}

TEST(StressCommand, SaysWithWhatItWasBuiltAndHowToRunItAgainWithoutAnyFolder) {
  const std::string file = written("my clinic.yaml", smallest());
  const std::string page = chairtime({"stress", file, "--set", "run.seed=7"}).out;
  const std::string version = chairtime({"version"}).out;  // "chairtime 0.1.0\ncompiler: ..."
  EXPECT_THAT(page, HasSubstr(version.substr(0, version.find('\n')) + ", a program in C++20"));
  EXPECT_THAT(page, AllOf(HasSubstr("fmt "), HasSubstr("Boost "), HasSubstr("yaml-cpp ")));
  EXPECT_THAT(page, HasSubstr("chairtime run 'my clinic.yaml' --set run.seed=7\n"));
  EXPECT_THAT(page, HasSubstr("The seed is 7."));
  EXPECT_THAT(page, Not(HasSubstr(file)));
}

TEST(StressCommand, WarningsAreToldUnlessQuiet) {
  const std::string file = written("clinic.yaml", smallest());
  const std::vector<std::string> cold = {"stress", file, "--set", "run.warm_up=remove"};
  EXPECT_THAT(chairtime(cold).err, HasSubstr("warning"));
  std::vector<std::string> quiet = cold;
  quiet.emplace_back("--quiet");
  EXPECT_THAT(chairtime(quiet).err, IsEmpty());
  EXPECT_EQ(chairtime(quiet).out, chairtime(cold).out);
}

TEST(StressCommand, WhatIsWrongIsSaidAsElsewhere) {
  const std::string good = written("good.yaml", smallest());
  const Finished refused = chairtime({"stress", written("wrong.yaml", "chairtime: 1\nnmae: x\n")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("wrong.yaml:2:1: error:"));
  EXPECT_EQ(chairtime({"stress"}).exit_code, 2);
  EXPECT_EQ(chairtime({"stress", good, good}).exit_code, 2);
  EXPECT_EQ(chairtime({"stress", good, "--format", "json"}).exit_code, 2);
  EXPECT_EQ(chairtime({"stress", good, "--variant", "no such"}).exit_code, 2);
  EXPECT_EQ(chairtime({"stress", "/nowhere.yaml"}).exit_code, 3);
  EXPECT_THAT(chairtime({"--help"}).out, HasSubstr("stress FILE"));
}

}  // namespace
}  // namespace sim::tests
