// tests/unit/base/diagnostic_test.cpp: mistakes as their author reads them.
#include "sim/base/diagnostic.h"

#include <gmock/gmock.h>

#include "sim/base/words.h"

namespace sim {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// The rendering of an error in a file of one line.
std::string shown(const std::string& line, std::uint32_t column, std::uint32_t width = 0) {
  Diagnostics found;
  const std::uint32_t file = found.add_file("c.yaml", line);
  return render({Severity::Error, {file, 1, column}, {}, "m", {}, width}, found);
}

// The carets under that line, by what they underline.
std::string underlined(const std::string& line, std::uint32_t column, std::uint32_t width = 0) {
  const std::string text = shown(line, column, width);
  const auto lines = split(text, '\n');
  const std::string_view carets = lines.at(2);
  const auto first = carets.find('^');
  const std::size_t count = carets.size() - first;
  // `split` trims: take the raw source line's characters from the caret's column on.
  return line.substr(column - 1, count);
}

TEST(ADiagnostic, ShowsPlaceExcerptAndHint) {
  Diagnostics found;
  const auto file = found.add_file("clinic.yaml", "visits:\n  infuse:\n      takes: -40 min\n");
  found.error({file, 3, 14}, "visits.infusion.steps.infuse.takes", "must be positive, is -40 min",
              "durations are written as in '90 min'");
  EXPECT_EQ(render(found.all().front(), found),
            "clinic.yaml:3:14: error: visits.infusion.steps.infuse.takes: must be positive, is -40 "
            "min\n"
            "    3 |       takes: -40 min\n"
            "      |              ^^^^^^^\n"
            "  hint: durations are written as in '90 min'\n");
}

TEST(ADiagnostic, WithoutALineHasNoExcerpt) {
  Diagnostics found;
  const auto file = found.add_file("clinic.yaml", "a: 1\n");
  found.warning({file, 0, 0}, "run", "warm_up is 0");
  found.error({file + 1, 3, 1}, {}, "of no known file");
  EXPECT_EQ(render(found.all()[0], found), "clinic.yaml: warning: run: warm_up is 0\n");
  EXPECT_EQ(render(found.all()[1], found), "error: of no known file\n");
}

TEST(ADiagnostic, UnderlinesTheWordOrScalarThatBeginsThere) {
  EXPECT_EQ(underlined("takes: -40 min", 8), "-40 min");
  EXPECT_EQ(underlined("takes: -40 min", 1), "takes");
  EXPECT_EQ(underlined("takes: 40 min  # short", 8), "40 min");
  EXPECT_EQ(underlined("open: {mon-fri: 08:00-17:00}", 8), "mon-fri");
  EXPECT_EQ(underlined("open: {mon-fri: 08:00-17:00}", 17), "08:00-17:00");
  EXPECT_EQ(underlined("- {name: infuse, takes: 40 min}", 10), "infuse");
  EXPECT_EQ(underlined("source: Smith, 2020", 9), "Smith, 2020");
  EXPECT_EQ(underlined("a: 'it, is: #1' # c", 4), "'it, is: #1'");
  EXPECT_EQ(underlined("a: \"b\\\"c\" d", 4), "\"b\\\"c\"");
  EXPECT_EQ(underlined("a: [1, 2]", 4), "[");
  EXPECT_EQ(underlined("empty:", 1), "empty");
  EXPECT_EQ(underlined("takes: 40 min", 8, 2), "40");
}

TEST(ADiagnostic, ACaretCanStandAfterTheLine) {
  EXPECT_THAT(shown("a: [1", 6), EndsWith("    1 | a: [1\n      |      ^\n"));
  EXPECT_THAT(shown("a", 400), EndsWith("    1 | a\n      |  ^\n"));
  EXPECT_THAT(shown("", 1), EndsWith("    1 | \n      | ^\n"));
}

TEST(ADiagnostic, CountsCharactersAndShowsTabsAsOneSpace) {
  EXPECT_THAT(shown("\tZürich:\t-1", 10), EndsWith("    1 |  Zürich: -1\n      |          ^^\n"));
}

TEST(ADiagnostic, PrintsNothingThatATerminalWouldObey) {
  Diagnostics found;
  const auto file = found.add_file("c\x1b[2J.yaml", "a: \x1b[31mred\xFF\r\n");
  found.error({file, 1, 1}, "a\nb", "found \"\x07\"", "x\x7Fy");
  const std::string text = render(found.all().front(), found);
  EXPECT_EQ(text,
            "c?[2J.yaml:1:1: error: a?b: found \"?\"\n"
            "    1 | a: ?[31mred?\n"
            "      | ^\n"
            "  hint: x?y\n");
}

TEST(ADiagnostic, CutsLongLinesAroundTheCaret) {
  const std::string text = shown(std::string(500, 'a') + " WRONG " + std::string(500, 'b'), 502, 5);
  const auto lines = split(text, '\n');
  EXPECT_LT(lines.at(1).size(), 120U);
  EXPECT_EQ(lines.at(1).find("WRONG") - lines.at(1).find('|'),
            lines.at(2).find('^') - lines.at(2).find('|'));
  EXPECT_THAT(std::string(lines.at(2)), EndsWith(" ^^^^^"));
  EXPECT_THAT(std::string(lines.at(1)), testing::AllOf(HasSubstr("| ...a"), EndsWith("b...")));
  EXPECT_THAT(shown(std::string(1000, 'a'), 1), Not(HasSubstr("| ...")));
  EXPECT_LT(split(shown(std::string(1000, 'a'), 1), '\n').at(2).size(), 120U);
}

TEST(ADiagnostic, SkipsAByteOrderMarkAndCarriageReturns) {
  EXPECT_THAT(shown("\xEF\xBB\xBF"
                    "ab: 1\r\n",
                    1),
              EndsWith("    1 | ab: 1\n      | ^^\n"));
}

TEST(AllDiagnostics, AreSortedByPlaceAndKeepTheirOrderWithinOne) {
  Diagnostics found;
  const auto a = found.add_file("a.yaml", "1\n2\n");
  const auto b = found.add_file("b.yaml", "1\n");
  found.error({b, 1, 1}, {}, "fourth");
  found.error({a, 2, 1}, {}, "second");
  found.warning({a, 2, 1}, {}, "third");
  found.error({a, 1, 1}, {}, "first");
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.by_position())
    messages.push_back(each.message);
  EXPECT_THAT(messages, testing::ElementsAre("first", "second", "third", "fourth"));
}

TEST(AllDiagnostics, CountOnlyErrorsAsErrors) {
  Diagnostics found;
  found.warning({}, {}, "w");
  EXPECT_FALSE(found.any_errors());
  found.error({}, {}, "e");
  EXPECT_TRUE(found.any_errors());
  EXPECT_EQ(found.errors(), 1U);
  EXPECT_EQ(found.all().size(), 2U);
}

TEST(AllDiagnostics, CanBePutAsideAndTakenUpAgain) {
  Diagnostics found;
  const auto file = found.add_file("a.yaml", "1\n");
  found.error({file, 1, 1}, {}, "first");
  const std::vector<Diagnostic> aside = found.replace({});
  EXPECT_FALSE(found.any_errors());
  ASSERT_EQ(aside.size(), 1U);
  found.warning({file, 1, 1}, {}, "second");
  EXPECT_EQ(found.replace(aside).front().message, "second");
  EXPECT_EQ(found.errors(), 1U);
  EXPECT_EQ(found.all().front().message, "first");
}

TEST(ADiagnostic, SaysOfWhichVariantItIsTrue) {
  Diagnostics found;
  found.add({Severity::Error, {}, "a.b", "m", {}, 0, "five chairs"});
  EXPECT_EQ(render_all(found), "error: in variant \"five chairs\": a.b: m\n");
}

TEST(AllDiagnostics, AfterFiftyTheRestIsCounted) {
  Diagnostics found;
  const auto file = found.add_file("a.yaml", "");
  for (int i = 0; i < 62; ++i)
    found.error({file, 0, 0}, {}, "m");
  const std::string text = render_all(found);
  EXPECT_THAT(text, StartsWith("a.yaml: error: m\n"));
  EXPECT_THAT(text, EndsWith("\n... and 12 more\n"));
  EXPECT_EQ(split(text, '\n').size(), 50U + 1U + 1U);
  Diagnostics few;
  few.error({}, {}, "m");
  EXPECT_EQ(render_all(few), "error: m\n");
}

}  // namespace
}  // namespace sim
