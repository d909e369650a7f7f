// tests/oracle/response_test.cpp: the trajectory model against an implementation of its own kind.
//
// The loop below is written from the model's definition with the standard library's generators and
// distributions, and shares nothing with the engine. Both are held to the published table as well.
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

constexpr int infusions = 6;
constexpr int patients = 200'000;
const std::string many = "run.replications=250";   // of 400 patients each
using ByInfusion = std::array<double, infusions>;  // percent

struct Responses {
  ByInfusion responding{};
  ByInfusion in_remission{};
  ByInfusion stopped{};  // by a rule on the first k assessments, all under 20 % improvement
  ByInfusion lost{};     // of those responding at the end, the share that this rule would stop
};

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

class Patient {
 public:
  Patient(std::mt19937_64& bits, double clinic_effect) : bits_(bits) {
    do {
      baseline_ = normal(33.0, 6.0);
    } while (baseline_ < 20.0 || baseline_ > 54.0);
    const bool capable = std::uniform_real_distribution<double>()(bits_) < 0.9;
    ceiling_ = capable ? logistic(normal(4.02, 0.7)) : 0.1;
    gain_ = logistic(normal(-1.25, 1.15) + clinic_effect);
    half_life_ = 30.0 * std::exp(normal(0.0, 0.7));
  }

  // An infusion so many days after the one before.
  void infuse(double days) {
    state_ *= std::exp2(-std::max(days - 1.0, 0.0) / half_life_);
    if (ceiling_ > state_) state_ += gain_ * (ceiling_ - state_);
  }
  double score_a_day_later() {
    return std::clamp(baseline_ * (1.0 - state_) + normal(0.0, 3.5), 0.0, 60.0);
  }
  double baseline() const { return baseline_; }

 private:
  double normal(double mean, double sd) {
    return std::normal_distribution<double>(mean, sd)(bits_);
  }

  std::mt19937_64& bits_;
  double baseline_;
  double ceiling_;
  double gain_;
  double half_life_;
  double state_ = 0.0;
};

// Six infusions, with gaps of three and four days in turn.
void treat(Patient patient, Responses& counts) {
  std::size_t without = 0;  // assessments under 20 %, from the first one on
  bool responding = false;
  for (std::size_t k = 0; k < infusions; ++k) {
    patient.infuse(k % 2 == 1 ? 3.0 : 4.0);
    const double score = patient.score_a_day_later();
    const double improvement = 1.0 - score / patient.baseline();
    responding = improvement >= 0.5;
    counts.responding[k] += responding ? 1.0 : 0.0;
    counts.in_remission[k] += score <= 10.0 ? 1.0 : 0.0;
    if (without == k && improvement < 0.2) ++without;
  }
  for (std::size_t k = 0; k < without; ++k) {
    counts.stopped[k] += 1.0;
    counts.lost[k] += responding ? 1.0 : 0.0;
  }
}

Responses simulate_apart(double clinic_effect) {
  std::mt19937_64 bits(20270104);
  Responses counts;
  for (int n = 0; n < patients; ++n)
    treat(Patient(bits, clinic_effect), counts);
  for (double& each : counts.lost)
    each *= 100.0 / counts.responding.back();
  for (ByInfusion* const of_all : {&counts.responding, &counts.in_remission, &counts.stopped}) {
    for (double& each : *of_all)
      each *= 100.0 / patients;
  }
  return counts;
}

// Both figures have chance in them: the simulated share's standard error is added to the measured.
testing::AssertionResult agree(Measured engine, double apart, double of_so_many = patients) {
  const double error = 100.0 * std::sqrt(apart / 100.0 * (1.0 - apart / 100.0) / of_so_many);
  return within_error({engine.mean, std::hypot(engine.standard_error, error)}, apart);
}

struct Table {
  std::string file;
  double clinic_effect;
  ByInfusion responding;
  ByInfusion in_remission;
};

void compare(const Table& published) {
  const Responses apart = simulate_apart(published.clinic_effect);
  const auto result = run_scenario(published.file, {many});
  for (std::size_t k = 0; k < infusions; ++k) {
    SCOPED_TRACE(fmt::format("after infusion {}", k + 1));
    const Measured responding = figure(result, fmt::format("responding[infusion={}]", k + 1));
    const Measured in_remission = figure(result, fmt::format("in_remission[infusion={}]", k + 1));
    EXPECT_TRUE(agree(responding, apart.responding[k]));
    EXPECT_TRUE(agree(in_remission, apart.in_remission[k]));
    EXPECT_NEAR(responding.mean, published.responding[k], 1.5);
    EXPECT_NEAR(in_remission.mean, published.in_remission[k], 1.5);
  }
}

TEST(Response, FollowsThePublishedTableInATrial) {
  compare({"oracle/trajectory_trial.yaml",
           0.0,
           {13.4, 32.3, 43.9, 52.4, 57.4, 62.1},
           {4.3, 15.8, 25.0, 33.0, 37.7, 42.7}});
}

TEST(Response, FollowsThePublishedTableInACommunityClinic) {
  compare({"oracle/trajectory_community.yaml",
           -0.43,
           {7.4, 21.3, 31.6, 39.8, 45.0, 50.1},
           {2.0, 9.1, 15.7, 22.1, 26.3, 30.8}});
}

TEST(Response, ARuleOnTheFirstAssessmentsCostsAsManyRespondersAsPublished) {
  const Responses apart = simulate_apart(-0.43);
  constexpr std::array<double, 4> stopped = {60.0, 36.0, 24.0, 17.0};
  constexpr std::array<double, 4> lost = {32.0, 7.0, 1.4, 0.2};
  const auto without =
      by_replication(run_scenario("oracle/trajectory_community.yaml", {many}), "responders.count");
  for (std::size_t k = 0; k < stopped.size(); ++k) {
    SCOPED_TRACE(fmt::format("a rule on the first {}", k + 1));
    const auto result = run_scenario(
        "oracle/first_k_rule.yaml",
        {many, fmt::format("courses.induction.stop_rules.0.when="
                           "{{all: [infusions == {}, improvement < 20 % for {} assessments]}}",
                           k + 1, k + 1)});
    Measured fires = ratio_of(result, "courses_stopped.count", "courses_started.count");
    fires = {100.0 * fires.mean, 100.0 * fires.standard_error};
    EXPECT_TRUE(agree(fires, apart.stopped[k]));
    EXPECT_NEAR(fires.mean, stopped[k], 1.5);

    // The same patients, with the rule and without: the difference is what it cost.
    std::vector<double> cost = by_replication(result, "responders.count");
    for (std::size_t i = 0; i < cost.size(); ++i)
      cost[i] = 100.0 * (without[i] - cost[i]);
    const Measured costs = ratio_of(cost, without);
    EXPECT_TRUE(agree(costs, apart.lost[k], patients * apart.responding.back() / 100.0));
    EXPECT_NEAR(costs.mean, lost[k], 2.0);
  }
}

}  // namespace
}  // namespace sim::tests
