// tests/unit/config/schedules_test.cpp: when the infusions of a course are due, as it is written.
#include <gmock/gmock.h>

#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Course;
using model::DaysAfterPrevious;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::compiled;

// A clinic whose only course is the mapping.
model::Model clinic_with(const std::string& course, const std::string& rest = "") {
  return compiled(
      "chairtime: 1\nclinic: {open: {mon-fri: 08:00-17:00}, resources: {chairs: 4}}\n"
      "visits: {infusion: {steps: [{name: infuse, takes: 1 h, needs: {chairs: 1}}]}}\n"
      "courses: {c: {visit: infusion, " +
      course + "}}\n" + "cohorts: {people: {referrals: 1 / week, course: c" + rest + "}}\n");
}

Course course_of(const std::string& keys) { return clinic_with(keys).courses[CourseId{0}]; }

// The mean gaps before the second infusion and those that follow it, in days.
std::vector<double> gaps_of(const Course& course, int last) {
  std::vector<double> gaps;
  for (int number = 2; number <= last; ++number)
    gaps.push_back(in_days(course.schedule.mean_gap(number)));
  return gaps;
}

template <class Due>
const Due& due_in(const Course& course, std::size_t phase) {
  return std::get<Due>(course.schedule.phases.at(phase).due);
}

DaysAfterPrevious days(const model::Window& window) { return std::get<DaysAfterPrevious>(window); }

TEST(Every, IsUsedInTurnWithAWindowOfItsOwn) {
  const Course course = course_of("infusions: 4, every: [3 days, 10 days]");
  EXPECT_EQ(course.infusions, 4);
  EXPECT_THAT(gaps_of(course, 4), ElementsAre(3, 10, 3));
  // 0.6 and 2 times 3 days are 1.8 and 6 days; of 10 days 6 and 20.
  const auto& every = due_in<model::Every>(course, 0);
  EXPECT_EQ(days(every.spacings.at(0).window).first, 1);
  EXPECT_EQ(days(every.spacings.at(0).window).last, 6);
  EXPECT_EQ(days(every.spacings.at(1).window).first, 6);
  EXPECT_EQ(days(every.spacings.at(1).window).last, 20);
}

TEST(Every, IsNotNeededForASingleInfusion) {
  EXPECT_THAT(course_of("infusions: 1").schedule.phases, IsEmpty());
  EXPECT_THAT(course_of("on_days: [0]").schedule.phases, IsEmpty());
  EXPECT_THAT(course_of("schedule: [{infusions: 1}]").schedule.phases, IsEmpty());
}

TEST(OnDays, SayHowManyInfusionsThereAre) {
  const Course course = course_of("on_days: [0, 14, 42]");
  EXPECT_EQ(course.infusions, 3);
  EXPECT_THAT(due_in<model::OnDays>(course, 0).days, ElementsAre(0, 14, 42));
  EXPECT_EQ(due_in<model::OnDays>(course, 0).cycle, 0);
  EXPECT_THAT(gaps_of(course, 3), ElementsAre(14, 28));
}

TEST(OnDays, HaveAWindowOnlyWhereOneIsWritten) {
  EXPECT_FALSE(due_in<model::OnDays>(course_of("on_days: [0, 14]"), 0).window);
  const Course course = course_of("on_days: [0, 14], window: {early: 1 day, late: 36 h}");
  const auto& window = due_in<model::OnDays>(course, 0).window;
  ASSERT_TRUE(window);
  EXPECT_EQ(std::get<model::AroundTarget>(*window).late, hours{36});
}

TEST(OnDays, GoOnWithTheLastGapWhereARuleAddsInfusions) {
  const Course course = course_of(
      "on_days: [0, 14, 42], stop_rules: [{name: more, when: infusions == 3, then: {extend_by: "
      "2}}]");
  EXPECT_EQ(course.most_infusions(), 5);
  EXPECT_THAT(gaps_of(course, 5), ElementsAre(14, 28, 28, 28));
}

TEST(Weekdays, AreBitsFromMonday) {
  const Course course = course_of("weekdays: [mon, thu], infusions: 8, window: 2 days to 5 days");
  EXPECT_EQ(course.infusions, 8);
  const auto& on = due_in<model::OnWeekdays>(course, 0);
  EXPECT_EQ(on.weekdays, 0b0001001);
  ASSERT_TRUE(on.window);
  EXPECT_EQ(days(*on.window).last, 5);
  EXPECT_THAT(gaps_of(course, 3), ElementsAre(3.5, 3.5));  // a week has two of them
  EXPECT_FALSE(due_in<model::OnWeekdays>(course_of("weekdays: mon-fri, infusions: 2"), 0).window);
}

TEST(Phases, FollowEachOtherAndOwnTheGapBeforeTheirFirstInfusion) {
  const Course course = course_of(
      "schedule: [{infusions: 3, every: 3.5 days}, {infusions: 2, every: 1 week, window: 5 days to "
      "9 days}, {infusions: unlimited, every: [2 weeks, 3 weeks]}]");
  EXPECT_EQ(course.infusions, model::unlimited);
  ASSERT_EQ(course.schedule.phases.size(), 3U);
  EXPECT_EQ(course.schedule.phases[1].first, 4);
  EXPECT_EQ(course.schedule.phases[2].first, 6);
  EXPECT_THAT(gaps_of(course, 8), ElementsAre(3.5, 3.5, 7, 7, 14, 21, 14));
  EXPECT_EQ(days(due_in<model::Every>(course, 1).spacings.at(0).window).first, 5);
  EXPECT_EQ(days(due_in<model::Every>(course, 0).spacings.at(0).window).first, 2);
}

TEST(Phases, OfALimitedScheduleAddUp) {
  EXPECT_EQ(course_of("schedule: [{infusions: 8, every: 3.5 days}, {infusions: 4, every: 1 week}]")
                .infusions,
            12);
}

TEST(Phases, MayBeginWithASingleInfusionThatNeedsNoSpacing) {
  const Course course = course_of(
      "schedule: [{infusions: 1}, {infusions: 3, every: 1 week, window: 6 days to 8 days}]");
  EXPECT_EQ(course.infusions, 4);
  EXPECT_THAT(gaps_of(course, 4), ElementsAre(7, 7, 7));
}

TEST(Cycles, RepeatTheirDays) {
  const Course course = course_of("schedule: [{cycle: 4 weeks, on_days: [0, 7, 14], repeats: 6}]");
  EXPECT_EQ(course.infusions, 18);
  EXPECT_EQ(due_in<model::OnDays>(course, 0).cycle, 28);
  EXPECT_THAT(gaps_of(course, 7), ElementsAre(7, 7, 14, 7, 7, 14));
}

TEST(Cycles, MeetPhasesAndMayGoOnForEver) {
  const Course course = course_of(
      "schedule: [{infusions: 2, every: 1 week}, {cycle: 21 days, on_days: [0, 1], repeats: "
      "unlimited}]");
  EXPECT_EQ(course.infusions, model::unlimited);
  EXPECT_EQ(course.schedule.phases.at(1).first, 3);
  // From one cycle to the next are 20 days, and so they are before the first.
  EXPECT_THAT(gaps_of(course, 6), ElementsAre(7, 20, 1, 20, 1));
}

TEST(FirstOpens, IsTheDayBeforeTheWindowOfTheSecondInfusion) {
  const auto first_opens = [](const std::string& keys) { return course_of(keys).first_opens_days; };
  // 0.6 times 14 days is 8.4: the window opens on day 8.
  EXPECT_EQ(first_opens("on_days: [0, 14]"), 7);
  EXPECT_EQ(first_opens("on_days: [0, 14], window: {early: 36 h, late: 2 days}"), 11);
  EXPECT_EQ(first_opens("on_days: [0, 14], window: 13 days to 15 days"), 12);
  // Two of them a week are 3.5 days apart, of which 0.6 is 2.1.
  EXPECT_EQ(first_opens("weekdays: [mon, thu], infusions: 4"), 1);
  EXPECT_EQ(first_opens("schedule: [{infusions: 1}, {infusions: 2, every: 10 days}]"), 5);
  EXPECT_EQ(first_opens("schedule: [{infusions: 1}]"), 26 * 7);
}

TEST(InCourse, LastInfusionsAreSpreadOverTheGapThatFollowsThem) {
  const model::Model model = clinic_with("on_days: [0, 14, 42]", ", in_course: {patients: 2}");
  const auto& patients = model.cohorts[CohortId{0}].at_start.in_course;
  ASSERT_EQ(patients.size(), 2U);
  const Time start{model.run.start};
  // One has had one infusion and is due within 14 days, the other two and is within 28.
  EXPECT_EQ(patients[0].infusions, 1);
  EXPECT_EQ(patients[0].last, start - one_day * 21 / 2);
  EXPECT_EQ(patients[1].infusions, 2);
  EXPECT_EQ(patients[1].last, start - one_day * 7);
}

}  // namespace
}  // namespace sim::config
