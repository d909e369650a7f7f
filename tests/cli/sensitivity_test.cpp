// tests/cli/sensitivity_test.cpp: what is worth measuring first, as a user meets it.
#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

// The smallest scenario, whose nurses and referrals nobody knows.
std::string uncertain() {
  std::string text = replaced(smallest(), "nurses: 2", "nurses: {value: 2, range: [2, 4]}");
  return replaced(text, "4 / week", "{value: 4 / week, range: [2 / week, 8 / week]}");
}

std::vector<std::string> with(const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"sensitivity", written("uncertain.yaml", uncertain()),
                                        "--quiet", "--replications", "8"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return arguments;
}

TEST(Sensitivity, SaysFirstWhatIsWorthMeasuringFirst) {
  const Finished done = chairtime(with({"--metric", "courses_started", "--points", "16"}));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(done.out, StartsWith("The smallest clinic: 2 uncertain inputs\n"));
  EXPECT_THAT(done.out,
              HasSubstr("\n\nMeasure cohorts.depression.referrals first: from 2 / week to 8 / "
                        "week, courses started"));
  EXPECT_THAT(done.out,
              HasSubstr("  clinic.resources.nurses: 2, between 2 and 4, in whole steps\n"));
  EXPECT_THAT(done.out, HasSubstr("The intervals cover sampling error only"));
}

TEST(Sensitivity, OfProgramsIsOneObject) {
  const Finished done = chairtime(with({"--format", "json", "--points", "16", "--seed", "3"}));
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const json result = json::parse(done.out);
  EXPECT_EQ(result.at("seed"), 3);
  EXPECT_EQ(result.at("replications"), 8);
  EXPECT_EQ(result.at("points"), 16);
  EXPECT_TRUE(result.at("variant").is_null());
  EXPECT_EQ(result.at("inputs").size(), 2U);
  const json& completed = result.at("metrics").at("courses_completed");
  EXPECT_EQ(completed.at("measure_first"), "cohorts.depression.referrals");
  EXPECT_EQ(completed.at("tornado").at(0).at("input"), "cohorts.depression.referrals");
  EXPECT_LT(completed.at("tornado").at(0).at("at_low").at("mean"), 0.0);
  EXPECT_GT(completed.at("tornado").at(0).at("at_high").at("mean"), 0.0);
  EXPECT_EQ(completed.at("rank_correlation").at(0).at("correlation").at("points"), 16);
  EXPECT_EQ(result.at("metrics").size(), 2U);
  EXPECT_TRUE(result.at("metrics").contains("wait_to_first_infusion.mean"));
}

// Set to its high end by hand, a scenario says what the tornado says of that end.
TEST(Sensitivity, IsTheScenarioWithItsValuesAtTheEnds) {
  const json result =
      json::parse(chairtime(with({"--format", "json", "--metric", "courses_started"})).out);
  const auto started = [](const std::vector<std::string>& options) {
    std::vector<std::string> arguments = {
        "run", written("uncertain.yaml", uncertain()), "--quiet", "--replications", "8", "--format",
        "json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return json::parse(chairtime(arguments).out)
        .at("metrics")
        .at("courses_started")
        .at("mean")
        .get<double>();
  };
  const double more = started({"--set", "cohorts.depression.referrals=8 / week"}) - started({});
  const json& bar = result.at("metrics").at("courses_started").at("tornado").at(0);
  EXPECT_NEAR(bar.at("at_high").at("mean").get<double>(), more, 1e-9);
}

TEST(Sensitivity, IsTheSameOnAnyNumberOfThreads) {
  const std::string one = chairtime(with({"--threads", "1", "--format", "json"})).out;
  EXPECT_EQ(chairtime(with({"--threads", "2", "--format", "json"})).out, one);
  EXPECT_EQ(chairtime(with({"--threads", "8", "--format", "json"})).out, one);
}

TEST(Sensitivity, LooksAtAVariantAndAtWhatIsSet) {
  const std::string file =
      written("variants.yaml", uncertain() + "variants:\n  four: {clinic.resources.nurses: 4}\n");
  const Finished variant = chairtime({"sensitivity", file, "--quiet", "--variant", "four",
                                      "--replications", "4", "--points", "10"});
  EXPECT_THAT(variant.out, StartsWith("The smallest clinic: 1 uncertain input\nvariant: four\n"));
  const Finished set =
      chairtime({"sensitivity", file, "--quiet", "--set", "cohorts.depression.referrals=5 / week",
                 "--replications", "4", "--points", "10"});
  EXPECT_THAT(set.out, HasSubstr("clinic.resources.nurses: 2, between 2 and 4"));
  EXPECT_THAT(set.out, testing::Not(HasSubstr("referrals")));
}

TEST(Sensitivity, OfAScenarioWithoutARangeIs1AndSaysWhatToWrite) {
  const Finished done = chairtime({"sensitivity", written("clinic.yaml", smallest()), "--quiet"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("clinic.yaml has a range; give one to what is uncertain, as in "
                                  "drop_out: {value: 5 %, range: [2 %, 10 %]}\n"));
}

TEST(Sensitivity, OfARangeThatCannotBeVariedIs1AndSaysWhere) {
  const std::string text =
      replaced(smallest(), "4 / week", "{value: 4 / week, range: [8 / week, 2 / week]}");
  const Finished done = chairtime({"sensitivity", written("wrong.yaml", text), "--quiet"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("error: cohorts.depression.referrals: its range begins with the "
                                  "higher end, 8 / week\n"));
}

// The visit fits with either at its high end, but not with both: all points are tried before the
// first is run.
TEST(Sensitivity, OfRangesThatDoNotGoTogetherIs1AndSaysWhich) {
  std::string text =
      replaced(smallest(), "takes: 40 min", "takes: {value: 40 min, range: [20 min, 7 h]}");
  text = replaced(text, "takes: 60 min", "takes: {value: 60 min, range: [20 min, 7 h]}");
  const Finished done = chairtime({"sensitivity", written("together.yaml", text), "--quiet"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("chairtime: the ranges do not go together: the scenario is wrong "
                                  "with visits.infusion.steps.infuse.takes="));
  EXPECT_THAT(done.err, HasSubstr("; narrow one of them\n"));
}

TEST(Sensitivity, OfWhatIsNoMetricIs2AndSaysWhichIsMeant) {
  const Finished near = chairtime(with({"--metric", "courses_complete"}));
  EXPECT_EQ(near.exit_code, 2);
  EXPECT_THAT(near.out, IsEmpty());
  EXPECT_THAT(near.err, HasSubstr("the results have no figure 'courses_complete'; did you mean "
                                  "'courses_completed'?"));
  EXPECT_THAT(chairtime(with({"--metric", "happiness"})).err,
              HasSubstr("no figure 'happiness'; `chairtime metrics` says what there is"));
  EXPECT_THAT(chairtime(with({"--points", "9"})).err,
              HasSubstr("--points must be a whole number from 10 to 1000, is '9'"));
}

TEST(Sensitivity, ThatIsInterruptedSaysHowManyPointsAreComplete) {
  Running running({"sensitivity", written("uncertain.yaml", uncertain()), "--replications",
                   "100000", "--threads", "1"});
  using Clock = std::chrono::steady_clock;
  for (const auto start = Clock::now();
       running.err_so_far().find("simulating") == std::string::npos &&
       Clock::now() - start < std::chrono::seconds(20);)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  running.interrupt();
  const Finished done = running.wait();
  EXPECT_EQ(done.exit_code, 130);
  EXPECT_THAT(done.err, HasSubstr("of 100000 replications of the tornado are complete"));
  EXPECT_THAT(done.out, HasSubstr(" of 100000 replications and 0 of 64 points are complete.\n"));
}

}  // namespace
}  // namespace sim::tests
