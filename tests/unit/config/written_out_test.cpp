// sim/config/written_out.h: trees written as YAML, with what was read where nothing is written.
#include "sim/config/written_out.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/diagnostic.h"
#include "sim/config/reading.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::config {
namespace {

using testing::HasSubstr;
using testing::Not;

Node parsed(const std::string& yaml) {
  Diagnostics found;
  Node root = parse_document(yaml, found.add_file("test.yaml", yaml), found);
  EXPECT_FALSE(found.any_errors()) << render_all(found) << yaml;
  return root;
}

void expect_same_tree(const Node& is, const Node& was) {
  EXPECT_EQ(is.kind, was.kind);
  EXPECT_EQ(is.text, was.text);
  ASSERT_EQ(is.items.size(), was.items.size());
  for (std::size_t i = 0; i < is.items.size(); ++i)
    expect_same_tree(is.items[i], was.items[i]);
  ASSERT_EQ(is.entries.size(), was.entries.size());
  for (std::size_t i = 0; i < is.entries.size(); ++i) {
    EXPECT_EQ(is.entries[i].key, was.entries[i].key);
    expect_same_tree(is.entries[i].value, was.entries[i].value);
  }
}

Node scalar(const std::string& text) {
  Node node;
  node.kind = Node::Kind::Scalar;
  node.text = text;
  return node;
}

// What YAML, or another reader of it, would take for something else if it stood there bare.
const std::vector<std::string>& awkward_texts() {
  static const std::vector<std::string> texts = {
      "no",
      "yes",
      "null",
      "~",
      "010",
      "0x1F",
      "1e5",
      "12:30",
      "1/3",
      "5 %",
      "08:00-17:00",
      "2027-01-04 to 2027-01-05",
      "x 1.05",
      "",
      " ",
      " blank before",
      "blank after ",
      "*",
      "* a",
      "&a",
      "!b",
      "? c",
      "- d",
      "-",
      "--- e",
      "...",
      "%f",
      "@g",
      "`h",
      "|",
      ">",
      "# i",
      "j # k",
      "l#m",
      "n: o",
      "p:",
      ":q",
      "r:s",
      "[t",
      "u]",
      "{v",
      "w}",
      "x, y",
      "\"z\"",
      "'",
      "it's",
      "back\\slash",
      "two\nlines",
      "a\ttab",
      "\xC3\xBC\x62\x65r",
      "\xE2\x82\xAC",
      "<<",
      "=",
      "mon,wed,fri",
      "wait_to_first_infusion[cohort=trd].p90 <= 14 days"};
  return texts;
}

TEST(ToYaml, TextsReadBackAsTheyWere) {
  for (const std::string& text : awkward_texts()) {
    SCOPED_TRACE(text);
    for (const std::size_t length : {1U, 200U}) {
      Node list;
      list.kind = Node::Kind::Sequence;
      list.items = {scalar(text), scalar(std::string(length, 'x'))};
      Node root;
      root.kind = Node::Kind::Mapping;
      root.entries.push_back({"key", {}, list});
      root.entries.push_back({"scalar", {}, scalar(text)});
      if (!text.empty()) root.entries.push_back({text, {}, list});
      const std::string yaml = to_yaml(root);
      expect_same_tree(parsed(yaml), root);
      EXPECT_EQ(to_yaml(parsed(yaml)), yaml);
    }
  }
}

TEST(ToYaml, QuotedTextStaysQuoted) {
  EXPECT_EQ(to_yaml(parsed("a: {source: \"plain\"}")), "a: {source: \"plain\"}\n");
}

TEST(ToYaml, ShortMappingsAreOnOneLineAndLongOnesOnSeveral) {
  const std::string name(80, 'x');
  EXPECT_EQ(to_yaml(parsed("steps: [{name: " + name + ", takes: 1 min}, {name: b}]")),
            "steps:\n  - name: " + name + "\n    takes: 1 min\n  - {name: b}\n");
}

TEST(Completed, PutsDefaultsIntoTheirMappingsAndIntoEachOther) {
  const Node tree = parsed("a: {b: 1}\nc: [{d: 2}]");
  Defaults defaults;
  Default& outer = defaults.emplace_back(Default{&tree, "e", {}});
  outer.value.kind = Node::Kind::Mapping;
  defaults.push_back({&outer.value, "f", scalar("3")});
  defaults.push_back({&tree.find("a")->entries.front().value, "no", scalar("scalar")});
  defaults.push_back({tree.find("a"), "g", scalar("4")});
  defaults.push_back({tree.find("a"), "g", scalar("read again")});
  defaults.push_back({&tree.find("c")->items.front(), "h", scalar("5")});
  EXPECT_EQ(inline_text(completed(tree, defaults)),
            "{a: {b: 1, g: 4}, c: [{d: 2, h: 5}], e: {f: 3}}");
}

// --- through the compiler

std::string smallest(const std::vector<std::string>& overrides = {}) {
  return tests::compiled(tests::text_of("scenarios/smallest.yaml"), overrides).written_out;
}

TEST(WrittenOut, SaysTheDefaultsInForce) {
  const std::string yaml = smallest();
  for (const char* const line :
       {"slot: 15 min", "lead: 1 day", "series: rolling", "assess: 24 h", "drop_out: 0 %",
        "replications: 50", "confidence: 95 %", "attendance: {}"})
    EXPECT_THAT(yaml, HasSubstr(line));
}

TEST(WrittenOut, HoldsWhatWasLaidOverTheFile) {
  EXPECT_THAT(smallest({"clinic.resources.chairs=9", "cohorts.*.referrals=x 2"}),
              testing::AllOf(HasSubstr("chairs: 9"), HasSubstr("referrals: 8 / week")));
}

TEST(WrittenOut, LeavesOutKeysThatBelongToAnotherChoice) {
  EXPECT_THAT(smallest({"responses.r={model: none}", "cohorts.depression.response=r"}),
              Not(HasSubstr("noise")));
}

}  // namespace
}  // namespace sim::config
