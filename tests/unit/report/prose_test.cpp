// tests/unit/report/prose_test.cpp: how hours, rotas, dates and spans are said, and lines are cut.
#include "sim/report/prose.h"

#include <sstream>

#include <gtest/gtest.h>

#include "sim/base/text.h"

namespace sim::report {
namespace {

using namespace std::chrono_literals;
using model::Interval;
using model::Rota;
using model::WeeklyHours;

// The same hours on the first so many days of the week.
std::vector<Interval> on_days(int days, const std::vector<Interval>& hours) {
  std::vector<Interval> all;
  for (int day = 0; day < days; ++day) {
    for (const Interval& each : hours)
      all.push_back({day * one_day + each.from, day * one_day + each.to});
  }
  return all;
}

TEST(Prose, LinesEndBetweenWordsWithinAHundredCharacters) {
  Prose prose;
  std::string words;
  for (int i = 0; i < 60; ++i)
    words += "wörter ";
  prose.say(words);
  std::istringstream lines(prose.text());
  std::string line;
  int count = 0;
  std::size_t letters = 0;
  while (std::getline(lines, line)) {
    EXPECT_LE(count_characters(line), 100U);
    EXPECT_EQ(line.find(count == 0 ? "  wörter" : "    wörter"), 0U) << line;
    for (std::size_t at = line.find("wörter"); at != std::string::npos;
         at = line.find("wörter", at + 1))
      ++letters;
    ++count;
  }
  // Each takes 7 characters: 14 of them after an indent of 2, or 13 after one of 4.
  EXPECT_EQ(letters, 60U);
  EXPECT_EQ(count, 1 + (60 - 14 + 12) / 13);
}

TEST(Prose, AWordLongerThanALineStandsAlone) {
  Prose prose;
  prose.say("a " + std::string(120, 'x') + " b");
  EXPECT_EQ(prose.text(), "  a\n    " + std::string(120, 'x') + "\n    b\n");
}

TEST(Words, OfNumbersAndLists) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}, "or"), "a, b or c");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(-123'456), "-123,456");
  EXPECT_EQ(with_commas(1'234'567), "1,234,567");
  EXPECT_EQ(counted(1, "visit"), "1 visit");
  EXPECT_EQ(counted(4128, "visit"), "4,128 visits");
  EXPECT_EQ(about(13.46), "13.5");
  EXPECT_EQ(about(18.0), "18");
  EXPECT_EQ(percent(0.036), "3.6 %");
  EXPECT_EQ(percent(0.25), "25 %");
}

TEST(Words, DaysThatAreAlikeAreSaidTogether) {
  std::vector<Interval> hours = on_days(5, {{8h, 12h}, {13h, 17h}});
  hours.push_back({5 * one_day + 9h, 5 * one_day + 12h});
  EXPECT_EQ(in_words(WeeklyHours(hours)), "Mon-Fri 08:00-12:00 and 13:00-17:00, Sat 09:00-12:00");
  EXPECT_EQ(in_words(WeeklyHours({{one_day + 8h, one_day + 9h}, {3 * one_day, 4 * one_day}})),
            "Tue 08:00-09:00, Thu 00:00-24:00");
  EXPECT_EQ(in_words(WeeklyHours::always()), "day and night");
}

TEST(Words, ARotaIsSaidAsShortAsItCanBe) {
  const WeeklyHours open(on_days(5, {{8h, 17h}}));
  EXPECT_EQ(in_words(Rota(4, open), open), "4 whenever the clinic is open");
  EXPECT_EQ(in_words(Rota(1, WeeklyHours(on_days(5, {{9h, 13h}}))), open),
            "1 on Mon-Fri 09:00-13:00");
  EXPECT_EQ(in_words(Rota(), open), "nobody");
  const Rota lunch({{0h, 0}, {8h, 2}, {12h, 1}, {13h, 2}, {17h, 0}});
  EXPECT_EQ(in_words(lunch, open), "Mon 2 (08:00-12:00), 1 (12:00-13:00), 2 (13:00-17:00)");
}

TEST(Words, DatesInARowAreARange) {
  const auto date = [](const char* text) { return *parse_date(text); };
  EXPECT_EQ(in_words({date("2027-03-26"), date("2027-12-31"), date("2028-01-01")}),
            "2027-03-26 and 2027-12-31 to 2028-01-01");
}

TEST(Words, ASpanThatVariesHasItsMeanAndItsEnds) {
  const auto minutes = [](double count) { return count * 60'000.0; };
  EXPECT_EQ(time_in_words(random::Sampler(random::Constant{minutes(150)})), "2 h 30 min");
  EXPECT_EQ(time_in_words(random::Sampler(random::Uniform{minutes(20), minutes(50)})),
            "35 min on average (20 min to 50 min)");
  EXPECT_EQ(time_in_words(random::Sampler(random::Exponential{minutes(90.4)})),
            "90 min on average");
  EXPECT_EQ(time_in_words(random::Sampler(
                random::Uniform{in_milliseconds(4 * one_week), in_milliseconds(12 * one_week)})),
            "8 weeks on average (4 weeks to 12 weeks)");
  EXPECT_EQ(time_in_words(random::Sampler(random::Exponential{38.33 * in_milliseconds(one_day)})),
            "38.3 days on average");
  EXPECT_EQ(time_in_words(random::Sampler(random::Uniform{minutes(-10), minutes(20)})),
            "5 min on average (-10 min to 20 min)");
  EXPECT_EQ(number_in_words(random::Sampler(random::Uniform{20, 55})),
            "37.5 on average (20 to 55)");
}

}  // namespace
}  // namespace sim::report
