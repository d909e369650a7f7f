// tests/oracle/queue_test.cpp: clinics that are queues, and what queueing theory says of them.
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

constexpr double service = 100.0;  // minutes, on average, in all scenarios here
constexpr double minutes_a_week = 10080.0;

// One chair or several, at a utilisation, with visits whose length is distributed so.
struct Queue {
  int chairs;
  double utilisation;
  double load() const { return chairs * utilisation; }
};
std::ostream& operator<<(std::ostream& out, const Queue& queue) {
  return out << queue.chairs << " chairs at " << 100.0 * queue.utilisation << " %";
}

std::vector<std::string> overrides(Queue queue) {
  return {
      fmt::format("clinic.resources.chairs={}", queue.chairs),
      fmt::format("cohorts.patients.referrals={} / week", queue.load() * minutes_a_week / service)};
}

std::string service_time(const std::string& distribution) {
  return "visits.treatment.steps.treat.takes=" + distribution;
}

// Erlang's loss formula (1917), by its recursion over the number of chairs: the share that is lost.
double erlang_b(int chairs, double load) {
  double lost = 1.0;
  for (int c = 1; c <= chairs; ++c)
    lost = load * lost / (c + load * lost);
  return lost;
}

// The share that waits.
double erlang_c(Queue queue) {
  const double lost = erlang_b(queue.chairs, queue.load());
  return lost / (1.0 - queue.utilisation * (1.0 - lost));
}

double wait_with_exponential_service(Queue queue) {
  return erlang_c(queue) * service / (queue.chairs - queue.load());
}

// The number of patients one service time from now is the number of those who are now beyond the
// chairs, and of those who come meanwhile (Crommelin 1932).
std::vector<double> one_service_later(const std::vector<double>& now, std::size_t chairs,
                                      const std::vector<double>& come) {
  std::vector<double> left(now.size(), 0.0);
  for (std::size_t n = 0; n < now.size(); ++n)
    left[n > chairs ? n - chairs : 0] += now[n];
  std::vector<double> later(now.size(), 0.0);
  for (std::size_t n = 0; n < now.size(); ++n) {
    for (std::size_t k = 0; k < come.size() && n + k < now.size(); ++k)
      later[n + k] += left[n] * come[k];
  }
  return later;
}

// Its stationary distribution, by iteration, and Little's law.
double wait_with_constant_service(Queue queue) {
  std::vector<double> come(50);
  for (std::size_t n = 0; n < come.size(); ++n) {
    const auto count = static_cast<double>(n);
    come[n] = std::exp(count * std::log(queue.load()) - queue.load() - std::lgamma(count + 1.0));
  }
  std::vector<double> present(300, 0.0);
  present[0] = 1.0;
  for (int round = 0; round < 2000; ++round)
    present = one_service_later(present, static_cast<std::size_t>(queue.chairs), come);
  double mean = 0.0;
  for (std::size_t n = 0; n < present.size(); ++n)
    mean += static_cast<double>(n) * present[n];
  return service * mean / queue.load() - service;
}

// Pollaczek (1930) and Khinchine (1932), one chair.
double wait_with_service_variability(double utilisation, double squared_variation) {
  return service * utilisation / (1.0 - utilisation) * (1.0 + squared_variation) / 2.0;
}

// The published waits of evidence, so that the oracles are themselves held to something.
TEST(QueueingFormulas, AgreeWithPublishedTables) {
  EXPECT_NEAR(erlang_b(2, 3.0), 0.52941, 5e-6);
  EXPECT_NEAR(erlang_b(3, 2.0), 0.21053, 5e-6);
  EXPECT_NEAR(erlang_b(10, 5.0), 0.01838, 5e-6);
  EXPECT_NEAR(erlang_c({2, 0.5}), 0.33333, 5e-6);
  EXPECT_NEAR(erlang_c({3, 2.0 / 3.0}), 0.44444, 5e-6);
  EXPECT_NEAR(erlang_c({6, 5.0 / 6.0}), 0.58752, 5e-6);
  EXPECT_NEAR(wait_with_exponential_service({1, 0.7}), 233.33, 0.005);
  EXPECT_NEAR(wait_with_exponential_service({3, 0.9}), 272.35, 0.005);
  EXPECT_NEAR(wait_with_exponential_service({6, 0.8}), 43.15, 0.005);
  EXPECT_NEAR(wait_with_constant_service({1, 0.7}), 116.67, 0.005);
  EXPECT_NEAR(wait_with_constant_service({3, 0.9}), 137.79, 0.005);
  EXPECT_NEAR(wait_with_constant_service({6, 0.8}), 22.66, 0.005);
}

TEST(Queue, OneChairMakesPatientsWaitAsErlangSays) {
  const auto result = run_scenario("teaching/one_chair.yaml");
  const Queue queue{1, 0.7};
  const double wait = wait_with_exponential_service(queue);
  EXPECT_TRUE(within_error(figure(result, "wait_in_clinic.mean"), wait));
  EXPECT_TRUE(within_error(figure(result, "wait_to_first_infusion.mean"), wait / (24.0 * 60.0)));
  EXPECT_TRUE(within_error(figure(result, "visit_length.mean"), wait + service));
  EXPECT_TRUE(within_error(figure(result, "utilisation[chairs]"), 100.0 * queue.utilisation));
  // Little's law: how many wait is how many come, times how long they wait.
  const double waiting = queue.load() / service * wait;
  EXPECT_TRUE(within_error(figure(result, "waiting_list.mean"), waiting));
}

class SeveralChairs : public testing::TestWithParam<Queue> {};

TEST_P(SeveralChairs, MakePatientsWaitAsErlangSays) {
  const Queue queue = GetParam();
  const auto result = run_scenario("oracle/several_chairs.yaml", overrides(queue));
  EXPECT_TRUE(
      within_error(figure(result, "wait_in_clinic.mean"), wait_with_exponential_service(queue)));
  EXPECT_TRUE(within_error(figure(result, "utilisation[chairs]"), 100.0 * queue.utilisation));
  // Patients who come at random see what there is on average over time: the share that waits is
  // the share of time with every chair taken.
  EXPECT_TRUE(within_error(figure(result, fmt::format("time_at[chairs={}]", queue.chairs)),
                           100.0 * erlang_c(queue)));
}

TEST_P(SeveralChairs, MakePatientsWaitAsCrommelinSaysWhenVisitsAreAllAlike) {
  const Queue queue = GetParam();
  std::vector<std::string> set = overrides(queue);
  set.push_back(service_time("100 min"));
  const auto result = run_scenario("oracle/several_chairs.yaml", set);
  EXPECT_TRUE(
      within_error(figure(result, "wait_in_clinic.mean"), wait_with_constant_service(queue)));
}

INSTANTIATE_TEST_SUITE_P(Queue, SeveralChairs,
                         testing::Values(Queue{2, 0.7}, Queue{3, 0.9}, Queue{8, 0.8}),
                         [](const auto& test) { return fmt::format("{}", test.param.chairs); });

TEST(Queue, VariabilityOfVisitsMakesPatientsWaitAsPollaczekAndKhinchineSay) {
  const std::string file = "oracle/service_variability.yaml";
  const auto wait_with = [&](const std::string& distribution) {
    return figure(run_scenario(file, {service_time(distribution)}), "wait_in_clinic.mean");
  };
  EXPECT_TRUE(within_error(wait_with("100 min"), wait_with_service_variability(0.8, 0.0)));
  for (const double squared_variation : {0.25, 1.0, 4.0}) {
    const double sd = service * std::sqrt(squared_variation);
    EXPECT_TRUE(within_error(wait_with(fmt::format("{{gamma: {{mean: 100 min, sd: {} min}}}}", sd)),
                             wait_with_service_variability(0.8, squared_variation)));
  }
}

Measured share_that_gives_up(const KeptResult& result) {
  std::vector<double> gave_up = by_replication(result, "gave_up_waiting.count");
  std::vector<double> all = by_replication(result, "courses_started.count");
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] += gave_up[i];
  return ratio_of(gave_up, all);
}

TEST(Queue, ImpatientPatientsGiveUpAsTheBirthAndDeathChainSays) {
  // Patience and service have one mean, so the number of patients is Poisson with mean `load`.
  const double load = 3.0;
  double waiting = 0.0;
  double chance = std::exp(-load);
  for (int present = 1; present < 100; ++present) {
    chance *= load / present;
    waiting += chance * std::max(present - 3, 0);
  }
  const auto result = run_scenario("oracle/impatience.yaml");
  EXPECT_TRUE(within_error(share_that_gives_up(result), waiting / load));
  EXPECT_TRUE(within_error(figure(result, "waiting_list.mean"), waiting));
}

TEST(Queue, PatientsWithoutPatienceAreLostAsErlangSays) {
  struct Clinic {
    double load;
    int chairs;
    double published;
  };
  for (const Clinic& clinic : {Clinic{1.0, 1, 0.5}, Clinic{2.0, 3, 0.21053},
                               Clinic{5.0, 10, 0.01838}, Clinic{10.0, 15, 0.03650}}) {
    const double a_week = clinic.load * (7.0 * 24.0 * 60.0) / service;
    const auto result = run_scenario("oracle/impatience.yaml",
                                     {"cohorts.patients.waits_at_most=0 min",
                                      fmt::format("cohorts.patients.referrals={} / week", a_week),
                                      fmt::format("clinic.resources.chairs={}", clinic.chairs)});
    const double lost = erlang_b(clinic.chairs, clinic.load);
    EXPECT_NEAR(lost, clinic.published, 0.5e-5);
    EXPECT_TRUE(within_error(share_that_gives_up(result), lost)) << clinic.chairs;
  }
}

}  // namespace
}  // namespace sim::tests
