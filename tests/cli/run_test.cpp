// tests/cli/run_test.cpp: `chairtime run` as a user meets it.
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string run_json(std::vector<std::string> options) {
  std::vector<std::string> arguments = {"run", written("clinic.yaml", smallest()), "--quiet",
                                        "--format", "json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const Finished done = chairtime(arguments);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  return done.out;
}

TEST(Run, ATableGoesToStandardOutput) {
  const Finished done = chairtime({"run", written("clinic.yaml", smallest()), "--quiet"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, StartsWith("The smallest clinic\n5 replications of 8 weeks"));
  EXPECT_THAT(done.out, HasSubstr("Courses completed"));
  EXPECT_THAT(done.err, IsEmpty());
}

TEST(Run, JsonHasTheShapeOfTheContract) {
  const auto json = nlohmann::json::parse(run_json({"--seed", "9", "--replications", "3"}));
  for (const char* key : {"chairtime", "scenario", "variant", "seed", "replications", "confidence",
                          "metrics", "targets", "fingerprint"})
    EXPECT_TRUE(json.contains(key)) << key;
  EXPECT_EQ(json.at("scenario"), "The smallest clinic");
  EXPECT_EQ(json.at("seed"), 9);
  EXPECT_EQ(json.at("replications"), 3);
  for (const auto& [name, metric] : json.at("metrics").items()) {
    for (const char* key : {"mean", "half_width", "unit", "replications"})
      EXPECT_TRUE(metric.contains(key)) << name << " " << key;
  }
}

TEST(Run, TheNumberOfThreadsDoesNotChangeAByte) {
  const std::string one = run_json({"--threads", "1"});
  EXPECT_EQ(run_json({"--threads", "2"}), one);
  EXPECT_EQ(run_json({"--threads", "8"}), one);
}

TEST(Run, SetChangesTheScenarioAndTheLastOneWins) {
  const std::string base = run_json({});
  EXPECT_NE(run_json({"--set", "clinic.resources.chairs=1"}), base);
  EXPECT_EQ(run_json({"--set", "clinic.resources.chairs=1", "--set", "clinic.resources.chairs=4"}),
            base);
}

TEST(Run, SeedAndReplicationsAreThoseOfTheRunSection) {
  EXPECT_EQ(run_json({"--seed", "3", "--replications", "2"}),
            run_json({"--set", "run.seed=3", "--set", "run.replications=2"}));
}

TEST(Run, ReadsAScenarioFromStandardInput) {
  const Finished done = Running({"run", "-", "--quiet"}, smallest()).wait();
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, StartsWith("The smallest clinic\n"));
}

TEST(Run, AnInterruptionReportsOnWhatIsCompleteAndExits130) {
  Running run({"run", written("clinic.yaml", smallest()), "--replications", "500000"});
  while (run.err_so_far().find("replications") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  run.interrupt();
  const Finished done = run.wait();
  EXPECT_EQ(done.exit_code, 130);
  EXPECT_THAT(done.err, HasSubstr("interrupted"));
  EXPECT_THAT(done.out, HasSubstr("of 500000 replications are complete."));
}

TEST(Run, AResultThatCannotBeWrittenIsNotDone) {
  const std::string file = written("clinic.yaml", smallest());
  const std::string command =
      std::string(CHAIRTIME_PROGRAM) + " run --quiet '" + file + "' >/dev/full 2>/dev/null";
  // NOLINTNEXTLINE(cert-env33-c): a shell is what redirects.
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 3);
}

}  // namespace
}  // namespace sim::tests
