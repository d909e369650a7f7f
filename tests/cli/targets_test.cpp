// tests/cli/targets_test.cpp: targets as a user meets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::string with_targets(const std::string& targets) {
  return written("clinic.yaml", smallest() + "targets: " + targets + "\n");
}

TEST(Targets, ThatAreMissedAreExitCode4WhereTheyAreRequired) {
  // Nobody starts on the day of referral: a first visit is booked a day ahead.
  const std::string missed = with_targets("[wait_to_first_infusion.p95 <= 1 min]");
  EXPECT_EQ(chairtime({"run", missed, "--quiet"}).exit_code, 0);
  const Finished required = chairtime({"run", missed, "--quiet", "--require-targets"});
  EXPECT_EQ(required.exit_code, 4);
  EXPECT_THAT(required.out, HasSubstr("\n  missed: wait_to_first_infusion.p95 <= 1 min\n"));
  EXPECT_THAT(required.err, IsEmpty());
  const std::string met = with_targets("[overtime_per_day.mean <= 9 h]");
  EXPECT_EQ(chairtime({"run", met, "--quiet", "--require-targets"}).exit_code, 0);
  const std::string both =
      with_targets("[overtime_per_day.mean <= 9 h, wait_to_first_infusion.p95 <= 1 min]");
  EXPECT_EQ(chairtime({"run", both, "--quiet", "--require-targets"}).exit_code, 4);
}

TEST(Targets, AreRequiredOnlyWhereThereAreSome) {
  const Finished none = chairtime({"run", written("none.yaml", smallest()), "--require-targets"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.out, IsEmpty());
  EXPECT_THAT(none.err, HasSubstr("the scenario has no targets"));
  const std::string some = with_targets("[overtime_per_day.mean <= 9 h]");
  EXPECT_EQ(chairtime({"explain", some, "--require-targets"}).exit_code, 2);
}

TEST(Targets, OfFiguresThatThereWillNotBeAreMistakesForEveryCommand) {
  const std::string wrong = with_targets("[wait_to_frist_infusion.p90 <= 14 days]");
  for (const char* command : {"validate", "run", "explain", "capacity"}) {
    const Finished done = chairtime({command, wrong});
    EXPECT_EQ(done.exit_code, 1) << command;
    EXPECT_THAT(done.err, AllOf(HasSubstr("clinic.yaml:18:11: error: targets.0: "),
                                HasSubstr("did you mean \"wait_to_first_infusion.p90\"?")));
  }
}

TEST(Targets, ThatAVariantTakesTheFigureOfAreItsMistake) {
  std::string text = smallest() + R"(targets: ["referrals[cohort=depression] <= 999"]
variants:
  others: {cohorts.anxiety: {referrals: 1 / week, course: induction}, cohorts.depression: remove}
)";
  const std::string file = written("clinic.yaml", text);
  const Finished done = chairtime({"validate", file, "--format", "json"});
  EXPECT_EQ(done.exit_code, 1);
  const auto all = nlohmann::json::parse(done.out);
  ASSERT_EQ(all.size(), 1U) << done.out;
  EXPECT_EQ(all[0].at("variant"), "others");
  EXPECT_EQ(all[0].at("line"), 20);
  EXPECT_EQ(all[0].at("path"), "targets.0");
}

TEST(Targets, ReplicationsOfTheCommandLineAreExactlyThatMany) {
  const std::string file = written("clinic.yaml", smallest());
  const Finished done =
      chairtime({"run", file, "--quiet", "--format", "json", "--set",
                 "run.replications={until: {overtime_per_day.mean: 5 %}}", "--replications", "3"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(nlohmann::json::parse(done.out).at("replications"), 3);
}

}  // namespace
}  // namespace sim::tests
