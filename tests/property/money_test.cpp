// Money adds up in every run: its parts to the whole, and the whole to what was seen to happen.
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/metrics/collector.h"
#include "tests/support/random_model.h"
#include "tests/support/statistics.h"

namespace sim::tests {
namespace {

// What visits that end bring in, and what is spent meanwhile, added up as it happens.
class Purse {
 public:
  explicit Purse(const model::Model& model) : model_(model), on_duty_(model.resources.size()) {}

  void on(const clinic::MeasurementStarted& now) {
    for (OnDuty& each : on_duty_)
      each.since = now.at;
    earned = spent = 0.0;
    completed = 0;
  }
  void on(const clinic::VisitEnded& now) {
    earned += model_.economics->price[now.visit].value_or(0.0);
    spent += model_.economics->per_visit[now.visit].value_or(0.0);
  }
  void on(const clinic::ResourceChanged& now) {
    pay(now.resource, now.at);
    on_duty_[now.resource.index].count =
        static_cast<double>(now.on_duty) / model_.resources[now.resource].units_each;
  }
  void on(const clinic::DayClosed& /*now*/) {
    spent += model_.economics->per_day_open.value_or(0.0);
  }
  void on(const clinic::CourseEnded& now) {
    const bool as_planned =
        now.how == clinic::CourseEnd::Completed || now.how == clinic::CourseEnd::CompletedEarly;
    completed += as_planned ? 1 : 0;
  }
  void finish(Time ended) {
    for (const ResourceId id : ids<ResourceId>(model_.resources))
      pay(id, ended);
  }

  double earned = 0.0;
  double spent = 0.0;
  int completed = 0;

 private:
  struct OnDuty {
    Time since{};
    double count = 0.0;
  };
  void pay(ResourceId id, Time until) {
    OnDuty& there = on_duty_[id.index];
    spent += there.count * in_hours(until - there.since) *
             model_.economics->per_staffed_hour[id].value_or(0.0);
    there.since = until;
  }

  const model::Model& model_;
  std::vector<OnDuty> on_duty_;
};
static_assert(clinic::Hears<Purse, clinic::MeasurementStarted> &&
              clinic::Hears<Purse, clinic::VisitEnded> &&
              clinic::Hears<Purse, clinic::ResourceChanged> &&
              clinic::Hears<Purse, clinic::DayClosed> && clinic::Hears<Purse, clinic::CourseEnded>);

struct Money {
  double whole = 0.0;
  double parts = 0.0;
};

// Of one metric: its count, and those in brackets together.
Money money_of(metrics::Metric metric, const metrics::Layout& layout, const metrics::Row& row) {
  Money money;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const metrics::Column& column = layout.columns[i];
    if (column.metric != metric || column.statistic != metrics::Statistic::Count) continue;
    (column.label.empty() ? money.whole : money.parts) += row[i].value();
  }
  return money;
}

metrics::Cell per_course(metrics::Metric metric, const metrics::Layout& layout,
                         const metrics::Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i)
    if (layout.columns[i].metric == metric) return row[i];
  return {};
}

void expect_adds_up(const model::Model& model) {
  const metrics::Layout layout = metrics::lay_out(model);
  metrics::Collector collector(model, layout);
  Purse purse(model);
  clinic::Everybody<metrics::Collector, Purse> both{{collector, purse}};
  const clinic::Replication run = clinic::simulate(model, 1, 1, both);
  purse.finish(run.ended);
  const metrics::Row row = collector.finish(run.ended);

  const Money revenue = money_of(metrics::Metric::Revenue, layout, row);
  EXPECT_TRUE(equal_but_for_rounding(revenue.parts, revenue.whole));
  EXPECT_TRUE(equal_but_for_rounding(revenue.whole, purse.earned));
  const Money cost = money_of(metrics::Metric::Cost, layout, row);
  EXPECT_TRUE(equal_but_for_rounding(cost.parts, cost.whole));
  EXPECT_TRUE(equal_but_for_rounding(cost.whole, purse.spent));
  if (!model.economics->earns()) return;
  const Money margin = money_of(metrics::Metric::Margin, layout, row);
  EXPECT_TRUE(equal_but_for_rounding(margin.whole, purse.earned - purse.spent));
  const metrics::Cell each = per_course(metrics::Metric::MarginPerCourse, layout, row);
  ASSERT_EQ(each.observed(), purse.completed > 0);
  if (each.observed()) {
    EXPECT_TRUE(
        equal_but_for_rounding(each.value(), (purse.earned - purse.spent) / purse.completed));
  }
}

TEST(Money, adds_up_to_what_was_seen_to_happen) {
  int tried = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const auto model = random_model(seed);
    if (!model || !model->economics) continue;
    expect_adds_up(*model);
    ++tried;
    if (testing::Test::HasFailure()) FAIL() << random_scenario(seed);
  }
  EXPECT_GT(tried, 15);
}

TEST(Money, changes_nothing_that_happens) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto model = random_model(seed);
    if (!model || !model->economics) continue;
    clinic::Nobody nobody;
    const clinic::Replication with = clinic::simulate(*model, 1, 1, nobody);
    model->economics.reset();
    EXPECT_EQ(clinic::simulate(*model, 1, 1, nobody).events, with.events) << seed;
  }
}

}  // namespace
}  // namespace sim::tests
