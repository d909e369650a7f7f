// tests/cli/init_test.cpp: `chairtime init` prints a scenario to begin with, and each of them runs.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> starters() {
  std::istringstream lines(chairtime({"init", "--list"}).out);
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);)
    names.push_back(line.substr(0, line.find(' ')));
  return names;
}

// A name in a fresh folder where nothing is yet.
std::string new_file() {
  return std::filesystem::path(written("there.yaml", "")).replace_filename("clinic.yaml").string();
}

TEST(Init, ListsTheStarters) {
  const std::vector<std::string> names = starters();
  for (const char* name : {"ketamine", "ketamine_maintenance", "esketamine", "iron", "biologics",
                           "chemo", "one_chair", "booking_ahead", "lunch"})
    EXPECT_THAT(names, Contains(name));
}

TEST(Init, EachStarterIsWithoutMistakesAndRuns) {
  for (const std::string& name : starters()) {
    SCOPED_TRACE(name);
    const std::string file = new_file();
    const Finished made = chairtime({"init", name, "-o", file});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, IsEmpty());
    // Its variants may be warned of: what an overloaded clinic is like is a question, too.
    EXPECT_EQ(chairtime({"validate", file}).out, file + ": no mistakes\n");
    EXPECT_THAT(chairtime({"explain", file}).err, IsEmpty());
    const Finished run =
        chairtime({"run", file, "--replications", "1", "--quiet", "--set", "run.length=2 weeks"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_THAT(run.out, Not(IsEmpty()));
  }
}

TEST(Init, EachStarterIsTheShippedScenarioBelowTheEditorsLine) {
  const std::string iron = chairtime({"init", "iron"}).out;
  EXPECT_THAT(iron, StartsWith("# yaml-language-server: $schema=chairtime.schema.json\n"));
  const std::string shipped = text_of("scenarios/iron.yaml");
  EXPECT_THAT(iron, EndsWith(shipped.substr(shipped.find("\nchairtime: 1"))));
}

TEST(Init, CommandsInCommentsAreThoseOfTheFile) {
  const std::string iron = chairtime({"init", "iron"}).out;
  EXPECT_THAT(iron, AllOf(HasSubstr("#   chairtime run iron.yaml\n"),
                          Not(HasSubstr("tools/chairtime")), Not(HasSubstr("scenarios/iron"))));
  const std::string file = new_file();
  chairtime({"init", "iron", "-o", file});
  EXPECT_THAT(contents(file), HasSubstr("#   chairtime run " + file + "\n"));
}

TEST(Init, WithoutANameIsKetamine) {
  EXPECT_EQ(chairtime({"init"}).out, chairtime({"init", "ketamine"}).out);
}

TEST(Init, LeavesAFileThatIsThereAsItIs) {
  const std::string mine = written("mine.yaml", "my own\n");
  const Finished done = chairtime({"init", "iron", "-o", mine});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.err, HasSubstr("mine.yaml is there already"));
  EXPECT_EQ(contents(mine), "my own\n");
}

TEST(Init, WhereNothingCanBeWrittenIs3) {
  const Finished done = chairtime({"init", "-o", "/nowhere/clinic.yaml"});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.err, HasSubstr("cannot write /nowhere/clinic.yaml: No such file or directory"));
}

TEST(Init, AnUnknownNameIs2AndSaysWhichThereAre) {
  const Finished done = chairtime({"init", "irn"});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("there is no starter 'irn' among ketamine, "));
  EXPECT_THAT(done.err, HasSubstr("did you mean 'iron'?"));
  EXPECT_EQ(chairtime({"init", "iron", "chemo"}).exit_code, 2);
  EXPECT_EQ(chairtime({"init", "--list", "iron"}).exit_code, 2);
  EXPECT_EQ(chairtime({"init", "--list", "-o", "x.yaml"}).exit_code, 2);
}

}  // namespace
}  // namespace sim::tests
