// tests/unit/config/plan_test.cpp: when in the week a visit fits, by hand and minute by minute.
#include "sim/config/plan.h"

#include <random>

#include <gtest/gtest.h>

namespace sim::config {
namespace {

using model::Interval;
using model::WeeklyHours;
using std::chrono::hours;
using std::chrono::minutes;

WeeklyHours daily(int from, int to) {
  std::vector<Interval> week;
  for (int day = 0; day < 7; ++day)
    week.push_back({hours{24 * day + from}, hours{24 * day + to}});
  return WeeklyHours(std::move(week));
}

TEST(Plan, AnOpeningLosesItsEnd) {
  EXPECT_EQ(shortened(daily(8, 17), hours{2}), daily(8, 15));
  EXPECT_TRUE(shortened(daily(8, 17), hours{9}).empty());
  EXPECT_TRUE(shortened(WeeklyHours::always(), hours{9}).is_always());
}

TEST(Plan, AnOpeningOverTheWeeksEndIsOne) {
  const WeeklyHours night({{Duration{0}, hours{6}}, {hours{7 * 24 - 2}, one_week}});
  EXPECT_EQ(shortened(night, hours{1}),
            WeeklyHours({{Duration{0}, hours{5}}, {hours{7 * 24 - 2}, one_week}}));
  EXPECT_EQ(shortened(night, hours{7}), WeeklyHours({{hours{7 * 24 - 2}, hours{7 * 24 - 1}}}));
}

// One resource that is held throughout, and one for each step.
struct Example {
  Resources resources;
  model::Visit visit;

  void add_resource(const WeeklyHours& on) {
    model::Resource resource;
    resource.staffing = model::Rota(1, on);
    resources.add(resource);
  }
  void add_step(Duration planned, std::size_t needs) {
    model::Step step;
    step.planned = planned;
    step.needs[needs] = 1;
    visit.steps.push_back(step);
  }
};

TEST(Plan, AWalkInMayComeWhenTheFirstStepIsStaffedAndTheEndIsBeforeClosing) {
  Example example;
  example.add_resource(daily(8, 17));
  example.add_resource(daily(10, 12));
  example.visit.throughout[0] = 1;
  example.add_step(hours{1}, 1);
  const auto admitted = [&](const WeeklyHours& open) {
    return admission(example.visit, open, example.resources, hours{1}).periods().front().what;
  };
  EXPECT_EQ(admitted(daily(8, 17)), daily(10, 12));
  EXPECT_EQ(admitted(daily(8, 12)), daily(10, 11));
}

TEST(Plan, ABookableStartIsFoundWhereAScanOfTheWeekFindsOne) {
  std::mt19937 random(1);
  const auto below = [&](int end) {
    return static_cast<int>(random() % static_cast<unsigned>(end));
  };
  model::Booking booking;
  booking.slot = minutes{15};
  int found = 0;
  for (int round = 0; round < 300; ++round) {
    Example example;
    const auto spell = [&] {
      const int from = below(10);
      return daily(from, from + 4 + below(10));
    };
    for (int i = 0; i < 3; ++i)
      example.add_resource(spell());
    example.visit.throughout[0] = 1;
    example.add_step(minutes{30 * (1 + below(4))}, 1);
    example.add_step(minutes{30 * (1 + below(4))}, 2);
    const WeeklyHours open = spell();
    bool expected = false;
    for (const Interval& opening : open.intervals())
      for (Duration start = opening.from; start < opening.to; start += minutes{15}) {
        bool fits = true;
        Duration at = start;
        for (std::size_t step = 0; step < 2; ++step)
          for (const Duration end = at + example.visit.steps[step].planned; at < end;
               at += minutes{1})
            for (const std::uint32_t needed :
                 {std::uint32_t{0}, static_cast<std::uint32_t>(step + 1)})
              fits = fits && at < opening.to &&
                     example.resources[ResourceId{needed}].staffing.at_least(1).contains(at %
                                                                                         one_week);
        expected = expected || fits;
      }
    EXPECT_EQ(has_bookable_start(example.visit, open, example.resources, booking), expected);
    found += expected ? 1 : 0;
  }
  EXPECT_GT(found, 30);
  EXPECT_LT(found, 270);
}

TEST(Plan, AStartMayComeWithAnyOfTheRotas) {
  const model::Booking booking;
  Example example;
  example.add_resource(daily(8, 17));
  example.add_resource(daily(18, 20));
  example.add_step(hours{1}, 0);
  example.add_step(hours{1}, 1);
  EXPECT_FALSE(has_bookable_start(example.visit, daily(8, 20), example.resources, booking));
  const Date summer{std::chrono::days{20'000}};
  for (const std::uint32_t each : {0U, 1U}) {
    Example changed = example;
    model::Dated<model::Rota> rotas =
        example.resources[ResourceId{each}].staffing.rotas().periods().front().what;
    rotas.change(summer, model::Rota(1, each == 0 ? daily(8, 18) : daily(9, 20)));
    changed.resources[ResourceId{each}].staffing = rotas;
    EXPECT_TRUE(has_bookable_start(changed.visit, daily(8, 20), changed.resources, booking));
    rotas = model::Dated<model::Rota>(rotas.periods().front().what);
    rotas.change(summer, model::Rota(1, daily(0, 5)));
    changed.resources[ResourceId{each}].staffing = rotas;
    EXPECT_FALSE(has_bookable_start(changed.visit, daily(8, 20), changed.resources, booking));
  }
}

TEST(Plan, AStartAsksOnlyForWhatTheBookLooksAtAndHasTimeFor) {
  model::Booking booking;
  Example example;
  example.add_resource(daily(8, 17));
  example.add_resource(daily(18, 20));
  example.add_step(minutes{50}, 0);
  example.add_step(minutes{10}, 1);
  EXPECT_FALSE(has_bookable_start(example.visit, daily(8, 17), example.resources, booking));
  booking.checks = 0b01;
  EXPECT_TRUE(has_bookable_start(example.visit, daily(8, 17), example.resources, booking));
  booking.checks = 0b11;
  example.visit.steps[1].planned = Duration{0};
  EXPECT_TRUE(has_bookable_start(example.visit, daily(8, 17), example.resources, booking));
  // Someone who must be there is there for the whole step, and occupies nobody.
  example.visit.steps[0].present = 0b10;
  EXPECT_FALSE(has_bookable_start(example.visit, daily(8, 20), example.resources, booking));
  booking.checks = 0b01;
  EXPECT_TRUE(has_bookable_start(example.visit, daily(8, 20), example.resources, booking));
}

}  // namespace
}  // namespace sim::config
