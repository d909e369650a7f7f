// tests/unit/model/calendar_test.cpp: the calendar against one that marks every minute of the week.
#include "sim/model/calendar.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "sim/base/text.h"

namespace sim::model {
namespace {

using std::chrono::minutes;

constexpr int minutes_a_week = 7 * 24 * 60;
constexpr int weeks_looked_at = 4;
const Date monday = parse_date("2027-01-04").value();

using Week = std::array<int, minutes_a_week>;  // how many there are, by minute

// A week in which the hours are kept where the count is 1, and dates, by minute.
struct ByMinute {
  Week week{};
  std::set<Date> closed;

  int at(std::int64_t minute) const {  // since `monday`
    const Date date = monday + std::chrono::days{minute / (24 * 60)};
    return closed.count(date) > 0 ? 0 : week[static_cast<std::size_t>(minute % minutes_a_week)];
  }
};

WeeklyHours hours_of(const Week& week) {
  std::vector<Interval> intervals;
  for (int minute = 0; minute < minutes_a_week; ++minute)
    if (week[static_cast<std::size_t>(minute)] > 0)
      intervals.push_back({minutes{minute}, minutes{minute + 1}});
  return WeeklyHours(std::move(intervals));
}

Rota rota_of(const Week& week) {
  std::vector<Rota::Level> levels;
  for (int minute = 0; minute < minutes_a_week; ++minute) {
    const int count = week[static_cast<std::size_t>(minute)];
    if (levels.empty() || levels.back().count != count) levels.push_back({minutes{minute}, count});
  }
  return Rota(std::move(levels));
}

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }

 private:
  std::mt19937 engine_;
};

// Spans of random lengths, often ending at midnight and at the week's end.
Week random_week(Chance& chance, int most) {
  Week week{};
  for (int minute = 0; minute < minutes_a_week;) {
    int to = minute + 1 + chance.below(2000);
    if (chance.below(3) == 0) to = (to / 1440 + 1) * 1440;
    const int count = chance.below(most + 1);
    for (; minute < std::min(to, minutes_a_week); ++minute)
      week[static_cast<std::size_t>(minute)] = count;
  }
  return week;
}

std::set<Date> random_dates(Chance& chance) {
  std::set<Date> dates;
  for (int i = chance.below(6); i > 0; --i)
    dates.insert(monday + std::chrono::days{chance.below(7 * weeks_looked_at)});
  return dates;
}

ClosedDates closed_dates(const std::set<Date>& dates) {
  return ClosedDates({dates.begin(), dates.end()});
}

Time at_minute(std::int64_t minute) { return Time{monday} + minutes{minute}; }

// The first minute from `from` on at which the count is as wanted; never if in none of the weeks
// that are looked at and one more.
template <class Wanted>
Time first_minute(const ByMinute& oracle, int from, const Wanted& wanted) {
  for (int minute = from; minute < (weeks_looked_at + 2) * minutes_a_week; ++minute)
    if (wanted(oracle.at(minute), minute)) return at_minute(minute);
  return never;
}

TEST(WeeklyHours, JoinIntervalsThatTouchOrOverlap) {
  const WeeklyHours hours({{one_hour * 5, one_hour * 7},
                           {one_hour, one_hour * 3},
                           {one_hour * 3, one_hour * 4},
                           {one_hour * 6, one_hour * 8}});
  const std::vector<Interval> expected = {{one_hour, one_hour * 4}, {one_hour * 5, one_hour * 8}};
  EXPECT_EQ(hours.intervals(), expected);
}

TEST(WeeklyHours, AgreeWithAWeekMarkedMinuteByMinute) {
  Chance chance(1);
  for (int round = 0; round < 20; ++round) {
    const Week week = random_week(chance, 1);
    const Week other = random_week(chance, 1);
    const WeeklyHours hours = hours_of(week);
    const WeeklyHours both = intersection(hours, hours_of(other));
    EXPECT_EQ(hours.total(), minutes{std::count(week.begin(), week.end(), 1)});
    for (int minute = 0; minute < minutes_a_week; minute += 7) {
      const auto m = static_cast<std::size_t>(minute);
      EXPECT_EQ(hours.contains(minutes{minute}), week[m] == 1);
      EXPECT_EQ(both.contains(minutes{minute}), week[m] == 1 && other[m] == 1);
    }
  }
}

TEST(WeeklyHours, AfterSoMuchTimeWithinThemIsFoundByCountingMinutes) {
  Chance chance(2);
  for (int round = 0; round < 20; ++round) {
    const Week week = random_week(chance, 1);
    const WeeklyHours hours = hours_of(week);
    if (hours.empty()) continue;
    std::int64_t elapsed = 0;
    for (int minute = 0; minute < 3 * minutes_a_week; ++minute) {
      if (week[static_cast<std::size_t>(minute % minutes_a_week)] == 0) continue;
      ++elapsed;  // at the end of this minute, not at the beginning of the next one that counts
      ASSERT_EQ(hours.after(minutes{elapsed}), minutes{minute + 1});
    }
  }
}

TEST(Calendar, TheNextMomentWithinHoursAndTheNextClosingAreFoundByWalkingOn) {
  Chance chance(3);
  for (int round = 0; round < 10; ++round) {
    const ByMinute oracle{random_week(chance, 1), random_dates(chance)};
    const WeeklyHours hours = hours_of(oracle.week);
    const ClosedDates closed = closed_dates(oracle.closed);
    for (int i = 0; i < 60; ++i) {
      const int from = 1 + chance.below(weeks_looked_at * minutes_a_week);
      EXPECT_EQ(next_within(hours, closed, at_minute(from)),
                first_minute(oracle, from, [](int count, int) { return count > 0; }));
      EXPECT_EQ(next_closing(hours, closed, at_minute(from)),
                first_minute(oracle, from + 1, [&](int count, int minute) {
                  return count == 0 && oracle.at(minute - 1) > 0;
                }));
    }
  }
}

TEST(Calendar, TheOpeningsOfADateHoldItsOpenMinutesAndNoOthers) {
  Chance chance(4);
  for (int round = 0; round < 10; ++round) {
    const ByMinute oracle{random_week(chance, 1), random_dates(chance)};
    const WeeklyHours hours = hours_of(oracle.week);
    for (int day = 0; day < 7 * weeks_looked_at; ++day) {
      const Date date = monday + std::chrono::days{day};
      const auto openings = openings_on(date, hours, closed_dates(oracle.closed));
      for (int minute = day * 1440; minute < (day + 1) * 1440; ++minute) {
        const auto holding =
            std::count_if(openings.begin(), openings.end(), [&](const Opening& each) {
              return each.from <= at_minute(minute) && at_minute(minute) < each.to;
            });
        ASSERT_EQ(holding, oracle.at(minute));
      }
    }
  }
}

TEST(Calendar, HoursOfNoLengthAreNeverKept) {
  EXPECT_EQ(next_within(WeeklyHours(), {}, Time{monday}), never);
  EXPECT_EQ(next_closing({}, {}, Time{monday}), never);
  EXPECT_EQ(next_closing(WeeklyHours::always(), {}, Time{monday}), never);
}

TEST(Rota, AgreesWithAWeekCountedMinuteByMinute) {
  Chance chance(5);
  for (int round = 0; round < 10; ++round) {
    const ByMinute oracle{random_week(chance, 4), random_dates(chance)};
    const Staffing rota = rota_of(oracle.week);
    const ClosedDates closed = closed_dates(oracle.closed);
    EXPECT_EQ(rota.most(), *std::max_element(oracle.week.begin(), oracle.week.end()));
    EXPECT_EQ(rota.rotas().on(Date{}).staffed(),
              minutes{std::accumulate(oracle.week.begin(), oracle.week.end(), std::int64_t{0})});
    for (int i = 0; i < 60; ++i) {
      const int now = chance.below(weeks_looked_at * minutes_a_week);
      EXPECT_EQ(rota.on_duty(at_minute(now), closed), oracle.at(now));
      const auto change = rota.next_change(at_minute(now), closed);
      EXPECT_EQ(change.at, first_minute(oracle, now + 1,
                                        [&](int count, int) { return count != oracle.at(now); }));
      const int to = now + 1 + chance.below(3000);
      int fewest = oracle.at(now);
      for (int minute = now; minute < to; ++minute)
        fewest = std::min(fewest, oracle.at(minute));
      EXPECT_EQ(rota.fewest(at_minute(now), at_minute(to), closed), fewest);
    }
  }
}

TEST(Rota, OfOneCountHasItWithinTheHoursAndNobodyOutside) {
  Chance chance(6);
  for (int round = 0; round < 20; ++round) {
    const Week week = random_week(chance, 1);
    const Staffing rota = Rota(3, hours_of(week));
    EXPECT_EQ(rota.at_least(1), hours_of(week));
    EXPECT_EQ(rota.at_least(3), hours_of(week));
    EXPECT_TRUE(rota.at_least(4).empty());
  }
}

}  // namespace
}  // namespace sim::model
