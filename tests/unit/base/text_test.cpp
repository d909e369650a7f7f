// tests/unit/base/text_test.cpp: numbers, spans, clock times and dates, to and from text.
#include "sim/base/text.h"

#include <limits>
#include <locale>
#include <random>

#include <gmock/gmock.h>

#include "sim/base/contract.h"

namespace sim {
namespace {

using namespace std::chrono_literals;

TEST(Number, DecimalFormsAreRead) {
  EXPECT_EQ(parse_number("0.5"), 0.5);
  EXPECT_EQ(parse_number("-3"), -3.0);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  EXPECT_EQ(parse_number("2.5E-1"), 0.25);
  EXPECT_EQ(parse_number("010"), 10.0);
  EXPECT_EQ(parse_number("+7"), 7.0);
  EXPECT_EQ(parse_number(".5"), 0.5);
}

TEST(Number, EverythingElseIsRefused) {
  for (const char* text :
       {"",    " ",   "1 ",    " 1",    "0x10", "inf",   "nan",   "-",   ".",  "5.", "1e",
        "1e+", "1,5", "1_000", "1.2.3", "--1",  "1e999", "12:30", "0b1", "1f", "e3"})
    EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Number, IntegersAreReadInTheWholeRange) {
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_integer("-0"), 0);
  EXPECT_EQ(parse_integer("010"), 10);
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "99999999999999999999",
                           "", "-", "1.0", "1e3", " 1", "0x1"})
    EXPECT_FALSE(parse_integer(text)) << text;
}

TEST(Number, IsWrittenWithoutAnExponent) {
  EXPECT_EQ(format_number(40 * 1.05), "42");
  EXPECT_EQ(format_number(3.6 * 1.05), "3.78");
  EXPECT_EQ(format_number(-0.25), "-0.25");
  EXPECT_EQ(format_number(0.0), "0");
  EXPECT_EQ(format_number(1e15), "1000000000000000");
  EXPECT_EQ(format_number(0.00002), "0.00002");
}

struct CommaForPoint final : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(Number, TheLocaleOfTheProcessDoesNotMatter) {
  const std::locale before =
      std::locale::global(std::locale(std::locale::classic(), new CommaForPoint));
  EXPECT_EQ(parse_number("1234.5"), 1234.5);
  EXPECT_EQ(format_number(1234.5), "1234.5");
  EXPECT_EQ(parse_duration("3.5 days"), 84h);
  EXPECT_EQ(format_duration(84h), "3.5 days");
  std::locale::global(before);
}

TEST(Span, UnitsAreReadSingularAndPlural) {
  EXPECT_EQ(parse_duration("250 ms"), 250ms);
  EXPECT_EQ(parse_duration("1 s"), 1s);
  EXPECT_EQ(parse_duration("2 sec"), 2s);
  EXPECT_EQ(parse_duration("1 second"), 1s);
  EXPECT_EQ(parse_duration("2 seconds"), 2s);
  EXPECT_EQ(parse_duration("40 min"), 40min);
  EXPECT_EQ(parse_duration("1 minute"), 1min);
  EXPECT_EQ(parse_duration("2 minutes"), 2min);
  EXPECT_EQ(parse_duration("24 h"), 24h);
  EXPECT_EQ(parse_duration("1 hour"), 1h);
  EXPECT_EQ(parse_duration("2 hours"), 2h);
  EXPECT_EQ(parse_duration("2 d"), 48h);
  EXPECT_EQ(parse_duration("3.5 days"), 84h);
  EXPECT_EQ(parse_duration("1 day"), 24h);
  EXPECT_EQ(parse_duration("2 weeks"), 336h);
  EXPECT_EQ(parse_duration("1 week"), 168h);
  EXPECT_EQ(parse_duration("1 year"), 8760h);
  EXPECT_EQ(parse_duration("2 years"), 17520h);
}

TEST(Span, UnitsMayBeCombinedFromLargeToSmall) {
  EXPECT_EQ(parse_duration("2 h 30 min"), 150min);
  EXPECT_EQ(parse_duration(" 2h30min "), 150min);
  EXPECT_EQ(parse_duration("-1 h 30 min"), -90min);
  EXPECT_EQ(parse_duration("-5 min"), -5min);
  EXPECT_EQ(parse_duration("1 week 1 day 1 h 1 min 1 s 1 ms"), 168h + 25h + 61s + 1ms);
}

TEST(Span, IsRoundedToTheNearestMillisecond) {
  EXPECT_EQ(parse_duration("0.0004 s"), 0ms);
  EXPECT_EQ(parse_duration("0.0006 s"), 1ms);
  EXPECT_EQ(parse_duration("0.1 s"), 100ms);
}

TEST(Span, EverythingElseIsRefused) {
  for (const char* text : {"", "40", "min", "40 mn", "40 min 2 h", "1 h 1 h", "4 / week", "1e3 s",
                           "2 h -5 min", "- ", "1. h", "0x1 h", "40 Min", "2 h, 30 min", "inf h",
                           "1 h x", "999999999999 years", "9223372036854775808 ms", "1 m"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Span, IsWrittenAsAPersonWould) {
  EXPECT_EQ(format_duration(0min), "0 min");
  EXPECT_EQ(format_duration(40min), "40 min");
  EXPECT_EQ(format_duration(60min), "1 h");
  EXPECT_EQ(format_duration(90min), "90 min");
  EXPECT_EQ(format_duration(150min), "2 h 30 min");
  EXPECT_EQ(format_duration(24h), "1 day");
  EXPECT_EQ(format_duration(36h), "36 h");
  EXPECT_EQ(format_duration(84h), "3.5 days");
  EXPECT_EQ(format_duration(48h), "2 days");
  EXPECT_EQ(format_duration(76h), "3 days 4 h");
  EXPECT_EQ(format_duration(240h), "10 days");
  EXPECT_EQ(format_duration(168h), "1 week");
  EXPECT_EQ(format_duration(336h), "2 weeks");
  EXPECT_EQ(format_duration(8760h), "1 year");
  EXPECT_EQ(format_duration(17520h), "2 years");
  EXPECT_EQ(format_duration(-150min), "-2 h 30 min");
  EXPECT_EQ(format_duration(1500ms), "1.5 s");
  EXPECT_EQ(format_duration(90s), "90 s");
  EXPECT_EQ(format_duration(1ms), "1 ms");
}

TEST(Span, ReadsBackAsItWasWrittenWhateverItsLength) {
  std::mt19937_64 random(20270104);
  const auto survives = [](std::int64_t count) {
    const Duration span{count};
    return parse_duration(format_duration(span)) == span;
  };
  for (const std::int64_t count :
       {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::min() + 1})
    EXPECT_TRUE(survives(count)) << count;
  for (const Duration unit : {Duration{1}, Duration{100}, Duration{1s}, one_minute, one_hour,
                              one_day / 10, one_day / 2, one_day, one_week, one_year}) {
    for (int i = 0; i < 2000; ++i) {
      const int bits = static_cast<int>(random() % 63);
      const auto wide = static_cast<std::int64_t>(random() >> (63 - bits) >> 1);
      const std::int64_t count = wide / unit.count() * unit.count() * (i % 2 == 0 ? 1 : -1);
      EXPECT_TRUE(survives(count)) << count << ": " << format_duration(Duration{count});
    }
    for (std::int64_t i = 0; i < 200; ++i)
      EXPECT_TRUE(survives(i * unit.count())) << format_duration(i * unit);
  }
}

TEST(Clock, IsReadFromMidnightToMidnight) {
  EXPECT_EQ(parse_clock("08:00"), 8h);
  EXPECT_EQ(parse_clock("8:05"), 8h + 5min);
  EXPECT_EQ(parse_clock("00:00"), 0h);
  EXPECT_EQ(parse_clock("24:00"), 24h);
  for (const char* text : {"24:01", "25:00", "08:60", "8", "8:0", "08:000", "008:00", "8.00",
                           "-8:00", "08:00 am", ":00", "08:"})
    EXPECT_FALSE(parse_clock(text)) << text;
}

TEST(Clock, IsWrittenWithTwoDigits) {
  EXPECT_EQ(format_clock(8h + 5min + 59s), "08:05");
  EXPECT_EQ(format_clock(24h), "24:00");
}

TEST(Calendar, DatesAreReadStrictly) {
  using namespace std::chrono;
  EXPECT_EQ(parse_date("2027-01-04"), Date{local_days{year{2027} / 1 / 4}});
  EXPECT_EQ(parse_date("2028-02-29"), Date{local_days{year{2028} / 2 / 29}});
  for (const char* text : {"2027-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "2027-1-4",
                           "27-01-04", "2027/01/04", "2027-01-04x", "04.01.2027", "", "2027-01"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Calendar, EveryDateReadsBackAsItWasWritten) {
  for (Date date = *parse_date("1999-12-01"); date < *parse_date("2030-03-02");
       date += std::chrono::days{1})
    ASSERT_EQ(parse_date(format_date(date)), date);
}

TEST(Calendar, ATimeIsWrittenWithItsWeekday) {
  // 4 January 2027 is a Monday.
  EXPECT_EQ(format_time(Time{*parse_date("2027-01-04")} + 8h), "Mon 2027-01-04 08:00");
  EXPECT_EQ(format_time(Time{*parse_date("2027-01-10")} + 23h + 59min), "Sun 2027-01-10 23:59");
  EXPECT_EQ(format_time(never), "never");
}

TEST(Calendar, WeekdaysBeginWithMonday) {
  EXPECT_EQ(weekday_name(0), "mon");
  EXPECT_EQ(weekday_name(6), "sun");
  EXPECT_THROW(weekday_name(7), BrokenPromise);
  EXPECT_THROW(weekday_name(-1), BrokenPromise);
}

}  // namespace
}  // namespace sim
