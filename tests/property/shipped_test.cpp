// The scenarios that come with chairtime: each is without mistakes and warnings, and so is each of
// its variants (but that more may be asked of it than it can do, which is a question like others),
// and what must hold in every run holds in theirs.
#include <algorithm>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/diagnostic.h"
#include "sim/clinic/replication.h"
#include "sim/config/compile.h"
#include "tests/property/watch.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

// As in "oracle/relapse.yaml".
std::vector<std::string> shipped() {
  const std::filesystem::path folder = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios";
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml")
      all.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

// Appointments of a diary stand whatever the rules of booking say.
bool keeps_a_diary(const model::Model& model) {
  return std::any_of(model.cohorts.begin(), model.cohorts.end(),
                     [](const model::Cohort& cohort) { return !cohort.at_start.diary.empty(); });
}

// Long enough for courses to end and others to follow.
void expect_promises_kept(model::Model model) {
  constexpr Duration longest = 26 * one_week;
  model.run.warm_up = std::min<Duration>(model.run.warm_up, 2 * one_week);
  if (model.run.length) model.run.length = std::min<Duration>(*model.run.length, longest);
  if (keeps_a_diary(model)) {
    PatientWatch patients(model);
    const clinic::Replication run = clinic::simulate(model, 1, 1, patients);
    patients.finish(run.ended);
    expect_equal(patients.counted(), run.ledger);
    return;
  }
  Watch watch(model);
  auto everybody = watch.all();
  const clinic::Replication run = clinic::simulate(model, 1, 1, everybody);
  watch.finish(run.ended);
  expect_equal(watch.patients.counted(), run.ledger);
}

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, IsWithoutMistakesAndSoAreItsVariants) {
  const std::string text = text_of("scenarios/" + GetParam());
  const auto read = [](const std::string& file) -> std::variant<std::string, config::Unreadable> {
    const std::filesystem::path folder = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios";
    return contents((folder / GetParam()).parent_path() / file);
  };
  Diagnostics found;
  const config::CompiledFile all =
      config::compile({text, GetParam(), {}, read}, {config::Wanted::Which::All, {}}, found);
  EXPECT_EQ(found.errors(), 0U) << render_all(found);
  const bool is_clinic = GetParam().find('/') == std::string::npos && GetParam() != "smallest.yaml";
  if (is_clinic) {
    for (const Diagnostic& each : found.all()) {  // not even a warning
      const bool is_overloaded = each.message.rfind("the plan needs ", 0) == 0;
      EXPECT_TRUE(is_overloaded && !each.variant.empty()) << render(each, found);
    }
    if (GetParam() != "reference.yaml") {
      EXPECT_GE(all.variants.size(), 4U);
    }
  }
  ASSERT_TRUE(all.as_it_stands);
  expect_promises_kept(*all.as_it_stands);
  for (const config::CompiledFile::Variant& variant : all.variants) {
    SCOPED_TRACE(variant.what.name);
    ASSERT_TRUE(variant.model);
    expect_promises_kept(*variant.model);
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& scenario) {
  std::string name = scenario.param.substr(0, scenario.param.rfind('.'));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '.'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Shipped, testing::ValuesIn(shipped()), test_name);

}  // namespace
}  // namespace sim::tests
