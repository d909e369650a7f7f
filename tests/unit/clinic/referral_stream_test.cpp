#include "sim/clinic/referral_stream.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/text.h"
#include "sim/stats/tally.h"
#include "tests/support/statistics.h"

namespace sim::clinic {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Date monday = Date{days{20'822}};  // 2027-01-04

model::Model clinic_open_on_weekdays(const model::Referrals& referrals) {
  model::Model model;
  std::vector<model::Interval> open;
  for (int day = 0; day < 5; ++day)
    open.push_back({day * one_day + 8h, day * one_day + 17h});
  model.clinic.open = model::WeeklyHours(open);
  model.run.start = monday;
  model::Cohort cohort;
  cohort.referrals = referrals;
  cohort.referral_hours = model.clinic.open;
  cohort.referral_site = 5;
  model.cohorts.add(cohort);
  return model;
}

std::vector<std::string> first(const model::Model& model, int count) {
  ReferralStream stream(model, CohortId{0}, 1);
  std::vector<std::string> times;
  for (int i = 0; i < count; ++i, stream.advance())
    times.push_back(format_time(stream.next()));
  return times;
}

model::Gaps every(Duration gap) {
  return {random::Sampler(random::Constant{in_milliseconds(gap)})};
}

TEST(Referrals, run_on_a_clock_that_stops_outside_referral_hours) {
  const auto model = clinic_open_on_weekdays(every(4h));
  EXPECT_EQ(first(model, 5), (std::vector<std::string>{
                                 "Mon 2027-01-04 12:00",  // after one gap
                                 "Mon 2027-01-04 16:00",
                                 "Tue 2027-01-05 11:00",  // one hour is left of Monday
                                 "Tue 2027-01-05 15:00",
                                 "Wed 2027-01-06 10:00",
                             }));
}

TEST(Referrals, that_fall_on_a_closed_date_come_at_the_next_opening) {
  auto model = clinic_open_on_weekdays(every(4h));
  model.clinic.closed = model::ClosedDates({monday + days{1}});
  EXPECT_EQ(first(model, 5), (std::vector<std::string>{
                                 "Mon 2027-01-04 12:00",
                                 "Mon 2027-01-04 16:00",
                                 "Wed 2027-01-06 08:00",
                                 "Wed 2027-01-06 08:00",
                                 "Wed 2027-01-06 10:00",
                             }));
}

TEST(Referrals, begin_in_the_middle_of_a_week_where_the_run_does) {
  auto model = clinic_open_on_weekdays(every(4h));
  model.run.start = monday + days{3};
  EXPECT_EQ(first(model, 2),
            (std::vector<std::string>{"Thu 2027-01-07 12:00", "Thu 2027-01-07 16:00"}));
}

TEST(Referrals, at_start_come_all_at_the_first_opening) {
  const auto model = clinic_open_on_weekdays(model::AtStart{3});
  ReferralStream stream(model, CohortId{0}, 1);
  for (int i = 0; i < 3; ++i, stream.advance()) {
    EXPECT_EQ(stream.next(), Time{monday} + 8h);
  }
  EXPECT_EQ(stream.next(), never);
}

TEST(Referrals, at_a_rate_are_so_many_in_an_average_calendar_week) {
  const auto model = clinic_open_on_weekdays(model::Poisson{4.0});
  std::vector<double> counts;
  stats::Tally hours;
  for (random::Key key = 1; key <= 400; ++key) {
    ReferralStream stream(model, CohortId{0}, random::mix(key));
    int count = 0;
    for (; stream.next() < Time{monday} + 10 * one_week; stream.advance()) {
      ++count;
      hours.add(in_hours(time_of_day(stream.next())));
      ASSERT_TRUE(8h <= time_of_day(stream.next()) && time_of_day(stream.next()) <= 17h);
    }
    counts.push_back(count);
  }
  EXPECT_TRUE(tests::within_error(tests::measured(counts), 40.0));
  // Poisson: the variance is the mean; its standard error over n counts is about var sqrt(2/n).
  const double variance = std::pow(tests::measured(counts).standard_error, 2) * 400.0;
  EXPECT_NEAR(variance, 40.0, tests::tolerated_standard_errors * 40.0 * std::sqrt(2.0 / 400.0));
  // Spread evenly from 08:00 to 17:00: mean 12.5, variance 81/12.
  const double error = std::sqrt(81.0 / 12.0 / static_cast<double>(hours.count()));
  EXPECT_NEAR(hours.mean(), 12.5, tests::tolerated_standard_errors * error);
}

TEST(Referrals, that_are_listed_come_as_the_list_says) {
  const Time first_day = Time{monday} + 9h;
  const auto model = clinic_open_on_weekdays(
      model::Listed{{first_day, first_day, first_day + 30h, first_day + 5 * one_week}});
  ReferralStream stream(model, CohortId{0}, 1);
  for (const Time at : std::get<model::Listed>(model.cohorts[CohortId{0}].referrals).at) {
    EXPECT_EQ(stream.next(), at);
    stream.advance();
  }
  EXPECT_EQ(stream.next(), never);
  EXPECT_EQ(stream.next_member(), 4U);
}

TEST(Referrals, at_a_rate_of_nothing_never_come) {
  for (const double growth : {0.0, 0.5}) {
    const auto model = clinic_open_on_weekdays(model::Poisson{0.0, {}, growth});
    EXPECT_EQ(ReferralStream(model, CohortId{0}, 1).next(), never);
  }
}

// --- a rate that varies

model::Seasons even() {
  model::Seasons seasons;
  seasons.by_month.fill(1.0);
  seasons.by_weekday.fill(1.0);
  seasons.by_hour.fill(1.0);
  return seasons;
}

model::Seasons uneven() {
  model::Seasons seasons = even();
  seasons.by_month = {1.2, 1.0, 0.9, 1.0, 1.1, 0.4, 0.0, 0.3, 1.5, 1.3, 1.0, 0.7};
  seasons.by_weekday = {2.0, 1.0, 1.0, 0.5, 1.0, 0.1, 0.0};
  seasons.by_hour[8] = 0.2;
  seasons.by_hour[9] = 3.0;
  seasons.by_hour[12] = 0.0;
  seasons.by_hour[23] = 4.0;
  return seasons;
}

// Hours that begin and end within an hour of the clock, pass midnight, and are kept at weekends.
model::Model clinic_with_odd_hours(const model::Poisson& referrals) {
  model::Model model = clinic_open_on_weekdays(referrals);
  std::vector<model::Interval> hours;
  for (int day = 0; day < 6; ++day)
    hours.push_back({day * one_day + 8h + 30min, day * one_day + 17h + 15min});
  hours.push_back({one_day + 22h + 30min, 2 * one_day + 1h + 10min});
  hours.push_back({6 * one_day + 23h, one_week});
  model.cohorts[CohortId{0}].referral_hours = model::WeeklyHours(hours);
  model.run.start = monday + days{3};
  model.run.warm_up = 5 * one_week + 14h + 7min;
  model.run.length = 2 * one_year;
  return model;
}

// The rate at a moment, a millisecond, written down from its definition.
class RateByDefinition {
 public:
  explicit RateByDefinition(const model::Model& model)
      : cohort_(model.cohorts[CohortId{0}]),
        referrals_(std::get<model::Poisson>(cohort_.referrals)),
        seasons_(referrals_.seasons.value_or(even())),
        measured_(Time{model.run.start} + model.run.warm_up) {
    // A year of 365 days has one weekday more often than the others: hence the mean of seven years,
    // in each of which another weekday is the first.
    for (int shift = 0; shift < 7; ++shift)
      mean_ += mean_of_year(shift) / 7.0;
  }

  double at(Time at) const {
    const double years = std::max(0.0, in_days(at - measured_) / 365.0);
    return referrals_.per_week / in_milliseconds(one_week) * weight(at) / mean_ *
           std::pow(1.0 + referrals_.growth, years);
  }

 private:
  double weight(Time at) const { return weight(at, date_of(at)); }
  // As if the time of the week fell on another date.
  double weight(Time at, Date date) const {
    if (!cohort_.referral_hours.contains(at - Time{monday_of(date_of(at))})) return 0.0;
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{date}.month());
    const auto hour = static_cast<std::size_t>(time_of_day(at) / 1h);
    return seasons_.by_month[month - 1] *
           seasons_.by_weekday[static_cast<std::size_t>(weekday_of(date_of(at)))] *
           seasons_.by_hour[hour];
  }
  double mean_of_year(int shift) const {
    double sum = 0.0;
    for (int day = 0; day < 365; ++day) {
      const Date date{days{20'819 + day}};
      for (Time at{date + days{shift}}; at < Time{date + days{shift + 1}}; at += 5min)
        sum += weight(at, date);
    }
    return sum / (365.0 * 288.0);
  }

  model::Cohort cohort_;
  model::Poisson referrals_;
  model::Seasons seasons_;
  Time measured_;
  double mean_ = 0.0;
};

// By the midpoint rule, minute by minute: the hours, seasons and the warm-up change at whole ones.
double integral(const RateByDefinition& rate, Time from, Time to) {
  double sum = 0.0;
  while (from < to) {
    const Time next = std::min(to, Time{std::chrono::floor<std::chrono::minutes>(from)} + 1min);
    sum += rate.at(from + (next - from) / 2) * in_milliseconds(next - from);
    from = next;
  }
  return sum;
}

class RateThatVaries : public testing::TestWithParam<model::Poisson> {};

TEST_P(RateThatVaries, grows_by_a_unit_exponential_from_each_referral_to_the_next) {
  const auto model = clinic_with_odd_hours(GetParam());
  const RateByDefinition rate(model);
  constexpr random::Key key = 77;
  ReferralStream stream(model, CohortId{0}, key);
  const Time end = Time{model.run.start} + model.run.warm_up + *model.run.length;
  Time last{model.run.start};
  double by_definition = 0.0;
  double exponentials = 0.0;
  for (; stream.next() < end; stream.advance()) {
    by_definition += integral(rate, last, stream.next());
    const double u = random::uniform(random::member_key(key, stream.next_member()), 5, {});
    exponentials += -std::log(1.0 - u);
    last = stream.next();
    // Referrals are at whole milliseconds.
    const double allowed = std::max(rate.at(last - 1ms), rate.at(last)) + 1e-7;
    ASSERT_NEAR(by_definition, exponentials, allowed) << format_time(last);
  }
  EXPECT_GT(stream.next_member(), 100U);
}

INSTANTIATE_TEST_SUITE_P(Referrals, RateThatVaries,
                         testing::Values(model::Poisson{6.0, uneven(), 0.0},
                                         model::Poisson{6.0, uneven(), 0.6},
                                         model::Poisson{6.0, uneven(), -0.4},
                                         model::Poisson{6.0, {}, 0.25},
                                         model::Poisson{90.0, uneven(), 1.0}));

TEST(Referrals, with_weights_that_are_all_equal_come_as_without_any) {
  const auto plain = clinic_with_odd_hours(model::Poisson{9.0});
  const auto weighted = clinic_with_odd_hours(model::Poisson{9.0, even(), 0.0});
  ReferralStream without(plain, CohortId{0}, 3);
  ReferralStream with(weighted, CohortId{0}, 3);
  for (int i = 0; i < 900; ++i, without.advance(), with.advance())
    ASSERT_LE(std::chrono::abs(without.next() - with.next()), 1ms) << i;
}

TEST(Referrals, that_decline_come_to_an_end) {
  auto model = clinic_open_on_weekdays(model::Poisson{10.0, {}, -0.99});
  model.run.length = 20 * one_year;
  std::vector<double> counts;
  for (random::Key key = 1; key <= 400; ++key) {
    ReferralStream stream(model, CohortId{0}, random::mix(key));
    while (stream.next() != never)
      stream.advance();
    counts.push_back(stream.next_member());
  }
  // The integral of 10 a week times 0.01^t over all years t, but for the weekends.
  const auto all = tests::measured(counts);
  const double expected = 10.0 * 365.0 / 7.0 / std::log(100.0);
  EXPECT_NEAR(all.mean, expected, 0.01 * expected + 4.9 * all.standard_error);
}

TEST(Referrals, follow_their_weights_by_month_weekday_and_hour) {
  auto model = clinic_open_on_weekdays(model::Poisson{20.0, uneven(), 0.0});
  model.run.start = Date{days{20'819}};  // 2027-01-01
  model.run.length = 365 * one_day;
  const model::Seasons weights = uneven();
  std::array<std::vector<double>, 12> month;
  std::array<std::vector<double>, 7> weekday;
  std::array<std::vector<double>, 24> hour;
  for (random::Key key = 1; key <= 200; ++key) {
    for (auto& each : month)
      each.push_back(0.0);
    for (auto& each : weekday)
      each.push_back(0.0);
    for (auto& each : hour)
      each.push_back(0.0);
    ReferralStream stream(model, CohortId{0}, random::mix(key));
    for (; stream.next() < Time{model.run.start} + 365 * one_day; stream.advance()) {
      const Time at = stream.next();
      const auto of_year = std::chrono::year_month_day{date_of(at)}.month();
      month[static_cast<unsigned>(of_year) - 1].back() += 1.0;
      weekday[static_cast<std::size_t>(weekday_of(date_of(at)))].back() += 1.0;
      hour[static_cast<std::size_t>(time_of_day(at) / 1h)].back() += 1.0;
    }
  }
  // 20 a week is the mean of a year; the share of each part is its weight times its length.
  double days_and_weights = 0.0;
  std::array<double, 12> open_days{};
  for (int day = 0; day < 365; ++day) {
    const Date date = model.run.start + days{day};
    const auto of_year = static_cast<unsigned>(std::chrono::year_month_day{date}.month()) - 1;
    open_days[of_year] += weights.by_weekday[static_cast<std::size_t>(weekday_of(date))] *
                          (weekday_of(date) < 5 ? 1.0 : 0.0);
    days_and_weights += weights.by_month[of_year] / 365.0;
  }
  const double weight_of_week = 2.0 + 1.0 + 1.0 + 0.5 + 1.0;
  double all_year = 0.0;
  for (std::size_t i = 0; i < 12; ++i) {
    const double expected =
        20.0 * weights.by_month[i] / days_and_weights * open_days[i] / weight_of_week;
    all_year += expected;
    EXPECT_TRUE(tests::within_error(tests::measured(month[i]), expected)) << "month " << i;
  }
  EXPECT_NEAR(all_year, 20.0 * 365.0 / 7.0, 5.0);  // but for the odd day
  const double weight_of_day = 0.2 + 3.0 + 1.0 + 1.0 + 0.0 + 4.0;
  for (std::size_t i = 8; i < 17; ++i) {
    const double expected = all_year * weights.by_hour[i] / weight_of_day;
    EXPECT_TRUE(tests::within_error(tests::measured(hour[i]), expected)) << "hour " << i;
  }
  std::array<double, 7> by_weekday{};
  for (int day = 0; day < 365; ++day) {
    const Date date = model.run.start + days{day};
    const auto of_year = static_cast<unsigned>(std::chrono::year_month_day{date}.month()) - 1;
    by_weekday[static_cast<std::size_t>(weekday_of(date))] += weights.by_month[of_year];
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const double expected =
        20.0 * by_weekday[i] / days_and_weights * weights.by_weekday[i] / weight_of_week;
    EXPECT_TRUE(tests::within_error(tests::measured(weekday[i]), expected)) << "weekday " << i;
  }
}

TEST(Referrals, whose_rate_varies_come_at_the_next_opening_where_they_fall_on_a_closed_date) {
  auto model = clinic_open_on_weekdays(model::Poisson{200.0, even(), 0.0});
  model.clinic.closed = model::ClosedDates({monday + days{1}});
  ReferralStream stream(model, CohortId{0}, 1);
  int put_off = 0;
  for (; stream.next() < Time{monday} + one_week; stream.advance()) {
    ASSERT_NE(date_of(stream.next()), monday + days{1});
    if (stream.next() == Time{monday + days{2}} + 8h) ++put_off;
  }
  EXPECT_GT(put_off, 10);
}

}  // namespace
}  // namespace sim::clinic
