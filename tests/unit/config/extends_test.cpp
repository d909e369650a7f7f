// tests/unit/config/extends_test.cpp: scenarios that are built on other ones.
#include "sim/config/extends.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/config/paths.h"
#include "sim/config/reading.h"
#include "tests/unit/config/data_files.h"

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string base = R"(chairtime: 1
name: The clinic
clinic:
  open: {mon-fri: 08:00-17:00}
  resources: {chairs: 4, nurses: 2}
visits:
  infusion: {throughout: {chairs: 1}, steps: [{name: infuse, takes: 40 min, needs: {nurses: 1/3}}]}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
cohorts:
  trd: {referrals: 4 / week, course: induction}
run: {warm_up: 12 weeks}
variants:
  five chairs: {clinic.resources.chairs: 5}
  half: {cohorts.trd.referrals: x 0.5}
)";

int count_of(const model::Model& model, std::uint32_t resource) {
  return model.resources[ResourceId{resource}].staffing.most();
}

struct Built {
  CompiledFile file;
  Diagnostics found;
  std::string text;  // what was found, as people read it

  const model::Model& model() const {
    EXPECT_TRUE(file.as_it_stands) << text;
    return file.as_it_stands.value();
  }
  int chairs(const std::string& variant) {
    const CompiledFile::Variant* const there = file.find(variant);
    EXPECT_TRUE(there && there->model) << text;
    return count_of(*there->model, 0);
  }
};

Built built(const std::string& scenario, DataTexts others,
            const std::vector<std::string>& overrides = {},
            const std::string& name = "here/top.yaml") {
  Built result;
  result.file =
      compile({scenario, name, overrides, reading(others)}, {Wanted::Which::All}, result.found);
  result.text = render_all(result.found);
  return result;
}

Built on_base(const std::string& scenario, const std::vector<std::string>& overrides = {}) {
  return built("extends: base.yaml\n" + scenario, {{"base.yaml", base}}, overrides);
}

// The mapping laid over another one, on one line.
std::string laid(const std::string& below, const std::string& above, Diagnostics& found) {
  Node lower = parse_document(below, found.add_file("below.yaml", below), found);
  Node upper = parse_document(above, found.add_file("above.yaml", above), found);
  return inline_text(built_on(std::move(lower), std::move(upper), found));
}

std::string laid(const std::string& below, const std::string& above) {
  Diagnostics found;
  const std::string both = laid(below, above, found);
  EXPECT_THAT(found.all(), IsEmpty()) << render_all(found);
  return both;
}

TEST(BuiltOn, MappingsMergeAndAllElseIsReplaced) {
  EXPECT_EQ(laid("{a: {b: 1, c: 2}, d: 3}", "{a: {c: 4, e: 5}, f: 6}"),
            "{a: {b: 1, c: 4, e: 5}, d: 3, f: 6}");
  EXPECT_EQ(laid("{a: [1, 2, 3]}", "{a: [4]}"), "{a: [4]}");
  EXPECT_EQ(laid("{a: 1, b: {c: 2}}", "{a: {c: 2}, b: 1}"), "{a: {c: 2}, b: 1}");
}

TEST(BuiltOn, AValueAndItsOriginAreOne) {
  EXPECT_EQ(laid("a: {value: 5 %, source: \"a paper\"}", "a: {value: 6 %}"), "{a: {value: 6 %}}");
  EXPECT_EQ(laid("a: {value: 5 %, source: \"a paper\"}", "a: 6 %"), "{a: 6 %}");
  EXPECT_EQ(laid("a: {value: 5 %, source: \"a paper\"}", "a: {range: [2 %, 9 %]}"),
            "{a: {value: 5 %, source: a paper, range: [2 %, 9 %]}}");
}

TEST(BuiltOn, ADistributionIsOneValue) {
  EXPECT_EQ(laid("a: {uniform: [1 min, 2 min]}", "a: {exponential: {mean: 3 min}}"),
            "{a: {exponential: {mean: 3 min}}}");
  EXPECT_EQ(laid("a: {value: 3 min, source: \"a paper\"}", "a: {exponential: {mean: 3 min}}"),
            "{a: {exponential: {mean: 3 min}}}");
}

TEST(BuiltOn, RemoveTakesAway) {
  EXPECT_EQ(laid("{a: {b: 1, c: 2}, d: 3}", "{a: {b: remove}, d: remove}"), "{a: {c: 2}}");
  EXPECT_EQ(laid("{a: 1, b: remove}", "a: \"remove\""), "{a: remove, b: remove}");
  Diagnostics found;
  laid("a: {b: 1}", "a: {c: remove}", found);
  EXPECT_THAT(render_all(found),
              HasSubstr("above.yaml:1:8: error: a.c: is not there to be removed"));
}

TEST(BuiltOn, WhatAVariantPutsInIsLeftToIt) {
  EXPECT_EQ(laid("variants: {x: {a.b: {c: 1}, d: 2}, y: {e: 3}}",
                 "variants: {x: {a.b: remove, f: 4}, y: remove, z: {g: 5}}"),
            "{variants: {x: {d: 2, a.b: remove, f: 4}, z: {g: 5}}}");
}

TEST(BuiltOn, PartsKeepTheirPlaces) {
  Diagnostics found;
  Node lower = parse_document("{a: 1, b: 2}", 4, found);
  Node upper = parse_document("\nb: 3\n", 7, found);
  const Node both = built_on(std::move(lower), std::move(upper), found);
  EXPECT_EQ(both.find("a")->at, (SourcePosition{4, 1, 5}));
  EXPECT_EQ(both.find("b")->at, (SourcePosition{7, 2, 4}));
}

TEST(Extends, AnEmptyFileIsTheOneBelow) {
  const Built same = on_base("");
  EXPECT_THAT(same.text, IsEmpty());
  EXPECT_EQ(same.model().name, "The clinic");
  EXPECT_EQ(same.model().cohorts.size(), 1U);
}

TEST(Extends, WhatIsWrittenIsLaidOver) {
  const Built changed = on_base("name: Another\nclinic: {resources: {chairs: 7}}\n");
  EXPECT_THAT(changed.text, IsEmpty());
  EXPECT_EQ(changed.model().name, "Another");
  EXPECT_EQ(count_of(changed.model(), 0), 7);
  EXPECT_EQ(count_of(changed.model(), 1), 2);
}

TEST(Extends, ChainsAreLaidInTurn) {
  const Built chain =
      built("extends: b.yaml\nname: Top\n",
            {{"b.yaml", "extends: c.yaml\nclinic: {resources: {chairs: 6}}\n"},
             {"c.yaml", "extends: d.yaml\nname: C\nclinic: {resources: {chairs: 5, nurses: 3}}\n"},
             {"d.yaml", base}});
  EXPECT_THAT(chain.text, IsEmpty());
  EXPECT_EQ(chain.model().name, "Top");
  EXPECT_EQ(count_of(chain.model(), 0), 6);
  EXPECT_EQ(count_of(chain.model(), 1), 3);
}

TEST(Extends, VariantsAreInheritedAndAddedTo) {
  Built more = on_base("variants:\n  nine chairs: {clinic.resources.chairs: 9}\n");
  ASSERT_EQ(more.file.variants.size(), 3U);
  EXPECT_EQ(more.chairs("five chairs"), 5);
  EXPECT_EQ(more.chairs("nine chairs"), 9);
  EXPECT_EQ(more.chairs("half"), 4);
}

TEST(Extends, OverridesAreLaidOverTheWhole) {
  Built over = on_base("clinic: {resources: {chairs: 7}}\n", {"clinic.resources.chairs=8"});
  EXPECT_EQ(count_of(over.model(), 0), 8);
  EXPECT_EQ(over.chairs("five chairs"), 8);
  EXPECT_THAT(on_base("", {"extends=other.yaml"}).text,
              HasSubstr("which file a scenario is built on is not changed by a variant"));
}

TEST(Extends, EachNumberKnowsItsFile) {
  const Built changed = on_base("\nclinic: {resources: {chairs: 7}}\n", {"run.seed=3"});
  const auto place = [&](const std::string& path) {
    for (const model::Provenance& each : changed.model().provenance)
      if (each.path == path && !each.is_default) return changed.found.file(each.at.file)->name;
    return std::string("nowhere");
  };
  EXPECT_EQ(place("clinic.resources.chairs"), "here/top.yaml");
  EXPECT_EQ(place("clinic.resources.nurses"), "here/base.yaml");
  EXPECT_EQ(place("run.seed"), "--set");
}

TEST(Extends, AMistakeIsReportedWhereItStands) {
  std::string broken = base;
  broken.replace(broken.find("nurses: 2}"), 10, "nurses: -2}");
  const Built both =
      built("extends: base.yaml\nclinic: {resources: {chairs: many}}\n", {{"base.yaml", broken}});
  EXPECT_THAT(both.text, HasSubstr("here/top.yaml:2:30: error: clinic.resources.chairs: "));
  EXPECT_THAT(both.text, HasSubstr("here/base.yaml:5:34: error: clinic.resources.nurses: "));
  EXPECT_EQ(both.found.errors(), 2U) << both.text;
}

TEST(Extends, AMistakeOfAVariantIsReportedInItsFile) {
  const Built both = built(
      "extends: base.yaml\nvariants:\n  half: {clinic.resources.nurses: -1}\n  bad: {clinic.open: "
      "x}\n",
      {{"base.yaml", base + "  worse: {clinic.resources.chairs: -1}\n"}});
  EXPECT_THAT(both.text, HasSubstr("here/top.yaml:3:35: error: in variant \"half\": "));
  EXPECT_THAT(both.text, HasSubstr("here/top.yaml:4:22: error: in variant \"bad\": "));
  EXPECT_THAT(both.text, HasSubstr("here/base.yaml:16:36: error: in variant \"worse\": "));
  EXPECT_EQ(both.found.errors(), 3U) << both.text;
}

TEST(Extends, AVariantsMistakeElsewhereNamesTheFile) {
  const Built both =
      built("extends: base.yaml\nvariants:\n  no induction: {courses.induction: remove}\n",
            {{"base.yaml", base}});
  EXPECT_THAT(both.text, HasSubstr("here/top.yaml:3:3: error: in variant \"no induction\": "
                                   "cohorts.trd.course: there is no course \"induction\""));
  EXPECT_THAT(both.text, HasSubstr("(here/base.yaml:11)"));
}

TEST(Extends, DataStandBesideTheFileThatNamesThem) {
  const std::string listed =
      clinic_without_cohorts +
      "cohorts:\n  trd: {referrals: {file: days.csv, column: date}, course: induction}\n"
      "run: {warm_up: 12 weeks}\n";
  const DataTexts texts = {{"bases/clinic.yaml", listed},
                           {"bases/days.csv", "date\n2027-04-05\n"},
                           {"days.csv", "date\n2027-05-06\n2027-05-07\n"}};
  const std::string scenario = "extends: bases/clinic.yaml\n";
  const auto referred = [](const Built& each) {
    return std::get<model::Listed>(each.model().cohorts[CohortId{0}].referrals).at.size();
  };
  EXPECT_EQ(referred(built(scenario, texts)), 1U);
  EXPECT_EQ(referred(built(scenario + "cohorts: {trd: {referrals: {file: days.csv}}}\n", texts)),
            2U);
  EXPECT_THAT(built(scenario, {{"bases/clinic.yaml", listed}}).text,
              HasSubstr("here/bases/clinic.yaml:"));
}

TEST(Extends, AFileThatIsNotThereIsAMistakeAtTheKey) {
  const Built missing = built("name: x\nextends: nowhere.yaml\n", {});
  EXPECT_THAT(missing.text, HasSubstr("here/top.yaml:2:10: error: extends: cannot read "
                                      "nowhere.yaml: there is no such text"));
  EXPECT_EQ(missing.found.all().size(), 1U) << missing.text;
  const Built below = built("extends: b/b.yaml\n", {{"b/b.yaml", "extends: c.yaml\n"}});
  EXPECT_THAT(below.text, HasSubstr("here/b/b.yaml:1:10: error: extends: cannot read c.yaml"));
}

TEST(Extends, ACircleIsAMistakeAtTheKeyThatClosesIt) {
  const Built circle = built("extends: sub/b.yaml\n", {{"sub/b.yaml", "extends: ../top.yaml\n"},
                                                       {"sub/../top.yaml", "name: x\n"}});
  EXPECT_THAT(circle.text,
              HasSubstr("here/sub/b.yaml:1:10: error: extends: goes round in a circle: "
                        "here/top.yaml, here/sub/b.yaml, here/sub/../top.yaml"));
  EXPECT_EQ(circle.found.all().size(), 1U) << circle.text;
  EXPECT_THAT(built("extends: top.yaml\n", {}).text, HasSubstr("goes round in a circle"));
}

TEST(Extends, AChainHasAtMost16FilesBelow) {
  const auto chain_of = [](int files) {
    DataTexts texts;
    for (int i = 1; i < files; ++i)
      texts[std::to_string(i)] = "extends: " + std::to_string(i + 1) + "\n";
    texts[std::to_string(files)] = base;
    return built("extends: 1\n", texts);
  };
  EXPECT_THAT(chain_of(16).text, IsEmpty());
  const Built too_long = chain_of(17);
  EXPECT_THAT(too_long.text, HasSubstr("here/16:1:10: error: extends: goes on for more than 16"));
  EXPECT_EQ(too_long.found.all().size(), 1U) << too_long.text;
}

TEST(Extends, WhatIsNoPathIsAMistake) {
  EXPECT_THAT(
      built("extends: [a.yaml]\n", {}).text,
      HasSubstr("top.yaml:1:1: error: extends: expected the path of a scenario, found a list"));
  EXPECT_THAT(built("extends: \"\"\n", {}).text, HasSubstr("expected the path of a scenario"));
  EXPECT_THAT(built("extends:\nname: x\n", {}).text, HasSubstr("extends: has no value"));
}

TEST(Extends, WhatIsBelowMustBeAScenario) {
  const auto below = [](const std::string& text) {
    return built("extends: b.yaml\n", {{"b.yaml", text}}).text;
  };
  EXPECT_EQ(below("- a\n"),
            "here/b.yaml: error: expected the sections of a scenario, found a list\n");
  EXPECT_EQ(below(""), "here/b.yaml: error: there is nothing in it\n");
  EXPECT_THAT(below("a: [1\n"), HasSubstr("here/b.yaml:1:4: error: this bracket is never closed"));
}

TEST(Extends, APathIsTheSameHoweverItIsWritten) {
  EXPECT_EQ(normal_path("a/./b/../c.yaml"), "a/c.yaml");
  EXPECT_EQ(normal_path("../a//b"), "../a/b");
  EXPECT_EQ(normal_path("../../a"), "../../a");
  EXPECT_EQ(normal_path("/a/../b"), "/b");
  EXPECT_EQ(normal_path("./a"), "a");
}

}  // namespace
}  // namespace sim::config
