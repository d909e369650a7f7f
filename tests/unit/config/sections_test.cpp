// tests/unit/config/sections_test.cpp: each section of a scenario, as the model has it.
#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "sim/config/compile.h"
#include "sim/random/draw.h"

namespace sim::config {
namespace {

using model::Model;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;

// A scenario in which every section is there, to be changed by overrides.
const std::string whole = R"(chairtime: 1
clinic:
  open: {mon-fri: [08:00-12:00, 13:00-17:00]}
  closed: 2027-12-24 to 2028-01-01
  resources:
    chairs: 4
    doctors: {count: 1, on: {mon-fri: 08:00-17:00}}
    nurses: {on: {mon-fri: {08:00-12:00: 3, 12:00-13:00: 2, 13:00-17:00: 3}}}
visits:
  consultation:
    steps: [{name: talk, takes: {pert: [20 min, 30 min, 65 min]}, needs: {doctors: 1}}]
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: infuse, takes: 40 min, needs: {nurses: 1/3}}
      - {name: clean, takes: 4.5 min, after_patient: yes}
booking: {slot: 10 min, opens: 4 weeks, lead: 0 days, choose: earliest}
attendance:
  infusion: {no_show: 5 %}
courses:
  induction:
    visit: infusion
    infusions: 6
    every: [3 days, 4 days]
    drop_out: 3.6 %
    stop_rules:
      - {name: non-response, when: improvement < 20 % for 3 assessments}
      - {name: remission, when: {all: [in_remission for 2 assessments, improvement < 20 % for 2 assessments]}, then: complete}
      - {name: partial, when: infusions == 6, then: {extend_by: 2}}
responses:
  trd:
    model: trajectory
    scale: MADRS
    baseline: {normal: {mean: 33, sd: 6, min: 20, max: 54}}
    capable: 90 %
    ceiling: {logit_normal: [4.02, 0.7]}
    gain: {logit_normal: [-1.25, 1.15]}
    half_life: {lognormal: {median: 30 days, log_sd: 0.7}}
    noise: 3.5
cohorts:
  people:
    label: People
    referrals: 4 / week
    referral_hours: {mon: 09:00-12:00}
    screening: {visit: consultation, excluded: {psychosis: 5 %, declined: 10 %}}
    waits_at_most: {exponential: 8 weeks}
    course: induction
    response: trd
run: {start: 2027-03-01, warm_up: 12 weeks, length: 26 weeks, replications: 20, seed: 3, confidence: 90 %}
)";

Model with(const std::vector<std::string>& overrides) {
  Diagnostics found;
  auto model = compile(whole, "test.yaml", overrides, found);
  EXPECT_FALSE(found.any_errors()) << render_all(found);
  return model ? *std::move(model) : Model{};
}

std::vector<std::string> mistakes(const std::vector<std::string>& overrides) {
  Diagnostics found;
  EXPECT_FALSE(compile(whole, "test.yaml", overrides, found));
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.all())
    if (each.severity == Severity::Error) messages.push_back(each.message);
  return messages;
}

TEST(Clinic, ResourcesAreOnDutyAsWritten) {
  const Model model = with({});
  EXPECT_EQ(model.resources[ResourceId{0}].staffing.rotas().periods().front().what.staffed(),
            4 * hours{40});
  EXPECT_EQ(model.resources[ResourceId{1}].staffing.rotas().periods().front().what.staffed(),
            hours{45});
  EXPECT_EQ(model.resources[ResourceId{2}].staffing.rotas().periods().front().what.staffed(),
            5 * hours{8 * 3 + 2});
  EXPECT_EQ(model.clinic.closed.dates().size(), 9U);
}

TEST(Visits, AStepIsPlannedForItsMeanRoundedUpToAMinute) {
  const Model model = with({});
  const model::Visit& consultation = model.visits[VisitId{0}];
  // (20 + 4 * 30 + 65) / 6 = 34.2 minutes.
  EXPECT_EQ(consultation.steps.at(0).planned, minutes{35});
  const model::Visit& infusion = model.visits[VisitId{1}];
  EXPECT_EQ(infusion.steps.at(0).planned, minutes{40});
  EXPECT_EQ(infusion.steps.at(1).planned, minutes{5});
  EXPECT_TRUE(infusion.steps.at(1).after_patient);
  // A mean of 45 minutes that is not quite whole in binary is 45 minutes.
  const Model lognormal =
      with({"visits.infusion.steps.infuse.takes={lognormal: {mean: 45 min, sd: 10 min}}"});
  EXPECT_EQ(lognormal.visits[VisitId{1}].steps.at(0).planned, minutes{45});
}

TEST(Booking, ArrivesAsWritten) {
  const Model model = with({});
  EXPECT_EQ(model.booking.slot, minutes{10});
  EXPECT_EQ(model.booking.opens_days, 28);
  EXPECT_EQ(model.booking.lead_days, 0);
  EXPECT_EQ(model.booking.choose, model::Choice::Earliest);
  EXPECT_EQ(with({"booking.mode=walk_in"}).booking.mode, model::BookingMode::WalkIn);
}

TEST(Booking, FirstInfusionsOpenTheDayBeforeTheWindowOfTheSecond) {
  const auto first_opens = [](const std::vector<std::string>& overrides) {
    return with(overrides).courses[CourseId{0}].first_opens_days;
  };
  EXPECT_EQ(first_opens({}), 0);  // 0.6 times 3 days is day 1
  EXPECT_EQ(first_opens({"courses.induction.window=3 days to 7 days"}), 2);
  EXPECT_EQ(first_opens({"courses.induction.every=1 week",
                         "courses.induction.window={early: 1 day, late: 2 days}"}),
            5);  // the target is 7 days on, the window opens on day 6
  EXPECT_EQ(first_opens({"booking.lead=2 days"}), 2);
  EXPECT_EQ(first_opens({"booking.first_opens=9 days"}), 9);
  EXPECT_EQ(first_opens({"courses.induction.infusions=1", "courses.induction.every=remove",
                         "courses.induction.stop_rules=[]"}),
            28);
}

TEST(Booking, AWalkInMayComeUntilTheLastArrival) {
  const Model by_plan = with({"booking.mode=walk_in"});
  EXPECT_EQ(by_plan.visits[VisitId{1}].admission.periods().front().what.total(),
            5 * 2 * (hours{4} - minutes{45}));
  const Model by_rule = with({"booking.mode=walk_in", "booking.last_arrival=1 h"});
  EXPECT_EQ(by_rule.visits[VisitId{1}].admission.periods().front().what.total(), 5 * 2 * hours{3});
}

TEST(Courses, ArriveAsWritten) {
  const Model model = with({});
  const model::Course& course = model.courses[CourseId{0}];
  ASSERT_EQ(course.uses.size(), 1U);
  EXPECT_EQ(model.visit_of(course.uses[0]).name, "infusion");
  EXPECT_DOUBLE_EQ(model.uses[course.uses[0]].attendance.no_show, 0.05);
  EXPECT_DOUBLE_EQ(course.drop_out.responding, 0.036);
  EXPECT_DOUBLE_EQ(course.drop_out.otherwise, 0.036);
  EXPECT_EQ(course.schedule.mean_gap(2), 3 * one_day);
  EXPECT_EQ(course.schedule.mean_gap(3), 4 * one_day);
  EXPECT_EQ(course.schedule.mean_gap(4), 3 * one_day);
  EXPECT_EQ(course.most_infusions(), 8);
}

TEST(Courses, AreAssessedAtOnceLaterOrBeforeTheNextInfusion) {
  const auto assess = [](const std::string& text) {
    return with({"courses.induction.assess=" + text}).courses[CourseId{0}].assess;
  };
  EXPECT_EQ(assess("0 h"), model::Assess::AtVisitEnd);
  EXPECT_EQ(assess("36 h"), model::Assess::AfterDelay);
  EXPECT_EQ(assess("{uniform: [20 h, 30 h]}"), model::Assess::AfterDelay);
  EXPECT_EQ(assess("before_next"), model::Assess::BeforeNext);
}

TEST(Courses, RulesKeepTheirOrderAndShareTheirStreaks) {
  const model::Course course = with({}).courses[CourseId{0}];
  ASSERT_EQ(course.rules.size(), 3U);
  EXPECT_EQ(course.rules[0].name, "non-response");
  EXPECT_EQ(course.rules[0].then, model::Action::Stop);
  EXPECT_EQ(course.rules[1].then, model::Action::Complete);
  EXPECT_EQ(course.rules[2].then, model::Action::Extend);
  EXPECT_EQ(course.rules[2].extend_by, 2);
  EXPECT_EQ(course.streaks.size(), 2U);  // "improvement < 20 %" counts for both rules
  EXPECT_EQ(std::get<model::Streak>(course.rules[0].when.is).streak, 0U);
  const auto& both = std::get<model::AllOf>(course.rules[1].when.is).parts;
  EXPECT_EQ(std::get<model::Streak>(both.at(0).is).streak, 1U);
  EXPECT_EQ(std::get<model::Streak>(both.at(1).is).streak, 0U);
}

TEST(Responses, OfATrajectoryArriveAsWritten) {
  const Model model = with({});
  const auto& trajectory = std::get<model::Trajectory>(model.responses[ResponseId{0}].is);
  EXPECT_DOUBLE_EQ(trajectory.scale.highest, 60.0);
  EXPECT_DOUBLE_EQ(trajectory.scale.remission, 10.0);
  EXPECT_DOUBLE_EQ(trajectory.response_at, 0.5);
  EXPECT_DOUBLE_EQ(trajectory.capable.probability, 0.9);
  EXPECT_DOUBLE_EQ(trajectory.baseline.sampler.lowest(), 20.0);
  EXPECT_NEAR(trajectory.half_life.sampler.at(0.5), in_milliseconds(30 * one_day), 1.0);
  EXPECT_DOUBLE_EQ(trajectory.clinic_effect.sampler.at(0.5), 0.0);
  // The quantile of a standard normal at 0.975 is 1.959964.
  EXPECT_NEAR(trajectory.noise.at(0.975), 3.5 * 1.959964, 1e-5);
  EXPECT_EQ(trajectory.gain.site, random::hash64("response/trd/gain"));
}

TEST(Responses, OfAHazardArriveAsWritten) {
  const Model model =
      with({"responses.trd={model: hazard, hazard: [15.7 %, 32.2 %], never: 17 %, loss: 1 %}",
            "courses.induction.stop_rules=[]"});
  const auto& hazard = std::get<model::Hazard>(model.responses[ResponseId{0}].is);
  EXPECT_THAT(hazard.chances, ElementsAre(0.157, 0.322));
  EXPECT_DOUBLE_EQ(hazard.never.probability, 0.17);
  EXPECT_DOUBLE_EQ(hazard.loss, 0.01);
}

TEST(Cohorts, ArriveAsWritten) {
  const Model model = with({});
  const model::Cohort& cohort = model.cohorts[CohortId{0}];
  EXPECT_EQ(cohort.label, "People");
  EXPECT_EQ(cohort.referral_hours.total(), hours{3});
  ASSERT_TRUE(cohort.screening && cohort.screening->use && cohort.patience);
  EXPECT_EQ(model.uses[*cohort.screening->use].name, "screening");
  EXPECT_EQ(model.visit_of(*cohort.screening->use).name, "consultation");
  ASSERT_EQ(cohort.screening->excluded.size(), 2U);
  EXPECT_EQ(cohort.screening->excluded[0].reason, "declined");
  EXPECT_DOUBLE_EQ(cohort.screening->excluded[1].share, 0.05);
  EXPECT_DOUBLE_EQ(cohort.patience->sampler.mean(), in_milliseconds(8 * one_week));
  EXPECT_EQ(cohort.patience->site, random::hash64("patience"));
}

TEST(Cohorts, AreReferredAtARateOneByOneOrAllAtTheStart) {
  const auto referrals = [](const std::string& text) {
    return with({"cohorts.people.referrals=" + text}).cohorts[CohortId{0}].referrals;
  };
  const auto rate = [&](const std::string& text) {
    return std::get<model::Poisson>(referrals(text)).per_week;
  };
  EXPECT_DOUBLE_EQ(rate("0.008 / min"), 0.008 * 7 * 24 * 60);
  EXPECT_DOUBLE_EQ(rate("{rate: 2 / day}"), 14.0);
  EXPECT_DOUBLE_EQ(rate("10 / month"), 120.0 / (365.0 / 7.0));
  EXPECT_DOUBLE_EQ(rate("365 / year"), 7.0);
  const auto mean_gap = [&](const std::string& text) {
    return from_milliseconds(std::get<model::Gaps>(referrals(text)).gap.mean());
  };
  EXPECT_EQ(mean_gap("{every: 2 h}"), hours{2});
  EXPECT_EQ(mean_gap("{every: {exponential: 3 h}}"), hours{3});
  EXPECT_EQ(mean_gap("{exponential: {mean: 5 h}}"), hours{5});
  EXPECT_EQ(std::get<model::AtStart>(referrals("{at_start: 40}")).patients, 40);
}

TEST(Run, ArrivesAsWritten) {
  const Model model = with({});
  EXPECT_EQ(model.run.start, *parse_date("2027-03-01"));
  EXPECT_EQ(model.run.warm_up, 12 * one_week);
  EXPECT_EQ(model.run.length, 26 * one_week);
  EXPECT_EQ(model.run.replications, 20);
  EXPECT_EQ(model.run.seed, 3U);
  EXPECT_DOUBLE_EQ(model.run.confidence, 0.9);
  const Model closed = with({"run={until: empty}", "cohorts.people.referrals={at_start: 40}"});
  EXPECT_FALSE(closed.run.length);
}

TEST(Run, UntilEmptyIsForClosedCohortsWhoseCoursesEnd) {
  EXPECT_EQ(mistakes({"run={until: empty}"}).size(), 1U);
  EXPECT_THAT(mistakes({"run={until: empty}", "cohorts.people.referrals={at_start: 40}",
                        "courses.induction.infusions=unlimited", "courses.induction.drop_out=0 %",
                        "courses.induction.stop_rules=[]"}),
              ElementsAre("the run never gets empty: nothing ends course \"induction\""));
}

TEST(Mistakes, DoNotCauseOthers) {
  EXPECT_EQ(mistakes({"visits.infusion.steps.infuse.takes=40"}).size(), 1U);
  EXPECT_EQ(mistakes({"clinic.open={mon: 8-17}"}).size(), 1U);
  EXPECT_EQ(mistakes({"clinic.resources.chairs=few"}).size(), 1U);
  EXPECT_EQ(mistakes({"courses.induction={visit: infusoin, infusions: 1}"}).size(), 1U);
  EXPECT_EQ(mistakes({"responses.trd.model=trajectorie"}).size(), 1U);
  EXPECT_EQ(mistakes({"cohorts.people.course=inducton"}).size(), 1U);
  EXPECT_EQ(mistakes({"visits=none"}).size(), 1U);
  EXPECT_EQ(mistakes({"courses.induction={visit: infusion, schedule: [{infusions: 8}]}"}).size(),
            1U);
}

}  // namespace
}  // namespace sim::config
