// tests/unit/config/goals_test.cpp: targets, and when there are enough replications, as the model
// has them.
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/config/compile.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::config {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

model::Model small(const std::vector<std::string>& overrides) {
  return tests::compiled(tests::text_of("scenarios/smallest.yaml"), overrides);
}

TEST(Replications, AreANumberOrAsManyAsItTakes) {
  EXPECT_FALSE(small({}).run.until);
  const model::RunPlan exactly = small({"run.replications=7"}).run;
  EXPECT_EQ(exactly.replications, 7);
  EXPECT_FALSE(exactly.until);

  const model::RunPlan plan =
      small({"run.replications={at_least: 20, at_most: 400, until: {overtime_per_day.mean: 2.5 %, "
             "\"utilisation[chairs]\": 1 %}}"})
          .run;
  EXPECT_EQ(plan.replications, 400);
  ASSERT_TRUE(plan.until);
  EXPECT_EQ(plan.until->at_least, 20);
  ASSERT_THAT(plan.until->all, SizeIs(2));
  EXPECT_EQ(plan.until->all[0].metric, "overtime_per_day.mean");
  EXPECT_DOUBLE_EQ(plan.until->all[0].of_mean, 0.025);
  EXPECT_EQ(plan.until->all[1].metric, "utilisation[chairs]");
  EXPECT_DOUBLE_EQ(plan.until->all[1].of_mean, 0.01);
}

TEST(Replications, AreTenToAThousandWhereNothingElseIsSaid) {
  const model::RunPlan plan = small({"run.replications={until: {overtime_per_day.mean: 5 %}}"}).run;
  EXPECT_EQ(plan.replications, 1000);
  EXPECT_EQ(plan.until.value().at_least, 10);
}

TEST(Targets, AreInTheOrderOfTheFileAndKnowWhereTheyStand) {
  EXPECT_THAT(small({}).targets, IsEmpty());
  const std::string text = tests::text_of("scenarios/smallest.yaml") +
                           "targets:\n"
                           "  - wait_to_first_infusion.p90  <= 14 days\n"
                           "  - {value: courses_completed >= 200, source: \"the contract\"}\n";
  const model::Model model = tests::compiled(text);
  ASSERT_THAT(model.targets, SizeIs(2));
  EXPECT_EQ(model.targets[0].text, "wait_to_first_infusion.p90 <= 14 days");
  EXPECT_EQ(model.targets[0].path, "targets.0");
  EXPECT_EQ(model.targets[1].metric, "courses_completed");
  EXPECT_EQ(model.targets[1].at.line, model.targets[0].at.line + 1);
  EXPECT_EQ(model.provenance.back().source, "the contract");
}

TEST(Targets, AndReplicationsReadBackAsTheyWereWrittenOut) {
  const model::Model model = small(
      {"targets=[\"utilisation[chairs,weekday=mon,hour=9] <= 80 %\", overtime_per_day.mean<=1 h]",
       "run.replications={at_most: 50, until: {\"utilisation[chairs]\": 5 %}}"});
  const model::Model again = tests::compiled(model.written_out);
  ASSERT_THAT(again.targets, SizeIs(2));
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(again.targets[i].text, model.targets[i].text);
  ASSERT_TRUE(again.run.until);
  EXPECT_EQ(again.run.replications, 50);
  EXPECT_EQ(again.run.until->at_least, 10);
  ASSERT_THAT(again.run.until->all, SizeIs(1));
  EXPECT_EQ(again.run.until->all[0].metric, "utilisation[chairs]");
  EXPECT_EQ(again.written_out, model.written_out);
}

// --- what is asked of models elsewhere

std::string said_of(const std::string& text, const Wanted& wanted, bool& has_model) {
  Diagnostics found;
  const ModelCheck no_chair_four = [](const model::Model& model, Diagnostics& diagnostics) {
    const int most = model.resources.begin()->staffing.most();
    if (most == 4) diagnostics.error({0, 4, 3}, "clinic", "four are too many");
    if (most == 5) diagnostics.warning({0, 4, 3}, "clinic", "five are nearly too many");
  };
  CompiledFile compiled = compile({text, "x.yaml", {}, {}, no_chair_four}, wanted, found);
  has_model = compiled.as_it_stands.has_value();
  std::string all;
  for (const Diagnostic& each : found.all())
    if (each.path == "clinic") all += each.variant + ": " + each.message + "\n";
  return all;
}

TEST(ModelCheck, WhatItFindsIsAMistakeLikeAnyOther) {
  const std::string text = tests::text_of("scenarios/smallest.yaml");
  bool has_model = true;
  EXPECT_EQ(said_of(text, {}, has_model), ": four are too many\n");
  EXPECT_FALSE(has_model);
  const std::string three = text + "extends: none\n";
  EXPECT_EQ(said_of(three, {}, has_model), "");  // it is asked of sound models only
}

TEST(ModelCheck, IsOfEachVariantToo) {
  std::string text = tests::text_of("scenarios/smallest.yaml");
  text.replace(text.find("chairs: 4"), 9, "chairs: 3");
  text += "variants: {more: {clinic.resources.chairs: 4}, many: {clinic.resources.chairs: 5}}\n";
  bool has_model = false;
  EXPECT_EQ(said_of(text, {Wanted::Which::All}, has_model),
            "more: four are too many (line 4)\nmany: five are nearly too many (line 4)\n");
  EXPECT_TRUE(has_model);
  // Of what nobody asks for, errors only.
  EXPECT_EQ(said_of(text, {}, has_model), "more: four are too many (line 4)\n");
}

}  // namespace
}  // namespace sim::config
