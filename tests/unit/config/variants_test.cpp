// tests/unit/config/variants_test.cpp: what-ifs that stand in the scenario's own file.
#include "sim/config/variants.h"

#include <chrono>
#include <map>

#include <gmock/gmock.h>

#include "sim/config/compile.h"
#include "sim/config/overlay.h"

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string clinic = R"(chairtime: 1
name: A small clinic
clinic:
  open: {mon-fri: 08:00-17:00}
  resources: {chairs: 4, nurses: 2}
visits:
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: 10 min, needs: {nurses: 1}}
      - {name: infuse, takes: 40 min, needs: {nurses: 1/3}}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
cohorts:
  depression: {referrals: 4 / week, course: induction}
run: {warm_up: 12 weeks}
variants:
)";
constexpr std::uint32_t first_line = 18;  // of the variants

using Overrides = std::vector<std::string>;

class Variants : public testing::Test {
 protected:
  void compile_with(const std::string& variants, const Wanted& wanted = {Wanted::Which::All},
                    const Overrides& overrides = {}) {
    const auto read = [this](const std::string& path) -> std::variant<std::string, Unreadable> {
      const auto there = texts_.find(path);
      if (there == texts_.end()) return Unreadable{"No such file or directory"};
      return there->second;
    };
    found_ = {};
    const std::string text = clinic + variants;
    file_ = compile({text, "clinic.yaml", overrides, read}, wanted, found_);
  }
  const model::Model& model(std::string_view variant) { return *file_.find(variant)->model; }
  int chairs(const model::Model& model) const {
    return static_cast<int>(
        model.resources[ResourceId{0}].staffing.rotas().periods().front().what.staffed() /
        std::chrono::hours{45});
  }
  // "file:line:column variant: path: message"
  std::vector<std::string> said() const {
    std::vector<std::string> lines;
    for (const Diagnostic& each : found_.by_position()) {
      lines.push_back(std::string(each.severity == Severity::Error ? "" : "warning ") +
                      found_.file(each.at.file)->name + ":" + std::to_string(each.at.line) + ":" +
                      std::to_string(each.at.column) + " " + each.variant + ": " + each.path +
                      ": " + each.message);
    }
    return lines;
  }

  std::map<std::string, std::string> texts_;
  Diagnostics found_;
  CompiledFile file_;
};

TEST_F(Variants, AreModelsBesideTheScenarioAsItStands) {
  compile_with(
      "  five chairs: {clinic.resources.chairs: 5}\n"
      "  a list: {courses.induction.every: [3 days, 4 days]}\n"
      "  a mapping: {visits.infusion.steps.infuse.takes: {exponential: {mean: 50 min}}}\n");
  EXPECT_THAT(said(), IsEmpty());
  EXPECT_EQ(chairs(*file_.as_it_stands), 4);
  EXPECT_EQ(chairs(model("five chairs")), 5);
  EXPECT_EQ(chairs(model("a list")), 4);
  EXPECT_EQ(model("a list").courses[CourseId{0}].schedule.mean_gap(2), 3 * one_day);
  EXPECT_EQ(model("a mapping").visits[VisitId{0}].planned(), std::chrono::minutes{60});
}

TEST_F(Variants, AreKnownInTheOrderOfTheFileWithTheirChanges) {
  compile_with(
      "  second: {cohorts.*.referrals: x 1.05, clinic.resources.nurses: 3}\n"
      "  first: {courses.induction.every: [3 days, 4 days]}\n");
  ASSERT_EQ(file_.variants.size(), 2U);
  const model::Variant& second = file_.variants[0].what;
  EXPECT_EQ(second.name, "second");
  ASSERT_EQ(second.changes.size(), 2U);
  EXPECT_EQ(second.changes[0].path, "cohorts.*.referrals");
  EXPECT_EQ(second.changes[0].value, "x 1.05");
  EXPECT_EQ(file_.variants[1].what.changes[0].value, "[3 days, 4 days]");
  EXPECT_EQ(file_.find("third"), nullptr);
}

TEST_F(Variants, ScaleRemoveAndMeanEach) {
  compile_with(
      "  more: {cohorts.*.referrals: x 1.25, visits.infusion.steps.infuse.takes: x 1.5,\n"
      "         clinic.resources.chairs: x 1.5}\n"
      "  quick: {visits.infusion.steps.0: remove}\n");
  EXPECT_THAT(said(), IsEmpty());
  EXPECT_DOUBLE_EQ(std::get<model::Poisson>(model("more").cohorts[CohortId{0}].referrals).per_week,
                   5.0);
  EXPECT_EQ(model("more").visits[VisitId{0}].planned(), std::chrono::minutes{10 + 60});
  EXPECT_EQ(chairs(model("more")), 6);
  EXPECT_EQ(model("quick").visits[VisitId{0}].steps.size(), 1U);
}

TEST_F(Variants, OverridesAreLaidOverThemToo) {
  compile_with("  five chairs: {clinic.resources.chairs: 5, clinic.resources.nurses: 3}\n",
               {Wanted::Which::All}, {"clinic.resources.chairs=7"});
  EXPECT_EQ(chairs(*file_.as_it_stands), 7);
  EXPECT_EQ(chairs(model("five chairs")), 7);
  const auto& nurses = model("five chairs").resources[ResourceId{1}];
  EXPECT_EQ(nurses.staffing.rotas().periods().front().what.staffed(), 3 * std::chrono::hours{45});
}

TEST_F(Variants, AValueSaysInWhichLineItsVariantPutIt) {
  compile_with(
      "  five chairs:\n"
      "    clinic.resources.chairs: 5\n"
      "    visits.infusion.steps.infuse.takes: {uniform: [30 min, 50 min]}\n"
      "    cohorts.depression.referrals: x 2\n");
  const auto place = [this](const std::string& path) {
    for (const model::Provenance& each : model("five chairs").provenance)
      if (each.path == path) return each.value + " " + std::to_string(each.at.line);
    return path;
  };
  EXPECT_EQ(place("clinic.resources.chairs"), "5 " + std::to_string(first_line + 1));
  EXPECT_EQ(place("visits.infusion.steps.infuse.takes"),
            "{uniform: [30 min, 50 min]} " + std::to_string(first_line + 2));
  EXPECT_EQ(place("cohorts.depression.referrals"), "8 / week " + std::to_string(first_line + 3));
}

TEST_F(Variants, AMistakeIsSaidInItsLineOrOfItsName) {
  compile_with(
      "  bad: {clinic.resources.chairs: many}\n"
      "  worse: {clinic.resources.nurses: remove}\n");
  EXPECT_THAT(
      said(),
      ElementsAre("clinic.yaml:18:34 bad: clinic.resources.chairs: expected a whole "
                  "number from 0 to 10000, found \"many\"",
                  HasSubstr("clinic.yaml:19:3 worse: visits.infusion.steps.prepare.needs."),
                  HasSubstr("clinic.yaml:19:3 worse: visits.infusion.steps.infuse.needs.")));
  EXPECT_THAT(said()[1], HasSubstr("(line 10)"));
}

TEST_F(Variants, TheMistakesOfTheScenarioAreSaidOnce) {
  compile_with("  five chairs: {clinic.resources.chairs: 5}\n  six: {clinic.resources.chairs: 6}\n",
               {Wanted::Which::All},
               {"courses.induction.drop_out=-1 %", "run.warm_up=remove", "clinic.chiars=2"});
  EXPECT_THAT(said(), ElementsAre(HasSubstr("--set:1:28 : courses.induction.drop_out: "),
                                  HasSubstr("--set:1:8 : clinic: unknown key \"chiars\"")));
}

// Its error keeps the scenario from being warned of its cold start; one that heals it is not.
TEST_F(Variants, AreNotBlamedForWhatAnErrorOfTheScenarioHides) {
  std::string text = clinic + "  healed: {cohorts.depression.referrals: 4 / week}\n";
  for (const std::string part : {" / week", "run: {warm_up: 12 weeks}\n"})
    text.erase(text.find(part), part.size());
  file_ = compile({text, "clinic.yaml", {}, {}}, {Wanted::Which::All}, found_);
  EXPECT_THAT(said(), ElementsAre(HasSubstr("clinic.yaml:15:27 : cohorts.depression.referrals: ")));
}

TEST_F(Variants, WhatOneAsksForAnswersForTheOverridesAndTheOthersDoNot) {
  const std::string variants =
      "  no preparation: {visits.infusion.steps.prepare: remove}\n"
      "  cold: {run.warm_up: remove}\n";
  const Overrides overrides = {"visits.infusion.steps.prepare.takes=5 min"};
  compile_with(variants, {}, overrides);
  EXPECT_THAT(said(), IsEmpty());
  compile_with(variants, {Wanted::Which::Variant, "no preparation"}, overrides);
  EXPECT_THAT(said(), ElementsAre("--set:1:23 no preparation: visits.infusion.steps: has no item "
                                  "\"prepare\", only 1 item"));
  compile_with(variants, {Wanted::Which::All}, overrides);
  EXPECT_THAT(said(), ElementsAre(HasSubstr("warning clinic.yaml:19:3 cold: "),
                                  HasSubstr("--set:1:23 no preparation: ")));
}

TEST_F(Variants, AnOverrideMayHoldForTheOneThatIsAskedForOnly) {
  const std::string variants =
      "  with a break: {visits.infusion.steps: [{name: rest, takes: 5 min}]}\n";
  const Overrides overrides = {"visits.infusion.steps.rest.takes=10 min"};
  compile_with(variants, {Wanted::Which::Variant, "with a break"}, overrides);
  EXPECT_FALSE(found_.any_errors()) << render_all(found_);
  EXPECT_EQ(model("with a break").visits[VisitId{0}].planned(), std::chrono::minutes{10});
  compile_with(variants, {}, overrides);
  EXPECT_TRUE(found_.any_errors());
}

TEST_F(Variants, AMistakeInAVariantIsOneWhateverIsAskedFor) {
  const std::string variants = "  bad: {clinic.resources.chairs: many}\n";
  for (const Overrides& overrides : {Overrides{}, Overrides{"clinic.resources.nurses=3"}}) {
    compile_with(variants, {}, overrides);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("clinic.yaml:18:34 bad: ")));
  }
  const std::string text = clinic + variants;
  Diagnostics found;
  EXPECT_FALSE(compile(text, "clinic.yaml", {}, found));
}

TEST_F(Variants, WhatIsWrongWithAFileOfDataIsSaidOnce) {
  texts_["r.csv"] = "date\n2027-01-11\nsoon\n";
  const std::string from_file = "{cohorts.depression.referrals: {file: r.csv, column: date}}\n";
  const std::string variants = "  one: " + from_file + "  two: " + from_file;
  for (const Overrides& overrides : {Overrides{}, Overrides{"clinic.resources.nurses=3"}}) {
    compile_with(variants, {}, overrides);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("r.csv:3:1 one: date: ")));
  }
}

TEST_F(Variants, CannotChangeVariants) {
  compile_with(
      "  one: {variants.two: remove}\n"
      "  two: {\"*.one\": remove}\n",
      {Wanted::Which::All}, {"variants=remove"});
  EXPECT_THAT(
      said(),
      ElementsAre("clinic.yaml:18:9 one: : a variant is not changed by another, nor by --set",
                  "clinic.yaml:19:12 two: : nothing in the scenario is at this path",
                  "--set:1:1 : : a variant is not changed by another, nor by --set"));
}

}  // namespace
}  // namespace sim::config
