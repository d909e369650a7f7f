// tests/cli/out_test.cpp: the folder of --out: what is in it, and that it is whole or not there.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "tests/cli/folder_of_results.h"
#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

const std::vector<std::string> few = {"--replications", "3"};
const std::vector<std::string> all_files = {"event_log.csv",    "event_log.xes",  "manifest.json",
                                            "metrics.csv",      "metrics.json",   "patients.csv",
                                            "replications.csv", "results.sqlite", "visits.csv"};

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& [name, text] : files_in(folder))
    names.push_back(name);
  return names;
}

// --- what is in it

TEST(Out, ARunOrAComparisonKeepsItsDataAndItsManifest) {
  for (const char* command : {"run", "compare"}) {
    const FolderOfResults results;
    const Finished done = results.keep(command, few);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("The smallest clinic"));
    EXPECT_THAT(names_in(results.folder), UnorderedElementsAreArray(all_files));
  }
}

TEST(Out, TheJsonAndTheCsvAreThoseOfTheirFormats) {
  for (const std::string command : {"run", "compare"}) {
    const FolderOfResults results;
    for (const auto& [format, file] :
         {std::pair("json", "metrics.json"), std::pair("csv", "metrics.csv")}) {
      const Finished kept =
          results.keep(command, {"--replications", "3", "--format", format, "--force"});
      EXPECT_EQ(kept.out, results.text_of(file)) << command;
      const Finished shown =
          chairtime({command, results.file, "--quiet", "--replications", "3", "--format", format});
      EXPECT_EQ(shown.out, kept.out) << command;
    }
  }
}

TEST(Out, TheOthersKeepTheirJsonAndTheManifest) {
  const std::string vary = "clinic.resources.chairs=3..4";
  const std::vector<std::vector<std::string>> commands = {
      {"size", "--vary", vary},
      {"capacity"},
      {"warmup"},
      {"sensitivity", "--points", "10", "--set",
       "courses.induction.drop_out={value: 5 %, range: [2 %, 10 %]}"}};
  for (std::vector<std::string> more : commands) {
    const FolderOfResults results;
    const std::string command = more.front();
    more.erase(more.begin());
    more.insert(more.end(), {"--replications", "3", "--format", "json"});
    const Finished done = results.keep(command, more);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(done.out, results.text_of("metrics.json")) << command;
    EXPECT_THAT(names_in(results.folder),
                UnorderedElementsAreArray({"metrics.json", "manifest.json"}));
  }
}

TEST(Out, TheManifestSaysWhatItTakesToRunItAgain) {
  const FolderOfResults results;
  ASSERT_EQ(results
                .keep("compare", {"one nurse", "--replications", "3", "--seed", "9", "--set",
                                  "clinic.resources.chairs=3", "--threads", "1"})
                .exit_code,
            0);
  const auto manifest = nlohmann::json::parse(results.text_of("manifest.json"));
  const std::vector<std::string> arguments = {
      "compare",  "clinic.yaml",      "one nurse",   "--set=clinic.resources.chairs=3",
      "--seed=9", "--replications=3", "--records=1", "--event-log=100"};
  EXPECT_EQ(manifest.at("arguments").get<std::vector<std::string>>(), arguments);
  EXPECT_EQ(manifest.at("seed"), 9);
  EXPECT_EQ(manifest.at("replications"), 3);
  EXPECT_EQ(manifest.at("files").at("clinic.yaml"), smallest_with_all());
  EXPECT_THAT(manifest.at("scenario").get<std::string>(), HasSubstr("chairs: 3"));
  const auto json = nlohmann::json::parse(results.text_of("metrics.json"));
  EXPECT_EQ(manifest.at("fingerprint").at("base"), json.at("base").at("fingerprint"));
  EXPECT_EQ(manifest.at("fingerprint").at("one nurse"),
            json.at("variants").at("one nurse").at("fingerprint"));
}

// The same clinic, built of two files, wherever they lie.
TEST(Out, EqualInputsGiveEqualBytesFromAnyFolderAndOnAnyNumberOfThreads) {
  for (const char* command : {"run", "compare"}) {
    std::vector<std::map<std::string, std::string>> all;
    for (const char* threads : {"1", "2"}) {
      FolderOfResults results;
      const fs::path folder = fs::path(results.file).parent_path();
      fs::create_directories(folder / "below");
      std::ofstream(folder / "below" / "base.yaml") << smallest_with_all();
      std::ofstream(results.file) << "extends: below/base.yaml\nname: Above\n";
      ASSERT_EQ(results.keep(command, {"--replications", "3", "--threads", threads}).exit_code, 0);
      all.push_back(files_in(results.folder));
      for (const auto& [name, text] : all.back())
        EXPECT_THAT(text, Not(HasSubstr(folder.filename().string()))) << name;
    }
    EXPECT_EQ(all[0], all[1]) << command;
  }
}

// --- the folder itself

void expect_refused(const Finished& done, const std::string& because) {
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr(because));
}

TEST(Out, ResultsAreReplacedByForceOnly) {
  const FolderOfResults results;
  ASSERT_EQ(results.keep("run", few).exit_code, 0);
  const auto before = files_in(results.folder);
  expect_refused(results.keep("run", few),
                 results.folder +
                     " holds results already; choose another folder, or --force to begin anew in "
                     "this one");
  EXPECT_EQ(files_in(results.folder), before);
  ASSERT_EQ(results.keep("run", {"--replications", "3", "--seed", "2", "--force"}).exit_code, 0);
  EXPECT_NE(results.text_of("metrics.csv"), before.at("metrics.csv"));
  ASSERT_EQ(results.keep("capacity", {"--replications", "3", "--force"}).exit_code, 0);
  EXPECT_THAT(names_in(results.folder),
              UnorderedElementsAreArray({"metrics.json", "manifest.json"}));
}

TEST(Out, AFileOfSomebodyElseIsNeverTouched) {
  for (const char* name : {"letter.txt", "patients.csv"}) {  // the one by chance called like ours
    const FolderOfResults results;
    fs::create_directories(results.folder);
    results.write(name, "Dear colleague");
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--force"}})
      expect_refused(results.keep("run", more), std::string("no results of ours, such as ") + name);
    EXPECT_EQ(results.text_of(name), "Dear colleague");
    EXPECT_EQ(files_in(results.folder).size(), 1U);
  }
  const FolderOfResults results;
  ASSERT_EQ(results.keep("run", few).exit_code, 0);
  results.write("letter.txt", "Dear colleague");
  const auto before = files_in(results.folder);
  expect_refused(results.keep("run", {"--force"}), "no results of ours, such as letter.txt");
  EXPECT_EQ(files_in(results.folder), before);
}

// As many replications as take an hour: who were told afterwards would still be waiting.
TEST(Out, AFolderThatCannotBeWrittenIsRefusedBeforeTheRun) {
  const std::vector<std::string> many = {"--replications", "1000000"};
  FolderOfResults results;
  fs::create_directories(results.folder);
  results.write("letter.txt", "Dear colleague");
  expect_refused(results.keep("run", many), "no results of ours");
  results.folder = results.file;
  expect_refused(results.keep("run", many), "cannot make the folder " + results.file);
  results.folder = results.file + "/below";
  expect_refused(results.keep("compare", many), "cannot make the folder");
  results.folder = "/proc/results";
  expect_refused(results.keep("run", many), "cannot make the folder /proc/results");
  results.folder = "/dev/full";
  expect_refused(results.keep("run", many), "cannot make the folder /dev/full");
}

TEST(Out, AScenarioThatIsWrongLeavesNothingBehind) {
  const FolderOfResults results;
  EXPECT_EQ(results.keep("run", {"--set", "clinic.resources.chairs=x"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(results.folder));
}

// No file may grow beyond 32 kilobytes, as on a disk that is nearly full.
TEST(Out, AFullDiskLeavesWhatWasThere) {
  for (const bool there_before : {false, true}) {
    const FolderOfResults results;
    if (there_before) {
      ASSERT_EQ(results.keep("warmup", few).exit_code, 0);
    }
    const auto before =
        there_before ? files_in(results.folder) : std::map<std::string, std::string>{};
    const std::string said = results.file + ".said";
    const std::string command = "trap '' XFSZ; ulimit -f 64; exec " CHAIRTIME_PROGRAM " run " +
                                results.file + " --quiet --force --out " + results.folder +
                                " > /dev/null 2> " + said;
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): a shell has ulimit
    EXPECT_EQ(WEXITSTATUS(status), 3);
    EXPECT_THAT(contents(said), HasSubstr("cannot write " + results.folder + "/"));
    EXPECT_EQ(fs::exists(results.folder), there_before);
    if (there_before) {
      EXPECT_EQ(files_in(results.folder), before);
    }
  }
}

TEST(Out, AnInterruptedRunWritesNothingAndSaysSo) {
  const FolderOfResults results;
  Running running({"run", results.file, "--replications", "1000000", "--out", results.folder});
  while (running.err_so_far().find("simulating") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  running.interrupt();
  const Finished done = running.wait();
  EXPECT_EQ(done.exit_code, 130);
  EXPECT_THAT(done.err,
              HasSubstr("nothing was written to " + results.folder + ": the results are not"));
  EXPECT_FALSE(fs::exists(results.folder));
}

// What a run that was killed may leave is not taken for results, nor for somebody else's.
TEST(Out, WhatAKilledRunLeavesIsReplacedByForce) {
  const FolderOfResults results;
  fs::create_directories(results.folder);
  results.write("metrics.csv.part", "metric,me");
  results.write("manifest.json.part", "{");
  expect_refused(results.keep("run", few), "holds results already");
  ASSERT_EQ(results.keep("run", {"--replications", "3", "--force"}).exit_code, 0);
  EXPECT_THAT(names_in(results.folder), UnorderedElementsAreArray(all_files));
}

}  // namespace
}  // namespace sim::tests
