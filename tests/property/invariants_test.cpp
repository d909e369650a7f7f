// What holds in every run of every scenario, watched from outside over random ones.
#include <map>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/experiment/replicate.h"
#include "sim/metrics/fingerprint.h"
#include "tests/property/watch.h"
#include "tests/support/random_model.h"

namespace sim::tests {
namespace {

constexpr std::uint64_t scenarios = 120;

experiment::Execution on_threads(int count) {
  experiment::Execution execution;
  execution.threads = count;
  return execution;
}

TEST(MadeUpScenarios, are_nearly_all_accepted) {
  int accepted = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    accepted += random_model(seed) ? 1 : 0;
  EXPECT_GE(accepted, 285);
}

// How often it came to what whole courses can come to.
struct Happened {
  std::map<std::string, int> times;
  void on(const clinic::CourseEnded& seen) {
    ++times[fmt::format("course ended {}", static_cast<int>(seen.how))];
    if (seen.next) ++times["another one follows"];
  }
  void on(const clinic::PatientRelapsed& seen) {
    ++times[seen.comes_again ? "relapsed and comes again" : "relapsed"];
    if (seen.after == Duration{0}) ++times["relapsed at once"];
  }
  void on(const clinic::CourseStarted& seen) {
    if (seen.order == clinic::CourseOrder::Later) ++times["later course"];
  }
  void on(const clinic::CourseForgone& /*seen*/) { ++times["forgone"]; }
  void on(const clinic::PatientRefused& /*seen*/) { ++times["refused"]; }
  void on(const clinic::AdverseEventSeen& /*seen*/) { ++times["adverse event"]; }
  void on(const clinic::StopFollowedUp& seen) {
    if (seen.infusions > 0) ++times["saved by a stop rule"];
  }
  void on(const clinic::VisitEnded& seen) {
    if (seen.purpose.what == clinic::VisitFor::PlanPart) ++times["visit beside a course"];
  }
};
static_assert(clinic::Hears<Happened, clinic::CourseEnded> &&
              clinic::Hears<Happened, clinic::CourseStarted> &&
              clinic::Hears<Happened, clinic::PatientRelapsed> &&
              clinic::Hears<Happened, clinic::CourseForgone> &&
              clinic::Hears<Happened, clinic::PatientRefused> &&
              clinic::Hears<Happened, clinic::AdverseEventSeen> &&
              clinic::Hears<Happened, clinic::StopFollowedUp> &&
              clinic::Hears<Happened, clinic::VisitEnded>);

TEST(MadeUpScenarios, come_to_all_that_courses_can_come_to) {
  Happened happened;
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    if (const auto model = random_model(seed)) clinic::simulate(*model, 1, 1, happened);
  EXPECT_EQ(happened.times.size(), clinic::course_ends + 10);
  for (const auto& [what, times] : happened.times)
    EXPECT_GT(times, 2) << what;
}

TEST(EveryRun, keeps_what_is_promised_to_patients_the_book_and_the_floor) {
  for (std::uint64_t seed = 0; seed < scenarios; ++seed) {
    SCOPED_TRACE(seed);
    const auto model = random_model(seed);
    if (!model) continue;
    Watch watch(*model);
    auto everybody = watch.all();
    const clinic::Replication run = clinic::simulate(*model, 1, 1, everybody);
    watch.finish(run.ended);
    expect_equal(watch.patients.counted(), run.ledger);
    EXPECT_GT(run.ledger.referred, 0);
    if (testing::Test::HasFailure()) FAIL() << random_scenario(seed);
  }
}

TEST(EveryRun, is_the_same_on_any_number_of_threads_and_in_any_order_of_the_file) {
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    auto model = random_model(seed);
    auto reversed = random_model(seed, Order::Reversed);
    ASSERT_EQ(model.has_value(), reversed.has_value());
    if (!model) continue;
    model->run.replications = reversed->run.replications = 5;
    const auto alone = experiment::replicate(*model, on_threads(1));
    EXPECT_EQ(experiment::replicate(*model, on_threads(2)).fingerprint, alone.fingerprint);
    EXPECT_EQ(experiment::replicate(*model, on_threads(8)).fingerprint, alone.fingerprint);
    EXPECT_EQ(experiment::replicate(*reversed, on_threads(1)).fingerprint, alone.fingerprint);
  }
}

TEST(EveryRun, is_the_same_whoever_listens) {
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    const auto model = random_model(seed);
    if (!model) continue;
    clinic::Nobody nobody;
    const clinic::Replication unheard = clinic::simulate(*model, 1, 1, nobody);
    metrics::Fingerprint alone(*model);
    const clinic::Replication heard = clinic::simulate(*model, 1, 1, alone);
    metrics::Fingerprint beside(*model);
    Watch watch(*model);
    auto everybody = watch.all();
    clinic::Everybody<metrics::Fingerprint, decltype(everybody)> both{{beside, everybody}};
    clinic::simulate(*model, 1, 1, both);
    EXPECT_EQ(alone.value(), beside.value());
    EXPECT_EQ(unheard.events, heard.events);
    expect_equal(unheard.ledger, heard.ledger);
  }
}

TEST(EveryRun, differs_with_the_seed_and_the_replication) {
  const auto model = random_model(3);
  ASSERT_TRUE(model);
  const auto fingerprint = [&](std::uint64_t seed, std::uint32_t replication) {
    metrics::Fingerprint observer(*model);
    clinic::simulate(*model, seed, replication, observer);
    return observer.value();
  };
  EXPECT_EQ(fingerprint(1, 1), fingerprint(1, 1));
  EXPECT_NE(fingerprint(1, 1), fingerprint(2, 1));
  EXPECT_NE(fingerprint(1, 1), fingerprint(1, 2));
}

}  // namespace
}  // namespace sim::tests
