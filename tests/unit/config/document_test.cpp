// tests/unit/config/document_test.cpp: YAML as a tree with positions, and every way it can be
// wrong.
#include "sim/config/document.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Parsed {
  Diagnostics found;
  Node root;

  // "line:column path: message", in the order of the text.
  std::vector<std::string> mistakes() const {
    std::vector<std::string> lines;
    for (const Diagnostic& each : found.by_position())
      lines.push_back(std::to_string(each.at.line) + ":" + std::to_string(each.at.column) + " " +
                      each.path + ": " + each.message);
    return lines;
  }
  std::string hint() const { return found.all().at(0).hint; }
};

Parsed parse(const std::string& text) {
  Parsed parsed;
  const std::uint32_t file = parsed.found.add_file("test.yaml", text);
  parsed.root = parse_document(text, file, parsed.found);
  return parsed;
}

std::string place(const SourcePosition& at) {
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

// The tree on one line, each node with its place, keys with theirs.
std::string outline(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::Missing:
      return "?";
    case Node::Kind::Scalar:
      return (node.quoted ? "'" + node.text + "'" : node.text) + "@" + place(node.at);
    case Node::Kind::Sequence:
      for (const Node& item : node.items)
        text += (text.empty() ? "" : ", ") + outline(item);
      return "[" + text + "]@" + place(node.at);
    case Node::Kind::Mapping:
      for (const Entry& entry : node.entries)
        text += (text.empty() ? "" : ", ") + entry.key + "@" + place(entry.key_at) + ": " +
                outline(entry.value);
      return "{" + text + "}@" + place(node.at);
  }
  return text;
}

std::string outline(const std::string& text) {
  const Parsed parsed = parse(text);
  EXPECT_THAT(parsed.mistakes(), IsEmpty()) << text;
  return outline(parsed.root);
}

TEST(ADocument, RemembersWhereBlocksStood) {
  EXPECT_EQ(outline("a: 1\n"
                    "b:\n"
                    "  - x\n"
                    "  - c: 2\n"
                    "    d: 3\n"),
            "{a@1:1: 1@1:4, b@2:1: [x@3:5, {c@4:5: 2@4:8, d@5:5: 3@5:8}@4:5]@3:3}@1:1");
}

TEST(ADocument, RemembersWhereBracketsStood) {
  EXPECT_EQ(outline("a: {b: 1, c: [2,\n  3], d: {}, e: []}\n"),
            "{a@1:1: {b@1:5: 1@1:8, c@1:11: [2@1:15, 3@2:3]@1:14, d@2:7: {}@2:10, e@2:14: "
            "[]@2:17}@1:4}@1:1");
  EXPECT_EQ(outline("[a: 1]"), "[{a@1:2: 1@1:5}@1:2]@1:1");
}

TEST(ADocument, RemembersWhereQuotedAndFoldedTextStood) {
  EXPECT_EQ(outline("\"a b\": 'c'\nd: |\n  e\nf: >-\n  g\n"),
            "{a b@1:1: 'c'@1:8, d@2:1: 'e\n'@2:4, f@4:1: 'g'@4:4}@1:1");
}

TEST(ADocument, CountsColumnsInCharacters) {
  EXPECT_EQ(outline("ü: {é€: 😀, b: 1}"), "{ü@1:1: {é€@1:5: 😀@1:9, b@1:12: 1@1:15}@1:4}@1:1");
}

TEST(ADocument, AcceptsAByteOrderMarkAndCarriageReturns) {
  EXPECT_EQ(outline("\xEF\xBB\xBF"
                    "a: 1\r\nb: 2\r\n"),
            "{a@1:1: 1@1:4, b@2:1: 2@2:4}@1:1");
  EXPECT_EQ(outline("%YAML 1.2\n---\na: 1\n...\n"), "{a@3:1: 1@3:4}@3:1");
}

TEST(ADocument, LeavesScalarsAsText) {
  const Parsed parsed = parse("{no: 010, null: 12:30, ~: 0x10, 1: yes, 2027-01-04: 1_000}");
  EXPECT_THAT(parsed.mistakes(), IsEmpty());
  EXPECT_EQ(parsed.root.find("no")->text, "010");
  EXPECT_EQ(parsed.root.find("null")->text, "12:30");
  EXPECT_EQ(parsed.root.find("~")->text, "0x10");
  EXPECT_EQ(parsed.root.find("1")->text, "yes");
  EXPECT_EQ(parsed.root.find("2027-01-04")->text, "1_000");
  EXPECT_EQ(parsed.root.find("yes"), nullptr);
  EXPECT_EQ(parsed.root.find("no")->find("x"), nullptr);
}

TEST(ADocument, KeepsTheFirstOfADuplicateKey) {
  const Parsed parsed = parse("v:\n  a: 1\n  b: 2\n  a: {c: 3}\n  \"b\": 4\n");
  EXPECT_THAT(parsed.mistakes(), ElementsAre("4:3 v.a: given twice, first on line 2",
                                             "5:3 v.b: given twice, first on line 3"));
  EXPECT_EQ(outline(parsed.root), "{v@1:1: {a@2:3: 1@2:6, b@3:3: 2@3:6}@2:3}@1:1");
}

TEST(ADocument, ReportsEachKeyWithoutAValueInABlock) {
  const Parsed parsed = parse("visits:\n  infusion:\n  other: null\nrun: ~\nx: 1\n");
  EXPECT_THAT(parsed.mistakes(),
              ElementsAre("2:3 visits.infusion: has no value", "3:3 visits.other: has no value",
                          "4:1 run: has no value"));
  EXPECT_EQ(outline(parsed.root),
            "{visits@1:1: {infusion@2:3: ?, other@3:3: ?}@2:3, run@4:1: ?, x@5:1: 1@5:4}@1:1");
}

TEST(ADocument, SaysToQuoteAListOfWeekdaysThatCommasCut) {
  const Parsed parsed = parse("clinic:\n  open: {mon,wed,fri: 08:00-12:00, sat: 09:00-10:00}\n");
  EXPECT_THAT(parsed.mistakes(), ElementsAre("2:10 clinic.open: \"mon\", \"wed\" have no value"));
  EXPECT_THAT(parsed.hint(), HasSubstr("{\"mon,wed,fri\": 08:00-12:00}"));
}

TEST(ADocument, ExplainsOtherKeysWithoutAValueInBrackets) {
  EXPECT_THAT(parse("a: {b:1}").mistakes(), ElementsAre("1:5 a: \"b:1\" has no value"));
  EXPECT_THAT(parse("a: {b:1}").hint(), HasSubstr("space after the colon"));
  EXPECT_THAT(parse("a: {b: , c: 1}").hint(), HasSubstr("after the colon, or take the key away"));
  EXPECT_THAT(parse("{a: 1, b}").mistakes(), ElementsAre("1:8 : \"b\" has no value"));
  EXPECT_THAT(parse("{a, a: 1}").mistakes(),
              ElementsAre("1:2 : \"a\" has no value", "1:5 a: given twice, first on line 1"));
}

TEST(ADocument, ReportsEmptyItemsAndMissingKeys) {
  EXPECT_THAT(parse("a: [b, , c]").mistakes(), ElementsAre("1:4 a.1: item 2 of the list is empty"));
  EXPECT_THAT(parse("a:\n  - b\n  -\n").mistakes(),
              ElementsAre("2:3 a.1: item 2 of the list is empty"));
  EXPECT_THAT(parse("a: 1\n: 2\n").mistakes(), ElementsAre("2:1 : a key is missing here"));
}

TEST(ADocument, RefusesWhatOfYamlAScenarioDoesNotUse) {
  EXPECT_THAT(
      parse("a: &x 1\nb: *x\n").mistakes(),
      ElementsAre("1:4 a: anchors (&) are not supported", "2:4 b: aliases (*) are not supported"));
  EXPECT_THAT(parse("b: *x\n").mistakes(), ElementsAre("1:4 : aliases (*) are not supported"));
  EXPECT_THAT(parse("a: !t 1\nb: ! 2\nc: !!str 3\nd: !t [1]\ne: !t {f: 1}\ng: \"!x\"").mistakes(),
              ElementsAre("1:4 a: tags (!) are not supported", "2:4 b: tags (!) are not supported",
                          "3:4 c: tags (!) are not supported", "4:4 d: tags (!) are not supported",
                          "5:4 e: tags (!) are not supported"));
  EXPECT_THAT(parse("a:\n  <<: {b: 1}\n  c: 1\n").mistakes(),
              ElementsAre("2:3 a: merge keys (<<) are not supported"));
  EXPECT_THAT(parse("a:\n  ? [b, c]\n  : 1\n  d: 2\n").mistakes(),
              ElementsAre("2:5 a: a key must be text, not a list or a mapping"));
  // One that refers to itself is not followed.
  EXPECT_THAT(parse("a: &x [*x]\n").mistakes(),
              ElementsAre("1:4 a: anchors (&) are not supported",
                          "1:8 a.0: aliases (*) are not supported"));
  EXPECT_THAT(parse("a: 1\n---\nb: 2\n").mistakes(),
              ElementsAre("2:1 : a second document begins here"));
}

TEST(ADocument, ThatIsEmptyIsAMistake) {
  for (const char* text : {"", "\n\n", "# only a comment\n", "---\n", "~", "\xEF\xBB\xBF"})
    EXPECT_THAT(parse(text).mistakes(), ElementsAre("0:0 : there is nothing in it"));
}

TEST(ADocument, PutsSyntaxErrorsInPlainWords) {
  const auto only = [](const std::string& text) {
    const Parsed parsed = parse(text);
    EXPECT_EQ(parsed.root.kind, Node::Kind::Missing) << text;
    return parsed.mistakes().at(0);
  };
  EXPECT_EQ(only("a: [1, {b: 2}"), "1:4 : this bracket is never closed");
  EXPECT_EQ(only("x: 1\na: {b: [1\n"), "2:8 : this bracket is never closed");
  EXPECT_EQ(only("a: [wait[14 days] < 3]"),
            "1:9 : a bracket opens where a comma or a closing bracket must stand");
  EXPECT_EQ(only("a: [1\nb: 2\n"), "2:2 : the bracket on line 1 is not closed before this");
  EXPECT_EQ(only("a: ]"), "1:4 : a closing bracket without one that opens");
  EXPECT_EQ(only("a: b: c"), "1:5 : a ': ' where no key can end");
  EXPECT_EQ(only("a: - b"), "1:4 : a list item '- ' cannot stand here");
  EXPECT_EQ(only("a: \"b"), "1:6 : the text ends inside quotes");
  EXPECT_EQ(only("a: \"\\q\""), "1:7 : an unknown escape in double quotes");
  EXPECT_EQ(only("a: \"b\" c"), "1:8 : this does not belong to what stands above it");
  EXPECT_EQ(only("a:\n  b: 1\n c: 2\n"), "3:2 : this does not belong to what stands above it");
  EXPECT_EQ(only("- a\nb: 1\n"), "2:1 : this does not belong to what stands above it");
  EXPECT_EQ(only("é: @x"), "1:4 : this character cannot stand here");
}

TEST(ADocument, ReportsWhatStandsBeforeASyntaxErrorToo) {
  EXPECT_THAT(
      parse("a: 1\na: 2\nb: [{c}, 1\n").mistakes(),
      ElementsAre("2:1 a: given twice, first on line 1", "3:4 : this bracket is never closed"));
}

TEST(ADocument, RefusesTabsThatIndent) {
  EXPECT_THAT(parse("a:\n\tb: 1\n  \tc: 2\n\t\n\t# d\n").mistakes(),
              ElementsAre("2:1 : indented with a tab, like 2 more lines"));
  EXPECT_THAT(parse("a:\n  \tb: 1\n").mistakes(), ElementsAre("2:3 : indented with a tab"));
  EXPECT_EQ(outline("a:\t1 # x\ty\n"), "{a@1:1: 1@1:4}@1:1");
}

TEST(ADocument, RefusesWhatIsNotText) {
  EXPECT_THAT(parse("a: é\nb: \xFF\n").mistakes(), ElementsAre("2:4 : this is not UTF-8 text"));
  EXPECT_THAT(parse("é: \xC3").mistakes(), ElementsAre("1:4 : this is not UTF-8 text"));
  // yaml-cpp would take this one for the end of the file.
  EXPECT_THAT(parse("a: 1\x04\nb: 2").mistakes(),
              ElementsAre("1:5 : the control character 0x04 cannot stand here"));
  EXPECT_THAT(parse(std::string("a\0: 1", 5)).mistakes(),
              ElementsAre("1:2 : the control character 0x00 cannot stand here"));
  EXPECT_THAT(parse(std::string("\xFF\xFE"
                                "a\0:\0",
                                6))
                  .mistakes(),  // UTF-16
              ElementsAre("1:1 : this is not UTF-8 text"));
  EXPECT_THAT(parse("a: 1\rb: 2").mistakes(),
              ElementsAre("1:5 : the control character 0x0d cannot stand here"));
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i)
    text += piece;
  return text;
}

TEST(ADocument, IsAtMost64Deep) {
  EXPECT_THAT(parse(repeated("[", 64) + "a" + repeated("]", 64)).mistakes(), IsEmpty());
  EXPECT_THAT(parse(repeated("[", 65) + "a" + repeated("]", 65)).mistakes(),
              ElementsAre("1:65 : nested more than 64 deep"));
  for (const char* piece : {"[", "{", "- ", "{a: ", "[a, ", "[a: "}) {
    const Parsed parsed = parse(repeated(piece, 20'000));
    EXPECT_THAT(parsed.mistakes(), ElementsAre(HasSubstr("nested more than 64 deep"))) << piece;
  }
  EXPECT_THAT(parse(repeated("? ", 20'000)).mistakes(),
              testing::Contains(HasSubstr("nested more than 64 deep")));
}

TEST(ADocument, IsAtMostFourMebibytes) {
  const std::string head = "a: 1\n#";
  const std::size_t most = std::size_t{4} << 20;
  EXPECT_THAT(parse(head + std::string(most - head.size(), 'x')).mistakes(), IsEmpty());
  EXPECT_THAT(parse(head + std::string(most - head.size() + 1, 'x')).mistakes(),
              ElementsAre("0:0 : too large to be a scenario, more than 4 MiB"));
}

TEST(ADocument, IsReadInTimeWhateverItsShape) {
  const std::size_t most = std::size_t{1} << 20;  // quadratic time would take minutes
  std::string keys = "{";
  for (int i = 0; keys.size() < most - 20; ++i)
    keys += "k" + std::to_string(i) + ": é,";
  keys += "z: 1}";
  EXPECT_THAT(parse(keys).mistakes(), IsEmpty());
  for (const std::string piece : {"a,", "a: 1\n", "- \n", "[],", "a:\n"}) {
    const Parsed parsed =
        parse((piece.back() == ',' ? "{" : "") + repeated(piece, most / piece.size()));
    EXPECT_LE(parsed.mistakes().size(), 101U) << piece;
    EXPECT_TRUE(parsed.found.any_errors()) << piece;
  }
}

constexpr const char* sample = R"(chairtime: 1   # format version
name: "The smallest \u00e9 clinic"
clinic:
  open: {mon-fri: [08:00-12:00, 13:00-17:00], "sat,sun": 09:00-10:00}
  resources: {chairs: 4, nurses: {value: 2, source: 'seen, once'}}
visits:
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: 10 min, needs: {nurses: 1}}
      - name: infuse
        takes: {lognormal: {mean: 45 min, sd: 10 min}}
        needs: {nurses: 1/3}
notes: |
  Zürich
  two lines
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
)";

// Every position must be one in the text, so that its line can be shown.
void expect_in_text(const SourcePosition& at, std::size_t lines) {
  EXPECT_LE(at.line, lines);
  EXPECT_TRUE(at.line == 0 || at.column > 0);
}

TEST(ADocument, SurvivesWhateverIsTyped) {
  std::mt19937 random(20270104);
  const std::string original = sample;
  ASSERT_THAT(parse(original).mistakes(), IsEmpty());
  const std::string typed = "{}[],:-?&*!|>'\"%@`#\\ \n\t\r\x04\xFF\xC3~<=a0.";
  for (int trial = 0; trial < 6000; ++trial) {
    std::string text = original;
    for (std::uint32_t edit = 0; edit <= random() % 4; ++edit) {
      const std::size_t at = random() % text.size();
      const std::size_t other = random() % text.size();
      const std::size_t length = std::min<std::size_t>(1 + random() % 12, text.size() - at);
      switch (random() % 5) {
        case 0:
          text.erase(at, length == text.size() ? 1 : length);
          break;
        case 1:
          text.insert(other, text.substr(at, length));
          break;
        case 2:
          std::swap(text[at], text[other]);
          break;
        case 3:
          text[at] = typed[random() % typed.size()];
          break;
        default:
          text.insert(at, 1, typed[random() % typed.size()]);
          break;
      }
    }
    const Parsed parsed = parse(text);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    for (const Diagnostic& each : parsed.found.all())
      expect_in_text(each.at, lines);
    if (parsed.root.kind == Node::Kind::Missing) {
      EXPECT_TRUE(parsed.found.any_errors()) << text;
    }
    EXPECT_FALSE(parsed.found.any_errors() && render_all(parsed.found).empty());
  }
}

TEST(ADocument, SurvivesNoise) {
  std::mt19937 random(4);
  const std::string alphabet = "{}[],:-?&*!|>'\"%#\\ \nab~";
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string text;
    for (std::uint32_t i = 0; i <= random() % 40; ++i)
      text += alphabet[random() % alphabet.size()];
    const Parsed parsed = parse(text);
    if (parsed.root.kind == Node::Kind::Missing) {
      EXPECT_TRUE(parsed.found.any_errors()) << text;
    }
  }
}

TEST(APath, QuotesAPartThatHoldsADot) {
  EXPECT_EQ(dotted("", "clinic"), "clinic");
  EXPECT_EQ(dotted("clinic", "open"), "clinic.open");
  EXPECT_EQ(dotted("visits", "v1.2"), "visits.\"v1.2\"");
}

}  // namespace
}  // namespace sim::config
