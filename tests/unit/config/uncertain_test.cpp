// tests/unit/config/uncertain_test.cpp: the ranges of a scenario, tried out.
#include "sim/config/uncertain.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "sim/config/compile.h"

namespace sim::config {
namespace {

using model::UncertainInput;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Steps = UncertainInput::Steps;

// With these in place of the values of a good scenario.
struct Written {
  std::string chairs = "4";
  std::string takes = "40 min";
  std::string nurses = "1/3";
  std::string every = "3.5 days";
  std::string referrals = "4 / week";
  std::string more = "";
};

std::string scenario(const Written& w) {
  return "chairtime: 1\n"
         "name: A small clinic\n"
         "clinic:\n"
         "  open: {mon-fri: 08:00-17:00}\n"
         "  resources:\n"
         "    chairs: " +
         w.chairs +
         "\n"
         "    nurses: 2\n"
         "visits:\n"
         "  infusion:\n"
         "    throughout: {chairs: 1}\n"
         "    steps:\n"
         "      - name: infuse\n"
         "        takes: " +
         w.takes +
         "\n"
         "        needs: {nurses: " +
         w.nurses +
         "}\n"
         "courses:\n"
         "  induction:\n"
         "    visit: infusion\n"
         "    infusions: 6\n"
         "    every: " +
         w.every +
         "\n"
         "cohorts:\n"
         "  depression: {referrals: " +
         w.referrals +
         ", course: induction}\n"
         "run: {warm_up: 12 weeks}\n" +
         w.more;
}

// A text, to be compiled with more overrides and with fewer.
struct Source {
  std::string text;
  std::string variant = {};
  std::vector<std::string> overrides = {};

  std::optional<model::Model> compiled(const std::vector<std::string>& more, Diagnostics& found,
                                       Wanted::Which which = Wanted::Which::Alone) const {
    std::vector<std::string> all = overrides;
    all.insert(all.end(), more.begin(), more.end());
    CompiledFile file = compile({text, "test.yaml", all, {}}, {which, variant}, found);
    if (found.any_errors()) return {};
    return variant.empty() ? std::move(file.as_it_stands) : std::move(file.find(variant)->model);
  }
  CompileWith compile_with() const {
    return [this](const auto& more, Diagnostics& found) { return compiled(more, found); };
  }
};

struct Tried {
  std::vector<UncertainInput> inputs;
  std::string said;
};

Tried tried(const Written& written, const std::string& variant = {},
            const std::vector<std::string>& overrides = {}) {
  const Source source{scenario(written), variant, overrides};
  Diagnostics found;
  const auto which = variant.empty() ? Wanted::Which::AsItStands : Wanted::Which::Variant;
  const std::optional<model::Model> model = source.compiled({}, found, which);
  EXPECT_THAT(render_all(found), IsEmpty());
  Tried result;
  result.inputs = uncertain_inputs(*model, source.compile_with(), found);
  result.said = render_all(found);
  return result;
}

TEST(UncertainInputs, AreAllThatHaveARange) {
  Written written;
  written.takes = "{value: 40 min, range: [30 min, 1 h]}";
  written.referrals = "{value: 4 / week, range: [3 / week, 1 / day], source: \"a guess\"}";
  const Tried result = tried(written);
  EXPECT_THAT(result.said, IsEmpty());
  ASSERT_THAT(result.inputs, SizeIs(2));
  EXPECT_EQ(result.inputs[0].path, "visits.infusion.steps.infuse.takes");
  EXPECT_EQ(result.inputs[0].low, "30 min");
  EXPECT_EQ(result.inputs[0].value, "40 min");
  EXPECT_EQ(result.inputs[0].high, "1 h");
  EXPECT_EQ(result.inputs[0].steps, Steps::Any);
  EXPECT_EQ(result.inputs[1].path, "cohorts.depression.referrals");
  EXPECT_THAT(tried({}).inputs, IsEmpty());
}

TEST(UncertainInputs, GoInWholeStepsWhereTheKeyTakesNoOthers) {
  Written written;
  written.chairs = "{value: 4, range: [2, 6]}";
  written.nurses = "{value: 1/3, range: [1/4, 1/2]}";
  const Tried result = tried(written);
  EXPECT_THAT(result.said, IsEmpty());
  ASSERT_THAT(result.inputs, SizeIs(2));
  EXPECT_EQ(result.inputs[0].steps, Steps::Whole);
  EXPECT_EQ(result.inputs[1].steps, Steps::Whole);
}

TEST(UncertainInputs, MayBeAPartOfADistributionWithAnOriginOfItsOwn) {
  Written written;
  written.takes =
      "{value: {gamma: {mean: {value: 45 min, range: [40 min, 60 min]}, sd: 10 min}}, "
      "source: \"a guess\"}";
  const Tried result = tried(written);
  EXPECT_THAT(result.said, IsEmpty());
  ASSERT_THAT(result.inputs, SizeIs(1));
  EXPECT_EQ(result.inputs[0].path, "visits.infusion.steps.infuse.takes.gamma.mean");
}

TEST(UncertainInputs, AreThoseOfTheVariantAndOfWhatIsSet) {
  Written written;
  written.takes = "{value: 40 min, range: [30 min, 1 h]}";
  written.more =
      "variants:\n"
      "  known: {visits.infusion.steps.infuse.takes: 45 min}\n"
      "  unknown: {courses.induction.every: {value: 4 days, range: [3 days, 5 days]}}\n";
  EXPECT_THAT(tried(written, "known").inputs, IsEmpty());
  EXPECT_THAT(tried(written, "unknown").inputs, SizeIs(2));
  EXPECT_THAT(tried(written, "", {"visits.infusion.steps.infuse.takes=50 min"}).inputs, IsEmpty());
}

TEST(UncertainInputs, ThatAreNotNumbersOfOneKindAreRefusedAtTheirPlace) {
  Written written;
  written.takes = "{value: {exponential: {mean: 40 min}}, range: [30 min, 1 h]}";
  EXPECT_EQ(
      tried(written).said,
      "test.yaml:13:9: error: visits.infusion.steps.infuse.takes: between 30 min and 1 h "
      "there is nothing that {exponential: {mean: 40 min}} could be varied to\n"
      "   13 |         takes: {value: {exponential: {mean: 40 min}}, range: [30 min, 1 h]}\n"
      "      |         ^^^^^\n"
      "  hint: write a range of numbers of the same kind as the value; of a distribution give "
      "one of its parts a range, as in {exponential: {mean: {value: 30 min, range: [20 min, "
      "40 min]}}}\n");
}

TEST(UncertainInputs, AreAllSaidToBeWrongAtOnce) {
  Written written;
  written.takes = "{value: 40 min, range: [1 h, 30 min]}";
  written.referrals = "{value: 4 / week, range: [5 / week, 6 / week]}";
  EXPECT_EQ(
      tried(written).said,
      "test.yaml:13:9: error: visits.infusion.steps.infuse.takes: its range begins with the "
      "higher end, 1 h\n"
      "   13 |         takes: {value: 40 min, range: [1 h, 30 min]}\n"
      "      |         ^^^^^\n"
      "  hint: write a range around the value, as in [2 %, 10 %]\n"
      "test.yaml:21:16: error: cohorts.depression.referrals: 4 / week lies outside its range, "
      "5 / week to 6 / week\n"
      "   21 |   depression: {referrals: {value: 4 / week, range: [5 / week, 6 / week]}, "
      "course: induction}\n"
      "      |                ^^^^^^^^^\n"
      "  hint: write a range around the value, as in [2 %, 10 %]\n");
}

// At 12 h the visit does not fit into the day any more.
TEST(UncertainInputs, WithAnEndThatMakesTheScenarioWrongAreRefusedAtTheirPlace) {
  Written written;
  written.takes = "{value: 40 min, range: [30 min, 12 h]}";
  const Tried result = tried(written);
  EXPECT_THAT(result.inputs, IsEmpty());
  EXPECT_THAT(result.said, testing::StartsWith(
                               "test.yaml:13:9: error: visits.infusion.steps.infuse.takes: cannot "
                               "be set to 12 h: "));
}

TEST(Setting, IsAnOverrideThatReplacesTheValueWithItsOrigin) {
  Written written;
  written.referrals = "{value: 4 / week, range: [3 / week, 5 / week], source: \"a guess\"}";
  const Source source{scenario(written)};
  Diagnostics found;
  const auto inputs = uncertain_inputs(*source.compiled({}, found), source.compile_with(), found);
  ASSERT_THAT(inputs, SizeIs(1));
  const Setting setting = setting_at(inputs.front(), 0.25);
  EXPECT_EQ(setting.override, "cohorts.depression.referrals=3.5 / week");
  EXPECT_EQ(setting.share, 0.25);
  const auto model = source.compiled({setting.override}, found);
  ASSERT_TRUE(model);
  written.referrals = "3.5 / week";
  EXPECT_EQ(model->written_out, Source{scenario(written)}.compiled({}, found)->written_out);
}

}  // namespace
}  // namespace sim::config
