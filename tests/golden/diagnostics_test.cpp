// tests/golden/diagnostics_test.cpp: what is said about broken scenarios, word for word.
//
// Beside each file of diagnostics/*.yaml stands the expected text, and the data that it names. With
// CHAIRTIME_UPDATE_GOLDEN=1 in the environment the texts are written anew: read the difference
// before you keep it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/config/compile.h"
#include "sim/experiment/goals.h"
#include "tests/support/files.h"

namespace sim::config {
namespace {

namespace fs = std::filesystem;
using tests::contents;

// The files of that folder.
std::variant<std::string, Unreadable> data(const std::string& path) {
  const fs::path file = fs::path(CHAIRTIME_SOURCE_DIR "/tests/golden/diagnostics") / path;
  if (!fs::is_regular_file(file)) return Unreadable{"No such file or directory"};
  return contents(file);
}

std::vector<std::string> broken_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(CHAIRTIME_SOURCE_DIR "/tests/golden/diagnostics"))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class BrokenScenario : public testing::TestWithParam<std::string> {};

TEST_P(BrokenScenario, IsReportedWordForWord) {
  const fs::path scenario =
      fs::path(CHAIRTIME_SOURCE_DIR "/tests/golden/diagnostics") / (GetParam() + ".yaml");
  fs::path expected = scenario;
  expected.replace_extension(".txt");

  Diagnostics found;
  const std::string text = contents(scenario);
  const CompiledFile compiled = compile(
      {text, scenario.filename().string(), {}, data, experiment::check_goals}, Wanted{}, found);
  EXPECT_TRUE(compiled.as_it_stands.has_value() || found.any_errors());
  EXPECT_FALSE(found.all().empty());
  if (std::getenv("CHAIRTIME_UPDATE_GOLDEN")) std::ofstream(expected) << render_all(found);
  EXPECT_EQ(render_all(found), contents(expected));
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, BrokenScenario, testing::ValuesIn(broken_scenarios()),
                         [](const auto& each) { return each.param; });

TEST(FiveMistakes, AreFiveMessages) {
  Diagnostics found;
  const std::string text =
      contents(CHAIRTIME_SOURCE_DIR "/tests/golden/diagnostics/five_mistakes.yaml");
  compile(text, "five_mistakes.yaml", {}, found);
  EXPECT_EQ(found.errors(), 5U);
  EXPECT_EQ(found.all().size(), 5U);
}

}  // namespace
}  // namespace sim::config
