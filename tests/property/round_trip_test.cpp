// A scenario written out in full is the same scenario: run, it gives the same fingerprint, and
// written out again, the same text.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/diagnostic.h"
#include "sim/clinic/replication.h"
#include "sim/config/compile.h"
#include "sim/metrics/fingerprint.h"
#include "tests/support/files.h"
#include "tests/support/random_scenario.h"

namespace sim::tests {
namespace {

namespace fs = std::filesystem;

const fs::path& scenarios() {
  static const fs::path folder = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios";
  return folder;
}

config::FileReader data_in(const fs::path& folder) {
  return [folder](const std::string& file) -> std::variant<std::string, config::Unreadable> {
    return contents((folder / file).string());
  };
}

// --- what makes two models the same

std::uint64_t fingerprint_of(const model::Model& model) {
  metrics::Fingerprint fingerprint(model);
  clinic::simulate(model, model.run.seed, 1, fingerprint);
  return fingerprint.value();
}

// Long enough for courses to end and others to follow.
model::Model shortened(model::Model model) {
  model.run.warm_up = std::min<Duration>(model.run.warm_up, 2 * one_week);
  if (model.run.length) model.run.length = std::min<Duration>(*model.run.length, 20 * one_week);
  return model;
}

void expect_same(const model::Model& is, const model::Model& was) {
  EXPECT_EQ(is.name, was.name);
  EXPECT_EQ(is.run.start, was.run.start);
  EXPECT_EQ(is.run.warm_up, was.run.warm_up);
  EXPECT_EQ(is.run.length, was.run.length);
  EXPECT_EQ(is.run.replications, was.run.replications);
  EXPECT_EQ(is.run.seed, was.run.seed);
  EXPECT_EQ(is.run.confidence, was.run.confidence);
  EXPECT_EQ(fingerprint_of(shortened(is)), fingerprint_of(shortened(was)));
}

// Whatever states its origin in one states it in the other.
std::vector<std::string> origins_of(const model::Model& model) {
  std::vector<std::string> origins;
  for (const model::Provenance& each : model.provenance) {
    if (each.source.empty() && each.assumption.empty() && each.low.empty()) continue;
    origins.push_back(each.path + ' ' + each.value + ' ' + each.source + ' ' + each.assumption +
                      ' ' + each.low + ' ' + each.high);
  }
  std::sort(origins.begin(), origins.end());
  return origins;
}

// Of a number that stands in the text, whether it is a default.
bool has_defaults_left(const model::Model& model, std::string_view path) {
  return std::any_of(
      model.provenance.begin(), model.provenance.end(),
      [&](const model::Provenance& each) { return each.path == path && each.is_default; });
}

void expect_round_trip(const model::Model& was, const config::FileReader& files) {
  Diagnostics found;
  const auto is = config::compile(was.written_out, "written_out.yaml", {}, found, files);
  ASSERT_TRUE(is) << render_all(found) << was.written_out;
  expect_same(*is, was);
  EXPECT_EQ(origins_of(*is), origins_of(was));
  EXPECT_FALSE(has_defaults_left(*is, "run.replications"));
  EXPECT_EQ(is->written_out, was.written_out);
}

// --- the shipped ones

// As in "oracle/relapse.yaml".
std::vector<std::string> shipped() {
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(scenarios())) {
    if (entry.path().extension() == ".yaml")
      all.push_back(fs::relative(entry.path(), scenarios()).string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

class WrittenOut : public testing::TestWithParam<std::string> {};

TEST_P(WrittenOut, IsTheSameScenarioAndSoIsEachVariant) {
  const config::FileReader files = data_in((scenarios() / GetParam()).parent_path());
  const std::string text = text_of("scenarios/" + GetParam());
  Diagnostics found;
  const config::CompiledFile all = config::compile({text, GetParam(), {}, files}, {}, found);
  ASSERT_TRUE(all.as_it_stands) << render_all(found);
  expect_round_trip(*all.as_it_stands, files);
  for (const config::CompiledFile::Variant& variant : all.variants) {
    SCOPED_TRACE(variant.what.name);
    ASSERT_TRUE(variant.model);
    expect_round_trip(*variant.model, files);
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& scenario) {
  std::string name = scenario.param.substr(0, scenario.param.rfind('.'));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '.'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, WrittenOut, testing::ValuesIn(shipped()), test_name);

// --- all others

TEST(WrittenOut, IsTheSameForScenariosMadeUpAtRandom) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 60 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Diagnostics found;
    const auto model = config::compile(random_scenario(seed), "random.yaml", {}, found);
    if (!model) continue;
    expect_round_trip(*model, {});
    ++tried;
  }
  EXPECT_GT(tried, 30);
}

}  // namespace
}  // namespace sim::tests
