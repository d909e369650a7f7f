// tests/cli/exit_code_test.cpp: the exit code says what kind of trouble there was, and the message
// what to do about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(ExitCode, HelpAndReferenceAreDataAndDone) {
  const std::vector<std::vector<std::string>> asked = {
      {},          {"--help"},    {"help"},    {"run", "--help"}, {"help", "run"},
      {"version"}, {"--version"}, {"metrics"}, {"schema"}};
  for (const std::vector<std::string>& arguments : asked) {
    const Finished done = chairtime(arguments);
    EXPECT_EQ(done.exit_code, 0);
    EXPECT_THAT(done.out, Not(IsEmpty()));
    EXPECT_THAT(done.err, IsEmpty());
  }
  EXPECT_THAT(chairtime({"run", "--help"}).out, HasSubstr("--replications"));
  EXPECT_THAT(chairtime({"metrics"}).out, HasSubstr("wait_to_first_infusion [days]"));
  EXPECT_THAT(chairtime({"version"}).out, HasSubstr("chairtime "));
}

TEST(ExitCode, AWrongScenarioIs1) {
  const std::string wrong = written("wrong.yaml", "chairtime: 1\nnmae: x\n");
  const Finished done = chairtime({"run", wrong});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("wrong.yaml:2:1: error:"));
}

TEST(ExitCode, ABadSetIs1) {
  const std::string good = written("good.yaml", smallest());
  EXPECT_EQ(chairtime({"run", good, "--set", "clinic.resources.chairs=none"}).exit_code, 1);
  EXPECT_EQ(chairtime({"run", good, "--set", "clinic.chiars=3"}).exit_code, 1);
}

TEST(ExitCode, AWrongCommandLineIs2AndSaysWhatWasMeant) {
  const std::string good = written("good.yaml", smallest());
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const std::vector<Case> cases = {
      {{"rnu", good}, "did you mean 'run'?"},
      {{"run", good, "--replicatons", "3"}, "did you mean '--replications'?"},
      {{"run"}, "no scenario file"},
      {{"run", good, good}, "one file too many"},
      {{"run", good, "--seed", "-1"}, "--seed must be"},
      {{"run", good, "--seed", "1.5"}, "--seed must be"},
      {{"run", good, "--replications", "0"}, "--replications must be"},
      {{"run", good, "--threads", "0"}, "--threads must be"},
      {{"run", good, "--format", "xml"}, "--format must be"},
      {{"run", good, "--set", "chairs"}, "--set takes PATH=VALUE"},
      {{"run", good, "--set"}, "set"},
      {{"--seed", "1", "run", good}, "before the command"},
      {{"metrics", good}, "one file too many"},
      {{"schema", good}, "one file too many"},
  };
  for (const Case& each : cases) {
    const Finished done = chairtime(each.arguments);
    EXPECT_EQ(done.exit_code, 2) << each.says;
    EXPECT_THAT(done.out, IsEmpty());
    EXPECT_THAT(done.err, HasSubstr(each.says));
  }
}

TEST(ExitCode, AFileThatCannotBeReadIs3) {
  const Finished done = chairtime({"run", "/nowhere/clinic.yaml"});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.err, HasSubstr("/nowhere/clinic.yaml: No such file or directory"));
  EXPECT_EQ(chairtime({"validate", "/"}).exit_code, 3);
}

}  // namespace
}  // namespace sim::tests
