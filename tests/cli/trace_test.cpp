// tests/cli/trace_test.cpp: `chairtime trace` as a user meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// The smallest clinic, open from 2027-01-04 to 2027-03-28.
Finished trace(std::vector<std::string> options) {
  std::vector<std::string> arguments = {"trace", written("clinic.yaml", smallest()), "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return chairtime(arguments);
}

std::string story_of(std::vector<std::string> options) {
  const Finished done = trace(std::move(options));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  return done.out;
}

TEST(Trace, TellsThePatientWhoCameNth) {
  const std::string text = story_of({"--patient", "3"});
  EXPECT_THAT(text, StartsWith("The smallest clinic, replication 1 of seed 1\n\nPatient "
                               "depression/3: depression\n\n"));
  EXPECT_THAT(text, HasSubstr("The patient is referred."));
  EXPECT_THAT(text, HasSubstr("Infusion 6 begins"));
  EXPECT_THAT(text, HasSubstr("The course is completed after 6 infusions"));
}

TEST(Trace, WithinACohortThePatientIsTheSameOne) {
  EXPECT_EQ(story_of({"--patient", "depression/3"}), story_of({"--patient", "3"}));
}

TEST(Trace, TellsADay) {
  const std::string text = story_of({"--day", "2027-02-02"});
  EXPECT_THAT(text,
              HasSubstr("\nTue 2027-02-02: open 08:00-17:00. On duty: chairs 4; nurses 2.\n"));
  EXPECT_THAT(text, HasSubstr("\nClosed at 17:00"));
  EXPECT_THAT(story_of({"--day", "2027-02-06"}), HasSubstr("\nSat 2027-02-06: closed.\n"));
}

TEST(Trace, SeedReplicationAndSetChangeWhatIsTold) {
  const std::string told = story_of({"--patient", "3"});
  EXPECT_EQ(story_of({"--patient", "3", "--replication", "1"}), told);
  EXPECT_NE(story_of({"--patient", "3", "--seed", "7"}), told);
  EXPECT_NE(story_of({"--patient", "3", "--replication", "2"}), told);
  EXPECT_THAT(story_of({"--patient", "3", "--set", "courses.induction.infusions=4"}),
              HasSubstr("The course is completed after 4 infusions"));
}

TEST(Trace, APatientWhoNeverComesIsAWrongCommandLineAndSaysHowManyCame) {
  const Finished done = trace({"--patient", "5000"});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, testing::ContainsRegex(
                            "patient 5000 never comes: in replication 1, [0-9]+ are referred"));
  EXPECT_THAT(trace({"--patient", "depression/list 1"}).err,
              HasSubstr("0 of the cohort 'depression' wait when the run starts"));
}

TEST(Trace, WhatCannotBeTracedIsAWrongCommandLine) {
  struct Case {
    std::vector<std::string> options;
    std::string says;
  };
  const std::vector<Case> cases = {
      {{}, "exactly one of --patient N and --day DATE"},
      {{"--patient", "1", "--day", "2027-02-02"}, "exactly one of"},
      {{"--patient", "0"}, "--patient must be a number from 1"},
      {{"--patient", "x"}, "--patient must be a number from 1"},
      {{"--patient", "depression/"}, "--patient must be a number from 1"},
      {{"--patient", "depresion/1"}, "did you mean 'depression'?"},
      {{"--day", "tomorrow"}, "--day must be a date"},
      {{"--day", "2027-01-03"}, "before the run, which starts on 2027-01-04"},
      {{"--day", "2027-03-29"}, "after the run, whose last day is 2027-03-28"},
      {{"--day", "2027-02-02", "--replication", "0"}, "--replication must be"},
      {{"--day", "2027-02-02", "--replications", "3"}, "did you mean '--replication'?"},
  };
  for (const Case& each : cases) {
    const Finished done = trace(each.options);
    EXPECT_EQ(done.exit_code, 2) << each.says;
    EXPECT_THAT(done.out, IsEmpty());
    EXPECT_THAT(done.err, HasSubstr(each.says));
  }
}

TEST(Trace, TheLastDayOfTheRunCanBeTraced) {
  EXPECT_THAT(story_of({"--day", "2027-03-28"}), HasSubstr("Sun 2027-03-28: closed."));
}

TEST(Trace, ADayAfterAClosedCohortIsDoneIsAfterTheRun) {
  const std::vector<std::string> closed = {
      "--set", "run.length=remove", "--set", "run.warm_up=remove",
      "--set", "run.until=empty",   "--set", "cohorts.depression.referrals={at_start: 3}"};
  std::vector<std::string> options = {"--day", "2028-01-01"};
  options.insert(options.end(), closed.begin(), closed.end());
  const Finished done = trace(options);
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.err, HasSubstr("--day 2028-01-01 is after the run: the clinic is empty from"));
}

TEST(Trace, AWrongScenarioAndAnUnreadableFileAreWhatTheyAreElsewhere) {
  const std::string wrong = written("wrong.yaml", "chairtime: 1\nnmae: x\n");
  EXPECT_EQ(chairtime({"trace", wrong, "--patient", "1"}).exit_code, 1);
  EXPECT_EQ(chairtime({"trace", "/nowhere.yaml", "--patient", "1"}).exit_code, 3);
  EXPECT_EQ(chairtime({"trace", "--patient", "1"}).exit_code, 2);
  EXPECT_THAT(chairtime({"trace", "--help"}).out, HasSubstr("--day DATE"));
  EXPECT_THAT(chairtime({"--help"}).out, HasSubstr("trace FILE"));
}

TEST(Trace, WarningsAreToldUnlessQuiet) {
  const std::string file = written("clinic.yaml", smallest());
  const std::vector<std::string> cold = {"trace", file,    "--patient",
                                         "1",     "--set", "run.warm_up=remove"};
  EXPECT_THAT(chairtime(cold).err, HasSubstr("warning"));
  std::vector<std::string> quiet = cold;
  quiet.emplace_back("--quiet");
  EXPECT_THAT(chairtime(quiet).err, Not(HasSubstr("warning")));
}

}  // namespace
}  // namespace sim::tests
