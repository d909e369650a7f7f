// What holds in every run of every scenario, watched from outside over random ones.
#include <map>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/experiment/replicate.h"
#include "sim/metrics/fingerprint.h"
#include "tests/support/compiled.h"
#include "tests/support/random_scenario.h"

namespace sim::tests {
namespace {

constexpr std::uint64_t scenarios = 60;

// Follows every patient and every resource, and complains.
class Watchdog {
 public:
  explicit Watchdog(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientReferred& seen) {
    clock(seen.at);
    Life& life = lives_[{seen.patient.cohort.index, seen.patient.member}];
    EXPECT_FALSE(life.referred);
    life.referred = true;
    ++counted.referred;
  }
  void on(const clinic::PatientScreened& seen) { here(seen.at, seen.patient).screened = true; }
  void on(const clinic::PatientExcluded& seen) {
    end(here(seen.at, seen.patient));
    ++counted.excluded;
  }
  void on(const clinic::PatientGaveUp& seen) {
    Life& life = here(seen.at, seen.patient);
    EXPECT_EQ(life.infusions, 0);
    end(life);
    ++counted.gave_up;
  }
  void on(const clinic::CourseStarted& seen) {
    Life& life = here(seen.at, seen.patient);
    EXPECT_EQ(life.infusions, 0);
    EXPECT_TRUE(life.screened || !model_.cohorts[seen.patient.cohort].screening);
    EXPECT_GE(seen.at, seen.referred);
  }
  void on(const clinic::InfusionStarted& seen) {
    Life& life = here(seen.at, seen.patient);
    EXPECT_EQ(seen.number, ++life.infusions);
    EXPECT_LE(seen.number, model_.courses[seen.course].most_infusions());
    EXPECT_GE(seen.gap, Duration{0});
  }
  void on(const clinic::Assessed& seen) {
    EXPECT_EQ(seen.number, here(seen.at, seen.patient).infusions);
    const bool has_score = seen.score == seen.score;
    if (has_score) {
      EXPECT_TRUE(0.0 <= seen.score && seen.score <= 60.0);
    }
  }
  void on(const clinic::CourseEnded& seen) {
    Life& life = here(seen.at, seen.patient);
    EXPECT_EQ(seen.infusions, life.infusions);
    EXPECT_GE(seen.infusions, 1);
    end(life);
    switch (seen.how) {
      case clinic::CourseEnd::Completed:
      case clinic::CourseEnd::CompletedEarly:
        ++counted.completed;
        break;
      case clinic::CourseEnd::Stopped:
        ++counted.stopped;
        break;
      case clinic::CourseEnd::DroppedOut:
        ++counted.dropped_out;
        break;
      case clinic::CourseEnd::Lost:
        ++counted.lost;
        break;
    }
  }
  void on(const clinic::StepStarted& seen) {
    clock(seen.at);
    EXPECT_GE(seen.waited, Duration{0});
    if (seen.step > 0) return;
    const bool walk_in = model_.booking.mode == model::BookingMode::WalkIn;
    const bool open =
        model::next_within(model_.clinic.open, model_.clinic.closed, seen.at) == seen.at;
    // A booked patient who came in time is seen after closing; a walk-in is not.
    EXPECT_TRUE(open || (!walk_in && seen.waited > Duration{0})) << "begun while closed";
  }
  void on(const clinic::VisitEnded& seen) {
    clock(seen.at);
    EXPECT_LE(seen.waited, seen.length);
  }
  void on(const clinic::ResourceChanged& seen) {
    clock(seen.at);
    const model::Resource& resource = model_.resources[seen.resource];
    EXPECT_GE(seen.in_use, 0);
    EXPECT_LE(seen.in_use, resource.staffing.most() * resource.units_each) << resource.name;
  }
  static void on(const clinic::SlotPassed& seen) {
    for (std::size_t r = 0; r < seen.reserved.size(); ++r) {
      EXPECT_TRUE(0 <= seen.reserved[r] && seen.reserved[r] <= seen.capacity[r]);
    }
  }

  clinic::Ledger counted;

 private:
  struct Life {
    bool referred = false;
    bool screened = false;
    bool ended = false;
    int infusions = 0;
  };

  void clock(Time at) {
    EXPECT_GE(at, now_);
    now_ = at;
  }
  Life& here(Time at, PatientId patient) {
    clock(at);
    Life& life = lives_[{patient.cohort.index, patient.member}];
    EXPECT_TRUE(life.referred);
    EXPECT_FALSE(life.ended) << "something happened to a patient whose outcome was settled";
    return life;
  }
  static void end(Life& life) { life.ended = true; }

  const model::Model& model_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Life> lives_;
  Time now_ = Time::min();
};

experiment::Execution on_threads(int count) {
  experiment::Execution execution;
  execution.threads = count;
  return execution;
}

static_assert(clinic::Hears<Watchdog, clinic::SlotPassed>);
static_assert(clinic::Hears<Watchdog, clinic::ResourceChanged>);

TEST(EveryRun, keeps_the_order_of_a_patients_story_the_hours_and_the_capacity) {
  for (std::uint64_t seed = 0; seed < scenarios; ++seed) {
    SCOPED_TRACE(seed);
    const model::Model model = compiled(random_scenario(seed));
    Watchdog watchdog(model);
    const clinic::Replication run = clinic::simulate(model, 1, 1, watchdog);
    // The ledger counts from time zero and so does the watchdog.
    EXPECT_EQ(watchdog.counted.referred, run.ledger.referred);
    EXPECT_EQ(watchdog.counted.excluded, run.ledger.excluded);
    EXPECT_EQ(watchdog.counted.gave_up, run.ledger.gave_up);
    EXPECT_EQ(watchdog.counted.completed, run.ledger.completed);
    EXPECT_EQ(watchdog.counted.stopped, run.ledger.stopped);
    EXPECT_EQ(watchdog.counted.dropped_out, run.ledger.dropped_out);
    EXPECT_EQ(watchdog.counted.lost, run.ledger.lost);
    EXPECT_GT(run.ledger.referred, 0);
    if (HasFailure()) FAIL() << random_scenario(seed);
  }
}

TEST(EveryRun, is_the_same_on_any_number_of_threads_and_in_any_order_of_the_file) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    model::Model model = compiled(random_scenario(seed));
    model.run.replications = 5;
    const auto alone = experiment::replicate(model, on_threads(1));
    EXPECT_EQ(experiment::replicate(model, on_threads(2)).fingerprint, alone.fingerprint);
    EXPECT_EQ(experiment::replicate(model, on_threads(8)).fingerprint, alone.fingerprint);
    model::Model reversed = compiled(random_scenario(seed, Order::Reversed));
    reversed.run.replications = 5;
    EXPECT_EQ(experiment::replicate(reversed, on_threads(1)).fingerprint, alone.fingerprint);
  }
}

TEST(EveryRun, is_the_same_whoever_listens) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const model::Model model = compiled(random_scenario(seed));
    clinic::Nobody nobody;
    const clinic::Replication unheard = clinic::simulate(model, 1, 1, nobody);
    metrics::Fingerprint alone(model);
    const clinic::Replication heard = clinic::simulate(model, 1, 1, alone);
    metrics::Fingerprint beside(model);
    Watchdog watchdog(model);
    clinic::Everybody<metrics::Fingerprint, Watchdog> both{{beside, watchdog}};
    clinic::simulate(model, 1, 1, both);
    EXPECT_EQ(alone.value(), beside.value());
    EXPECT_EQ(unheard.events, heard.events);
    EXPECT_EQ(unheard.ledger.completed, heard.ledger.completed);
    EXPECT_EQ(unheard.ledger.waiting, heard.ledger.waiting);
  }
}

TEST(EveryRun, differs_with_the_seed_and_the_replication) {
  const model::Model model = compiled(random_scenario(3));
  const auto fingerprint = [&](std::uint64_t seed, std::uint32_t replication) {
    metrics::Fingerprint observer(model);
    clinic::simulate(model, seed, replication, observer);
    return observer.value();
  };
  EXPECT_EQ(fingerprint(1, 1), fingerprint(1, 1));
  EXPECT_NE(fingerprint(1, 1), fingerprint(2, 1));
  EXPECT_NE(fingerprint(1, 1), fingerprint(1, 2));
}

}  // namespace
}  // namespace sim::tests
