// tests/oracle/coverage_test.cpp: whether intervals hold the true mean as often as they say.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

// A clinic whose true means are known: one chair, M/M/1, which is busy 40 % of the time. What
// stands here is in its units: a service is 100 minutes.
constexpr double service = 100.0;
constexpr double utilisation = 0.4;
constexpr int repetitions = 1000;
constexpr int replications = 10;     // R
constexpr double patients = 1200.0;  // n, on average, in the measured part of a replication

// Pollaczek-Khinchine.
const double wait = service * utilisation / (1.0 - utilisation);

// An interval is of the mean of R replications, so it can hold the true mean as often as it says
// only where the mean's bias is small against its standard error. There are two biases.
//
// The clinic begins empty. Its mean wait rises to its limit as a distribution function does, whose
// tail falls with the relaxation time (Abate and Whitt, "Transient behavior of the M/M/1 queue:
// starting at the origin", 1987), service / (1 - sqrt(utilisation))^2 = 12.3 hours. The two weeks
// of warm-up are 27 of them: e^-27 of the mean.
//
// And a replication's mean wait is a sum of waits over their number, N. The expectation of such a
// quotient is off by -cov(mean wait, N) / E(N), which is at most sd(mean wait) sd(N) / E(N); N has
// mean and variance n, and the standard error is sd(mean wait) / sqrt(R). So the bias is at most
// sqrt(R / n) of it, which is 0.091. (Of the utilisation, what is below is always the same.)
std::vector<std::string> overrides() {
  const double minutes_between = service / utilisation;
  const double days = patients * minutes_between / (24.0 * 60.0);
  return {fmt::format("cohorts.patients.referrals={} / week", 7.0 * 24.0 * 60.0 / minutes_between),
          fmt::format("run.length={} days", std::ceil(days)), "run.warm_up=2 weeks",
          fmt::format("run.replications={}", replications)};
}

// Of the intervals of one figure.
class Coverage {
 public:
  explicit Coverage(double truth) : truth_(truth) {}

  void add(const stats::Estimate& estimate) {
    holds_ += std::abs(estimate.mean - truth_) <= estimate.half_width.value() ? 1 : 0;
    means_.push_back(estimate.mean);
  }

  double share() const { return static_cast<double>(holds_) / static_cast<double>(means_.size()); }

  // How far the mean of all is from the truth, in standard errors of one repetition.
  double bias() const {
    const Measured all = measured(means_);
    const double of_one = all.standard_error * std::sqrt(static_cast<double>(means_.size()));
    return (all.mean - truth_) / of_one;
  }

 private:
  double truth_;
  int holds_ = 0;
  std::vector<double> means_;
};

TEST(Coverage, OfIntervalsIsWhatTheySay) {
  model::Model model = compiled(text_of("scenarios/teaching/one_chair.yaml"), overrides());
  Coverage of_wait(wait);
  Coverage of_utilisation(100.0 * utilisation);
  for (int repetition = 1; repetition <= repetitions; ++repetition) {
    model.run.seed = static_cast<std::uint64_t>(repetition);
    const experiment::ScenarioResult result = experiment::replicate(model, {});
    of_wait.add(result.named("wait_in_clinic.mean"));
    of_utilisation.add(result.named("utilisation[chairs]"));
  }
  for (const Coverage& coverage : {of_wait, of_utilisation}) {
    EXPECT_LT(std::abs(coverage.bias()), 0.1);  // known here to a thirtieth
    EXPECT_GE(coverage.share(), 0.93);
    EXPECT_LE(coverage.share(), 0.97);
  }
}

}  // namespace
}  // namespace sim::tests
