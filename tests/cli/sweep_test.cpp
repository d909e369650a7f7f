// tests/cli/sweep_test.cpp: `chairtime sweep` as a user meets it, interrupted and gone on with.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// A scenario, and a folder that is not there yet.
struct Place {
  std::string file = written("clinic.yaml", smallest());
  std::string folder = written("some.txt", "") + ".results";

  std::vector<std::string> arguments(const std::vector<std::string>& more) const {
    std::vector<std::string> all = {"sweep",  file,
                                    "--vary", "clinic.resources.chairs=2..4",
                                    "--vary", "booking.series=rolling,whole_course"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Finished sweep(const std::vector<std::string>& more) const { return chairtime(arguments(more)); }
  // Quietly, and keeping it.
  Finished kept(std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--quiet", "--out", folder});
    return sweep(more);
  }
  std::string text_of(const std::string& name) const { return contents(folder + "/" + name); }
};

void expect_refused(const Finished& done, const std::string& because) {
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr(because));
}

// --- what it shows

TEST(Sweep, ShowsEveryCombination) {
  const Finished done = Place().sweep({"--quiet"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(done.out, StartsWith("The smallest clinic: 6 points\n"));
  EXPECT_THAT(done.out, HasSubstr("  clinic.resources.chairs: 2, 3, 4\n"
                                  "  booking.series: rolling, whole_course\n"));
  EXPECT_THAT(done.out, HasSubstr("The intervals cover sampling error only"));
}

TEST(Sweep, TheNumberOfThreadsDoesNotChangeAByte) {
  const Place place;
  for (const char* format : {"table", "json", "csv"}) {
    const std::string one = place.sweep({"--quiet", "--format", format, "--threads", "1"}).out;
    EXPECT_THAT(one, Not(IsEmpty()));
    for (const char* threads : {"2", "8"})
      EXPECT_EQ(place.sweep({"--quiet", "--format", format, "--threads", threads}).out, one);
  }
}

// Cells of a line whose quoted ones hold no line breaks.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all(1);
  bool quoted = false;
  for (const char each : line) {
    if (each == '"') quoted = !quoted;
    if (each == ',' && !quoted) {
      all.emplace_back();
    } else if (each != '"') {
      all.back() += each;
    }
  }
  return all;
}

TEST(Sweep, CsvHasTheFiguresOfSingleRuns) {
  const Place place;
  const std::string vary = "courses.induction.every=[3 days, 4 days],1 week";
  const Finished csv =
      chairtime({"sweep", place.file, "--vary", vary, "--format", "csv", "--quiet", "--metric",
                 "courses_completed", "--metric", "wait_to_first_infusion.mean"});
  EXPECT_EQ(csv.exit_code, 0) << csv.err;
  std::istringstream lines(csv.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "courses.induction.every,metric,unit,mean,half_width,replications");
  int rows = 0;
  for (; std::getline(lines, line); ++rows) {
    const std::vector<std::string> row = cells(line);
    ASSERT_EQ(row.size(), 6U) << line;
    EXPECT_EQ(row[0], rows < 2 ? "[3 days, 4 days]" : "1 week");
    const Finished run = chairtime({"run", place.file, "--quiet", "--format", "json", "--set",
                                    "courses.induction.every=" + row[0]});
    const auto metric = nlohmann::json::parse(run.out).at("metrics").at(row[1]);
    EXPECT_EQ(metric.at("unit"), row[2]);
    EXPECT_EQ(metric.at("mean").get<double>(), std::stod(row[3]));
    EXPECT_EQ(metric.at("half_width").get<double>(), std::stod(row[4]));
    EXPECT_EQ(std::to_string(metric.at("replications").get<int>()), row[5]);
  }
  EXPECT_EQ(rows, 4);
}

TEST(Sweep, WithoutVaryThereIsNothingToSweep) {
  const Finished done = chairtime({"sweep", Place().file});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.err, HasSubstr("sweep takes --vary, as in --vary clinic.resources.chairs=2..8"));
}

TEST(Sweep, EveryValueThatIsWrongIsSaid) {
  const Finished done = chairtime({"sweep", Place().file, "--vary", "clinic.resources.chairs=2,x,y",
                                   "--vary", "booking.series=wrong"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, AllOf(HasSubstr("\"x\""), HasSubstr("\"y\""), HasSubstr("\"wrong\"")));
}

// Of two lists for one path only the last would have counted.
TEST(Sweep, APathIsVariedOnce) {
  for (const char* command : {"sweep", "size"}) {
    const Finished done =
        chairtime({command, Place().file, "--vary", "clinic.resources.chairs=2..4", "--vary",
                   "run.seed=1,2", "--vary", "clinic.resources.chairs=6"});
    EXPECT_EQ(done.exit_code, 2);
    EXPECT_THAT(done.out, IsEmpty());
    EXPECT_THAT(done.err, HasSubstr("--vary gives values to clinic.resources.chairs twice; write "
                                    "all of them in one list"));
  }
}

TEST(Sweep, AnUnknownFigureIsAMistakeOfTheCommandLine) {
  const Finished done = Place().sweep({"--metric", "courses_complete"});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.err, HasSubstr("the results have no figure 'courses_complete'; did you mean "
                                  "'courses_completed'?"));
}

// --- a folder

TEST(Sweep, KeptInAFolderSaysTheSameAndIsNotRunAgain) {
  const Place place;
  const Finished whole = place.sweep({"--quiet"});
  const Finished first = place.kept();
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, whole.out);
  const std::string csv = place.text_of("sweep.csv");
  EXPECT_EQ(csv, place.sweep({"--quiet", "--format", "csv"}).out);
  const auto manifest = nlohmann::json::parse(place.text_of("manifest.json"));
  EXPECT_EQ(manifest.at("seed"), 1);
  EXPECT_THAT(manifest.at("scenario").get<std::string>(), HasSubstr("name: The smallest clinic"));
  const Finished again = place.kept({"--threads", "2"});
  EXPECT_EQ(again.out, whole.out);
  EXPECT_EQ(place.text_of("sweep.csv"), csv);
}

TEST(Sweep, KeepsTheJsonOfItsFormatToo) {
  const Place place;
  ASSERT_EQ(place.kept({"--metric", "courses_completed"}).exit_code, 0);
  EXPECT_EQ(place.text_of("metrics.json"),
            place.sweep({"--quiet", "--format", "json", "--metric", "courses_completed"}).out);
}

// The manifest says what the table beside it is of.
TEST(Sweep, ThatGoesOnWithOtherPointsHasNoTableUntilItIsComplete) {
  const Place place;
  ASSERT_EQ(place.kept().exit_code, 0);
  Running running(place.arguments({"--replications", "500000", "--out", place.folder}));
  while (running.err_so_far().find("simulating") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  running.interrupt();
  EXPECT_EQ(running.wait().exit_code, 130);
  EXPECT_FALSE(fs::exists(place.folder + "/sweep.csv"));
  EXPECT_FALSE(fs::exists(place.folder + "/metrics.json"));
  const auto manifest = nlohmann::json::parse(place.text_of("manifest.json"));
  EXPECT_EQ(manifest.at("arguments").back(), "--replications=500000");
  EXPECT_EQ(place.kept().out, place.sweep({"--quiet"}).out);
}

TEST(Sweep, AFolderOfAnotherCommandIsRefused) {
  const Place place;
  ASSERT_EQ(
      chairtime({"capacity", place.file, "--quiet", "--replications", "2", "--out", place.folder})
          .exit_code,
      0);
  expect_refused(place.kept(), "the command (capacity, now sweep) changed");
}

TEST(Sweep, ExtendedAddsToTheFolder) {
  const Place place;
  EXPECT_EQ(place.kept({"--replications", "2"}).exit_code, 0);
  const Finished more =
      place.kept({"--replications", "6", "--vary", "courses.induction.infusions=6"});
  EXPECT_EQ(more.exit_code, 0) << more.err;
  EXPECT_EQ(
      more.out,
      place.sweep({"--quiet", "--replications", "6", "--vary", "courses.induction.infusions=6"})
          .out);
  EXPECT_EQ(place.kept({"--replications", "6"}).out,
            place.sweep({"--quiet", "--replications", "6"}).out);
}

// Ctrl-C in the middle of one that would take all day; then again, of fewer, to its end.
TEST(Sweep, InterruptedAndGoneOnIsByteForByteTheSame) {
  const Place place;
  const std::vector<std::string> few = {"--replications", "20"};
  Running running(place.arguments({"--replications", "500000", "--out", place.folder}));
  const std::string growing = place.folder + "/cells.sqlite-wal";
  std::error_code not_yet;
  while (fs::file_size(growing, not_yet) < 100'000 || not_yet)  // some ten replications
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  running.interrupt();
  const Finished cut = running.wait();
  EXPECT_EQ(cut.exit_code, 130);
  EXPECT_THAT(cut.err, HasSubstr("interrupted; 0 of 6 points are complete"));
  EXPECT_THAT(cut.out, HasSubstr("Interrupted: "));
  EXPECT_FALSE(fs::exists(place.folder + "/sweep.csv"));

  const Finished gone_on = place.kept(few);
  EXPECT_EQ(gone_on.exit_code, 0) << gone_on.err;
  EXPECT_EQ(gone_on.out, place.sweep({"--quiet", "--replications", "20"}).out);
  EXPECT_EQ(place.text_of("sweep.csv"),
            place.sweep({"--quiet", "--replications", "20", "--format", "csv"}).out);
}

// --- a folder of something else

TEST(Sweep, AFolderOfAnotherScenarioOrSeedIsRefused) {
  const Place place;
  ASSERT_EQ(place.kept().exit_code, 0);
  expect_refused(place.kept({"--set", "clinic.resources.nurses=3"}),
                 place.folder +
                     " holds results of something else: the scenario changed; choose "
                     "another folder, or --force to begin anew in this one");
  expect_refused(place.kept({"--seed", "2"}), "the seed (1, now 2) changed");
  expect_refused(place.kept({"--seed", "2", "--set", "run.length=4 weeks"}),
                 "the scenario and the seed (1, now 2) changed");
  EXPECT_EQ(place.kept().out, place.sweep({"--quiet"}).out);  // nothing was spoilt
}

TEST(Sweep, AFolderOfAnotherVersionIsRefused) {
  const Place place;
  ASSERT_EQ(place.kept().exit_code, 0);
  auto manifest = nlohmann::ordered_json::parse(place.text_of("manifest.json"));
  const auto version = manifest.at("chairtime").get<std::string>();
  manifest["chairtime"] = "0.0.1";
  std::ofstream(place.folder + "/manifest.json") << manifest.dump(2);
  expect_refused(place.kept(), "the program's version (0.0.1, now " + version + ") changed");
}

TEST(Sweep, AFileThatTheScenarioNamesIsPartOfIt) {
  const std::string folder = fs::path(written("times.csv", "t\n30\n60\n")).parent_path().string();
  const Place place{folder + "/clinic.yaml", folder + "/results"};
  std::ofstream(place.file) << smallest();
  const std::vector<std::string> set = {
      "--set",
      "visits.infusion.steps.infuse.takes={empirical: {file: times.csv, column: t, unit: min}}"};
  const Finished done = place.kept(set);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(place.kept(set).exit_code, 0);
  std::ofstream(folder + "/times.csv") << "t\n30\n61\n";
  expect_refused(place.kept(set), "the files that the scenario names changed");
}

TEST(Sweep, ForceBeginsAnew) {
  const Place place;
  ASSERT_EQ(place.kept().exit_code, 0);
  const Finished anew = place.kept({"--seed", "2", "--force"});
  EXPECT_EQ(anew.exit_code, 0) << anew.err;
  EXPECT_EQ(anew.out, place.sweep({"--quiet", "--seed", "2"}).out);
  EXPECT_EQ(nlohmann::json::parse(place.text_of("manifest.json")).at("seed"), 2);
  expect_refused(place.kept(), "the seed (2, now 1) changed");
}

TEST(Sweep, AFolderWithFilesOfSomebodyElseIsRefusedEvenByForce) {
  const Place place;
  fs::create_directories(place.folder);
  std::ofstream(place.folder + "/letter.txt") << "Dear colleague";
  expect_refused(place.kept(), place.folder +
                                   " holds files that are no results of ours, such as letter.txt; "
                                   "choose another folder");
  expect_refused(place.kept({"--force"}), "holds files that are no results of ours");
  EXPECT_EQ(place.text_of("letter.txt"), "Dear colleague");
  EXPECT_EQ(std::distance(fs::directory_iterator(place.folder), fs::directory_iterator()), 1);
}

TEST(Sweep, AManifestThatIsNoneIsRefused) {
  const Place place;
  fs::create_directories(place.folder);
  std::ofstream(place.folder + "/manifest.json") << "[1, 2";
  expect_refused(place.kept(), place.folder +
                                   "/manifest.json is no manifest of results; choose "
                                   "another folder, or --force to begin anew in this one");
  EXPECT_EQ(place.kept({"--force"}).exit_code, 0);
}

TEST(Sweep, CellsThatAreNoDatabaseAreRefused) {
  const Place place;
  ASSERT_EQ(place.kept().exit_code, 0);
  std::ofstream(place.folder + "/cells.sqlite") << std::string(5000, 'x');
  expect_refused(place.kept(),
                 "cannot use " + place.folder + "/cells.sqlite: file is not a database");
  EXPECT_EQ(place.kept({"--force"}).out, place.sweep({"--quiet"}).out);
}

TEST(Sweep, AFileWhereTheFolderIsToBeIsRefused) {
  const Place place{written("clinic.yaml", smallest()), written("results", "text")};
  expect_refused(place.kept(), "cannot make the folder " + place.folder);
}

}  // namespace
}  // namespace sim::tests
