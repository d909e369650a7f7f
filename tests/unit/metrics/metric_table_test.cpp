// tests/unit/metrics/metric_table_test.cpp: the table and the columns laid out from it.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "sim/metrics/layout.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using tests::find_column;
using tests::small_clinic;

TEST(MetricTable, EveryMetricHasANameOfItsOwnAndIsDescribed) {
  std::set<std::string_view> names;
  for (const MetricDescription& metric : metric_table) {
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    EXPECT_FALSE(metric.unit.empty()) << metric.name;
    EXPECT_FALSE(metric.label.empty()) << metric.name;
    EXPECT_FALSE(metric.meaning.empty()) << metric.name;
  }
}

TEST(MetricTable, OnlyMoneyIsInMoney) {
  for (const MetricDescription& metric : metric_table) {
    const bool in_money = metric.unit.substr(0, any_currency.size()) == any_currency;
    EXPECT_EQ(in_money, metric.group == Group::Money) << metric.name;
  }
}

TEST(Layout, EveryMetricHasAColumnInAClinicThatHasEverything) {
  std::set<Metric> found;
  for (const Column& column : lay_out(small_clinic()).columns)
    found.insert(column.metric);
  for (const MetricDescription& metric : metric_table)
    EXPECT_TRUE(found.count(metric.metric) > 0) << metric.name;
}

TEST(Layout, ColumnNamesAreDistinct) {
  std::set<std::string> names;
  for (const Column& column : lay_out(small_clinic()).columns)
    EXPECT_TRUE(names.insert(column.name).second) << column.name;
}

TEST(Layout, NamesAreThoseOfTheContract) {
  const Layout layout = lay_out(small_clinic());
  for (const char* name : {"referrals",
                           "referrals.count",
                           "referrals[cohort=trd]",
                           "excluded[psychosis]",
                           "wait_to_first_infusion.p95",
                           "wait_to_first_infusion[cohort=trd].mean",
                           "started_within[14 days]",
                           "started_within[28 days,cohort=trd]",
                           "waiting_list.end",
                           "waiting_list[week=4].mean",
                           "courses_completed[early remission]",
                           "courses_stopped[non-response]",
                           "courses_stopped[non-response].count",
                           "infusions_per_course[course=induction]",
                           "responders[course=induction].share",
                           "given[infusion=8]",
                           "score[infusion=3].mean",
                           "in_remission[infusion=3]",
                           "infusions_to_response.p50",
                           "outcomes[dropped out]",
                           "utilisation[chairs]",
                           "utilisation[nurses,weekday=fri,hour=15]",
                           "booked_utilisation[chairs,weekday=mon,hour=8]",
                           "time_at[chairs=3]",
                           "overtime_per_day.mean",
                           "overtime_per_day[nurses].mean",
                           "wait_to_first_infusion[cause=chairs].mean",
                           "wait_to_first_infusion[cause=booking rules].mean",
                           "wait_in_clinic[cause=nurses].mean",
                           "refused_starts[chairs]",
                           "refused_starts[closed hours].count",
                           "lost_before_start[cohort=trd]",
                           "courses_lost[course=induction]",
                           "outcomes[lost before starting]",
                           "cancellations[cohort=trd].count",
                           "found_not_fit",
                           "sent_home",
                           "wait_in_clinic.p90",
                           "wait_in_clinic[step=infusion/infuse].mean",
                           "wait_in_clinic[visit=consultation].mean",
                           "idle_chair_hours[chairs]",
                           "no_show_chair_hours",
                           "refused[authorisation]",
                           "courses_switched[sparser]",
                           "courses_ended_by_adverse_event[cohort=trd]",
                           "adverse_events[hypertension].count",
                           "infusions_saved_by_stop_rules[non-response]",
                           "chair_hours_saved_by_stop_rules",
                           "responders_lost_to_stop_rules[course=induction]",
                           "retention[infusion=2]",
                           "retention[infusion=4,course=maintenance]",
                           "delay_days.p95",
                           "days_to_response.p50",
                           "in_response.end",
                           "days_in_response[cohort=trd]",
                           "relapses_at_once",
                           "relapsed_within[4 weeks]",
                           "relapsed_within[8 weeks,cohort=trd]",
                           "days_to_relapse.p90",
                           "visits[visit=therapy]",
                           "outcomes[between courses]",
                           "outcomes[adverse event]",
                           "revenue",
                           "revenue[visit=infusion].count",
                           "cost[visit=infusion]",
                           "cost[nurses]",
                           "cost[days open].count",
                           "margin.count",
                           "revenue_per_course",
                           "cost_per_course",
                           "margin_per_course"})
    EXPECT_NE(find_column(layout, name), nullptr) << name;
}

TEST(Layout, WhatDoesNotExistHasNoColumn) {
  const Layout layout = lay_out(small_clinic());
  for (const char* name :
       {"given[infusion=9]", "waiting_list[week=5].mean", "utilisation[chairs,weekday=sat,hour=9]",
        "utilisation[chairs,weekday=mon,hour=16]", "wait_in_clinic[step=infusion/clean].mean",
        "courses_completed[longer]", "courses_stopped[early remission]", "idle_chair_hours[nurses]",
        "time_at[chairs=4]", "retention[infusion=1]", "refused[work-up]",
        "courses_stopped[sparser]", "infusions_saved_by_stop_rules[sparser]",
        "adverse_events[course=maintenance]", "responders_lost_to_stop_rules[course=maintenance]",
        "given[infusion=5,course=maintenance]", "revenue[visit=therapy]", "cost[chairs]",
        "cost[visit=consultation]"})
    EXPECT_EQ(find_column(layout, name), nullptr) << name;
}

TEST(Layout, AClinicWithoutScreeningResponseClosingOrEconomicsLeavesTheirMetricsOut) {
  model::Model model = small_clinic();
  model.clinic.open = model::WeeklyHours::always();
  for (model::Resource& resource : model.resources)
    resource.staffing = model::Rota(2, model.clinic.open);
  model.booking.mode = model::BookingMode::WalkIn;
  model.uses[UseId{0}].attendance = {};
  model.responses[ResponseId{0}].is = model::NoResponse{};
  model.courses[tests::induction] = tests::small_maintenance();
  model.cohorts[tests::trd].screening.reset();
  model.cohorts[tests::trd].patience.reset();
  model.economics.reset();
  std::set<Metric> found;
  for (const Column& column : lay_out(model).columns)
    found.insert(column.metric);
  for (const Metric absent : {Metric::Screened,
                              Metric::Excluded,
                              Metric::GaveUpWaiting,
                              Metric::WaitToScreening,
                              Metric::CoursesStopped,
                              Metric::Responders,
                              Metric::Remitters,
                              Metric::EverResponded,
                              Metric::EverRemitted,
                              Metric::InfusionsToResponse,
                              Metric::InfusionsToRemission,
                              Metric::Score,
                              Metric::Responding,
                              Metric::InRemission,
                              Metric::BookedUtilisation,
                              Metric::OvertimePerDay,
                              Metric::NoShows,
                              Metric::NoShowChairHours,
                              Metric::LostBeforeStart,
                              Metric::RefusedStarts,
                              Metric::CoursesLost,
                              Metric::Refused,
                              Metric::CoursesSwitched,
                              Metric::CoursesEndedByAdverseEvent,
                              Metric::AdverseEvents,
                              Metric::InfusionsSaved,
                              Metric::ChairHoursSaved,
                              Metric::RespondersLost,
                              Metric::DaysToResponse,
                              Metric::PatientsInResponse,
                              Metric::DaysInResponse,
                              Metric::Relapses,
                              Metric::RelapsesAtOnce,
                              Metric::RelapsedWithin,
                              Metric::DaysToRelapse,
                              Metric::Cancellations,
                              Metric::FoundNotFit,
                              Metric::SentHome,
                              Metric::Revenue,
                              Metric::Cost,
                              Metric::Margin,
                              Metric::RevenuePerCourse,
                              Metric::CostPerCourse,
                              Metric::MarginPerCourse})
    EXPECT_EQ(found.count(absent), 0U) << describe(absent).name;
}

bool has(const model::Model& model, const std::string& name) {
  return find_column(lay_out(model), name) != nullptr;
}

TEST(Layout, NobodyIsLostWhereEveryMissIsAllowed) {
  model::Model model = small_clinic();
  model::Attendance& attendance = model.uses[UseId{0}].attendance;
  attendance.misses_allowed = model::no_limit;
  for (const char* name :
       {"courses_lost", "lost_before_start", "outcomes[lost]", "outcomes[lost before starting]"})
    EXPECT_FALSE(has(model, name)) << name;
  // Who does not want another visit after a no-show drops out of a course, or never starts one.
  attendance.rebook.probability = 0.8;
  EXPECT_FALSE(has(model, "courses_lost"));
  EXPECT_TRUE(has(model, "lost_before_start"));
  EXPECT_TRUE(has(model, "outcomes[lost before starting]"));
  // A late cancellation alone is no no-show, and nobody is asked.
  attendance.no_show = 0.0;
  EXPECT_FALSE(has(model, "lost_before_start"));
  attendance.misses_allowed = 2;
  EXPECT_TRUE(has(model, "courses_lost"));
}

TEST(Layout, WhoMissesTooManyScreeningsIsLostBeforeStarting) {
  model::Model model = small_clinic();
  std::swap(model.uses[UseId{0}].attendance, model.uses[UseId{1}].attendance);
  EXPECT_FALSE(has(model, "courses_lost"));
  EXPECT_TRUE(has(model, "lost_before_start"));
  EXPECT_TRUE(has(model, "no_shows"));
}

TEST(Layout, WalkInsMissNoAppointmentsAndKnowNoBookingRules) {
  model::Model model = small_clinic();
  model.booking.mode = model::BookingMode::WalkIn;
  for (const char* name : {"no_shows", "cancellations", "courses_lost", "lost_before_start",
                           "wait_to_first_infusion[cause=booking rules].mean"})
    EXPECT_FALSE(has(model, name)) << name;
  EXPECT_TRUE(has(model, "found_not_fit"));
  EXPECT_TRUE(has(model, "wait_in_clinic[cause=closed hours].mean"));
}

TEST(Layout, OvertimeNeedsAShiftThatEnds) {
  model::Model model = small_clinic();
  model.clinic.open = model::WeeklyHours::always();
  model.resources[tests::chairs].staffing = model::Rota(3, model.clinic.open);
  EXPECT_FALSE(has(model, "overtime_per_day.mean"));
  EXPECT_FALSE(has(model, "overtime_per_day[chairs].mean"));
  EXPECT_TRUE(has(model, "overtime_per_day[nurses].mean"));
  model::Model closed_once = model;
  closed_once.clinic.closed = model::ClosedDates({model.run.start});
  EXPECT_TRUE(has(closed_once, "overtime_per_day.mean"));
  EXPECT_TRUE(has(closed_once, "sent_home"));
  model.resources[tests::chairs].absence = model::Absence{};
  EXPECT_TRUE(has(model, "overtime_per_day[chairs].mean"));
}

TEST(Layout, HoursAndNumbersInUseAreThoseOfEveryRotaThereIs) {
  model::Model model = small_clinic();
  model::Dated<model::Rota> rotas(model::Rota(2, tests::weekdays_8_to_16()));
  const model::WeeklyHours saturday({{5 * one_day + 9 * one_hour, 5 * one_day + 12 * one_hour}});
  rotas.change(model.run.start + std::chrono::days{14}, model::Rota(4, saturday));
  model.resources[tests::nurses].staffing = rotas;
  EXPECT_TRUE(has(model, "utilisation[nurses,weekday=sat,hour=11]"));
  EXPECT_TRUE(has(model, "utilisation[nurses,weekday=mon,hour=8]"));
  EXPECT_FALSE(has(model, "utilisation[nurses,weekday=sat,hour=12]"));
  EXPECT_TRUE(has(model, "time_at[nurses=4]"));
  EXPECT_FALSE(has(model, "time_at[nurses=5]"));
}

TEST(Layout, AHazardModelHasResponsesButNoScores) {
  model::Model model = small_clinic();
  model.responses[ResponseId{0}].is = model::Hazard{};
  const Layout layout = lay_out(model);
  EXPECT_NE(find_column(layout, "responders"), nullptr);
  EXPECT_EQ(find_column(layout, "remitters"), nullptr);
  EXPECT_EQ(find_column(layout, "score[infusion=1].mean"), nullptr);
}

TEST(Layout, ACourseThatMayFollowIsPartOfTheCohort) {
  model::Model model = small_clinic();
  const auto measures_maintenance = [&] {
    return has(model, "responders[course=maintenance]") &&
           has(model, "given[infusion=4,course=maintenance]");
  };
  EXPECT_TRUE(measures_maintenance());  // by a rule that switches
  model::Course& course = model.courses[tests::induction];
  course.rules.pop_back();
  EXPECT_FALSE(measures_maintenance());
  EXPECT_FALSE(has(model, "outcomes[between courses]"));
  EXPECT_FALSE(has(model, "outcomes[switched]"));
  course.afterwards = {{{}, {1.0, 0}, {tests::maintenance, {}}}};
  EXPECT_TRUE(measures_maintenance());
  EXPECT_TRUE(has(model, "outcomes[between courses]"));
  course.afterwards.clear();
  course.repeat_on_relapse = model::Repeat{tests::maintenance, 2};
  EXPECT_TRUE(measures_maintenance());
  course.repeat_on_relapse.reset();
  model.cohorts[tests::trd].at_start.in_course = {
      {tests::maintenance, 2, Time{model.run.start}, {}, {}}};
  EXPECT_TRUE(measures_maintenance());
}

TEST(Layout, VisitsBesideACourseMayBeMissedToo) {
  model::Model model = small_clinic();
  model.uses[UseId{0}].attendance = {};
  EXPECT_FALSE(has(model, "no_shows"));
  model.uses[*model.cohorts[tests::trd].with.front().use].attendance.no_show = 0.1;
  EXPECT_TRUE(has(model, "no_shows[course=maintenance]"));
  EXPECT_FALSE(has(model, "courses_lost"));
}

TEST(Layout, WithoutARefusalOrAnEventThatEndsACourseNobodyHasThatOutcome) {
  model::Model model = small_clinic();
  model.courses[tests::induction].before_first[1].refused.probability = 0.0;
  model.courses[tests::induction].adverse_events[0].ends_course.probability = 0.0;
  for (const char* name : {"refused", "outcomes[refused]", "courses_ended_by_adverse_event",
                           "outcomes[adverse event]"})
    EXPECT_FALSE(has(model, name)) << name;
  EXPECT_TRUE(has(model, "adverse_events"));
}

TEST(Layout, AHazardModelRelapsesOnlyWhereItSaysWhen) {
  model::Model model = small_clinic();
  model::Response& response = model.responses[ResponseId{0}];
  response.is = model::Hazard{};
  for (const char* name : {"relapses", "relapsed_within[4 weeks]", "days_to_relapse.mean"})
    EXPECT_FALSE(has(model, name)) << name;
  EXPECT_TRUE(has(model, "in_response.mean"));
  response.relapse = model::Quantity{};
  EXPECT_TRUE(has(model, "relapsed_within[8 weeks]"));
}

TEST(Layout, UntilEmptyOnlyCountsAreGiven) {
  model::Model model = small_clinic();
  model.run.length.reset();
  const Layout layout = lay_out(model);
  EXPECT_EQ(find_column(layout, "courses_completed"), nullptr);
  EXPECT_NE(find_column(layout, "courses_completed.count"), nullptr);
  EXPECT_EQ(find_column(layout, "waiting_list[week=1].mean"), nullptr);
}

TEST(Layout, ReasonsAndRulesOfTheSameNameShareAColumn) {
  model::Model model = small_clinic();
  model::Course second = model.courses[tests::induction];
  second.name = "second";
  model.courses.add(second);
  const Layout layout = lay_out(model);
  EXPECT_EQ(layout.stopped_by.size(), 1U);
  EXPECT_EQ(layout.rules[0][0].first, layout.rules[2][0].first);
}

TEST(Layout, TotalsAreAYearAndSharesArePercentages) {
  const Layout layout = lay_out(small_clinic());
  EXPECT_EQ(find_column(layout, "courses_completed")->unit, "courses / year");
  EXPECT_EQ(find_column(layout, "courses_completed.count")->unit, "courses");
  EXPECT_EQ(find_column(layout, "responders.share")->unit, "%");
  EXPECT_EQ(find_column(layout, "responders.share")->estimator, Estimator::RatioOfSums);
  EXPECT_EQ(find_column(layout, "wait_to_first_infusion.p90")->unit, "days");
  EXPECT_EQ(find_column(layout, "wait_in_clinic.mean")->unit, "min");
}

TEST(Layout, MoneyIsInTheCurrencyOfTheScenario) {
  const Layout layout = lay_out(small_clinic());
  EXPECT_EQ(find_column(layout, "revenue")->unit, "EUR / year");
  EXPECT_EQ(find_column(layout, "cost[nurses].count")->unit, "EUR");
  EXPECT_EQ(find_column(layout, "margin_per_course")->unit, "EUR / course");
}

TEST(Layout, WithoutPricesThereIsNoRevenueWithoutCostsNoCostAndWithoutEitherNoMargin) {
  model::Model costs = small_clinic();
  costs.economics->price[tests::consultation] = costs.economics->price[tests::infusion] =
      std::nullopt;
  EXPECT_TRUE(has(costs, "cost"));
  for (const char* name : {"revenue", "revenue_per_course", "margin", "margin_per_course"})
    EXPECT_FALSE(has(costs, name)) << name;
  model::Model prices = small_clinic();
  prices.economics->per_visit[tests::infusion] = std::nullopt;
  prices.economics->per_staffed_hour[tests::nurses] = std::nullopt;
  EXPECT_TRUE(has(prices, "cost"));
  prices.economics->per_day_open.reset();
  EXPECT_TRUE(has(prices, "revenue"));
  for (const char* name : {"cost", "cost_per_course", "margin", "margin_per_course"})
    EXPECT_FALSE(has(prices, name)) << name;
}

TEST(Layout, WhatIsFreeHasAColumnOfNothing) {
  model::Model model = small_clinic();
  model.economics->per_day_open = 0.0;
  EXPECT_TRUE(has(model, "cost[days open]"));
}

}  // namespace
}  // namespace sim::metrics
