// tests/unit/clinic/holds_test.cpp: what a book holds, counted by hand on clinics of one or two
// chairs.
#include "sim/clinic/holds.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "sim/clinic/midday.h"

namespace sim::clinic {
namespace {

using namespace std::chrono_literals;
using model::Interval;
using model::Rota;
using model::WaitCause;
using model::WeeklyHours;
using Week = std::array<int, 7>;

constexpr ResourceId chairs{0};
constexpr ResourceId nurses{1};
constexpr VisitId infusion{0};
const Date monday = std::chrono::local_days{std::chrono::January / 4 / 2027};

// The same hours from Monday to Friday.
WeeklyHours on_weekdays(const std::vector<Interval>& hours) {
  std::vector<Interval> all;
  for (int day = 0; day < 5; ++day) {
    for (const Interval& each : hours)
      all.push_back({day * one_day + each.from, day * one_day + each.to});
  }
  return WeeklyHours(all);
}

// Infusions of three hours in one chair, with a nurse each; a nurse for every chair.
model::Model clinic_open(const WeeklyHours& open, int how_many = 1) {
  model::Model model;
  model.clinic.open = open;
  model.resources.add({"chairs", Rota(how_many, open), 1, true});
  model.resources.add({"nurses", Rota(how_many, open), 1, false});
  const model::Step infuse{"infuse", random::Sampler(random::Constant{180.0 * 60'000}), 3h, {0, 1}};
  model.visits.add({"infusion", {1, 0}, {infuse}, {}});
  model.uses.add({"course/induction", infusion, {}});
  model.run.start = monday;
  return model;
}

// Levels of one weekday's rota, for Monday to Friday.
Rota rota_on_weekdays(const std::vector<Rota::Level>& of_a_day) {
  std::vector<Rota::Level> levels = {{0h, 0}};
  for (int day = 0; day < 5; ++day) {
    for (const Rota::Level& each : of_a_day)
      levels.push_back({day * one_day + each.from, each.count});
  }
  return Rota(levels);
}

model::VisitHolds held(const model::Model& model) { return visits_held(model).at(0); }

TEST(Holds, AChairHoldsOneVisitAfterAnother) {
  const model::VisitHolds holds = held(clinic_open(on_weekdays({{8h, 17h}})));
  ASSERT_EQ(holds.weeks.size(), 1U);
  EXPECT_EQ(holds.weeks[0].from, monday);
  EXPECT_EQ(holds.weeks[0].on, (Week{3, 3, 3, 3, 3, 0, 0}));
  EXPECT_EQ(holds.weeks[0].total(), 15);
}

TEST(Holds, AYearIs52WeeksAndADay) {
  // The year from Monday 2027-01-04 ends on Monday 2028-01-03.
  EXPECT_EQ(held(clinic_open(on_weekdays({{8h, 17h}}))).year, 52 * 15 + 3);
}

TEST(Holds, ClosedDatesAreNoneOfTheWeekAndAllOfTheYear) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  // A Wednesday, a Saturday, and a Monday after the year.
  model.clinic.closed =
      model::ClosedDates({monday + 2 * std::chrono::days{1}, monday + std::chrono::days{5},
                          monday + std::chrono::days{371}});
  EXPECT_EQ(held(model).weeks.at(0).total(), 15);
  EXPECT_EQ(held(model).year, 52 * 15 + 3 - 3);
}

TEST(Holds, AWeekInWhichTheRunBeginsIsAWholeOne) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  model.run.start = monday + std::chrono::days{3};
  EXPECT_EQ(held(model).weeks.at(0).total(), 15);
  // From Thursday to Wednesday 52 times, and one more Thursday.
  EXPECT_EQ(held(model).year, 52 * 15 + 3);
}

TEST(Holds, TheResourceThatIsShortStopsTheNextOne) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}), 2);
  model.resources[nurses].staffing = Rota(1, model.clinic.open);
  EXPECT_EQ(held(model).weeks.at(0).total(), 15);
  EXPECT_EQ(held(model).weeks.at(0).next, model::shortage_of(nurses));
  model.resources[nurses].staffing = Rota(5, model.clinic.open);
  EXPECT_EQ(held(model).weeks.at(0).total(), 30);
  EXPECT_EQ(held(model).weeks.at(0).next, model::shortage_of(chairs));
}

TEST(Holds, ADayTooShortForTheVisitHoldsNone) {
  std::vector<Interval> hours = on_weekdays({{8h, 11h}}).intervals();
  hours.push_back({5 * one_day + 8h, 5 * one_day + 10h});
  const model::WeekHolds week = held(clinic_open(WeeklyHours(hours))).weeks.at(0);
  EXPECT_EQ(week.on, (Week{1, 1, 1, 1, 1, 0, 0}));
  EXPECT_EQ(week.next, model::shortage_of(chairs));
}

TEST(Holds, WhereNoDayIsLongEnoughTheHoursStopIt) {
  const model::VisitHolds holds = held(clinic_open(on_weekdays({{8h, 10h}})));
  EXPECT_EQ(holds.weeks.at(0).total(), 0);
  EXPECT_EQ(holds.year, 0);
  EXPECT_EQ(holds.weeks.at(0).next, WaitCause::ClosedHours);
}

TEST(Holds, ALimitOnArrivalsIsABookingRule) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}), 20);
  model.booking.arrivals = model::Arrivals{1, 3h};
  EXPECT_EQ(held(model).weeks.at(0).total(), 15);
  EXPECT_EQ(held(model).weeks.at(0).next, WaitCause::BookingRules);
}

TEST(Holds, StaffingFromADateOnMakesAnotherWeek) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  const Date later = monday + 26 * std::chrono::days{7};
  model::Dated<Rota> rotas(Rota(1, model.clinic.open));
  rotas.change(later, Rota(2, model.clinic.open));
  model.resources[chairs].staffing = rotas;
  model.resources[nurses].staffing = rotas;
  const model::VisitHolds holds = held(model);
  ASSERT_EQ(holds.weeks.size(), 2U);
  EXPECT_EQ(holds.weeks[1].from, later);
  EXPECT_EQ(holds.weeks[1].total(), 30);
  EXPECT_EQ(holds.year, 26 * 15 + 26 * 30 + 6);
}

TEST(Holds, StaffingThatChangesNothingMakesNoOtherWeek) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  model::Dated<Rota> rotas(Rota(2, model.clinic.open));
  rotas.change(monday + std::chrono::days{100}, Rota(3, model.clinic.open));
  model.resources[nurses].staffing = rotas;
  EXPECT_EQ(held(model).weeks.size(), 1U);
}

TEST(Holds, WhatIsKeptForSomeIsThereForAll) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  model::Reserve reserve;
  reserve.resource = chairs;
  reserve.count = 1;
  reserve.visit = VisitId{1};
  reserve.on = model.clinic.open;
  model.booking.reserves = {reserve};
  EXPECT_EQ(held(model).weeks.at(0).total(), 15);
}

TEST(Holds, AVisitOfWhichTheBookLooksAtNothingHasNoLimit) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  model.booking.checks = 0;
  EXPECT_FALSE(held(model).has_limit);
  model.booking.checks = 1U << nurses.index;
  EXPECT_TRUE(held(model).has_limit);
}

TEST(Holds, OnlyWhatIsBookedIsCounted) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  model.visits.add({"unused", {1, 0}, model.visits[infusion].steps, {}});
  EXPECT_EQ(visits_held(model).size(), 1U);
  model.booking.mode = model::BookingMode::WalkIn;
  EXPECT_TRUE(visits_held(model).empty());
}

// --- midday

TEST(Midday, APauseOfADayIsUpToThreeHoursLong) {
  EXPECT_EQ(pauses(on_weekdays({{8h, 12h}, {13h, 17h}})), on_weekdays({{12h, 13h}}));
  EXPECT_EQ(pauses(on_weekdays({{8h, 11h}, {14h, 17h}})), on_weekdays({{11h, 14h}}));
  EXPECT_TRUE(pauses(on_weekdays({{8h, 11h}, {14h + 1min, 17h}})).empty());
  EXPECT_TRUE(pauses(on_weekdays({{8h, 17h}})).empty());
  EXPECT_TRUE(pauses(on_weekdays({{1h, 23h}})).empty()) << "a night";
  EXPECT_TRUE(pauses(on_weekdays({{2h, 24h}})).empty()) << "the beginning of a night";
}

TEST(Midday, ADipIsLowerThanBothWhatIsBeforeAndWhatIsAfter) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}), 3);
  const auto dips_with = [&](const std::vector<Rota::Level>& day) {
    model.resources[nurses].staffing = rota_on_weekdays(day);
    return dips(model, monday);
  };
  EXPECT_EQ(dips_with({{8h, 2}, {12h, 1}, {13h, 2}, {17h, 0}}), on_weekdays({{12h, 13h}}));
  EXPECT_EQ(dips_with({{8h, 3}, {12h, 2}, {12h + 30min, 1}, {13h, 2}, {13h + 30min, 3}, {17h, 0}}),
            on_weekdays({{12h, 13h + 30min}}));
  EXPECT_EQ(dips_with({{8h, 1}, {12h, 0}, {13h, 1}, {17h, 0}}), on_weekdays({{12h, 13h}}));
  EXPECT_TRUE(dips_with({{8h, 3}, {12h, 2}, {13h, 1}, {17h, 0}}).empty()) << "people go home";
  EXPECT_TRUE(dips_with({{8h, 1}, {12h, 2}, {13h, 3}, {17h, 0}}).empty()) << "people come";
  EXPECT_TRUE(dips_with({{8h, 2}, {10h, 1}, {14h, 2}, {17h, 0}}).empty()) << "four hours";
  model.clinic.open = on_weekdays({{8h, 12h}, {13h, 17h}});
  EXPECT_TRUE(dips_with({{8h, 2}, {12h, 1}, {13h, 2}, {17h, 0}}).empty()) << "the clinic is closed";
}

// Two chairs and two nurses, infusions of three hours. Closed at noon, 8-11 and 13-16 hold two
// each. Open with all, 8-11, 11-14 and 14-17 do. With one nurse from 12 to 13, 8-11 holds two and
// 11-14 one; the second nurse begins another at 13, and the first at 14: five.
TEST(Midday, WhatAPauseCostsByHand) {
  const model::BookHolds holds = book_holds(clinic_open(on_weekdays({{8h, 12h}, {13h, 17h}}), 2));
  EXPECT_EQ(holds.visits.at(0).weeks.at(0).on, (Week{4, 4, 4, 4, 4, 0, 0}));
  EXPECT_EQ(holds.pauses, on_weekdays({{12h, 13h}}));
  ASSERT_TRUE(holds.open_through && holds.with_half);
  EXPECT_EQ(holds.open_through->visits.at(0).weeks.at(0).on, (Week{6, 6, 6, 6, 6, 0, 0}));
  EXPECT_TRUE(holds.open_through->staff.empty());
  EXPECT_EQ(holds.with_half->visits.at(0).weeks.at(0).on, (Week{5, 5, 5, 5, 5, 0, 0}));
  EXPECT_EQ(holds.with_half->visits.at(0).year, 261 * 5);
  ASSERT_EQ(holds.with_half->staff.size(), 1U);
  EXPECT_EQ(holds.with_half->staff[0], (model::AroundMidday{nurses, 2, 1, 2}));
  EXPECT_FALSE(holds.closed_instead);
}

// The same from the other side.
TEST(Midday, WhatClosingInADipCostsByHand) {
  model::Model model = clinic_open(on_weekdays({{8h, 17h}}), 2);
  model.resources[nurses].staffing = rota_on_weekdays({{8h, 2}, {12h, 1}, {13h, 2}, {17h, 0}});
  const model::BookHolds holds = book_holds(model);
  EXPECT_EQ(holds.visits.at(0).weeks.at(0).total(), 25);
  EXPECT_EQ(holds.dips, on_weekdays({{12h, 13h}}));
  ASSERT_TRUE(holds.closed_instead);
  EXPECT_EQ(holds.closed_instead->visits.at(0).weeks.at(0).total(), 20);
  ASSERT_EQ(holds.closed_instead->staff.size(), 1U);
  EXPECT_EQ(holds.closed_instead->staff[0], (model::AroundMidday{nurses, 2, 1, 2}));
  EXPECT_TRUE(holds.pauses.empty());
  EXPECT_FALSE(holds.open_through || holds.with_half);
}

TEST(Midday, HalfOfThreeIsTwoAndHalfOfOneIsOne) {
  const auto half = [](int nurses_there) {
    const model::Model model = clinic_open(on_weekdays({{8h, 12h}, {13h, 17h}}), nurses_there);
    return open_through(model, pauses(model.clinic.open), Midday::Half);
  };
  EXPECT_EQ(half(3).resources[nurses].staffing.rotas().on(monday).at(12h + 30min), 2);
  EXPECT_EQ(half(1).resources[nurses].staffing.rotas().on(monday).at(12h + 30min), 1);
  EXPECT_EQ(half(3).resources[chairs].staffing.rotas().on(monday).at(12h + 30min), 3);
}

TEST(Midday, WhoIsThereOnOneSideOnlyIsNotThereThrough) {
  model::Model model = clinic_open(on_weekdays({{8h, 12h}, {13h, 17h}}), 2);
  model.resources[nurses].staffing = Rota(1, on_weekdays({{8h, 12h}}));
  const model::Model open = open_through(model, pauses(model.clinic.open), Midday::All);
  EXPECT_EQ(open.clinic.open, on_weekdays({{8h, 17h}}));
  EXPECT_EQ(open.resources[nurses].staffing.rotas().on(monday).at(12h + 30min), 0);
  EXPECT_EQ(open.resources[chairs].staffing.rotas().on(monday).at(12h + 30min), 2);
}

TEST(Midday, ClosingKeepsBothSides) {
  const model::Model model = clinic_open(on_weekdays({{8h, 17h}}));
  EXPECT_EQ(closed_during(model, on_weekdays({{12h, 13h}})).clinic.open,
            on_weekdays({{8h, 12h}, {13h, 17h}}));
}

}  // namespace
}  // namespace sim::clinic
