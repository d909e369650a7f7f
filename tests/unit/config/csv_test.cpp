// tests/unit/config/csv_test.cpp: comma-separated text as a table.
#include "sim/config/csv.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace sim::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Parsed {
  CsvTable table;
  std::vector<std::string> messages;
  std::vector<SourcePosition> places;
};

Parsed parsed(const std::string& text) {
  Diagnostics found;
  const std::uint32_t file = found.add_file("x.csv", text);
  Complaints complaints(found);
  Parsed result;
  result.table = parse_csv(text, file, complaints);
  for (const Diagnostic& each : found.all()) {
    result.messages.push_back(each.message);
    result.places.push_back(each.at);
  }
  return result;
}

std::vector<std::string> texts(const std::vector<Cell>& cells) {
  std::vector<std::string> all;
  all.reserve(cells.size());
  for (const Cell& each : cells)
    all.push_back(each.text);
  return all;
}

TEST(Csv, IsReadWhateverTheLineEndsAndWithAByteOrderMark) {
  for (const std::string text : {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4",
                                 "\xEF\xBB\xBF"
                                 "a,b\n\n1,2\n,\n3,4\n\n"}) {
    const Parsed result = parsed(text);
    EXPECT_THAT(result.messages, IsEmpty()) << text;
    EXPECT_THAT(texts(result.table.columns), ElementsAre("a", "b"));
    ASSERT_EQ(result.table.rows.size(), 2U) << text;
    EXPECT_THAT(texts(result.table.rows[0]), ElementsAre("1", "2"));
    EXPECT_THAT(texts(result.table.rows[1]), ElementsAre("3", "4"));
  }
}

TEST(Csv, QuotesHoldCommasLineEndsAndDoubledQuotes) {
  const Parsed result = parsed("a,b\n\"1,5\", \" say \"\"no\"\"\nor not \" \n\"\",x\n");
  EXPECT_THAT(result.messages, IsEmpty());
  ASSERT_EQ(result.table.rows.size(), 2U);
  EXPECT_THAT(texts(result.table.rows[0]), ElementsAre("1,5", "say \"no\"\nor not"));
  EXPECT_THAT(texts(result.table.rows[1]), ElementsAre("", "x"));
  EXPECT_EQ(result.table.rows[1][1].at, (SourcePosition{0, 4, 4}));
}

TEST(Csv, CellsStandWhereTheirCharactersBeginNotTheirBytes) {
  const Parsed result = parsed(
      "\xEF\xBB\xBF"
      "first,  name\nM\xC3\xBCller,\"\xE2\x82\xAC 5\",\n"
      "x , y z\n");
  EXPECT_EQ(result.table.columns.size(), 0U);  // the second line has a cell too many
  EXPECT_THAT(result.messages, ElementsAre("this line has 3 cells, the line of names 2 cells"));
  const Parsed good = parsed("first,  name\nM\xC3\xBCller,\"\xE2\x82\xAC 5\"\nx , y z \n");
  ASSERT_EQ(good.table.rows.size(), 2U);
  EXPECT_EQ(good.table.columns[1].at, (SourcePosition{0, 1, 9}));
  EXPECT_EQ(good.table.rows[0][1].at, (SourcePosition{0, 2, 8}));
  EXPECT_EQ(good.table.rows[0][1].width, 5U);
  EXPECT_EQ(good.table.rows[1][1].at, (SourcePosition{0, 3, 5}));
  EXPECT_EQ(good.table.rows[1][1].width, 3U);
}

TEST(Csv, NamesOfColumnsAreComparedWithoutRegardToCaseAndUnderscores) {
  EXPECT_EQ(column_key(" Last_Date "), column_key("last date"));
  EXPECT_EQ(column_key("INFUSIONS GIVEN"), "infusions given");
  EXPECT_NE(column_key("lastdate"), column_key("last date"));
  EXPECT_THAT(parsed("Last_Date,last date\n1,2\n").messages,
              ElementsAre("two columns are called \"last date\""));
}

TEST(Csv, EveryLineThatIsWrongIsReported) {
  const Parsed result = parsed("a,b\n1\n2,3\n4,5,6\n\"7\" x,8\n9,1\"\n");
  EXPECT_THAT(result.places, ElementsAre(SourcePosition{0, 2, 1}, SourcePosition{0, 4, 1},
                                         SourcePosition{0, 5, 5}, SourcePosition{0, 6, 3}));
  EXPECT_TRUE(result.table.rows.empty());
}

TEST(Csv, ALineWithoutEndOfItsQuotesIsReportedWhereTheyOpen) {
  const Parsed result = parsed("a,b\n1,\"2\n3,4\n");
  ASSERT_EQ(result.messages.size(), 1U);
  EXPECT_EQ(result.places.front(), (SourcePosition{0, 2, 3}));
}

TEST(Csv, WhatIsNoCommaSeparatedTextGivesOneMessage) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"", "empty"},
      {"\n \r\n", "empty"},
      {"a;b\n1;2\n", "semicolons"},
      {"a\tb\n1\t2\n", "tabs"},
      {"a,b\n", "nothing below"},
      {"a,b\n\n,\n", "nothing below"},
      {"a\n\xFF\n", "UTF-8"},
      {"a\n\xC3\n", "UTF-8"},
      {std::string("a\n1\0", 4), "control character"},
      {"a\r1\r", "carriage return"},
  };
  for (const auto& [text, about] : files) {
    const Parsed result = parsed(text);
    EXPECT_THAT(result.messages, ElementsAre(HasSubstr(about))) << text;
    EXPECT_TRUE(result.table.columns.empty());
  }
}

TEST(Csv, ASemicolonWithinACellIsTextLikeAnyOther) {
  EXPECT_THAT(parsed("date,note\n2027-01-05,late; tired\n").messages, IsEmpty());
}

TEST(Csv, AFileOfMistakesIsNotRepeatedWithoutEnd) {
  std::string text = "a,b\n";
  for (int line = 0; line < 5000; ++line)
    text += "1\n";
  EXPECT_EQ(parsed(text).messages.size(), 1000U);
}

TEST(Csv, AFileHasAtMostTwoMillionCells) {
  std::string row = "1";
  for (int column = 1; column < 1000; ++column)
    row += ",1";
  std::string text = "c0";
  for (int column = 1; column < 1000; ++column)
    text += ",c" + std::to_string(column);
  for (int line = 0; line < 2001; ++line)
    text += "\n" + row;
  EXPECT_THAT(parsed(text).messages, ElementsAre("there are more than 2000000 cells"));
}

TEST(Complaints, SayEachThingOnceAtEachPlace) {
  Diagnostics found;
  Complaints complaints(found);
  const Cell here{"x", {0, 1, 1}, 1};
  const Cell there{"x", {0, 2, 1}, 1};
  complaints.error(here, "date", "wrong");
  complaints.error(here, "date", "wrong");
  complaints.error(here, "date", "bad");
  complaints.error(there, "date", "wrong");
  EXPECT_EQ(found.all().size(), 3U);
}

}  // namespace
}  // namespace sim::config
