// tests/unit/config/at_start_test.cpp: the clinic as it stands when the run starts.
#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "sim/random/draw.h"
#include "tests/unit/config/data_files.h"

namespace sim::config {
namespace {

using std::chrono::hours;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Time start{Date{std::chrono::days{20'822}}};  // 2027-01-04, the default

Compiled starting(const std::string& keys, const DataTexts& texts = {}) {
  return compiled_with("cohorts:\n  a: {referrals: 1 / week, course: induction, " + keys + "}\n",
                       texts);
}

// --- waiting lists

TEST(WaitingList, OfSoManyWaitsForATimeOfItsOwn) {
  const Compiled compiled =
      starting("waiting_list: {patients: 30, waited: {uniform: [0 days, 60 days]}}");
  const model::WaitingAtStart& waiting = compiled.cohort().at_start.waiting;
  EXPECT_EQ(waiting.patients, 30);
  EXPECT_DOUBLE_EQ(waiting.waited.sampler.mean(), in_milliseconds(30 * one_day));
  EXPECT_EQ(waiting.waited.site, random::hash64("waiting_list/waited"));
  EXPECT_THAT(waiting.referred, IsEmpty());
}

TEST(WaitingList, OfAFileHasTheRowsOfTheCohort) {
  const DataTexts texts = {
      {"w.csv", "REFERRED,cohort\n2026-12-05,a\n2026-12-01 13:15,a\n2026-12-02,b\n2027-01-04,a\n"}};
  const Compiled compiled = compiled_with(
      "cohorts:\n"
      "  a: {referrals: 1 / week, course: induction, waiting_list: {file: w.csv}}\n"
      "  b: {referrals: 1 / week, course: single, referral_hours: {thu: 10:00-12:00}, "
      "waiting_list: {file: w.csv}}\n",
      texts);
  // In the order of the file. 2026-12-05 is a Saturday; nobody is referred after the start.
  EXPECT_THAT(compiled.cohort(0).at_start.waiting.referred,
              ElementsAre(start - 28 * one_day + hours{8},
                          start - 34 * one_day + hours{13} + std::chrono::minutes{15}, start));
  EXPECT_THAT(compiled.cohort(1).at_start.waiting.referred,
              ElementsAre(start - 32 * one_day + hours{10}));
}

// --- diaries

const std::string names = "patient,cohort,visit,date,time,infusion,referred\n";

Compiled with_diary(const std::string& rows) {
  return starting("screening: {visit: consultation}, diary: {file: d.csv}",
                  {{"d.csv", names + rows}});
}

TEST(Diary, GathersTheAppointmentsOfAPatientInOrderOfTime) {
  const Compiled compiled = with_diary(
      "p2,a,infusion,2027-01-11,09:00,4,\n"
      "p1,a,infusion,2027-01-08,10:30,2,2026-12-01 09:00\n"
      "p2,a,infusion,2027-01-07,09:15,3,\n"
      "p1,a,infusion,2027-01-05,08:00,1,2026-12-01 09:00\n"
      "p3,a,consultation,2027-01-05,08:00,0,\n");
  const auto& diary = compiled.cohort().at_start.diary;
  ASSERT_EQ(diary.size(), 3U);  // in the order in which they are first met
  EXPECT_FALSE(diary[0].referred);
  ASSERT_EQ(diary[0].visits.size(), 2U);
  EXPECT_EQ(diary[0].visits[0].start, start + 3 * one_day + hours{9} + std::chrono::minutes{15});
  EXPECT_EQ(diary[0].visits[0].infusion, 3);
  EXPECT_EQ(diary[0].visits[1].infusion, 4);
  EXPECT_EQ(diary[1].referred, start - 34 * one_day + hours{9});
  ASSERT_EQ(diary[1].visits.size(), 2U);
  EXPECT_EQ(diary[1].visits[0].start, start + one_day + hours{8});
  EXPECT_EQ(diary[1].visits[0].infusion, 1);
  EXPECT_EQ(diary[1].visits[1].infusion, 2);
  ASSERT_EQ(diary[2].visits.size(), 1U);
  EXPECT_EQ(diary[2].visits[0].infusion, 0);
}

TEST(Diary, TakesWhatCanBeAndRefusesWhatCannot) {
  const std::string first = "p,a,infusion,2027-01-05,09:00,";
  EXPECT_THAT(with_diary(first + "6,\n").errors, IsEmpty());
  EXPECT_THAT(with_diary(first + "7,\n").errors, ElementsAre(HasSubstr("at most 6")));
  EXPECT_THAT(with_diary(first + "2,\np,a,infusion,2027-01-07,09:00,3,\n").errors, IsEmpty());
  EXPECT_THAT(with_diary(first + "2,\np,a,infusion,2027-01-07,09:00,2,\n").errors,
              ElementsAre(HasSubstr("infusion 3 next")));
  const std::string screened = "p,a,consultation,2027-01-04,09:00,0,\n";
  EXPECT_THAT(with_diary(screened + first + "1,\n").errors,
              ElementsAre(HasSubstr("not supported yet")));
  EXPECT_THAT(with_diary(screened + "p,a,consultation,2027-01-05,09:00,,\n").errors,
              ElementsAre(HasSubstr("screened twice")));
  // A midnight before opening, at closing, on the closed date, before the run.
  for (const std::string at : {"2027-01-05,00:00", "2027-01-05,17:00", "2027-01-06,09:00",
                               "2027-01-03,09:00", "2027-01-01,09:00"})
    EXPECT_EQ(with_diary("p,a,infusion," + at + ",1,\n").errors.size(), 1U) << at;
}

TEST(Diary, MistakesInTheCourseAreNotSaidAgain) {
  const Compiled compiled = compiled_with(
      "cohorts:\n  a: {referrals: 1 / week, course: indction, diary: {file: d.csv}}\n",
      {{"d.csv", names + "p,a,infusion,2027-01-05,09:00,1,\n"}});
  EXPECT_THAT(compiled.errors, ElementsAre(HasSubstr("indction")));
}

// --- in a course

TEST(InCourse, SoManyAreSpreadEvenlyOverTheSpacing) {
  const Compiled compiled = starting("in_course: {patients: 7}");
  const auto& patients = compiled.cohort().at_start.in_course;
  ASSERT_EQ(patients.size(), 7U);
  // Every 3 and 4 days in turn: 3.5 days. A seventh of that is half a day.
  std::array<int, 6> given{};
  for (std::size_t i = 0; i < patients.size(); ++i) {
    const auto half_days = static_cast<int>(patients.size() - i);
    EXPECT_EQ(patients[i].last, start - half_days * hours{12} + hours{6}) << i;
    EXPECT_EQ(patients[i].course, compiled.cohort().course);
    EXPECT_EQ(patients[i].state, model::StateAtStart::NotResponding);
    EXPECT_FALSE(patients[i].score);
    ASSERT_TRUE(1 <= patients[i].infusions && patients[i].infusions <= 5);
    ++given[static_cast<std::size_t>(patients[i].infusions)];
  }
  for (std::size_t number = 1; number <= 5; ++number)
    EXPECT_TRUE(given[number] == 1 || given[number] == 2) << number;
}

TEST(InCourse, FewAreSpreadOverTheNumbersOfInfusionsToo) {
  const Compiled compiled = starting("in_course: {patients: 2}");
  const auto& patients = compiled.cohort().at_start.in_course;
  ASSERT_EQ(patients.size(), 2U);
  // The middles of the two halves of 1 to 5.
  EXPECT_EQ(patients[0].infusions, 2);
  EXPECT_EQ(patients[1].infusions, 4);
}

TEST(InCourse, AnotherCourseMayBeTheOneAndUnlimitedCoursesAreAtTheirFirstInfusion) {
  const Compiled compiled = starting(
      "response: scores, in_course: {course: maintenance, patients: 24, state: responding}");
  const auto& patients = compiled.cohort().at_start.in_course;
  ASSERT_EQ(patients.size(), 24U);
  EXPECT_EQ(patients.front().last,
            start - from_milliseconds(in_milliseconds(2 * one_week) * 23.5 / 24.0));
  EXPECT_EQ(patients.back().last,
            start - from_milliseconds(in_milliseconds(2 * one_week) * 0.5 / 24.0));
  for (const model::InCourse& each : patients) {
    EXPECT_EQ(compiled.model->courses[each.course].name, "maintenance");
    EXPECT_EQ(each.infusions, 1);
    EXPECT_EQ(each.state, model::StateAtStart::Responding);
  }
  EXPECT_THAT(compiled.warnings, Not(Contains(HasSubstr("course \"maintenance\" is used"))));
}

TEST(InCourse, OfAFileHasTheRowsOfTheCohort) {
  const Compiled compiled = starting("response: scores, in_course: {file: c.csv}",
                                     {{"c.csv",
                                       "Patient,Cohort,Infusions given,Last_date,Score\n"
                                       "p1,a,3,2026-12-31,21.5\n"
                                       "p2,a,5,2027-01-03 16:20,\n"}});
  const auto& patients = compiled.cohort().at_start.in_course;
  ASSERT_EQ(patients.size(), 2U);
  EXPECT_EQ(patients[0].infusions, 3);
  EXPECT_EQ(patients[0].last, start - 4 * one_day + hours{12});
  EXPECT_EQ(patients[0].score, 21.5);
  EXPECT_EQ(patients[1].infusions, 5);
  EXPECT_EQ(patients[1].last, start - one_day + hours{16} + std::chrono::minutes{20});
  EXPECT_FALSE(patients[1].score);
}

TEST(InCourse, TheColumnOfScoresMayBeAbsent) {
  const Compiled compiled = starting("in_course: {course: maintenance, file: c.csv}",
                                     {{"c.csv",
                                       "patient,cohort,infusions given,last date\n"
                                       "p1,a,30,2026-12-31\n"}});
  ASSERT_EQ(compiled.cohort().at_start.in_course.size(), 1U);
  EXPECT_EQ(compiled.cohort().at_start.in_course[0].infusions, 30);
}

// --- runs

TEST(Run, NeedsNoWarmUpWhereTheClinicStartsAsItStands) {
  const DataTexts texts = {{"d.csv", names + "p,a,infusion,2027-01-05,09:00,1,\n"}};
  EXPECT_THAT(starting("label: A").warnings, Contains(HasSubstr("starts empty")));
  EXPECT_THAT(starting("waiting_list: {patients: 0, waited: 1 day}").warnings,
              Contains(HasSubstr("starts empty")));
  for (const std::string keys : {"waiting_list: {patients: 1, waited: 1 day}",
                                 "in_course: {patients: 1}", "diary: {file: d.csv}"})
    EXPECT_THAT(starting(keys, texts).warnings, Not(Contains(HasSubstr("starts empty")))) << keys;
}

TEST(Run, UntilEmptyAsksOfTheCoursesAtTheStartTooThatTheyEnd) {
  const auto errors = [](const std::string& drop_out) {
    Diagnostics found;
    compile(clinic_without_cohorts +
                "cohorts:\n  a: {referrals: 0 / week, course: induction, in_course: {course: "
                "maintenance, patients: 3}}\nrun: {until: empty}\n",
            "test.yaml", {"courses.maintenance.drop_out=" + drop_out}, found);
    return found.errors();
  };
  EXPECT_EQ(errors("5 %"), 0U);
  EXPECT_EQ(errors("0 %"), 1U);
}

}  // namespace
}  // namespace sim::config
