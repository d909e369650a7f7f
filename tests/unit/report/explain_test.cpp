// tests/unit/report/explain_test.cpp: a scenario in sentences; the figures in them by hand.
#include "sim/report/explain.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/words.h"
#include "sim/clinic/holds.h"
#include "sim/config/compile.h"
#include "tests/support/files.h"

namespace sim::report {
namespace {

using testing::HasSubstr;
using testing::Not;

using Overrides = std::vector<std::string>;

// Lines are put together again, so that a test does not depend on where they are cut.
std::string unwrapped(const std::string& text) {
  std::istringstream lines(text);
  std::string whole;
  std::string line;
  while (std::getline(lines, line)) {
    EXPECT_LE(count_characters(line), 100U) << line;
    whole += line.empty() ? "\n" : std::string(trim(line)) + " ";
  }
  return whole;
}

std::string explained(const std::string& yaml, const Overrides& overrides = {}) {
  Diagnostics read;
  const auto model = config::compile(yaml, "some/folder/clinic.yaml", overrides, read);
  if (!model) throw std::invalid_argument(render_all(read));
  return unwrapped(explain(*model, clinic::book_holds(*model), read));
}

std::string smallest(const Overrides& overrides = {}) {
  return explained(tests::text_of("scenarios/smallest.yaml"), overrides);
}
std::string ketamine(const Overrides& overrides = {}) {
  return explained(tests::text_of("scenarios/ketamine_clinic.yaml"), overrides);
}

// --- the clinic

TEST(Explain, HoursAndStaffedHours) {
  const std::string text = ketamine({"clinic.resources.nurses={count: 2, from: {2027-06-01: 3}}"});
  EXPECT_THAT(text, HasSubstr("It is open Mon-Fri 08:00-17:00, 45 hours a week."));
  EXPECT_THAT(text, HasSubstr("2027-12-24 to 2027-12-27"));
  EXPECT_THAT(text, HasSubstr("chairs: 4 whenever the clinic is open; 180 staffed hours a week."));
  EXPECT_THAT(text,
              HasSubstr("90 staffed hours a week. From 2027-06-01 on: 3 whenever the clinic is "
                        "open; 135 staffed hours a week."));
  EXPECT_THAT(text, HasSubstr("prescribers: 1 on Mon-Fri 09:00-13:00; 20 staffed hours a week."));
}

TEST(Explain, AVisitStepByStep) {
  const std::string text = ketamine({"visits.infusion.steps.discharge.only=50 %",
                                     "visits.infusion.steps.infuse.needs.prescribers=present"});
  // 10 + 40 + 45 + 5 / 2 + 10 minutes; the book reserves 110 in whole quarters of an hour.
  EXPECT_THAT(text,
              HasSubstr("infusion: 108 min on average; the book reserves 2 h. The patient has "
                        "one of the chairs from the first step to the last."));
  EXPECT_THAT(text, HasSubstr("2. infuse: 40 min, with one of the nurses for 3 patients and one of "
                              "the prescribers on site."));
  EXPECT_THAT(text, HasSubstr("3. monitor: 45 min on average (30 min to 1 h), with one of the "
                              "nurses for 4 patients."));
  EXPECT_THAT(text,
              HasSubstr("4. discharge: 5 min, with one of the nurses, at 50 % of the visits."));
  EXPECT_THAT(text, HasSubstr("5. clean, when the patient has left: 10 min."));
}

TEST(Explain, BookingRulesAreSaidWhetherWrittenOrNot) {
  const std::string text = smallest();
  EXPECT_THAT(text, HasSubstr("Visits are booked 26 weeks ahead at most, to begin every 15 min"));
  EXPECT_THAT(text, HasSubstr("nearest to its target."));
  EXPECT_THAT(text, HasSubstr("taken by the time of the appointment."));
  EXPECT_THAT(text, HasSubstr("infusion: nobody misses a booked visit."));
  EXPECT_THAT(text, Not(HasSubstr("may be booked beyond it")));
}

TEST(Explain, EveryLimitOfTheBookIsSaid) {
  const std::string text = smallest(
      {"booking={starts: {at_most: 3 / week, on: [mon, tue]}, arrivals: {at_most: 2, per: 15 min}, "
       "checks: [chairs], overbook: 5 %, refill: {notice: 1 day, accepted: 60 %}, reserve: "
       "[{resource: chairs, count: 1, for: depression, on: {mon-fri: 08:00-10:00}, until: 3 "
       "days}]}"});
  EXPECT_THAT(text, HasSubstr("At most 3 new courses begin in a week."));
  EXPECT_THAT(text, HasSubstr("New courses begin on Mon and Tue only."));
  EXPECT_THAT(text, HasSubstr("At most 2 visits begin in each 15 min from an opening."));
  EXPECT_THAT(text, HasSubstr("The book does not look at nurses."));
  EXPECT_THAT(text, HasSubstr("up to 5 % of what it holds may be booked beyond it."));
  EXPECT_THAT(text, HasSubstr("1 of the chairs are kept for patients of depression, Mon-Fri "
                              "08:00-10:00, until 3 days before the day."));
  EXPECT_THAT(text, HasSubstr("60 % of them accept."));
}

TEST(Explain, WalkInsHaveNoBook) {
  const std::string text = smallest({"booking.mode=walk_in"});
  EXPECT_THAT(text, HasSubstr("Nothing is booked: patients come when they are due"));
  // A visit of 110 minutes has to end by 17:00.
  EXPECT_THAT(text, HasSubstr("For infusion they may come Mon-Fri 08:00-15:10."));
  EXPECT_THAT(text, Not(HasSubstr("What the book can hold")));
  EXPECT_THAT(text, Not(HasSubstr("the book reserves")));
  EXPECT_THAT(text, Not(HasSubstr("Attendance")));
  EXPECT_THAT(text, Not(HasSubstr("booking.slot")));
  EXPECT_THAT(text, HasSubstr("booking.last_arrival: so that the planned visit ends by closing"));
  EXPECT_THAT(smallest(), HasSubstr("booking.slot: 15 min"));
  EXPECT_THAT(smallest(), Not(HasSubstr("booking.last_arrival")));
}

TEST(Explain, WhoComesAndWhoDoesNot) {
  const std::string text = ketamine(
      {"attendance.infusion={no_show: 5 %, late_cancel: 4 %, notice: 2 days, after_no_show: "
       "{rebook: "
       "80 %}, misses_allowed: 2, not_fit: {chance: 3 %, after: prepare, postpone: 1 week}}"});
  EXPECT_THAT(text,
              HasSubstr("infusion: 5 % of booked visits are no-shows and 4 % are cancelled 2 "
                        "days ahead. Of no-shows 80 % are booked again and the others drop "
                        "out. Who misses more than 2 visits in a row is lost. After prepare, "
                        "3 % are found not fit for the infusion and come again 1 week later."));
}

TEST(Explain, CoursesWithTheirRulesInWords) {
  const std::string rules =
      "courses.induction.stop_rules=[{name: early, when: {all: [in_remission for 2 assessments, "
      "infusions >= 4]}, then: complete}, {name: more, when: {any: [not responding, {none: [score "
      "< "
      "20, late_visits > 1]}]}, then: {extend_by: 2}}]";
  const std::string text = ketamine({rules});
  EXPECT_THAT(
      text,
      HasSubstr(
          "induction: 6 infusions at infusion visits, one every 3 days and 4 days in turn, in a "
          "window 2 to 7 days after the previous one. The patient is assessed 1 "
          "day after each infusion began. After each infusion but the last, "
          "3.6 % drop out."));
  EXPECT_THAT(text, HasSubstr("The rule 'early' completes the course early when the patient is in "
                              "remission at 2 assessments in a row and the number of infusions is "
                              "at least 4."));
  EXPECT_THAT(text, HasSubstr("The rule 'more' extends the course by 2 infusions, once, when the "
                              "patient is not responding or (none of this holds: the score is "
                              "below 20 or the number of late infusions is above 1)."));
  EXPECT_THAT(ketamine(), HasSubstr("The rule 'non-response' stops the course when the improvement "
                                    "is below 20 % at 3 assessments in a row."));
  EXPECT_THAT(smallest(), HasSubstr("Nobody drops out of it. It has no stop rules."));
}

TEST(Explain, CohortsAndWhoIsThereAtTheStart) {
  const std::string text =
      ketamine({"cohorts.depression.waiting_list={patients: 30, waited: 3 weeks}"});
  EXPECT_THAT(text, HasSubstr("Treatment-resistant depression: 12 referrals a week on average, at "
                              "random. They are screened at consultation visits, and 25 % are "
                              "excluded (declined 10 %, psychosis 5 %, substance use 4 %, "
                              "uncontrolled hypertension 6 %). Without a first infusion, a patient "
                              "gives up after 8 weeks on average (4 weeks to 12 weeks)."));
  EXPECT_THAT(text, HasSubstr("When the run starts, 30 wait (since 3 weeks)."));
  EXPECT_THAT(smallest({"cohorts.depression.referrals={every: 9 h}"}),
              HasSubstr("depression: a referral every 9 h of the hours in which they come."));
}

TEST(Explain, HowPatientsRespond) {
  EXPECT_THAT(ketamine(), HasSubstr("community: scores go from 0 to 60, higher is worse."));
  EXPECT_THAT(ketamine(),
              HasSubstr("A response is a fall by 50 %, remission a score of at most 10. "
                        "90 % can get well;"));
  const std::string text = explained(tests::text_of("scenarios/oracle/course_chain.yaml"));
  EXPECT_THAT(text, HasSubstr("at the infusions in turn, with a chance of "));
  EXPECT_THAT(smallest(), Not(HasSubstr("Responses")));
}

// --- what the book holds

TEST(Explain, TheBookByDayWeekAndYear) {
  // 16 a day, see scenarios/ketamine_clinic.yaml; 261 weekdays, of which 5 are closed.
  EXPECT_THAT(ketamine(), HasSubstr("infusion: Mon-Fri 16 a day, 80 a week. What stops the next "
                                    "one: chairs. In the year: 4,096."));
  // Five of 45 minutes in four hours, however many chairs there are.
  EXPECT_THAT(ketamine(), HasSubstr("consultation: Mon-Fri 5 a day, 25 a week. What stops the next "
                                    "one: prescribers. In the year: 1,280."));
}

TEST(Explain, AVisitThatTakesNothingOfTheBookHasNoLimit) {
  EXPECT_THAT(ketamine({"booking.checks=[chairs]"}),
              HasSubstr("consultation: without limit, because it needs nothing"));
}

// The answers are worked out in scenarios/teaching/lunch.yaml; a year has 261 weekdays.
TEST(Explain, WhatClosingForLunchCostsFromBothSides) {
  const std::string lunch = tests::text_of("scenarios/teaching/lunch.yaml");
  EXPECT_THAT(explained(lunch),
              HasSubstr("Open Mon-Fri 12:00-13:00 with fewer there (nurses 2-1-2), the book holds "
                        "75 infusion visits a week. Closed then, it would hold 60: 783 fewer a "
                        "year."));
  EXPECT_THAT(
      explained(lunch,
                {"clinic.open={mon-fri: [08:00-12:00, 13:00-17:00]}", "clinic.resources.nurses=2"}),
      HasSubstr(
          "Closed Mon-Fri 12:00-13:00, the book holds 60 infusion visits a week. Open through "
          "it with everybody who is there before and after, it would hold 80: 1,044 more a "
          "year. With a lunch rota (nurses 2-1-2) it would hold 75: 783 more a year."));
  EXPECT_THAT(smallest(), Not(HasSubstr("The middle of the day")));
}

// --- what is asked for

TEST(Explain, LoadIsWhatThePlannedInfusionsTake) {
  // 4 x 6 visits of 2 hours, or of 10 + 40 / 3 + 60 / 4 nurse-minutes.
  const std::string text = smallest();
  EXPECT_THAT(text, HasSubstr("infusion: 24 visits a week; the book can hold 80."));
  EXPECT_THAT(text, HasSubstr("chairs: 48 planned hours a week of 180 staffed, 27 %."));
  EXPECT_THAT(text, HasSubstr("nurses: 15.3 planned hours a week of 90 staffed, 17 %."));
  EXPECT_THAT(text, Not(HasSubstr("Warning")));
}

TEST(Explain, ScreeningAndExclusionsAreOfTheLoad) {
  const std::string text = ketamine({"cohorts.depression.referrals=15 / week"});
  EXPECT_THAT(text, HasSubstr("consultation: 18 visits a week; the book can hold 25."));
  // 18 x 75 % x 6; 18 interviews of 45 minutes.
  EXPECT_THAT(text, HasSubstr("infusion: 81 visits a week. Warning: the book can hold only 80."));
  EXPECT_THAT(text, HasSubstr("prescribers: 13.5 planned hours a week of 20 staffed, 68 %."));
}

TEST(Explain, AWalkInTakesWhatItTakes) {
  // 24 visits of 110 minutes, not of the book's 120.
  EXPECT_THAT(smallest({"booking.mode=walk_in"}),
              HasSubstr("chairs: 44 planned hours a week of 180 staffed, 24 %."));
}

TEST(Explain, NinetyPercentIsAWarning) {
  const auto chairs = [](const std::string& rate) {
    return smallest({"cohorts.depression.referrals=" + rate});
  };
  // 180 hours hold 90 visits of two hours: 15 courses of six.
  EXPECT_THAT(chairs("13.5 / week"), HasSubstr("90 %. Warning: with so few chairs to spare"));
  EXPECT_THAT(chairs("13.4 / week"), Not(HasSubstr("chairs to spare")));
  EXPECT_THAT(chairs("15.1 / week"),
              HasSubstr("Warning: more chairs are asked for than there are"));
}

TEST(Explain, GapsBetweenReferralsRunOnTheClinicsHours) {
  // 45 hours a week: 5 referrals, 30 visits.
  EXPECT_THAT(smallest({"cohorts.depression.referrals={every: 9 h}"}),
              HasSubstr("infusion: 30 visits a week;"));
}

// Three in four of 5 referrals a week, with six infusions each: the boosters and the patients who
// are there come on top, and who reads only this is told so.
TEST(Explain, WorkThatIsNotOfFirstCoursesIsNamed) {
  const std::string text = explained(tests::text_of("scenarios/ketamine_maintenance.yaml"));
  EXPECT_THAT(text, HasSubstr("infusion: 22.5 visits a week;"));
  EXPECT_THAT(text, HasSubstr("So these figures leave out: the course 'maintenance', which follows "
                              "another; 60 patients in the course 'maintenance' at the start; who "
                              "comes again after a relapse. A run shows"));
  EXPECT_THAT(ketamine(), Not(HasSubstr("So these figures leave out")));
}

TEST(Explain, OnlyACourseWithNewPatientsHasALimitForFirstInfusions) {
  const std::string text = explained(tests::text_of("scenarios/ketamine_maintenance.yaml"));
  EXPECT_THAT(text, HasSubstr("A first infusion of induction is booked at most 1 day ahead"));
  EXPECT_THAT(text, Not(HasSubstr("A first infusion of maintenance")));
}

TEST(Explain, WhatHasNoRateHasNoLoad) {
  EXPECT_THAT(smallest({"cohorts.depression.referrals={at_start: 40}", "run.until=empty"}),
              Not(HasSubstr("What the referrals ask for")));
  EXPECT_THAT(smallest({"courses.induction.infusions=unlimited"}),
              Not(HasSubstr("What the referrals ask for")));
  EXPECT_THAT(ketamine({"cohorts.bipolar_depression.referrals={at_start: 40}"}),
              HasSubstr("no planned end: Bipolar depression."));
}

// --- where it came from

// The line of a file on which something first stands, from 1.
std::ptrdiff_t line_of(const std::string& file, std::string_view written) {
  const std::string text = tests::text_of(file);
  const auto at = static_cast<std::ptrdiff_t>(text.find(written));
  return 1 + std::count(text.begin(), text.begin() + at, '\n');
}

TEST(Explain, EveryNumberSaysWhereItCameFrom) {
  const std::string text = ketamine({"clinic.resources.chairs=5"});
  const auto place = [](std::string_view written) {
    return fmt::format("[clinic.yaml:{}] ", line_of("scenarios/ketamine_clinic.yaml", written));
  };
  EXPECT_THAT(text,
              HasSubstr("courses.induction.drop_out: 3.6 % " + place("drop_out: {value: 3.6") +
                        "source: 741 infusions in 135 patients"));
  EXPECT_THAT(text, HasSubstr("visits.infusion.steps.prepare.takes: 10 min " +
                              place("takes: {value: 10 min") + "assumption: no published figure"));
  EXPECT_THAT(text, HasSubstr("clinic.resources.chairs: 5 [--set]"));
  EXPECT_THAT(text, HasSubstr("booking.queue: appointment_time "));
  EXPECT_THAT(text, HasSubstr("visits.*.steps.*.only (6 of them): 100 %"));
}

TEST(Explain, WhatHasNoReasonComesLast) {
  const std::string text = ketamine();
  const std::size_t sourced = text.find("with a source or as an assumption");
  const std::size_t defaults = text.find("defaults, where nothing else is said");
  const std::size_t bare = text.find("without a source or an assumption");
  ASSERT_NE(bare, std::string::npos);
  EXPECT_LT(sourced, defaults);
  EXPECT_LT(defaults, bare);
  EXPECT_LT(sourced, text.find("courses.induction.drop_out: "));
  EXPECT_LT(text.find("courses.induction.drop_out: "), defaults);
  EXPECT_GT(text.find("clinic.resources.chairs: 4"), bare);
  EXPECT_EQ(smallest().find("with a source or as an assumption"), std::string::npos);
}

TEST(Explain, VariantsAreListedWithTheirChanges) {
  Diagnostics read;
  const auto model = config::compile(tests::text_of("scenarios/smallest.yaml"), "a.yaml", {}, read);
  ASSERT_TRUE(model);
  const std::string sixty = "ééé" + std::string(57, 'x');
  const model::Variants variants{
      {{"no stop rule", {{"courses.induction.stop_rules", "[]"}, {"name", sixty}}},
       {"long", {{"name", sixty + "y"}}}},
      "long"};
  const std::string text = unwrapped(explain(*model, clinic::book_holds(*model), read, variants));
  EXPECT_THAT(text, HasSubstr("The smallest clinic variant: long \nThe clinic "));
  EXPECT_THAT(text, HasSubstr("no stop rule courses.induction.stop_rules: [] name: " + sixty +
                              " long (explained here) name: " + sixty + "... \n"));
  EXPECT_THAT(smallest(), Not(HasSubstr("ariant")));
}

TEST(Explain, TargetsAndHowOftenItIsRun) {
  EXPECT_THAT(smallest(), testing::AllOf(HasSubstr("It is repeated 50 times, seed 1."),
                                         Not(HasSubstr("Targets"))));
  const std::string text =
      smallest({"targets=[overtime_per_day.mean <= 9 h, \"utilisation[chairs] <= 80 %\"]",
                "run.replications={until: {overtime_per_day.mean: 2.5 %, referrals: 1 %}}"});
  EXPECT_THAT(text, HasSubstr("Targets: what a run says was met or missed overtime_per_day.mean "
                              "<= 9 h utilisation[chairs] <= 80 % \n"));
  EXPECT_THAT(text, HasSubstr("It is repeated until the half-width of the interval is 2.5 % of the "
                              "mean for overtime_per_day.mean and 1 % of the mean for referrals "
                              "(of one unit where the mean is less than that), at least 10 times "
                              "and at most 1,000 times, seed 1."));
}

TEST(Explain, ARangeIsShownWithItsNumber) {
  EXPECT_THAT(smallest({"courses.induction.drop_out={value: 5 %, range: [2 %, 10 %]}"}),
              HasSubstr("courses.induction.drop_out: 5 % [--set] range: 2 % to 10 %"));
}

// --- money

TEST(Explain, WhatVisitsBringInAndWhatTheClinicCostsAnyway) {
  EXPECT_THAT(smallest(), Not(HasSubstr("Money")));
  const std::string text =
      smallest({"economics={currency: EUR, price: {infusion: 450.50}, cost: {per_visit: "
                "{infusion: 90}, per_staffed_hour: {nurses: 38}, per_day_open: 400}}",
                "clinic.resources.nurses={count: 2, from: {2027-06-01: 3}}"});
  EXPECT_THAT(text, HasSubstr("Amounts are in EUR. Visits count when they end. Hours worked beyond "
                              "a shift cost nothing."));
  EXPECT_THAT(text, HasSubstr("infusion: a visit brings in 450.5 and uses up 90."));
  // Two of them in 45 hours, and five days.
  EXPECT_THAT(text,
              HasSubstr("nurses: 38 for a staffed hour of each, 3,420 a week on 2027-01-04."));
  EXPECT_THAT(text, HasSubstr("Each day open: 400, 2,000 a week."));
}

TEST(Explain, WhatIsNotKnownOfMoney) {
  const std::string prices = smallest({"economics={price: {infusion: 450}}"});
  EXPECT_THAT(prices, HasSubstr("Amounts are in units of money."));
  EXPECT_THAT(prices, HasSubstr("infusion: a visit brings in 450."));
  EXPECT_THAT(prices, HasSubstr("Nothing has a cost: there is neither cost nor margin."));
  EXPECT_THAT(smallest({"economics={cost: {per_visit: {infusion: 90}}}"}),
              HasSubstr("No visit has a price: there is neither revenue nor margin."));
}

}  // namespace
}  // namespace sim::report
