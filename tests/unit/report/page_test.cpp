// tests/unit/report/page_test.cpp: whatever a scenario's author writes, a page stays a page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "sim/report/page/html.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"

namespace sim::report::page {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* hostile = "</script><script>alert('x')</script> \"a\" & <u>";

Page hostile_page() {
  const Chart chart{"chart",
                    hostile,
                    hostile,
                    {{"kind", "bars"}, {"names", {hostile}}},
                    {{hostile, "value"}, 1, {{hostile, "1"}}}};
  FirstScreen first{hostile, hostile, hostile, {{hostile, "1", "± 2", hostile}}};
  first.targets.push_back({TargetLine::Outcome::Met, "met", hostile, hostile});
  first.warnings.emplace_back(hostile);
  return {
      first, {{"section", hostile, {hostile}, {chart}}}, {hostile, {{"seed", hostile}}, hostile}};
}

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

class PageTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!can_be_written()) GTEST_SKIP() << "this build has no ECharts";
  }
};

TEST_F(PageTest, WhatAnAuthorWritesIsTextAndNeverMarkup) {
  const std::string html = to_html(hostile_page());
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("<u>")));
  EXPECT_THAT(html,
              HasSubstr("&lt;script&gt;alert('x')&lt;/script&gt; &quot;a&quot; &amp; &lt;u&gt;"));
  EXPECT_EQ(times(html, "</script>"), 3U) << "the figures, the library and what draws";
}

TEST_F(PageTest, FiguresAreJsonInWhichNoElementCanEnd) {
  const std::string html = to_html(hostile_page());
  const std::string begins = "<script type=\"application/json\" id=\"figures\">";
  const std::size_t from = html.find(begins) + begins.size();
  const std::string json = html.substr(from, html.find("</script>", from) - from);
  EXPECT_THAT(json, Not(HasSubstr("<")));
  EXPECT_EQ(Json::parse(json)["chart"]["names"][0], hostile);
}

TEST_F(PageTest, NeedsNoOtherFile) {
  const std::string html = to_html(hostile_page());
  EXPECT_THAT(html, Not(HasSubstr("<script src")));
  EXPECT_THAT(html, Not(HasSubstr("<link rel=\"stylesheet\"")));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
}

TEST_F(PageTest, ATableHasACellForEveryHeading) {
  Page page = hostile_page();
  page.sections[0].charts[0].table.rows.push_back({"one cell only"});
  EXPECT_THROW(to_html(page), BrokenPromise);
}

// An id holds no space, and what a name holds must not end an attribute.
TEST(PageWords, OtherNamesHaveOtherIds) {
  EXPECT_EQ(id_of("use", "therapy_rooms"), "use-therapy_rooms");
  EXPECT_EQ(id_of("use", "a b"), "use-a.20b");
  EXPECT_EQ(id_of("use", "a.20b"), "use-a.2e20b");
  EXPECT_EQ(id_of("use", "\"<"), "use-.22.3c");
}

TEST(PageNumbers, SixDigitsAreKept) {
  EXPECT_EQ(rounded(123456.7), 123457.0);
  EXPECT_EQ(rounded(0.001234567), 0.00123457);
  EXPECT_EQ(rounded(-2.0 / 3.0), -0.666667);
  EXPECT_EQ(rounded(0.0), 0.0);
}

// Between the second and the third of four: 2 + 0.5; the third quarter: 3 + 0.25.
TEST(PageNumbers, QuantilesLieBetweenValuesInProportion) {
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 0.75), 3.25);
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 1.0), 4.0);
  EXPECT_DOUBLE_EQ(quantile({7}, 0.05), 7.0);
}

TEST(PageNumbers, APartThatIsNotNothingIsNotShownAsNothing) {
  EXPECT_EQ(share_in_table(0.0), "0.0");
  EXPECT_EQ(share_in_table(0.04), "< 0.1");
  EXPECT_EQ(share_in_table(42.74), "42.7");
}

}  // namespace
}  // namespace sim::report::page
