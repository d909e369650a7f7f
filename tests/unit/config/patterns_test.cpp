// tests/unit/config/patterns_test.cpp: the patterns of the schema accept what the program reads.
#include "sim/config/patterns.h"

#include <regex>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/text.h"
#include "sim/model/target.h"

namespace sim::config {
namespace {

bool matches(const std::string& pattern, const std::string& text) {
  return std::regex_match(text, std::regex(pattern));
}

// Texts made of a few of these parts, many of them nonsense.
std::vector<std::string> texts_of(const std::vector<std::string>& parts) {
  std::vector<std::string> texts = {""};
  std::size_t from = 0;
  for (int length = 1; length <= 4; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from)
      for (const std::string& part : parts)
        texts.push_back(texts[from] + part);
  }
  return texts;
}

// Whether the pattern accepts every text that the program does, and those are many.
template <class Reads>
void expect_no_stricter(const std::string& pattern, const std::vector<std::string>& parts,
                        Reads reads) {
  const std::regex expression(pattern);
  int read = 0;
  for (const std::string& text : texts_of(parts)) {
    if (text.empty() || !reads(text)) continue;
    ++read;
    EXPECT_TRUE(std::regex_match(text, expression)) << '"' << text << '"';
  }
  EXPECT_GE(read, 20);
}

TEST(Patterns, AcceptWhatTheReadersOfTextAccept) {
  expect_no_stricter(patterns::number, {"0", "1", "7", "12", ".", "-", "+", "e", "E", " "},
                     [](const std::string& text) { return parse_number(text).has_value(); });
  expect_no_stricter(patterns::whole_number, {"0", "1", "7", "12", ".", "-", "+", "e"},
                     [](const std::string& text) { return parse_integer(text).has_value(); });
  expect_no_stricter(patterns::signed_duration,
                     {"1", "30", ".5", "-", "+", " ", "h", "min", " days", " weeks"},
                     [](const std::string& text) {
                       return text.front() != ' ' && text.back() != ' ' && parse_duration(text);
                     });
  expect_no_stricter(patterns::target,
                     {"a", "b[c=2]", "<=", ">=", " ", "1", ".5", "-", "days", "%"},
                     [](const std::string& text) {
                       return text.front() != ' ' && text.back() != ' ' &&
                              std::holds_alternative<model::Target>(model::parse_target(text));
                     });
  expect_no_stricter(patterns::clock, {"0", "1", "2", "4", "5", ":", "00", "59"},
                     [](const std::string& text) { return parse_clock(text).has_value(); });
  expect_no_stricter(patterns::date, {"2027", "1999", "-", "-01", "-12", "-29", "-04", "5"},
                     [](const std::string& text) { return parse_date(text).has_value(); });
}

TEST(Patterns, KnowTheUnitsOfTime) {
  for (const char* unit : {"ms", "s", "sec", "second", "seconds", "min", "minute", "minutes", "h",
                           "hour", "hours", "d", "day", "days", "week", "weeks", "year", "years"}) {
    EXPECT_TRUE(parse_unit(unit)) << unit;
    EXPECT_TRUE(matches(patterns::unit, unit)) << unit;
  }
  for (const char* other : {"m", "hrs", "mins", "w", "month", "weekss", "Day", ""}) {
    EXPECT_FALSE(parse_unit(other)) << other;
    EXPECT_FALSE(matches(patterns::unit, other)) << other;
  }
}

TEST(Patterns, RefuseWhatLacksItsUnitOrIsOutOfBounds) {
  for (const char* text : {"40", "40 minuts", "min", "-5 min", "2 h -30 min", "40,5 min"})
    EXPECT_FALSE(matches(patterns::duration, text)) << text;
  for (const char* text : {"5", "0.05", "-5 %", "101 %", "100.5 %", "1000 %", "%"})
    EXPECT_FALSE(matches(patterns::share, text)) << text;
  for (const char* text : {"0 %", "5%", "3.6 %", "100 %", "100.00 %", ".5 %", "007 %"})
    EXPECT_TRUE(matches(patterns::share, text)) << text;
  for (const char* text : {"25:00-26:00", "08:00", "08:00-", "8-17", "08:60-09:00"})
    EXPECT_FALSE(matches(patterns::hours, text)) << text;
}

TEST(Patterns, OfDaysAreSpansAndLists) {
  const std::string days = patterns::spans_of("(?:mon|tue|wed)");
  for (const char* text : {"mon", "mon-wed", "mon,wed", "mon, tue-wed"})
    EXPECT_TRUE(matches(days, text)) << text;
  for (const char* text : {"monday", "mon-", "mon-tue-wed", "mon,", "sun", ""})
    EXPECT_FALSE(matches(days, text)) << text;
}

}  // namespace
}  // namespace sim::config
