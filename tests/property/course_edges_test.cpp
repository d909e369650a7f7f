// What happens at the edges of whole courses, each worked out by hand: one patient, constants, and
// most often a clinic that is always open and takes walk-ins, who come exactly when they are due.
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

using clinic::CourseEnd;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

using Overrides = std::vector<std::string>;

// An infusion visit lasts two hours. The courses are the one that patients begin with, and others.
std::string clinic_with(const std::string& course, const std::string& others = "",
                        const std::string& patients = "") {
  return fmt::format(R"(chairtime: 1
clinic: {{open: always, resources: {{chairs: 4}}}}
visits:
  infusion: {{throughout: {{chairs: 1}}, steps: [{{name: infuse, takes: 1 h}}, {{name: monitor, takes: 1 h}}]}}
booking: {{mode: walk_in}}
courses:
  course: {{visit: infusion, {}}}
{}
cohorts: {{patients: {{referrals: {{at_start: 1}}, course: course{}}}}}
run: {{length: 52 weeks, replications: 1}}
)",
                     course, others, patients);
}

const std::string other = "  other: {visit: infusion, infusions: 2, every: 1 week}";
const std::string third = "\n  third: {visit: infusion, infusions: 1}";

// Everyone can respond: with f rising by `gain` of what is missing to 0.9, and nothing by chance.
Overrides improving_by(const std::string& gain, const Overrides& more = {}) {
  Overrides all = {
      fmt::format("responses={{steady: {{model: trajectory, scale: {{range: [0, 60], remission: "
                  "1}}, baseline: 40, capable: 100 %, ceiling: 0.9, gain: {}, half_life: 10 days, "
                  "noise: 0}}}}",
                  gain),
      "cohorts.patients.response=steady"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// What happened, in the order in which it did. Times are since the run began.
struct Story {
  struct Infusion {
    Duration at;
    std::string course;
    bool late;
  };
  const model::Model& model;
  std::vector<Infusion> infusions = {};
  std::vector<clinic::CourseEnded> ends = {};
  std::vector<clinic::PatientRelapsed> relapses = {};
  std::vector<double> scores = {};
  std::vector<clinic::VisitEnded> visits = {};
  std::vector<clinic::CourseStarted> starts = {};
  std::vector<clinic::BeforeFirstDone> before = {};
  std::vector<clinic::CourseForgone> forgone = {};
  clinic::Ledger ledger = {};

  Duration since_start(Time at) const { return at - Time{model.run.start}; }
  void on(const clinic::InfusionStarted& seen) {
    infusions.push_back({since_start(seen.at), model.courses[seen.course].name, seen.late});
  }
  void on(const clinic::CourseStarted& seen) { starts.push_back(seen); }
  void on(const clinic::CourseEnded& seen) { ends.push_back(seen); }
  void on(const clinic::CourseForgone& seen) { forgone.push_back(seen); }
  void on(const clinic::PatientRelapsed& seen) { relapses.push_back(seen); }
  void on(const clinic::Assessed& seen) { scores.push_back(seen.score); }
  void on(const clinic::VisitEnded& seen) { visits.push_back(seen); }
  void on(const clinic::BeforeFirstDone& seen) { before.push_back(seen); }

  std::int64_t ended(CourseEnd how) const {
    return ledger.last_course[static_cast<std::size_t>(how)];
  }
  std::vector<Duration> times() const {
    std::vector<Duration> all;
    for (const Infusion& each : infusions)
      all.push_back(each.at);
    return all;
  }
};
static_assert(clinic::Hears<Story, clinic::InfusionStarted> &&
              clinic::Hears<Story, clinic::CourseStarted> &&
              clinic::Hears<Story, clinic::CourseEnded> &&
              clinic::Hears<Story, clinic::CourseForgone> &&
              clinic::Hears<Story, clinic::PatientRelapsed> &&
              clinic::Hears<Story, clinic::Assessed> && clinic::Hears<Story, clinic::VisitEnded> &&
              clinic::Hears<Story, clinic::BeforeFirstDone>);

Story told(const model::Model& model) {
  Story story{model};
  story.ledger = clinic::simulate(model, 1, 1, story).ledger;
  return story;
}

using Spans = std::vector<Duration>;

// --- schedules

// The clinic is closed on the day of the second infusion.
TEST(OnDays, DoNotShiftWhenAnInfusionIsLate) {
  const model::Model model =
      compiled(clinic_with("on_days: [0, 14, 42]"),
               {"clinic.open={mon-sun: 00:00-24:00}", "clinic.closed=[2027-01-18]"});
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{15}, days{42}}));
}

// ... of each patient: who begins on the third day has the others counted from it.
TEST(OnDays, CountFromTheFirstInfusionActuallyGiven) {
  const model::Model model =
      compiled(clinic_with("on_days: [0, 14, 42], before_first: [{name: work-up, takes: 52 h}]"));
  EXPECT_EQ(told(model).times(), (Spans{hours{52}, hours{52} + days{14}, hours{52} + days{42}}));
}

// From a Wednesday.
TEST(Weekdays, FollowTheVisitBeforeAlsoFromADayThatIsNotListed) {
  const model::Model model =
      compiled(clinic_with("infusions: 4, weekdays: [mon, thu]"), {"run.start=2027-01-06"});
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{1}, days{5}, days{8}}));
}

TEST(Phases, HaveTheGapBeforeTheirFirstInfusion) {
  const model::Model model = compiled(
      clinic_with("schedule: [{infusions: 2, every: 3 days}, {infusions: 2, every: 1 week}]"));
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{3}, days{10}, days{17}}));
}

TEST(Phases, TakeTheSpacingsOfAListInTurn) {
  const model::Model model =
      compiled(clinic_with("schedule: [{infusions: 3, every: [3 days, 4 days]}, {infusions: 3, "
                           "every: [7 days, 1 day]}]"));
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{3}, days{7}, days{14}, days{15}, days{22}}));
}

TEST(Cycles, BeginAgain) {
  const model::Model model =
      compiled(clinic_with("schedule: [{cycle: 28 days, on_days: [0, 7], repeats: 2}]"));
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{7}, days{28}, days{35}}));
}

// --- before the first infusion

TEST(BeforeFirst, IsGoneThroughInTheOrderOfTheList) {
  const model::Model model = compiled(clinic_with(
      "infusions: 1, before_first: [{name: work-up, takes: 3 days}, {name: authorisation, takes: "
      "2 days}]"));
  const Story story = told(model);
  ASSERT_EQ(story.before.size(), 2U);
  EXPECT_EQ(story.since_start(story.before[0].at), days{3});
  EXPECT_EQ(story.before[1].which, 1U);
  EXPECT_EQ(story.since_start(story.before[1].at), days{5});
  EXPECT_EQ(story.times(), Spans{days{5}});
  EXPECT_EQ(story.starts.at(0).waited_for[model::WaitCause::Protocol], days{5});
}

TEST(BeforeFirst, ThatIsRefusedIsAnOutcomeOfItsOwn) {
  const model::Model model = compiled(clinic_with(
      "infusions: 1, before_first: [{name: authorisation, takes: 3 days, refused: 100 %}]"));
  const Story story = told(model);
  ASSERT_EQ(story.before.size(), 1U);
  EXPECT_TRUE(story.before[0].refused);
  EXPECT_TRUE(story.infusions.empty());
  EXPECT_EQ(story.ledger.refused, 1);
}

// --- what follows a course

// It ends with its only visit, of two hours; the other course has an infusion a week.
TEST(Afterwards, AnotherCourseIsDueAfterOneOfItsSpacings) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: other}]", other));
  const Story story = told(model);
  const Duration first = hours{2} + one_week;
  EXPECT_EQ(story.times(), (Spans{days{0}, first, first + one_week}));
  EXPECT_EQ(story.ends.at(0).next_due - Time{model.run.start}, first);
}

TEST(Afterwards, AnotherCourseIsDueWhenItSays) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: other, after: 4 weeks}]", other));
  EXPECT_EQ(told(model).times().at(1), hours{2} + 4 * one_week);
}

TEST(Afterwards, AnEntryWhoseChanceFailsPassesToTheNext) {
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{chance: 0 %, course: other, after: 1 day}, {chance: "
                  "100 %, course: third, after: 2 days}, {course: other, after: 3 days}]",
                  other + third));
  const Story story = told(model);
  EXPECT_EQ(story.times(), (Spans{days{0}, hours{2} + days{2}}));
  EXPECT_EQ(story.infusions.at(1).course, "third");
}

TEST(Switch, AfterTheLastPlannedInfusionLeavesACompletedCourse) {
  for (const auto& [infusions, how] :
       {std::pair{1, CourseEnd::Completed}, std::pair{2, CourseEnd::Switched}}) {
    const model::Model model = compiled(clinic_with(
        fmt::format("infusions: {}, every: 1 week, stop_rules: [{{name: up, when: 'infusions >= "
                    "1', then: {{course: third}}}}]",
                    infusions),
        third));
    const Story story = told(model);
    ASSERT_EQ(story.ends.size(), 2U);
    EXPECT_EQ(story.ends[0].how, how);
    EXPECT_EQ(story.ends[0].infusions, 1);
    EXPECT_EQ(story.infusions.at(1).course, "third");
    EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
  }
}

// --- relapse

// f is 0.9 after an infusion with gain 1, and 0.5 when it has halved log2(1.8) times, which begins
// after a day.
TEST(Relapse, ComesWhenTheImprovementHasDecayed) {
  const model::Model model = compiled(clinic_with("infusions: 1"), improving_by("1"));
  const Story story = told(model);
  ASSERT_EQ(story.relapses.size(), 1U);
  const double due = 1.0 + 10.0 * std::log2(0.9 / 0.5);
  EXPECT_NEAR(in_days(story.since_start(story.relapses[0].at)), due, 2.0 / 86'400'000.0);
  EXPECT_EQ(story.relapses[0].after, story.relapses[0].at - story.ends.at(0).at);
  EXPECT_FALSE(story.relapses[0].comes_again);
  EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
}

// Lost to a missed visit a month after the only assessment, when they were responding.
TEST(Relapse, IsAtOnceOfWhoHasFallenBackBeforeTheCourseEnds) {
  const model::Model model =
      compiled(clinic_with("infusions: 6, every: 30 days"),
               improving_by("1", {"booking={opens: 10 weeks}", "clinic.open={mon-sun: 08:00-17:00}",
                                  "cohorts.patients.referrals={at_start: 40}",
                                  "attendance={infusion: {no_show: 30 %, misses_allowed: 0}}"}));
  const Story story = told(model);
  int at_once = 0;
  for (const clinic::PatientRelapsed& each : story.relapses) {
    if (each.ended != CourseEnd::Lost) continue;
    EXPECT_EQ(each.after, Duration{0});
    ++at_once;
  }
  EXPECT_GT(at_once, 5);
}

// f is 0.45 after the first infusion; at relapse 0.3 is left of it, and the next one makes it 0.6:
// the score falls from 22 to 16.
TEST(Repeat, KeepsWhatIsLeftOfTheImprovement) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, repeat_on_relapse: {course: course, at_most: 1}"),
               improving_by("0.5", {"responses.steady.response_at=30 %"}));
  const Story story = told(model);
  ASSERT_EQ(story.scores.size(), 2U);
  EXPECT_NEAR(story.scores[0], 40.0 * (1.0 - 0.45), 1e-9);
  EXPECT_NEAR(story.scores[1], 40.0 * (1.0 - 0.6), 1e-6);
  ASSERT_EQ(story.relapses.size(), 2U);
  EXPECT_TRUE(story.relapses[0].comes_again);
  EXPECT_FALSE(story.relapses[1].comes_again);
  EXPECT_EQ(story.infusions.at(1).at, story.since_start(story.relapses[0].at));
}

// The other course is refused two weeks after this one; the relapse, later still, is not forgotten.
TEST(Relapse, IsFollowedAlsoWhenTheNextCourseNeverBegins) {
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{course: refused}], repeat_on_relapse: {course: "
                  "course, at_most: 1}",
                  "  refused: {visit: infusion, infusions: 2, every: 1 week, before_first: [{name: "
                  "authorisation, takes: 2 weeks, refused: 100 %}]}"),
      improving_by("1", {"responses.steady.relapse=30 days"}));
  const Story story = told(model);
  ASSERT_EQ(story.forgone.size(), 2U);
  ASSERT_EQ(story.relapses.size(), 2U);
  EXPECT_EQ(story.since_start(story.forgone[0].at), days{1 + 14});
  EXPECT_EQ(story.since_start(story.relapses[0].at), days{1 + 30});
  EXPECT_TRUE(story.relapses[0].comes_again);
  EXPECT_EQ(story.times(), (Spans{days{0}, days{31}}));
  EXPECT_EQ(story.ended(CourseEnd::Completed), 1);
}

// --- in a course

TEST(AdverseEvents, LengthenTheStepThatTheyMeet) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 1 week, adverse_events: [{name: hypertension, chance: 100 "
                  "%, extends: monitor, by: 30 min}]"));
  const Story story = told(model);
  ASSERT_EQ(story.visits.size(), 2U);
  for (const clinic::VisitEnded& each : story.visits)
    EXPECT_EQ(each.length, minutes{150});
}

TEST(AdverseEvents, MayEndTheCourseWithTheVisit) {
  const model::Model model = compiled(
      clinic_with("infusions: 6, every: 1 week, adverse_events: [{name: hypertension, chance: 100 "
                  "%, extends: monitor, by: 30 min, ends_course: 100 %}], afterwards: [{course: "
                  "other}]",
                  other));
  const Story story = told(model);
  ASSERT_EQ(story.ends.size(), 1U);
  EXPECT_EQ(story.ends[0].how, CourseEnd::AdverseEvent);
  EXPECT_EQ(story.since_start(story.ends[0].at), minutes{150});
  EXPECT_EQ(story.times(), Spans{days{0}});
  EXPECT_EQ(story.ended(CourseEnd::AdverseEvent), 1);
}

// f is 0.45, then 0.675: responding from the second infusion on.
TEST(DropOut, GoesByTheStateAtTheAssessment) {
  for (const auto& [drop_out, infusions] : {std::pair{"{responding: 0 %, otherwise: 100 %}", 1},
                                            std::pair{"{responding: 100 %, otherwise: 0 %}", 2}}) {
    const model::Model model =
        compiled(clinic_with(fmt::format("infusions: 6, every: 1 day, drop_out: {}", drop_out)),
                 improving_by("0.5"));
    const Story story = told(model);
    ASSERT_EQ(story.ends.size(), 1U);
    EXPECT_EQ(story.ends[0].how, CourseEnd::DroppedOut);
    EXPECT_EQ(story.ends[0].infusions, infusions);
  }
}

// From the second infusion on the gain is doubled, and no more than that.
TEST(ChangedDose, HoldsForTheRestOfTheCourseAndIsChangedOnce) {
  const model::Model model =
      compiled(clinic_with("infusions: 3, every: 1 day, stop_rules: [{name: more, when: 'infusions "
                           ">= 1', then: {gain: x 2}}]"),
               improving_by("0.2"));
  const double first = 0.2 * 0.9;
  const double second = first + 0.4 * (0.9 - first);
  const double last = second + 0.4 * (0.9 - second);
  const Story story = told(model);
  ASSERT_EQ(story.scores.size(), 3U);
  EXPECT_NEAR(story.scores[0], 40.0 * (1.0 - first), 1e-9);
  EXPECT_NEAR(story.scores[1], 40.0 * (1.0 - second), 1e-9);
  EXPECT_NEAR(story.scores[2], 40.0 * (1.0 - last), 1e-9);
}

// --- a first visit that is longer

// One chair: the second patient comes when the first one's long visit is over, and both come again
// exactly a week later, for a short one.
TEST(WholeCourse, IsBookedWithALongerFirstVisit) {
  const model::Model model =
      compiled(clinic_with("infusions: 3, every: 1 week"),
               {"clinic={open: {mon-fri: 09:00-17:00}, resources: {chairs: 1}}",
                "booking={series: whole_course, slot: 1 h}",
                "visits.long={throughout: {chairs: 1}, steps: [{name: infuse, takes: 3 h}]}",
                "courses.course.visit={1: long, otherwise: infusion}",
                "cohorts.patients.referrals={at_start: 2}"});
  const Story story = told(model);
  const Duration nine = days{1} + hours{9};
  EXPECT_EQ(story.times(),
            (Spans{nine, nine + hours{3}, nine + one_week, nine + hours{3} + one_week,
                   nine + 2 * one_week, nine + hours{3} + 2 * one_week}));
  for (const clinic::VisitEnded& each : story.visits) {
    const bool is_first = each.at - Time{model.run.start} < one_week;
    EXPECT_EQ(each.length, is_first ? hours{3} : hours{2});
  }
}

// --- beside a course

// When visits begin that are for a part of the plan.
struct Beside {
  const model::Model& model;
  std::vector<Duration> parts = {};
  std::vector<Duration> infusions = {};
  void on(const clinic::StepStarted& seen) {
    if (seen.step > 0) return;
    const bool is_part = seen.purpose.what == clinic::VisitFor::PlanPart;
    (is_part ? parts : infusions).push_back(seen.at - Time{model.run.start});
    EXPECT_EQ(seen.waited, Duration{0});
  }
};
static_assert(clinic::Hears<Beside, clinic::StepStarted>);

Beside beside(const model::Model& model) {
  Beside seen{model};
  clinic::simulate(model, 1, 1, seen);
  return seen;
}

std::string therapy(const std::string& every) {
  return fmt::format(", with: {{talk: {{share: 100 %, visit: therapy, every: {}}}}}", every);
}
std::string therapy_takes(const std::string& span) {
  return fmt::format("visits.therapy={{steps: [{{name: talk, takes: {}}}]}}", span);
}

TEST(PlanPart, HasVisitsOfItsOwnFromTheFirstInfusionToTheEndOfTheCourse) {
  const model::Model model = compiled(
      clinic_with("infusions: 3, every: 1 week", "", therapy("3 days")), {therapy_takes("1 h")});
  EXPECT_EQ(beside(model).parts, (Spans{days{3}, days{6}, days{9}, days{12}}));
}

// Due an hour after the second infusion, which takes two.
TEST(PlanPart, DueDuringAnInfusionComesRightAfterIt) {
  const model::Model model = compiled(
      clinic_with("infusions: 3, every: 1 week", "", therapy("169 h")), {therapy_takes("1 h")});
  EXPECT_EQ(beside(model).parts, Spans{hours{170}});
}

// The therapy begins an hour before the second infusion and takes three.
TEST(PlanPart, HoldsBackAnInfusionThatIsDueDuringIt) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 1 week", "", therapy("167 h")), {therapy_takes("3 h")});
  EXPECT_EQ(beside(model).infusions, (Spans{days{0}, hours{170}}));
}

// The clinic closes during the therapy: who was to come for the infusion comes in the morning.
TEST(PlanPart, HoldsBackAWalkInOverNight) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 31 h 30 min", "", therapy("31 h")),
      {"clinic.open={mon-sun: 09:00-17:00}", "booking.last_arrival=10 min", therapy_takes("3 h")});
  const Duration nine = hours{9};
  EXPECT_EQ(beside(model).parts, Spans{nine + hours{31}});
  EXPECT_EQ(beside(model).infusions, (Spans{nine, nine + days{2}}));
}

// The course is stopped by the assessment after a day, in the middle of a therapy of ten hours that
// began an hour before: the next course, due at once, waits until it is over.
TEST(PlanPart, ThatOutlivesItsCourseIsOverBeforeTheNextOneBegins) {
  const model::Model model = compiled(
      clinic_with("infusions: 6, every: 1 week, stop_rules: [{name: enough, when: 'infusions >= "
                  "1'}], afterwards: [{course: third, after: 0 h}]",
                  third, therapy("23 h")),
      improving_by("1", {therapy_takes("10 h")}));
  EXPECT_EQ(beside(model).infusions, (Spans{days{0}, hours{33}}));
}

// The therapy, for which half an hour is booked, lasts until a quarter past eleven. Meanwhile the
// infusion at nine is due, and the assessment of the one before at a quarter past ten, too late for
// another appointment on that day: the one that stands is kept.
TEST(PlanPart, HoldsBackAnInfusionWhoseAppointmentIsKept) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 25 h, assess: 26 h 15 min", "", therapy("24 h 30 min")),
      improving_by("0.5", {"clinic.open={mon-sun: 08:00-12:00}", "booking={slot: 30 min}",
                           therapy_takes("2 h 45 min"), "visits.therapy.books=30 min"}));
  const Duration eight = days{1} + hours{8};
  EXPECT_EQ(beside(model).parts.at(0), eight + days{1} + minutes{30});
  EXPECT_EQ(beside(model).infusions, (Spans{eight, eight + days{1} + minutes{195}}));
}

// The second infusion, for which half an hour is booked, takes three. Both parts of the plan are
// due meanwhile: who does not come to one comes to the other when it is over.
TEST(PlanPart, HeldBackIsNotForgottenForAnotherThatIsMissed) {
  for (const auto& [missed, kept] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
    const std::string with = fmt::format(
        ", with: {{{}: {{share: 100 %, visit: class, every: 168 h 30 min}}, {}: {{share: 100 %, "
        "visit: therapy, every: 169 h}}}}",
        missed, kept);
    const model::Model model = compiled(
        clinic_with("infusions: 2, every: 1 week, assess: 6 days", "", with),
        improving_by(
            "0.5", {"clinic.open={mon-sun: 08:00-17:00}", "booking={slot: 30 min}",
                    "visits.infusion={throughout: {chairs: 1}, books: 30 min, steps: [{name: "
                    "infuse, takes: 3 h}]}",
                    therapy_takes("30 min"), "visits.class={steps: [{name: talk, takes: 30 min}]}",
                    "attendance={class: {no_show: 99.999 %}}"}));
    const Duration eleven = days{8} + hours{11};
    EXPECT_EQ(beside(model).parts.at(0), eleven);
  }
}

// When patients of a diary have appointments.
struct Appointments {
  const model::Model& model;
  std::vector<std::pair<Time, Time>> all = {};
  int of_parts = 0;
  void on(const clinic::VisitBooked& seen) {
    if (seen.patient.origin != Origin::DiaryAtStart) return;
    const Time over = seen.start + model.visits[seen.visit].planned();
    for (const auto& [from, to] : all)
      EXPECT_TRUE(over <= from || to <= seen.start);
    all.emplace_back(seen.start, over);
    of_parts += seen.purpose.what == clinic::VisitFor::PlanPart ? 1 : 0;
  }
};
static_assert(clinic::Hears<Appointments, clinic::VisitBooked>);

// A week after the infusion that is taken to have been a week before the one in the diary.
TEST(PlanPart, IsBookedApartFromWhatStandsInTheDiary) {
  const config::FileReader diary = [](const std::string& /*path*/) -> std::string {
    return "patient,cohort,visit,date,time,infusion\n1,patients,infusion,2027-01-05,09:00,3\n";
  };
  const model::Model model = compiled(
      clinic_with("infusions: 4, every: 1 week", "", therapy("1 week") + ", diary: {file: d.csv}"),
      {"clinic.open={mon-sun: 08:00-17:00}", "booking={slot: 30 min}", therapy_takes("1 h")},
      diary);
  Appointments seen{model};
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.of_parts, 1);
}

}  // namespace
}  // namespace sim::tests
