// What happens at the edges of courses, each worked out by hand: when infusions are due, what comes
// before the first, what happens at them.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/property/one_patient.h"

namespace sim::tests {
namespace {

using clinic::CourseEnd;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// --- schedules

// The clinic is closed on the day of the second infusion.
TEST(OnDays, DoNotShiftWhenAnInfusionIsLate) {
  const model::Model model =
      compiled(clinic_with("on_days: [0, 14, 42]"),
               {"clinic.open={mon-sun: 00:00-24:00}", "clinic.closed=[2027-01-18]"});
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{15}, days{42}}));
}

// The clinic is closed from the day of the second to long after that of the third: both come after
// their windows, and keep 0.6 of the 28 days between them.
TEST(OnDays, ThatHavePassedAreLateWheneverTheOneBeforeWas) {
  const model::Model model =
      compiled(clinic_with("on_days: [0, 14, 42]"),
               {"clinic.open={mon-sun: 00:00-24:00}", "clinic.closed=[2027-01-18 to 2027-04-01]"});
  const Story story = told(model);
  EXPECT_EQ(story.times(), (Spans{days{0}, days{88}, days{88 + 16}}));
  EXPECT_TRUE(story.infusions.at(1).late);
  EXPECT_TRUE(story.infusions.at(2).late);
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

// The clinic is closed on the day of the second infusion, in the middle of a cycle.
TEST(Cycles, AreNotShiftedByWhatIsLateInTheMiddleOfThem) {
  const model::Model model =
      compiled(clinic_with("schedule: [{cycle: 28 days, on_days: [0, 7, 14], repeats: 2}]"),
               {"clinic.open={mon-sun: 00:00-24:00}", "clinic.closed=[2027-01-11]"});
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{8}, days{14}, days{28}, days{35}, days{42}}));
}

// ... on the day on which the second cycle should begin, and the day after.
TEST(Cycles, AreShiftedByOneThatBeginsLate) {
  const model::Model model =
      compiled(clinic_with("schedule: [{cycle: 21 days, on_days: [0, 7], repeats: 3}]"),
               {"clinic.open={mon-sun: 00:00-24:00}", "clinic.closed=[2027-01-25 to 2027-01-26]"});
  EXPECT_EQ(told(model).times(), (Spans{days{0}, days{7}, days{23}, days{30}, days{44}, days{51}}));
}

// --- who is in a course already

// Nobody else ever responds: who did so far loses it with the infusion, which stops the course
// unless it is their last, as that of one of them is.
TEST(InCourse, RemembersWhoRespondedSoFar) {
  const model::Model model = compiled(
      clinic_with(
          "infusions: 8, every: 1 week, stop_rules: [{name: lapsed, when: {all: [responded, "
          "not responding]}, then: stop}]"),
      {"responses={fading: {model: hazard, hazard: [0 %], loss: 100 %}}",
       "cohorts.patients.response=fading",
       "cohorts.patients.in_course={patients: 4, state: responding}"});
  const Story story = told(model);
  EXPECT_EQ(story.ended(CourseEnd::Stopped), 3);
  EXPECT_EQ(story.ended(CourseEnd::Completed), 1 + 1);
}

// --- what stands in the diary

// The third infusion, which a rule has added, is missed: they come again for it.
TEST(Diary, HoldsWhatHasBeenAddedToAPlan) {
  const config::FileReader diary = [](const std::string& /*path*/) -> std::string {
    return "patient,cohort,visit,date,time,infusion\n1,patients,infusion,2027-01-05,09:00,3\n";
  };
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 1 week, stop_rules: [{name: more, when: 'infusions == 2', "
                  "then: {extend_by: 1}}]"),
      {"clinic.open={mon-sun: 08:00-17:00}", "booking={slot: 1 h}",
       "attendance={infusion: {no_show: 90 %}}",
       "cohorts.patients={referrals: {at_start: 1}, course: course, diary: {file: d.csv}}"},
      diary);
  const Story story = told(model);
  EXPECT_EQ(story.ledger.in_course, 0);
  EXPECT_EQ(story.ended(CourseEnd::Completed), 2);
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

// Both courses ask for it under the same name: who was granted the one may be refused the other.
TEST(BeforeFirst, OfAnotherCourseIsDecidedAnew) {
  const std::string authorisation =
      "before_first: [{name: authorisation, takes: 9 days, refused: 50 %}]";
  const model::Model model = compiled(
      clinic_with("infusions: 1, afterwards: [{course: other}], " + authorisation,
                  "  other: {visit: infusion, infusions: 2, every: 1 week, " + authorisation + "}"),
      {"cohorts.patients.referrals={at_start: 80}", "clinic.resources.chairs=80"});
  const Story story = told(model);
  EXPECT_GT(story.ledger.refused, 20);
  EXPECT_GT(story.forgone.size(), 10U);
  EXPECT_GT(story.starts.size(), 80U - static_cast<std::size_t>(story.ledger.refused) + 10U);
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
// Of many patients who miss every third visit: what is booked, what they come for, and when.
struct Kept {
  std::map<std::pair<std::uint32_t, Time>, VisitId> booked;
  std::vector<Duration> gaps;
  int came = 0;
  int missed = 0;

  void on(const clinic::VisitBooked& seen) {
    booked[{seen.patient.member, seen.start}] = seen.visit;
  }
  void on(const clinic::VisitMissed& /*seen*/) { ++missed; }
  void on(const clinic::PatientArrived& seen) {
    ++came;
    EXPECT_EQ((booked[{seen.patient.member, seen.appointment}]), seen.visit);
  }
  void on(const clinic::InfusionStarted& seen) {
    if (seen.number > 1) gaps.push_back(seen.gap);
  }
};
static_assert(clinic::Hears<Kept, clinic::VisitBooked> &&
              clinic::Hears<Kept, clinic::VisitMissed> &&
              clinic::Hears<Kept, clinic::PatientArrived> &&
              clinic::Hears<Kept, clinic::InfusionStarted>);

Kept kept(const std::string& course, const Overrides& more = {}) {
  Overrides all = {"booking={series: whole_course, slot: 1 h}", "clinic.resources.chairs=40",
                   "clinic.open={mon-sun: 08:00-18:00}",
                   "cohorts.patients.referrals={at_start: 40}",
                   "attendance={infusion: {no_show: 30 %}}"};
  all.insert(all.end(), more.begin(), more.end());
  const model::Model model = compiled(clinic_with(course), all);
  Kept seen;
  clinic::simulate(model, 1, 1, seen);
  return seen;
}

// After a missed first visit the next one is the first infusion, for which more time is needed than
// was booked then.
TEST(WholeCourse, IsBookedAnewWhereAMissedVisitLeavesTooLittleTime) {
  const Kept seen = kept(
      "infusions: 4, every: 1 week",
      {"visits.long={throughout: {chairs: 1}, steps: [{name: infuse, takes: 4 h}]}",
       "attendance.long={no_show: 50 %}", "courses.course.visit={1: long, otherwise: infusion}"});
  EXPECT_EQ(seen.gaps.size(), 40U * 3U);
  EXPECT_GT(seen.missed, 30);
}

// A visit that is missed is made up for a planned gap after the last booking, not on the day after
// it.
TEST(WholeCourse, MakesUpForAMissedDayAtTheUsualDistance) {
  const Kept seen = kept("on_days: [0, 7, 14, 21]");
  EXPECT_EQ(seen.gaps.size(), 40U * 3U);
  EXPECT_GT(seen.missed, 30);
  for (const Duration gap : seen.gaps)
    EXPECT_GE(gap, days{6});
}

// The course that follows is booked visit by visit: from a Friday to Monday, Tuesday and so on.
TEST(WholeCourse, KeepsToItsWeekdaysHoweverNearTheyAre) {
  const model::Model model =
      compiled(clinic_with("infusions: 1, afterwards: [{course: other, after: 4 days}]",
                           "  other: {visit: infusion, infusions: 4, weekdays: [mon, tue]}"),
               {"booking={series: whole_course, slot: 1 h}", "clinic.open={mon-sun: 08:00-18:00}"});
  const std::vector<Story::Infusion> all = told(model).infusions;
  ASSERT_EQ(all.size(), 5U);
  for (std::size_t i = 2; i < all.size(); ++i) {
    const int day = weekday_of(date_of(Time{model.run.start} + all[i].at));
    EXPECT_LE(day, 1) << "infusion " << i;
  }
  EXPECT_LE(all[4].at - all[1].at, days{9});
}

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

}  // namespace
}  // namespace sim::tests
