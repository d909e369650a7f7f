// tests/cli/extends_test.cpp: a scenario that is built on another file, as a user meets it.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

using testing::HasSubstr;

// The scenario in a folder of its own, beside the folder of the one that it extends.
std::string on_smallest(const std::string& more) {
  const std::string scenario = written("tuesday.yaml", "extends: base/clinic.yaml\n" + more);
  const std::filesystem::path folder = std::filesystem::path(scenario).parent_path() / "base";
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "clinic.yaml")
      << smallest() << "variants:\n  one chair: {clinic.resources.chairs: 1}\n";
  return scenario;
}

nlohmann::json ran(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "run");
  arguments.insert(arguments.end(), {"--quiet", "--format", "json"});
  const Finished done = chairtime(arguments);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  return nlohmann::json::parse(done.out);
}

TEST(Extends, IsTheSameAsOneFile) {
  const std::string file = on_smallest("clinic: {resources: {chairs: 3}}\n");
  const std::string whole = written("whole.yaml", smallest());
  const auto both = ran({file}).at("metrics");
  EXPECT_EQ(both, ran({whole, "--set", "clinic.resources.chairs=3"}).at("metrics"));
  EXPECT_NE(both, ran({whole}).at("metrics"));
  EXPECT_EQ(ran({file, "--variant", "one chair"}).at("metrics"),
            ran({whole, "--set", "clinic.resources.chairs=1"}).at("metrics"));
}

TEST(Extends, ExplainSaysWhichFileANumberIsFrom) {
  const std::string text =
      chairtime({"explain", on_smallest("clinic: {resources: {chairs: 3}}\n")}).out;
  EXPECT_THAT(text, HasSubstr("clinic.resources.chairs: 3 [tuesday.yaml:2]"));
  EXPECT_THAT(text, HasSubstr("clinic.resources.nurses: 2 [clinic.yaml:5]"));
}

TEST(Extends, AMistakeIsInTheFileWhereItStands) {
  const std::string file = on_smallest("clinic: {resources: {chairs: -3}}\n");
  const auto base = std::filesystem::path(file).parent_path() / "base" / "clinic.yaml";
  std::ofstream(base, std::ios::app) << "bookin: {slot: 15 min}\n";
  const Finished done = chairtime({"validate", file, "--format", "json"});
  EXPECT_EQ(done.exit_code, 1);
  const auto all = nlohmann::json::parse(done.out);
  ASSERT_EQ(all.size(), 2U) << done.out;
  EXPECT_EQ(all[0].at("file"), file);
  EXPECT_EQ(all[0].at("line"), 2);
  EXPECT_EQ(all[1].at("file"), base.string());
  EXPECT_THAT(std::string(all[1].at("message")), HasSubstr("did you mean \"booking\"?"));
}

TEST(Extends, AFileThatIsNotThereMakesTheScenarioWrong) {
  const std::string file = written("lonely.yaml", "extends: nowhere.yaml\n");
  const Finished done = chairtime({"run", file});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err,
              HasSubstr("lonely.yaml:1:10: error: extends: cannot read nowhere.yaml: No such file "
                        "or directory"));
}

}  // namespace
}  // namespace sim::tests
