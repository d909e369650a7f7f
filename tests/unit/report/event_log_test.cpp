// tests/unit/report/event_log_test.cpp: the day worked out by hand, as tables and as an event log.
#include "sim/report/event_log.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/experiment/record.h"
#include "sim/report/record_tables.h"
#include "sim/report/timestamp.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::report {
namespace {

using metrics::Records;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

model::Model day_worked_out_by_hand() {
  return tests::compiled(tests::text_of("scenarios/oracle/hand_worked_day.yaml"));
}

std::vector<std::string> lines(const std::string& text, const std::string& with) {
  std::vector<std::string> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    if (line.find(with) != std::string::npos) found.push_back(line);
    begin = end + 1;
  }
  return found;
}

TEST(Timestamp, IsTheClinicsOwnClockToTheMillisecond) {
  const Time at = Time{std::chrono::local_days{std::chrono::January / 4 / 2027}} +
                  std::chrono::hours{8} + std::chrono::minutes{15} + std::chrono::milliseconds{7};
  EXPECT_EQ(timestamp(at), "2027-01-04T08:15:00.007");
}

// Patient 4 comes with the others at 09:00, is sent home at 10:05 and seen on Tuesday at 09:00.
TEST(RecordTables, TellOfTheDayWorkedOutByHand) {
  const model::Model model = day_worked_out_by_hand();
  const Records records = experiment::record(model, 1);
  const std::vector<Recorded> all = {{&model, &records, 1}};
  const std::string patients = to_csv(patients_table(all));
  EXPECT_THAT(patients, StartsWith("replication,patient,cohort,origin,referred,screened,"
                                   "first_infusion,wait_days,wait_days_chairs,wait_days_nurses,"
                                   "wait_days_patient,wait_days_protocol,wait_days_closed_hours,"));
  // Of 24 hours 65 minutes for a chair; 1/24 of a day is an hour.
  const std::vector<std::string> fourth = lines(patients, "patients/4");
  ASSERT_EQ(fourth.size(), 1U);
  EXPECT_THAT(fourth[0], StartsWith("1,patients/4,patients,referred,2027-01-04T09:00:00.000,,"
                                    "2027-01-05T09:00:00.000,1,"));
  EXPECT_THAT(fourth[0],
              EndsWith(",single,single,1,1,0,completed,,2027-01-05T09:50:00.000,,,,,,1,1"));
  EXPECT_THAT(
      lines(to_csv(visits_table(all)), "patients/4"),
      ElementsAre(
          "1,patients/4,1,infusion,infusion,,single,1,,,,2027-01-04T09:00:00.000,,"
          "2027-01-04T10:05:00.000,,0,,,,,,,sent home,1",
          "1,patients/4,2,infusion,infusion,,single,1,,,,2027-01-05T09:00:00.000,"
          "2027-01-05T09:00:00.000,2027-01-05T09:50:00.000,2027-01-05T10:00:00.000,4,65,65,0,0,0,0,"
          "attended,1"));
}

TEST(RecordTables, NameScenariosWhereThereAreSeveral) {
  const model::Model model = day_worked_out_by_hand();
  const Records records = experiment::record(model, 1);
  const DataTable one = visits_table({{&model, &records, 1}});
  EXPECT_THAT(one.key, ElementsAre("replication", "patient", "visit"));
  const DataTable two =
      visits_table({{&model, &records, 1, "base"}, {&model, &records, 1, "more"}});
  EXPECT_THAT(two.key, ElementsAre("scenario", "replication", "patient", "visit"));
  EXPECT_THAT(two.links[0].columns, ElementsAre("scenario", "replication", "patient"));
  EXPECT_EQ(two.columns.size(), one.columns.size() + 1);
  EXPECT_EQ(two.rows.size(), 2 * one.rows.size());
}

TEST(RecordTables, ColumnsOfCausesThatWouldBeAlikeHaveNumbers) {
  const model::Model model = tests::compiled(R"(
chairtime: 1
clinic: {open: {mon-fri: 08:00-17:00}, resources: {day beds: 2, day_beds: 1}}
visits:
  infusion: {throughout: {day beds: 1}, steps: [{name: infuse, takes: 1 h, needs: {day_beds: 1}}]}
courses: {once: {visit: infusion, infusions: 1}}
cohorts: {all: {referrals: {at_start: 1}, course: once}}
run: {length: 1 week, replications: 1}
)");
  const Records records = experiment::record(model, 1);
  std::vector<std::string> names;
  for (const DataColumn& column : visits_table({{&model, &records, 1}}).columns)
    names.push_back(column.name);
  EXPECT_THAT(names, testing::Contains("wait_minutes_day_beds"));
  EXPECT_THAT(names, testing::Contains("wait_minutes_day_beds_2"));
}

TEST(EventLog, InCsvHasALineForEachStepAndEachMoment) {
  const model::Model model = day_worked_out_by_hand();
  const Records records = experiment::record(model, 1);
  const std::string log = event_log_csv(cases({{&model, &records, 1}}, 0));
  EXPECT_THAT(log, StartsWith("case,activity,start,complete,resource,instance,replication,cohort,"
                              "visit,kind,infusion,waited_minutes,waited_for\n"));
  std::vector<std::string> second;
  for (const std::string& line : lines(log, "1/patients/2,"))
    second.push_back(line.substr(std::string("1/patients/2,").size()));
  const std::string at_nine = "2027-01-04T09:00:00.000,2027-01-04T09:00:00.000,,";
  EXPECT_THAT(
      second,
      ElementsAre("referral," + at_nine + "8,1,patients,,,,,",
                  "course started: single," + at_nine + "9,1,patients,,,,,",
                  "infusion/prepare,2027-01-04T09:00:00.000,2027-01-04T09:10:00.000,nurses,10,1,"
                  "patients,1,infusion,1,0,",
                  "infusion/infuse,2027-01-04T09:10:00.000,2027-01-04T09:40:00.000,nurses,11,1,"
                  "patients,1,infusion,1,0,",
                  "infusion/discharge,2027-01-04T09:50:00.000,2027-01-04T10:00:00.000,nurses,12,1,"
                  "patients,1,infusion,1,10,nurses",
                  "course completed,2027-01-04T10:00:00.000,2027-01-04T10:00:00.000,,13,1,"
                  "patients,,,,,",
                  "infusion/clean,2027-01-04T10:00:00.000,2027-01-04T10:10:00.000,chairs,14,1,"
                  "patients,1,infusion,1,0,"));
}

TEST(EventLog, InXesHasAnEventForEachStartAndCompletion) {
  const model::Model model = day_worked_out_by_hand();
  const Records records = experiment::record(model, 1);
  const std::string log = event_log_xes(model.name, cases({{&model, &records, 1}}, 0));
  // Four patients: 4 referrals, 4 starts and 4 ends of courses, one sent home; 16 steps.
  EXPECT_EQ(lines(log, "<event>").size(), 4U * 3U + 1U + 2U * 16U);
  EXPECT_EQ(lines(log, "value=\"start\"").size(), 16U);
  EXPECT_THAT(log,
              HasSubstr("<date key=\"time:timestamp\" value=\"2027-01-04T10:05:00.000+00:00\"/>"
                        "<int key=\"visit\" value=\"1\"/>"));
}

TEST(EventLog, WhatGoesOnWhenTheRunEndsHasAStartAndNoCompletion) {
  const model::Model model = tests::compiled(
      tests::text_of("scenarios/oracle/hand_worked_day.yaml"), {"run.length=555 min"});
  const Records records = experiment::record(model, 1);  // to 09:15 on Monday
  const std::vector<Case> all = cases({{&model, &records, 1}}, 0);
  EXPECT_THAT(lines(event_log_csv(all), "infusion/infuse"),
              ElementsAre(HasSubstr(",2027-01-04T09:10:00.000,,nurses,"),
                          HasSubstr(",2027-01-04T09:10:00.000,,nurses,")));
  EXPECT_THAT(lines(event_log_xes("", all), "infusion/infuse"),
              Not(testing::Contains(HasSubstr("\"complete\""))));
}

TEST(EventLog, ASampleIsEveryKthPatientInTheOrderOfComing) {
  const model::Model model = day_worked_out_by_hand();
  const Records records = experiment::record(model, 1);
  const auto sampled = [&](std::size_t wanted) {
    std::vector<std::string> names;
    for (const Case& each : cases({{&model, &records, 2}}, wanted))
      names.push_back(each.id);
    return names;
  };
  const std::vector<std::string> everybody = {"2/patients/1", "2/patients/2", "2/patients/3",
                                              "2/patients/4"};
  EXPECT_EQ(sampled(0), everybody);
  EXPECT_EQ(sampled(4), everybody);
  EXPECT_EQ(sampled(9), everybody);
  EXPECT_THAT(sampled(3), ElementsAre("2/patients/1", "2/patients/3"));
  EXPECT_THAT(sampled(2), ElementsAre("2/patients/1", "2/patients/3"));
  EXPECT_THAT(sampled(1), ElementsAre("2/patients/1"));
}

TEST(EventLog, InXesNoNameBreaksTheXml) {
  EXPECT_THAT(event_log_xes("A & B <\"c\">\n\x01\xFFz\xC3\xA9", {}),
              HasSubstr("value=\"A &#38; B &#60;&#34;c&#34;&#62;&#10;\xEF\xBF\xBD\xEF\xBF\xBDz\xC3"
                        "\xA9\"/>"));
}

}  // namespace
}  // namespace sim::report
