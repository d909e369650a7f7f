// tests/unit/config/hours_test.cpp: weekly hours, dates and rotas, read from their text.
#include "sim/config/hours.h"

#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "tests/unit/config/reading_of.h"

namespace sim::config {
namespace {

using model::Interval;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Interval on(int day, int from, int to) { return {hours{24 * day + from}, hours{24 * day + to}}; }

std::vector<Interval> week(const std::string& yaml) {
  const auto read = read_text(weekly_hours(), yaml);
  EXPECT_THAT(read.messages, IsEmpty()) << yaml;
  return read.value->intervals();
}

TEST(WeeklyHours, NameDaysOneByOneInRangesAndInLists) {
  EXPECT_THAT(week("{tue: 08:00-17:00}"), ElementsAre(on(1, 8, 17)));
  EXPECT_THAT(week("{\"mon,wed,fri\": 08:00-12:00}"),
              ElementsAre(on(0, 8, 12), on(2, 8, 12), on(4, 8, 12)));
  EXPECT_THAT(week("{sat-mon: 08:00-12:00}"),
              ElementsAre(on(0, 8, 12), on(5, 8, 12), on(6, 8, 12)));
  EXPECT_THAT(week("{mon: [08:00-12:00, 13:00-17:00]}"), ElementsAre(on(0, 8, 12), on(0, 13, 17)));
}

TEST(WeeklyHours, MayEndAtMidnightAndGoOnTheNextDay) {
  EXPECT_THAT(week("{fri: 22:00-24:00, sat: 00:00-06:00}"), ElementsAre(on(4, 22, 30)));
  EXPECT_TRUE(read_text(weekly_hours(), "always").value->is_always());
}

TEST(WeeklyHours, ThatOverlapOrEndBeforeTheyBeginAreRefused) {
  EXPECT_THAT(read_text(weekly_hours(), "{mon-fri: 08:00-17:00, wed: 16:00-18:00}").messages,
              ElementsAre("16:00-18:00 overlaps 08:00-17:00 on wed"));
  EXPECT_THAT(read_text(weekly_hours(), "{mon: 17:00-08:00}").messages,
              ElementsAre("17:00-08:00 ends before it begins"));
  EXPECT_THAT(read_text(weekly_hours(), "{mon: 08:00-08:00}").messages,
              ElementsAre("08:00-08:00 ends when it begins"));
  EXPECT_THAT(read_text(weekly_hours(), "{}").messages, ElementsAre(HasSubstr("no hours")));
}

TEST(ClosedDates, AreDatesRangesAndListsOfBoth) {
  const auto read = read_text(closed_dates(), "[2027-12-31 to 2028-01-02, 2027-05-06]");
  EXPECT_THAT(read.value->dates(),
              ElementsAre(*parse_date("2027-05-06"), *parse_date("2027-12-31"),
                          *parse_date("2028-01-01"), *parse_date("2028-01-02")));
  EXPECT_THAT(read_text(closed_dates(), "2028-01-02 to 2028-01-01").messages,
              ElementsAre("2028-01-02 to 2028-01-01 ends before it begins"));
}

TEST(Duty, OfARotaHasItsCountsInIt) {
  const auto read = read_text(
      duty(), "{mon-tue: {08:00-12:00: 3, 12:00-13:00: 2, 13:00-17:00: 3}, sun: {20:00-24:00: 1}}");
  ASSERT_THAT(read.messages, IsEmpty());
  const auto& rota = std::get<model::Rota>(*read.value);
  const auto at = [&](int hour) { return rota.at(hours{hour % (7 * 24)}); };
  EXPECT_THAT((std::vector<int>{at(7), at(8), at(12), at(13), at(17), at(24 + 12)}),
              ElementsAre(0, 3, 2, 3, 0, 2));
  EXPECT_EQ(at(6 * 24 + 23), 1);
  EXPECT_EQ(at(7 * 24), 0);
  EXPECT_EQ(rota.staffed(), 2 * hours{4 * 3 + 2 + 4 * 3} + hours{4});
}

}  // namespace
}  // namespace sim::config
