#include "sim/clinic/referral_stream.h"

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

}  // namespace
}  // namespace sim::clinic
