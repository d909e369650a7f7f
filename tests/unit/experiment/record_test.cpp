// tests/unit/experiment/record_test.cpp: the day worked out by hand, visit by visit, and
// replications remembered on several threads.
#include "sim/experiment/record.h"

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/metrics/telling.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"
#include "tests/unit/experiment/small.h"

namespace sim::experiment {
namespace {

using metrics::Records;
using metrics::VisitOutcome;
using metrics::VisitRecord;
using std::chrono::hours;
using std::chrono::minutes;

// What stands at the top of the scenario, in minutes after 09:00 on Monday.
struct Visit {
  std::string patient;
  std::uint32_t number = 1;
  int came = 0;
  std::vector<std::pair<int, int>> steps = {};
  int left = 0;
  int waited = 0;
  VisitOutcome outcome = VisitOutcome::Attended;
};

constexpr int tuesday = 24 * 60;

std::vector<Visit> worked_out_by_hand() {
  return {{"patients/1", 1, 0, {{0, 10}, {10, 40}, {40, 50}, {50, 60}}, 50, 0},
          {"patients/2", 1, 0, {{0, 10}, {10, 40}, {50, 60}, {60, 70}}, 60, 10},
          {"patients/3", 1, 0, {{60, 70}, {70, 100}, {100, 110}, {110, 120}}, 110, 60},
          {"patients/4", 1, 0, {}, 65, 0, VisitOutcome::SentHome},
          {"patients/4",
           2,
           tuesday,
           {{tuesday, tuesday + 10},
            {tuesday + 10, tuesday + 40},
            {tuesday + 40, tuesday + 50},
            {tuesday + 50, tuesday + 60}},
           tuesday + 50,
           65}};
}

void expect_equal(const VisitRecord& visit, const Visit& expected, Time nine) {
  EXPECT_EQ(visit.number, expected.number);
  EXPECT_EQ(visit.infusion, 1);
  EXPECT_EQ(visit.booked, never);
  EXPECT_EQ(visit.appointment, never);
  EXPECT_EQ(visit.came, nine + minutes{expected.came});
  ASSERT_EQ(visit.steps.size(), expected.steps.size());
  for (std::size_t step = 0; step < visit.steps.size(); ++step) {
    EXPECT_EQ(visit.steps[step].step, step);
    EXPECT_EQ(visit.steps[step].began, nine + minutes{expected.steps[step].first});
    EXPECT_EQ(visit.steps[step].ended, nine + minutes{expected.steps[step].second});
  }
  EXPECT_EQ(visit.left, nine + minutes{expected.left});
  EXPECT_EQ(visit.waited, minutes{expected.waited});
  EXPECT_EQ(visit.outcome, expected.outcome);
  EXPECT_TRUE(visit.counts);
}

TEST(Record, HoldsTheDayWorkedOutByHandVisitByVisit) {
  const model::Model model =
      tests::compiled(tests::text_of("scenarios/oracle/hand_worked_day.yaml"));
  const Records records = record(model, 1);
  const std::vector<Visit> expected = worked_out_by_hand();
  ASSERT_EQ(records.visits.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(metrics::name_of(model, records.visits[i].patient), expected[i].patient);
    expect_equal(records.visits[i], expected[i], Time{model.run.start} + hours{9});
  }
  const model::WaitCause nurses = model::shortage_of(ResourceId{1});
  const model::WaitCause chairs = model::shortage_of(ResourceId{0});
  ASSERT_EQ(metrics::name_of(model, nurses), "nurses");
  EXPECT_EQ(records.visits[1].waited_for[nurses], minutes{10});
  EXPECT_EQ(records.visits[1].steps[2].waited, minutes{10});
  EXPECT_EQ(records.visits[1].steps[2].cause, nurses);
  EXPECT_EQ(records.visits[2].waited_for[chairs], minutes{60});
}

TEST(Record, HoldsWhatBecameOfThePatientsOfThatDay) {
  const model::Model model =
      tests::compiled(tests::text_of("scenarios/oracle/hand_worked_day.yaml"));
  const Records records = record(model, 1);
  const Time nine = Time{model.run.start} + hours{9};
  ASSERT_EQ(records.patients.size(), 4U);
  const std::vector<Duration> waits = {minutes{0}, minutes{0}, hours{1}, hours{24}};
  const std::vector<Duration> ends = {minutes{50}, minutes{60}, minutes{110},
                                      hours{24} + minutes{50}};
  for (std::size_t i = 0; i < 4; ++i) {
    const metrics::PatientRecord& patient = records.patients[i];
    EXPECT_EQ(patient.referred, nine);
    EXPECT_EQ(patient.first_infusion, nine + waits[i]);
    EXPECT_EQ(patient.outcome, metrics::Outcome::Completed);
    EXPECT_EQ(patient.outcome_since, nine + ends[i]);
    EXPECT_EQ(patient.infusions, 1);
    EXPECT_EQ(patient.courses, 1);
    EXPECT_EQ(patient.screened, never);
    EXPECT_EQ(metrics::reason_of(model, patient), "");
    EXPECT_TRUE(patient.referral_counts);
    EXPECT_TRUE(patient.first_infusion_counts);
  }
  const model::WaitByCause& night = records.patients[3].waited_for;
  EXPECT_EQ(night[model::WaitCause::ClosedHours], hours{24} - minutes{65});
}

Execution on_threads(int threads) {
  Execution execution;
  execution.threads = threads;
  return execution;
}

TEST(Record, TheFirstReplicationsAreThoseOfTheirNumbersOnAnyNumberOfThreads) {
  const model::Model model = tests::compiled(tests::small_clinic);
  const std::vector<Records> one = record_first(model, 3, on_threads(1));
  const std::vector<Records> several = record_first(model, 3, on_threads(3));
  ASSERT_EQ(one.size(), 3U);
  ASSERT_EQ(several.size(), 3U);
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Records alone = record(model, i + 1);
    for (const std::vector<Records>* all : {&one, &several}) {
      const Records& records = (*all)[i];
      EXPECT_EQ(records.measured_from, Time{model.run.start} + 4 * one_week);
      EXPECT_EQ(records.ended, Time{model.run.start} + 16 * one_week);
      ASSERT_EQ(records.visits.size(), alone.visits.size());
      for (std::size_t visit = 0; visit < alone.visits.size(); ++visit)
        EXPECT_EQ(records.visits[visit].came, alone.visits[visit].came);
    }
  }
  EXPECT_NE(one[0].patients.front().referred, one[1].patients.front().referred);
}

TEST(Record, AnInterruptionLeavesOutTheRest) {
  const model::Model model = tests::compiled(tests::small_clinic);
  const std::atomic<bool> interrupted = true;
  Execution execution = on_threads(2);
  execution.interrupted = &interrupted;
  EXPECT_TRUE(record_first(model, 3, execution).empty());
}

}  // namespace
}  // namespace sim::experiment
