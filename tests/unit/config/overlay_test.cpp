// tests/unit/config/overlay_test.cpp: what-ifs laid over a scenario.
#include "sim/config/overlay.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "sim/config/scale.h"

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* scenario = R"(clinic:
  resources: {chairs: 4, nurses: {value: 2, source: "seen"}}
visits:
  v1.2: {steps: []}
  infusion:
    steps:
      - {name: prepare, takes: 10 min, needs: {nurses: 1}}
      - {name: monitor, takes: 60 min, needs: {nurses: 1/4}}
courses:
  induction:
    window: 2 days to 7 days
    every: [3 days, 4 days]
cohorts:
  trd: {referrals: 4 / week, waits_at_most: {lognormal: {median: 30 days, log_sd: 0.7}}}
  walk_in: {referrals: {every: 2 h}}
)";

// As YAML in brackets.
std::string written(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::Missing:
      return "?";
    case Node::Kind::Scalar:
      return node.text;
    case Node::Kind::Sequence:
      for (const Node& item : node.items)
        text += (text.empty() ? "" : ", ") + written(item);
      return "[" + text + "]";
    case Node::Kind::Mapping:
      for (const Entry& entry : node.entries)
        text += (text.empty() ? "" : ", ") + entry.key + ": " + written(entry.value);
      return "{" + text + "}";
  }
  return text;
}

class AnOverride : public testing::Test {
 protected:
  AnOverride() {
    root_ = parse_document(scenario, found_.add_file("clinic.yaml", scenario), found_);
  }

  void set(const std::string& assignment) {
    set_path(root_, assignment, found_.add_file("--set " + assignment, assignment), found_);
  }
  // The node at these keys; a Missing one if there is none.
  const Node& at(const std::vector<std::string>& keys) const {
    static const Node none;
    const Node* node = &root_;
    for (const std::string& key : keys) {
      node = node->find(key);
      if (node == nullptr) return none;
    }
    return *node;
  }
  const Node& step(std::size_t index, const std::string& key) const {
    return *at({"visits", "infusion", "steps"}).items.at(index).find(key);
  }
  // "file:line:column path: message"
  std::vector<std::string> mistakes() const {
    std::vector<std::string> lines;
    for (const Diagnostic& each : found_.all())
      lines.push_back(std::to_string(each.at.file) + ":" + std::to_string(each.at.line) + ":" +
                      std::to_string(each.at.column) + " " + each.path + ": " + each.message);
    return lines;
  }
  std::string hint() const { return found_.all().at(0).hint; }

  Diagnostics found_;
  Node root_;
};

TEST_F(AnOverride, ReplacesAValueAndSaysWhereItWasMade) {
  set("clinic.resources.chairs=5");
  EXPECT_THAT(mistakes(), IsEmpty());
  const Node& chairs = at({"clinic", "resources", "chairs"});
  EXPECT_EQ(chairs.text, "5");
  EXPECT_EQ(chairs.at, (SourcePosition{1, 1, 25}));
}

TEST_F(AnOverride, TakesYamlInBrackets) {
  set("courses.induction.every = [3 days, é]");
  set("visits.infusion.steps.monitor.takes={exponential: {mean: 30 min}}");
  set("courses.induction.stop_rules=[]");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(written(at({"courses", "induction", "every"})), "[3 days, é]");
  EXPECT_EQ(at({"courses", "induction", "every"}).items[1].at, (SourcePosition{1, 1, 36}));
  EXPECT_EQ(written(step(1, "takes")), "{exponential: {mean: 30 min}}");
  EXPECT_EQ(written(at({"courses", "induction", "stop_rules"})), "[]");
}

TEST_F(AnOverride, ReachesThroughAnOrigin) {
  set("clinic.resources.nurses={value: {count: 2, on: {mon-fri: 08:00-12:00}}, source: \"seen\"}");
  set("clinic.resources.nurses.count=3");
  EXPECT_EQ(written(at({"clinic", "resources", "nurses", "value", "count"})), "3");
  set("clinic.resources.nurses.source=\"heard\"");
  EXPECT_EQ(written(at({"clinic", "resources", "nurses", "source"})), "heard");
  set("clinic.resources.nurses.on.mon-fri=remove");
  EXPECT_EQ(written(at({"clinic", "resources", "nurses", "value", "on"})), "{}");
  EXPECT_THAT(found_.all(), IsEmpty());
}

TEST_F(AnOverride, TheLastOneWins) {
  set("clinic.resources.chairs=5");
  set("clinic.resources.chairs=6");
  EXPECT_EQ(at({"clinic", "resources", "chairs"}).text, "6");
  EXPECT_EQ(at({"clinic", "resources"}).entries.size(), 2U);
}

TEST_F(AnOverride, FindsListItemsByNameAndIndex) {
  set("visits.infusion.steps.monitor.takes=50 min");
  set("visits.infusion.steps.0.takes=5 min");
  set("courses.induction.every.1=5 days");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(step(1, "takes").text, "50 min");
  EXPECT_EQ(step(0, "takes").text, "5 min");
  EXPECT_EQ(written(at({"courses", "induction", "every"})), "[3 days, 5 days]");
}

TEST_F(AnOverride, FollowsQuotedPartsThatHoldDots) {
  set("visits.\"v1.2\".steps=[a]");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(written(at({"visits", "v1.2", "steps"})), "[a]");
}

TEST_F(AnOverride, MakesKeysThatAreNotThere) {
  set("run.warm_up.x=4 weeks");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(at({"run", "warm_up", "x"}).text, "4 weeks");
  const Entry& run = root_.entries.back();
  EXPECT_EQ(run.key_at, (SourcePosition{1, 1, 1}));
  EXPECT_EQ(run.value.entries.front().key_at, (SourcePosition{1, 1, 5}));
  EXPECT_EQ(at({"run", "warm_up"}).entries.front().key_at, (SourcePosition{1, 1, 13}));
}

TEST_F(AnOverride, AStarMeansEach) {
  set("cohorts.*.priority=2");
  set("visits.infusion.steps.*.needs.nurses=1/2");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(at({"cohorts", "trd", "priority"}).text, "2");
  EXPECT_EQ(at({"cohorts", "walk_in", "priority"}).text, "2");
  EXPECT_EQ(written(step(0, "needs")), "{nurses: 1/2}");
  EXPECT_EQ(written(step(1, "needs")), "{nurses: 1/2}");
}

TEST_F(AnOverride, AQuotedStarIsAKey) {
  set("cohorts.\"*\".priority=2");
  EXPECT_EQ(written(at({"cohorts", "*"})), "{priority: 2}");
  EXPECT_EQ(at({"cohorts", "trd", "priority"}).kind, Node::Kind::Missing);
}

TEST_F(AnOverride, RemovesKeysAndItems) {
  set("courses.induction.window=remove");
  set("visits.infusion.steps.prepare=remove");
  set("courses.induction.every.0=remove");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(written(at({"courses", "induction"})), "{every: [4 days]}");
  EXPECT_EQ(at({"visits", "infusion", "steps"}).items.size(), 1U);
  set("cohorts.*=remove");
  EXPECT_EQ(written(at({"cohorts"})), "{}");
}

TEST_F(AnOverride, PassesOverWhatLacksTheRestOfAStar) {
  set("cohorts.*.waits_at_most=remove");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(at({"cohorts", "trd"}).entries.size(), 1U);
  set("cohorts.*.waits_at_most=remove");
  EXPECT_THAT(mistakes(), ElementsAre("2:1:11 : nothing in the scenario is at this path"));
}

TEST_F(AnOverride, CannotRemoveOrScaleWhatIsNotThere) {
  set("clinic.resources.chair=remove");
  set("clinic.resources.chair=x 2");
  EXPECT_THAT(mistakes(), ElementsAre("1:1:18 clinic.resources: has no \"chair\" to remove",
                                      "2:1:18 clinic.resources: has no \"chair\" to scale"));
  EXPECT_EQ(hint(), "did you mean \"chairs\"?");
  EXPECT_EQ(found_.all()[0].width, 5U);
}

TEST_F(AnOverride, SuggestsTheNameOfAnItem) {
  set("visits.infusion.steps.monitr.takes=5 min");
  EXPECT_THAT(mistakes(),
              ElementsAre("1:1:23 visits.infusion.steps: has no item \"monitr\", only 2 items"));
  EXPECT_EQ(hint(), "did you mean \"monitor\"?");
}

TEST_F(AnOverride, SuggestsWhatIsMeantBehindAStar) {
  set("cohorts.*.referals=x 2");
  set("visits.*.steps.monitr.takes=5 min");
  EXPECT_THAT(mistakes(), ElementsAre("1:1:11 : nothing in the scenario is at this path",
                                      "2:1:16 : nothing in the scenario is at this path"));
  EXPECT_EQ(found_.all()[0].hint, "did you mean \"referrals\"?");
  EXPECT_EQ(found_.all()[1].hint, "did you mean \"monitor\"?");
}

TEST_F(AnOverride, DoesNotTakeAMistypedNameForANewOne) {
  set("clinic.resources.chiars=5");
  set("cohorts.tdr.referrals=5 / week");
  EXPECT_THAT(mistakes(), ElementsAre("1:1:18 clinic.resources: has no \"chiars\" to change",
                                      "2:1:9 cohorts: has no \"tdr\" to change"));
  EXPECT_THAT(hint(), HasSubstr("did you mean \"chairs\"?"));
  EXPECT_EQ(at({"cohorts"}).entries.size(), 2U);
}

TEST_F(AnOverride, MakesANewNameThatIsLikeNoOtherOrWrittenWhole) {
  set("clinic.resources.beds=2");
  set("clinic.resources.chairs2={count: 2}");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(at({"clinic", "resources"}).entries.size(), 4U);
}

TEST_F(AnOverride, AKeyStandsWhereItsValueWasSet) {
  set("clinic.resources.chairs={count: 5}");
  set("cohorts.trd.waits_at_most=x 2");
  EXPECT_EQ(at({"clinic", "resources"}).entries.front().key_at, (SourcePosition{1, 1, 18}));
  EXPECT_EQ(at({"cohorts", "trd"}).entries.back().key_at, (SourcePosition{2, 1, 13}));
}

TEST_F(AnOverride, CannotReachVariants) {
  root_.entries.push_back({"variants", {}, at({"clinic"})});
  const std::string before = written(at({"variants"}));
  set("variants.resources.chairs=2");
  set("*.resources.chairs=7");
  EXPECT_EQ(written(at({"variants"})), before);
  EXPECT_EQ(at({"clinic", "resources", "chairs"}).text, "7");
  EXPECT_THAT(mistakes().front(), HasSubstr("a variant is not changed by another, nor by --set"));
}

TEST_F(AnOverride, CannotGoIntoASingleValue) {
  set("clinic.resources.chairs.on=mon");
  EXPECT_THAT(mistakes(), ElementsAre("1:1:25 clinic.resources.chairs: is a single value, 4, and "
                                      "has no part \"on\""));
}

TEST_F(AnOverride, QuotedWordsAreText) {
  set("a.b=\"remove\"");
  set("a.c='x 2'");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(written(at({"a"})), "{b: remove, c: x 2}");
}

TEST_F(AnOverride, WithoutAPathOrAValueIsAMistake) {
  const std::string before = written(root_);
  for (const char* assignment : {"", "chairs", "\"a=b\"", "=5", "a=", "a=  ", "a..b=1", ".a=1",
                                 "a.=1", "\"\"=1", "\"a\"b=1", "a\"b\"=1", "\"a=1", "\xFF=1"}) {
    const std::size_t errors = found_.errors();
    set(assignment);
    EXPECT_EQ(found_.errors(), errors + 1) << assignment;
  }
  EXPECT_EQ(written(root_), before);
}

TEST_F(AnOverride, AMistakeInTheValueIsShownInTheAssignment) {
  set("courses.induction.every=[3 days");
  EXPECT_THAT(mistakes(), ElementsAre("1:1:25 : this bracket is never closed"));
  EXPECT_EQ(written(at({"courses", "induction", "every"})), "[3 days, 4 days]");
}

TEST_F(AnOverride, HasAtMost64Parts) {
  std::string path = "a";
  for (int i = 0; i < 100'000; ++i)
    path += ".a";
  set(path + "=1");
  EXPECT_THAT(mistakes(), ElementsAre(HasSubstr("a path of more than 64 parts")));
}

TEST_F(AnOverride, ScalesReferralsByTheirRate) {
  set("cohorts.*.referrals=x 1.25");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(written(at({"cohorts", "trd", "referrals"})), "5 / week");
  EXPECT_EQ(written(at({"cohorts", "walk_in", "referrals"})), "{every: 1.6 h}");
  EXPECT_EQ(at({"cohorts", "trd", "referrals"}).at, (SourcePosition{1, 1, 21}));
}

TEST_F(AnOverride, ScalingKeepsTheForm) {
  set("visits.infusion.steps.*.takes=x 1.05");
  set("visits.infusion.steps.monitor.needs.nurses=x 1.05");
  set("clinic.resources.nurses=x 2");
  set("courses.induction.every=x 2");
  set("courses.induction.window=x 2");
  set("cohorts.trd.waits_at_most=x 2");
  EXPECT_THAT(mistakes(), IsEmpty());
  EXPECT_EQ(step(0, "takes").text, "10.5 min");
  EXPECT_EQ(step(1, "takes").text, "63 min");
  EXPECT_EQ(written(step(1, "needs")), "{nurses: 21/80}");
  EXPECT_EQ(written(at({"clinic", "resources", "nurses"})), "{value: 4, source: seen}");
  EXPECT_EQ(written(at({"courses", "induction", "every"})), "[6 days, 8 days]");
  EXPECT_EQ(at({"courses", "induction", "window"}).text, "4 days to 14 days");
  EXPECT_EQ(written(at({"cohorts", "trd", "waits_at_most"})),
            "{lognormal: {median: 60 days, log_sd: 0.7}}");
}

TEST_F(AnOverride, CannotScaleWhatHasNoNumber) {
  set("visits.infusion.steps.monitor.name=x 2");
  set("clinic.resources=x 2");
  set("clinic.resources.chairs=x -1");
  EXPECT_THAT(mistakes(),
              ElementsAre("1:1:36 visits.infusion.steps.monitor.name: there is no number here that "
                          "could be scaled",
                          "2:1:18 clinic.resources: there is no number here that could be scaled",
                          "3:1:25 : a factor cannot be negative"));
}

TEST_F(AnOverride, SurvivesWhateverIsTyped) {
  std::mt19937 random(7);
  const std::vector<std::string> originals = {
      "visits.infusion.steps.monitor.takes={exponential: {mean: 30 min}}",
      "cohorts.*.referrals=x 1.05", "visits.\"v1.2\".steps=[3 days, 4 days]",
      "courses.induction.window=remove"};
  for (int trial = 0; trial < 4000; ++trial) {
    std::string text = originals[random() % originals.size()];
    for (std::uint32_t edit = 0; edit <= random() % 4 && text.size() > 1; ++edit) {
      const std::size_t at = random() % text.size();
      const std::size_t other = random() % text.size();
      switch (random() % 4) {
        case 0:
          text.erase(at, 1);
          break;
        case 1:
          text.insert(other, 1, text[at]);
          break;
        case 2:
          std::swap(text[at], text[other]);
          break;
        default:
          text[at] = ".\"*=x{}[]:, \n\t\xFF"[random() % 15];
          break;
      }
    }
    Diagnostics found;
    Node root = parse_document(scenario, found.add_file("clinic.yaml", scenario), found);
    set_path(root, text, found.add_file("--set", text), found);
    render_all(found);
  }
}

// The text of a value after it has been scaled, in brackets; "-" if it cannot be.
std::string product(const std::string& text, const std::string& factor,
                    std::optional<Node> (*scale)(const Node&, const Factor&) = &scaled) {
  Diagnostics found;
  const Node node = parse_document(text, found.add_file("", text), found);
  EXPECT_FALSE(found.any_errors()) << text;
  const auto by = parse_factor(factor, {});
  EXPECT_TRUE(by.has_value()) << factor;
  const auto result = scale(node, *by);
  return result ? written(*result) : "-";
}

TEST(Scaling, KeepsUnits) {
  EXPECT_EQ(product("4 / week", "x 1.05"), "4.2 / week");
  EXPECT_EQ(product("40 min", "x 1.05"), "42 min");
  EXPECT_EQ(product("3.6 %", "x 1.05"), "3.78 %");
  EXPECT_EQ(product("3.6%", "x 0.5"), "1.8%");
  EXPECT_EQ(product("10 % / year", "x 2"), "20 % / year");
  EXPECT_EQ(product("4", "x 1.5"), "6");
  EXPECT_EQ(product("-5 min", "x 2"), "-10 min");
  EXPECT_EQ(product("1e3", "x 2"), "2000");
  EXPECT_EQ(product("1 day", "x 2"), "2 days");
  EXPECT_EQ(product("2 weeks", "x 0.5"), "1 week");
  EXPECT_EQ(product("1 s", "x 2"), "2 s");
  EXPECT_EQ(product("2 ms", "x 0.5"), "1 ms");
  EXPECT_EQ(product("2 h 30 min", "x 1.2"), "3 h");
  EXPECT_EQ(product("x 1.2", "x 1.5"), "x 1.8");
}

TEST(Scaling, KeepsFractionsExact) {
  EXPECT_EQ(product("1/3", "x 2"), "2/3");
  EXPECT_EQ(product("1/3", "x 3"), "1");
  EXPECT_EQ(product("1/3", "x 1.05"), "7/20");
  EXPECT_EQ(product("1/3", "x 1/3"), "1/9");
  // Terms beyond what a fraction may have: as a decimal number, 1e-9 / 7.
  EXPECT_EQ(product("1/700000000", "x 1/1000"), "0.000000000001");
}

TEST(Scaling, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"monday", "08:00-17:00", "2027-01-04", "4 chairs", "improvement < 20 %", "unlimited",
        "2027-12-24 to 2028-01-01", "[1, a]", "[]", "{}", "{a: 1}", "{chance: 5 %, lasts: 1 day}",
        "4 / chair", "/ week", "% ", "1.2.3", "-"})
    EXPECT_EQ(product(std::string("\"") + text + "\"", "x 2"), "-") << text;
  for (const char* text : {"[1, a]", "[]", "{}", "{a: 1}", "{chance: 5 %, lasts: 1 day}"})
    EXPECT_EQ(product(text, "x 2"), "-") << text;
  EXPECT_EQ(product("1e308", "x 1e308"), "-");
  EXPECT_EQ(product("200000000 years 1 h", "x 1000"), "-");
}

TEST(Scaling, StretchesADistributionWithoutChangingItsShape) {
  EXPECT_EQ(product("{uniform: [10 min, 20 min]}", "x 2"), "{uniform: [20 min, 40 min]}");
  EXPECT_EQ(product("{pert: {low: 1, mode: 2, high: 5}}", "x 2"),
            "{pert: {low: 2, mode: 4, high: 10}}");
  EXPECT_EQ(product("{triangular: [1, 2, 5]}", "x 2"), "{triangular: [2, 4, 10]}");
  EXPECT_EQ(product("{exponential: 30 min}", "x 2"), "{exponential: 60 min}");
  EXPECT_EQ(product("{normal: {mean: 33, sd: 6, min: 20, max: 54}}", "x 2"),
            "{normal: {mean: 66, sd: 12, min: 40, max: 108}}");
  EXPECT_EQ(product("{lognormal: {median: 30 days, log_sd: 0.7}}", "x 2"),
            "{lognormal: {median: 60 days, log_sd: 0.7}}");
  EXPECT_EQ(product("{gamma: [45 min, 10 min]}", "x 2"), "{gamma: [90 min, 20 min]}");
  EXPECT_EQ(product("{weibull: {shape: 1.5, scale: 60 days}}", "x 2"),
            "{weibull: {shape: 1.5, scale: 120 days}}");
  EXPECT_EQ(product("{weibull: [1.5, 60 days]}", "x 2"), "{weibull: [1.5, 120 days]}");
  EXPECT_EQ(product("{erlang: {k: 3, mean: 2 h}}", "x 2"), "{erlang: {k: 3, mean: 4 h}}");
  EXPECT_EQ(product("{erlang: [3, 2 h]}", "x 2"), "{erlang: [3, 4 h]}");
  EXPECT_EQ(product("{discrete: {20 min: 30 %, 40 min: 70 %}}", "x 2"),
            "{discrete: {40 min: 30 %, 80 min: 70 %}}");
  EXPECT_EQ(product("{empirical: {values: [1 min, 3 min]}}", "x 2"),
            "{empirical: {values: [2 min, 6 min]}}");
  EXPECT_EQ(product("{value: {uniform: [1, 2]}, source: \"x\"}", "x 2"),
            "{value: {uniform: [2, 4]}, source: x}");
}

TEST(Scaling, RefusesADistributionThatWouldBecomeAnother) {
  EXPECT_EQ(product("{logit_normal: {mean: -1.25, sd: 1.15}}", "x 2"), "-");
  EXPECT_EQ(product("{empirical: {file: x.csv, column: minutes, unit: min}}", "x 2"), "-");
}

TEST(Scaling, SaysWhatCannotBeScaled) {
  const auto why = [](const std::string& text) {
    Diagnostics found;
    const Node node = parse_document(text, found.add_file("", text), found);
    EXPECT_FALSE(scaled(node, *parse_factor("x 2", {}))) << text;
    return unscalable(node, "x 2").message;
  };
  EXPECT_THAT(why("{logit_normal: {mean: 0, sd: 1}}"), HasSubstr("logit_normal cannot be scaled"));
  EXPECT_THAT(why("{value: {logit_normal: {mean: 0, sd: 1}}, source: \"x\"}"),
              HasSubstr("logit_normal cannot be scaled"));
  EXPECT_THAT(why("{empirical: {file: x.csv, column: a, unit: min}}"),
              HasSubstr("what stands in a file cannot be scaled"));
  EXPECT_THAT(why("{file: x.csv, column: date}"), HasSubstr("in a file cannot be scaled"));
  EXPECT_THAT(why("{on: {mon-fri: 08:00-12:00}}"), HasSubstr("there is no number here"));
  EXPECT_THAT(why("monday"), HasSubstr("there is no number here"));
}

TEST(Scaling, ReferralsAreScaledByTheirRate) {
  const auto referrals = [](const std::string& text, const std::string& factor) {
    return product(text, factor, &scaled_referrals);
  };
  EXPECT_EQ(referrals("4 / week", "x 2"), "8 / week");
  EXPECT_EQ(referrals("{rate: 4 / week, growth: 10 % / year}", "x 2"),
            "{rate: 8 / week, growth: 10 % / year}");
  EXPECT_EQ(referrals("{value: {every: 2 h}, source: \"x\"}", "x 2"),
            "{value: {every: 1 h}, source: x}");
  EXPECT_EQ(referrals("{every: 2 h}", "x 2"), "{every: 1 h}");
  EXPECT_EQ(referrals("{exponential: {mean: 3 h}}", "x 1.5"), "{exponential: {mean: 2 h}}");
  EXPECT_EQ(referrals("{at_start: 40}", "x 2"), "{at_start: 80}");
  EXPECT_EQ(referrals("{file: referrals.csv, column: date}", "x 2"), "-");
  EXPECT_EQ(referrals("{every: 2 h}", "x 0"), "-");
}

TEST(Scaling, AFactorIsAnXAndANumber) {
  EXPECT_EQ(parse_factor("x 1.05", {})->exact, Fraction(21, 20));
  EXPECT_EQ(parse_factor("x1.05", {})->times, 1.05);
  EXPECT_DOUBLE_EQ(parse_factor("x 1/3", {})->times, 1.0 / 3.0);
  for (const char* text : {"", "x", "1.05", "x y", "x 5 %", "X 2", "xenon"})
    EXPECT_FALSE(parse_factor(text, {})) << text;
}

}  // namespace
}  // namespace sim::config
