// tests/unit/experiment/portrait_test.cpp: what a picture is drawn from agrees with the figures.
#include "sim/experiment/portrait.h"

#include <map>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/experiment/measure.h"
#include "sim/experiment/record.h"
#include "sim/metrics/outcome.h"
#include "tests/support/compiled.h"
#include "tests/unit/experiment/small.h"

namespace sim::experiment {
namespace {

using testing::ElementsAre;

Duration hours(int count) { return count * one_hour; }

TEST(Waits, AreCountedByWholeHours) {
  Portrait::Waits waits;
  waits.add(Duration{0});
  waits.add(hours(1) - Duration{1});
  waits.add(hours(1));
  waits.add(hours(3));
  EXPECT_EQ(waits.patients(), 4);
  EXPECT_EQ(waits.bin_width(), one_hour);
  EXPECT_THAT(waits.bins(one_hour), ElementsAre(2, 1, 0, 1));
  EXPECT_THAT(waits.bins(2 * one_hour), ElementsAre(3, 1));
}

Duration width_of_one_wait(Duration wait) {
  Portrait::Waits waits;
  waits.add(wait);
  return waits.bin_width();
}

// 60 bins of 1, 2, 5 and 7 days reach to 60, 120, 300 and 420 days.
TEST(Waits, HaveBinsOfWhichSixtySuffice) {
  EXPECT_EQ(width_of_one_wait(2 * one_day - Duration{1}), one_hour);
  EXPECT_EQ(width_of_one_wait(2 * one_day), one_day);
  EXPECT_EQ(width_of_one_wait(60 * one_day - Duration{1}), one_day);
  EXPECT_EQ(width_of_one_wait(60 * one_day), 2 * one_day);
  EXPECT_EQ(width_of_one_wait(120 * one_day), 5 * one_day);
  EXPECT_EQ(width_of_one_wait(300 * one_day), one_week);
  EXPECT_EQ(width_of_one_wait(420 * one_day), 2 * one_week);
}

TEST(Waits, OneInAThousandMayBeLongerThanTheBinsAreMadeFor) {
  Portrait::Waits waits;
  for (int i = 0; i < 999; ++i)
    waits.add(hours(1));
  waits.add(400 * one_day);
  EXPECT_EQ(waits.bin_width(), one_hour);
  const std::vector<std::int64_t> bins = waits.bins(one_day);
  EXPECT_EQ(std::accumulate(bins.begin(), bins.end(), std::int64_t{0}), waits.patients());
}

// The collector counts patients, waits and outcomes on its own.
TEST(Portrait, AgreesWithTheFiguresOfTheSameReplications) {
  const model::Model model = tests::compiled(tests::small_clinic);
  const metrics::Layout layout = metrics::lay_out(model);
  std::map<std::string, double> outcomes;
  double started = 0.0;
  for (std::uint32_t number = 1; number <= 3; ++number) {
    const metrics::Row row = measure(model, layout, number).row;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
      const metrics::Column& column = layout.columns[i];
      if (column.metric == metrics::Metric::Outcomes) outcomes[column.label] += row[i].value();
      if (column.name == "courses_started.count") started += row[i].value();
    }
  }

  const Portrait portrait = portray(model, 3, {2});
  EXPECT_EQ(portrait.replications, 3);
  EXPECT_EQ(static_cast<double>(portrait.waits.patients()), started);
  std::map<std::string, double> fates;
  for (const auto& [outcome, count] : outcomes)
    fates[outcome] = 0.0;
  for (const Portrait::Fate& fate : portrait.fates)
    fates[std::string(metrics::name_of(fate.outcome))] += static_cast<double>(fate.patients);
  EXPECT_EQ(fates, outcomes);
}

TEST(Portrait, ShowsAnOrdinaryDayOfTheMeasuredPeriod) {
  const model::Model model = tests::compiled(tests::small_clinic);
  const metrics::Records records = record(model, 1);
  std::map<Date, std::size_t> visits;
  for (const metrics::VisitRecord& visit : records.visits) {
    const Date date = date_of(visit.came == never ? visit.appointment : visit.came);
    if (Time{date} >= records.measured_from && Time{date} < records.ended) ++visits[date];
  }
  const Portrait portrait = portray(model, 1, {1});
  ASSERT_TRUE(portrait.day.has_value());
  const std::size_t shown = portrait.day->visits.size();
  ASSERT_EQ(visits[portrait.day->date], shown);
  std::size_t fewer = 0;
  std::size_t more = 0;
  for (const auto& [date, count] : visits) {
    if (count < shown) ++fewer;
    if (count > shown) ++more;
  }
  EXPECT_LE(2 * fewer, visits.size());
  EXPECT_LE(2 * more, visits.size());
}

TEST(Portrait, IsTheSameOnAnyNumberOfThreads) {
  const model::Model model = tests::compiled(tests::small_clinic);
  const Portrait one = portray(model, 5, {1});
  const Portrait three = portray(model, 5, {3});
  EXPECT_EQ(one.waits.bins(one_hour), three.waits.bins(one_hour));
  ASSERT_EQ(one.fates.size(), three.fates.size());
  for (std::size_t i = 0; i < one.fates.size(); ++i)
    EXPECT_EQ(one.fates[i].patients, three.fates[i].patients);
  EXPECT_EQ(one.day->date, three.day->date);
}

}  // namespace
}  // namespace sim::experiment
