// tests/cli/verify_test.cpp: `chairtime verify`: the same comes out again, and a changed digit is
// found.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/folder_of_results.h"
#include "tests/cli/program.h"
#include "tests/support/files.h"
#include "tools/cli/sqlite.h"

namespace sim::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<std::string> few = {"--replications", "3"};

// What a command kept.
FolderOfResults of(const std::string& command, const std::vector<std::string>& more = few) {
  const FolderOfResults results;
  const Finished done = results.keep(command, more);
  EXPECT_EQ(done.exit_code, 0) << command << ": " << done.err;
  return results;
}

void expect_same(const FolderOfResults& results) {
  const Finished done = results.verify();
  EXPECT_EQ(done.exit_code, 0) << done.out << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("Every number is the same.\n"), Not(HasSubstr("differs"))));
  EXPECT_THAT(done.err, IsEmpty());
}

void expect_differs(const FolderOfResults& results, const std::string& file,
                    const std::string& where) {
  const Finished done = results.verify();
  EXPECT_EQ(done.exit_code, 5) << done.out << done.err;
  EXPECT_THAT(done.out,
              AllOf(HasSubstr(file), HasSubstr("differs\n"), HasSubstr(where), HasSubstr("1 of ")));
}

// Puts another digit in the place of the first one from `after` on; where it stands is said.
void change_a_digit(const FolderOfResults& results, const std::string& file,
                    const std::string& after) {
  std::string text = results.text_of(file);
  const std::size_t found = text.find(after);
  ASSERT_NE(found, std::string::npos) << file;
  const std::size_t digit = text.find_first_of("0123456789", found + after.size());
  ASSERT_NE(digit, std::string::npos) << file;
  text[digit] = text[digit] == '9' ? '8' : static_cast<char>(text[digit] + 1);
  results.write(file, text);
}

// --- the same comes out

TEST(Verify, FindsWhatEveryCommandKeptToBeTheSame) {
  const std::string vary = "clinic.resources.chairs=3..4";
  expect_same(of("run"));
  expect_same(of("run", {"--replications", "3", "--variant", "one nurse", "--seed", "7"}));
  expect_same(of("compare"));
  expect_same(of("compare", {"five chairs", "--replications", "3"}));
  expect_same(of("sweep", {"--replications", "3", "--vary", vary, "--metric", "referrals"}));
  expect_same(
      of("size", {"--replications", "3", "--vary", vary, "--target", "courses_completed >= 1"}));
  expect_same(of("capacity"));
  expect_same(of("sensitivity", {"--replications", "3", "--points", "10", "--set",
                                 "courses.induction.drop_out={value: 5 %, range: [2 %, 10 %]}"}));
  expect_same(of("warmup"));
}

TEST(Verify, RunsTheTextsOfTheManifestNotThoseOfTheDisk) {
  const FolderOfResults results = of("run");
  fs::remove(results.file);
  expect_same(results);
}

TEST(Verify, KnowsTheFilesThatAScenarioNames) {
  FolderOfResults results;
  const fs::path folder = fs::path(results.file).parent_path();
  std::ofstream(folder / "base.yaml") << smallest();
  std::ofstream(folder / "times.csv") << "t\n30\n60\n";
  std::ofstream(results.file) << "extends: base.yaml\n";
  ASSERT_EQ(results
                .keep("run", {"--replications", "3", "--set",
                              "visits.infusion.steps.infuse.takes={empirical: {file: times.csv, "
                              "column: t, unit: min}}"})
                .exit_code,
            0);
  for (const char* file : {"base.yaml", "times.csv", "clinic.yaml"})
    fs::remove(folder / file);
  expect_same(results);
}

TEST(Verify, TakesASweepThatWentOn) {
  const FolderOfResults results =
      of("sweep", {"--replications", "4", "--vary", "clinic.resources.chairs=2..4"});
  ASSERT_EQ(results.keep("sweep", {"--replications", "3", "--vary", "clinic.resources.chairs=4..5"})
                .exit_code,
            0);
  const Finished done = results.verify();
  EXPECT_EQ(done.exit_code, 0) << done.out;
  // Of three points four, of which the fourth point's three were run again; and three of a new one.
  EXPECT_THAT(done.out, HasSubstr("same; 9 replications of other points were not run again"));
}

TEST(Verify, ChangesNothing) {
  for (const char* command : {"run", "sweep"}) {
    std::vector<std::string> more = few;
    if (std::string(command) == "sweep") more.insert(more.end(), {"--vary", "run.seed=1,2"});
    const FolderOfResults results = of(command, more);
    const auto before = files_in(results.folder);
    EXPECT_EQ(results.verify().exit_code, 0);
    EXPECT_EQ(files_in(results.folder), before);
  }
}

// --- a changed digit

TEST(Verify, FindsAChangedDigitInAnyTextFile) {
  struct Case {
    const char* file;
    const char* after;
    const char* said;
  };
  const std::vector<Case> cases = {
      {"metrics.json",
       "\"courses_completed\": {\n      \"mean\": ", "metrics/courses_completed/mean: "},
      {"metrics.csv", "\ncourses_completed,", "mean of courses_completed: "},
      {"replications.csv", "\n3,", "referrals of 3: "},
      {"manifest.json", "\"fingerprint\": \"", "fingerprint: "},
      {"patients.csv", "\n1,depression/2,", "referred of 1, depression/2: "},
      {"visits.csv", "\n1,depression/2,", "visit of 1, depression/2, 1: "},
      {"event_log.csv", "\n1/depression/2,referral,", "start of 1/depression/2: "},
      {"event_log.xes", "<trace>", "line "},
  };
  for (const Case& each : cases) {
    const FolderOfResults results = of("run");
    change_a_digit(results, each.file, each.after);
    expect_differs(results, each.file, each.said);
  }
}

TEST(Verify, FindsAChangedDigitInTheDatabase) {
  const FolderOfResults results = of("run");
  cli::sqlite::Connection(results.path_of("results.sqlite"))
      .do_now(
          "UPDATE figures SET numerator = numerator + 1 WHERE replication = 2 AND metric = "
          "'referrals.count'");
  expect_differs(results, "results.sqlite",
                 "figures, replication 2, metric referrals.count, numerator: ");
}

TEST(Verify, AnotherWayOfStoringTheSameDatabaseIsNoDifference) {
  const FolderOfResults results = of("run");
  const std::string before = results.text_of("results.sqlite");
  cli::sqlite::Connection database(results.path_of("results.sqlite"));
  database.do_now("PRAGMA page_size = 1024");
  database.do_now("VACUUM");
  EXPECT_NE(results.text_of("results.sqlite"), before);
  expect_same(results);
}

TEST(Verify, FindsRowsThatAreMissingOrDoNotBelong) {
  const FolderOfResults results = of("run");
  cli::sqlite::Connection database(results.path_of("results.sqlite"));
  database.do_now("DELETE FROM replications WHERE replication = 3");
  expect_differs(results, "results.sqlite", "replications, replication 3 is missing");
  database.do_now("INSERT INTO replications VALUES (3, '', 0), (17, '', 0)");
  expect_differs(results, "results.sqlite", "replications: 1 rows do not belong there");
}

TEST(Verify, FindsAChangedDigitInASweep) {
  const std::vector<std::string> vary = {"--replications", "3", "--vary",
                                         "clinic.resources.chairs=3..4"};
  const FolderOfResults results = of("sweep", vary);
  change_a_digit(results, "sweep.csv", "\n4,courses_completed,courses / year,");
  expect_differs(results, "sweep.csv", "mean of 4, courses_completed: ");
  const FolderOfResults other = of("sweep", vary);
  cli::sqlite::Connection(other.path_of("cells.sqlite"))
      .do_now(
          "UPDATE cells SET events = events + 1 WHERE scenario = 'clinic.resources.chairs=4' "
          "AND replication = 2");
  expect_differs(other, "cells.sqlite",
                 "cells, scenario clinic.resources.chairs=4, replication 2, events: ");
}

TEST(Verify, FindsAChangedFigureInACell) {
  const FolderOfResults results =
      of("sweep", {"--replications", "3", "--vary", "clinic.resources.chairs=3..4"});
  // The last byte of the second denominator: its sign and exponent.
  cli::sqlite::Connection(results.path_of("cells.sqlite"))
      .do_now(
          "UPDATE cells SET figures = CAST(substr(figures, 1, 31) || x'7f' || substr(figures, "
          "33) AS BLOB) WHERE replication = 3 AND scenario LIKE '%=3'");
  expect_differs(results, "cells.sqlite",
                 "cells, scenario clinic.resources.chairs=3, replication 3, denominator of figure "
                 "2: ");
}

TEST(Verify, AMissingFileIsADifference) {
  const FolderOfResults results = of("run");
  fs::remove(results.path_of("replications.csv"));
  expect_differs(results, "replications.csv", "it is missing");
}

TEST(Verify, AFileThatIsNoneOfItsKindIsADifference) {
  for (const char* file : {"metrics.json", "metrics.csv", "replications.csv", "results.sqlite"}) {
    for (const char* text : {"", "[", "a,b\n\"", "\n\n,,\n"}) {
      const FolderOfResults results = of("run");
      results.write(file, text);
      expect_differs(results, file, file);
    }
  }
}

TEST(Verify, SaysWhichVersionMadeIt) {
  const FolderOfResults results = of("run");
  auto manifest = nlohmann::ordered_json::parse(results.text_of("manifest.json"));
  manifest["chairtime"] = "0.0.1";
  results.write("manifest.json", manifest.dump(2) + "\n");
  const Finished done = results.verify();
  EXPECT_EQ(done.exit_code, 5);
  EXPECT_THAT(done.out, HasSubstr("It was made by version 0.0.1 and run again by "));
}

// --- what cannot be verified

TEST(Verify, WhatIsNoFolderOfResultsIsRefused) {
  const FolderOfResults results;
  const Finished nowhere = results.verify();
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_THAT(nowhere.err, HasSubstr("results/manifest.json: No such file or directory"));
  fs::create_directories(results.folder);
  for (const char* text : {"", "[1, 2", "{}", R"({"chairtime": "0.1.0", "arguments": []})"}) {
    results.write("manifest.json", text);
    const Finished none = results.verify();
    EXPECT_EQ(none.exit_code, 3) << text;
    EXPECT_THAT(none.err, HasSubstr("manifest.json is no manifest of results")) << text;
  }
  EXPECT_EQ(chairtime({"verify"}).exit_code, 2);
  EXPECT_EQ(chairtime({"verify", "a", "b"}).exit_code, 2);
}

TEST(Verify, AManifestThatAsksForAnythingElseIsRefused) {
  const FolderOfResults results = of("run");
  const auto manifest = nlohmann::ordered_json::parse(results.text_of("manifest.json"));
  const std::string elsewhere = results.folder + ".elsewhere";
  const std::vector<std::vector<std::string>> all = {
      {"init", "iron"},
      {"validate", "clinic.yaml"},
      {"trace", "clinic.yaml", "--patient=1"},
      {"run", "clinic.yaml", "--records=1", "--event-log=100", "--out=" + elsewhere},
      {"run", "../clinic.yaml", "--records=1", "--event-log=100"},
      {"run", "other.yaml", "--records=1", "--event-log=100"},
      {"run", "clinic.yaml", "--records=1", "--event-log=100", "--no-such-option"}};
  for (const std::vector<std::string>& arguments : all) {
    auto changed = manifest;
    changed["arguments"] = arguments;
    results.write("manifest.json", changed.dump(2) + "\n");
    const Finished done = results.verify();
    EXPECT_EQ(done.exit_code, 3) << done.out;
    EXPECT_THAT(done.out, IsEmpty());
  }
  EXPECT_FALSE(fs::exists(elsewhere));
}

}  // namespace
}  // namespace sim::tests
