// Records of a run against its figures and its ledger: the two are put together independently of
// each other, one fact at a time, and must say the same.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/config/compile.h"
#include "sim/experiment/record.h"
#include "sim/metrics/collector.h"
#include "sim/metrics/outcome.h"
#include "sim/metrics/recorder.h"
#include "sim/metrics/telling.h"
#include "tests/support/files.h"
#include "tests/support/random_model.h"

namespace sim::tests {
namespace {

using metrics::PatientRecord;
using metrics::Records;
using metrics::VisitOutcome;
using metrics::VisitRecord;

struct Run {
  Records records;
  clinic::Ledger ledger;
  metrics::OutcomeCounts outcomes;
  std::map<std::string, metrics::Cell> figures;
  double figure(const std::string& name) const {
    const auto cell = figures.find(name);
    return cell == figures.end() ? 0.0 : cell->second.numerator;
  }
};

Run run(const model::Model& model) {
  const metrics::Layout layout = metrics::lay_out(model);
  metrics::Collector collector(model, layout);
  metrics::Recorder recorder(model);
  clinic::Everybody<metrics::Collector, metrics::Recorder> observers{{collector, recorder}};
  const clinic::Replication replication = clinic::simulate(model, 1, 1, observers);
  Run run{recorder.finish(replication.measured_from, replication.ended),
          replication.ledger,
          collector.outcomes(),
          {}};
  const metrics::Row row = collector.finish(replication.ended);
  for (std::size_t i = 0; i < row.size(); ++i)
    run.figures[layout.columns[i].name] = row[i];
  return run;
}

template <class Records, class Holds>
double count(const Records& records, Holds&& holds) {
  return static_cast<double>(std::count_if(records.begin(), records.end(), holds));
}

double counted(const Run& run, VisitOutcome outcome) {
  return count(run.records.visits, [outcome](const VisitRecord& visit) {
    return visit.counts && visit.outcome == outcome;
  });
}

void expect_patients_agree(const model::Model& model, const Run& run) {
  metrics::OutcomeCounts outcomes{};
  double wait = 0.0;
  for (const PatientRecord& patient : run.records.patients) {
    SCOPED_TRACE(metrics::name_of(model, patient.patient));
    ++outcomes[static_cast<std::size_t>(patient.outcome)];
    EXPECT_LE(patient.outcome_since, run.records.ended);
    EXPECT_TRUE(std::is_sorted(patient.milestones.begin(), patient.milestones.end(),
                               [](const auto& a, const auto& b) { return a.at < b.at; }));
    if (patient.first_infusion == never) continue;
    const Duration waited = patient.first_infusion - patient.referred;
    EXPECT_EQ(patient.waited_for.total(), waited);
    if (patient.first_infusion_counts) wait += in_days(waited);
  }
  EXPECT_EQ(outcomes, run.outcomes);
  EXPECT_EQ(static_cast<std::int64_t>(run.records.patients.size()), run.ledger.referred);
  const double starts = count(run.records.patients, [](const PatientRecord& patient) {
    return patient.first_infusion_counts;
  });
  EXPECT_EQ(count(run.records.patients,
                  [](const PatientRecord& patient) { return patient.referral_counts; }),
            run.figure("referrals.count"));
  const auto mean = run.figures.find("wait_to_first_infusion.mean");
  ASSERT_NE(mean, run.figures.end());
  EXPECT_EQ(mean->second.denominator, starts);
  EXPECT_NEAR(mean->second.numerator, wait, 1e-9 * (1.0 + wait));
}

void expect_visits_agree(const Run& run) {
  EXPECT_EQ(counted(run, VisitOutcome::Attended) + counted(run, VisitOutcome::NotFit),
            run.figure("visits.count"));
  EXPECT_EQ(counted(run, VisitOutcome::NotFit), run.figure("found_not_fit.count"));
  EXPECT_EQ(counted(run, VisitOutcome::NoShow), run.figure("no_shows.count"));
  EXPECT_EQ(counted(run, VisitOutcome::LateCancellation), run.figure("cancellations.count"));
  EXPECT_EQ(counted(run, VisitOutcome::SentHome), run.figure("sent_home.count"));
  double waited = 0.0;
  for (const VisitRecord& visit : run.records.visits)
    if (visit.counts) waited += in_minutes(visit.waited);
  EXPECT_NEAR(run.figure("wait_in_clinic.mean"), waited, 1e-9 * (1.0 + waited));
}

void expect_in_order(const model::Model& model, const VisitRecord& visit) {
  Time at = visit.came;
  for (const metrics::StepRecord& step : visit.steps) {
    EXPECT_GE(step.began, at);
    EXPECT_TRUE(step.ended == never || step.ended >= step.began);
    at = step.ended;
    const bool cleaning = model.visits[visit.visit].steps[step.step].after_patient;
    if (visit.left != never) {
      EXPECT_TRUE(cleaning ? step.began >= visit.left : step.ended <= visit.left);
    }
  }
  EXPECT_EQ(visit.came == never, visit.missed != never);
  EXPECT_EQ(visit.waited_for.total(), visit.waited);
  const bool booked = model.booking.mode == model::BookingMode::Appointments;
  EXPECT_EQ(visit.appointment != never, booked);
  EXPECT_EQ(visit.booked != never, booked);
  EXPECT_LE(visit.booked, visit.appointment);
}

using Visits = std::vector<const VisitRecord*>;

// Of one patient's visits for infusions those that have begun; each is numbered as it comes.
Visits infusion_visits(const model::Model& model, const Visits& visits) {
  Visits begun;
  std::uint32_t number = 0;
  for (const VisitRecord* visit : visits) {
    EXPECT_EQ(visit->number, ++number);
    expect_in_order(model, *visit);
    if (visit->purpose.what != clinic::VisitFor::Infusion || !visit->has_begun()) continue;
    EXPECT_GE(visit->infusion, 1);
    if (visit->outcome != VisitOutcome::NotFit) begun.push_back(visit);
  }
  return begun;
}

// Every infusion is given at a visit, and what was found unfit gave none: of a visit in hand that
// is not known yet.
void expect_infusions_agree(const model::Model& model, const Run& run) {
  std::map<metrics::Who, Visits> visits;
  for (const VisitRecord& visit : run.records.visits)
    visits[metrics::who(visit.patient)].push_back(&visit);
  double given = 0.0;
  for (const PatientRecord& patient : run.records.patients) {
    SCOPED_TRACE(metrics::name_of(model, patient.patient));
    Visits begun = infusion_visits(model, visits[metrics::who(patient.patient)]);
    const bool in_hand = !begun.empty() && begun.back()->outcome == VisitOutcome::InHand;
    if (in_hand && patient.infusions + 1 == static_cast<int>(begun.size())) begun.pop_back();
    EXPECT_EQ(patient.infusions, static_cast<int>(begun.size()));
    given += count(begun, [&](const VisitRecord* visit) {
      return visit->steps.front().began >= run.records.measured_from;
    });
  }
  EXPECT_EQ(run.figure("infusions_given.count"), given);
}

// Long enough for courses to end and others to follow.
void expect_agrees(model::Model model) {
  constexpr Duration longest = 26 * one_week;
  model.run.warm_up = std::min<Duration>(model.run.warm_up, 2 * one_week);
  if (model.run.length) model.run.length = std::min<Duration>(*model.run.length, longest);
  const Run seen = run(model);
  expect_patients_agree(model, seen);
  expect_visits_agree(seen);
  expect_infusions_agree(model, seen);
}

TEST(Records, AgreeWithTheFiguresOfRandomScenarios) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    if (const auto model = random_model(seed)) expect_agrees(*model);
  }
}

TEST(Records, AgreeWithTheFiguresOfTheScenariosThatComeWithChairtime) {
  const std::filesystem::path folder = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto read =
        [&](const std::string& file) -> std::variant<std::string, config::Unreadable> {
      return contents(entry.path().parent_path() / file);
    };
    Diagnostics found;
    const auto model =
        config::compile(contents(entry.path()), entry.path().filename().string(), {}, found, read);
    ASSERT_TRUE(model) << render_all(found);
    expect_agrees(*model);
  }
}

// A test that sees nothing happen cannot fail.
TEST(Records, OfRandomScenariosHoldEverythingThatCanHappen) {
  std::map<std::string_view, int> visits;
  std::map<std::string_view, int> patients;
  std::map<metrics::MilestoneKind, int> milestones;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const auto model = random_model(seed);
    if (!model) continue;
    const Records records = experiment::record(*model, 1);
    for (const VisitRecord& visit : records.visits)
      ++visits[metrics::name_of(visit.outcome)];
    for (const PatientRecord& patient : records.patients) {
      ++patients[metrics::name_of(patient.outcome)];
      for (const metrics::Milestone& milestone : patient.milestones)
        ++milestones[milestone.kind];
    }
  }
  EXPECT_EQ(visits.size(), metrics::visit_outcomes);
  EXPECT_EQ(patients.size(), metrics::outcome_count);
  EXPECT_EQ(milestones.size(), 15U);
  for (const auto& [outcome, times] : visits)
    EXPECT_GT(times, 2) << outcome;
  for (const auto& [outcome, times] : patients)
    EXPECT_GT(times, 2) << outcome;
}

}  // namespace
}  // namespace sim::tests
