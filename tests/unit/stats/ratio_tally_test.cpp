// tests/unit/stats/ratio_tally_test.cpp: the tally that forgets against the jackknife that does
// not.
#include "sim/stats/ratio_tally.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/statistics.h"

namespace sim::stats {
namespace {

using tests::equal_but_for_rounding;

// Hours in use of so many staffed ones, the latter varying by a fifth.
std::vector<Ratio> made_up(std::size_t count) {
  std::mt19937_64 bits(7);
  const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
  std::vector<Ratio> ratios;
  for (std::size_t i = 0; i < count; ++i) {
    const double under = 90.0 + 20.0 * uniform();
    ratios.push_back({under * (0.6 + 0.1 * uniform()), under});
  }
  return ratios;
}

RatioTally tallied(const std::vector<Ratio>& ratios) {
  RatioTally tally;
  for (const Ratio& ratio : ratios)
    tally.add(ratio);
  return tally;
}

TEST(RatioTally, OfAFewIsTheJackknifeThatLeavesOneOut) {
  for (const std::size_t count : {std::size_t{2}, std::size_t{17}, std::size_t{100}}) {
    const std::vector<Ratio> ratios = made_up(count);
    const Estimate whole = ratio_interval(ratios, 0.95);
    const Estimate online = tallied(ratios).estimate(0.95);
    EXPECT_EQ(online.mean, whole.mean);
    EXPECT_EQ(online.half_width, whole.half_width);
    EXPECT_EQ(online.observations, count);
  }
}

TEST(RatioTally, OfManyDiffersFromItByLessThanOneInTheirNumber) {
  for (const std::size_t count : {std::size_t{101}, std::size_t{1000}}) {
    const std::vector<Ratio> ratios = made_up(count);
    const Estimate whole = ratio_interval(ratios, 0.95);
    const Estimate online = tallied(ratios).estimate(0.95);
    EXPECT_TRUE(equal_but_for_rounding(online.mean, whole.mean));
    EXPECT_NEAR(*online.half_width, *whole.half_width,
                *whole.half_width / static_cast<double>(count));
  }
}

TEST(RatioTally, WithOneDenominatorIsTheMeanIntervalHoweverMany) {
  RatioTally ratios;
  Tally values;
  for (const Ratio& ratio : made_up(300)) {
    ratios.add({ratio.numerator, 4.0});
    values.add(ratio.numerator / 4.0);
  }
  const Estimate mean = interval_of(values, 0.95);
  EXPECT_TRUE(equal_but_for_rounding(ratios.estimate(0.95).mean, mean.mean));
  EXPECT_TRUE(equal_but_for_rounding(*ratios.estimate(0.95).half_width, *mean.half_width));
}

TEST(RatioTally, CountsWhoHadSomethingToObserve) {
  std::vector<Ratio> ratios(150, Ratio{});
  EXPECT_EQ(tallied(ratios).estimate(0.95).observations, 0U);
  ratios[3] = {1.0, 4.0};
  const Estimate one = tallied(ratios).estimate(0.95);
  EXPECT_EQ(one.observations, 1U);
  EXPECT_TRUE(equal_but_for_rounding(one.mean, 0.25));
  EXPECT_FALSE(one.half_width.has_value());
}

TEST(RatioTally, OfARatioThatNeverVariesHasNoWidth) {
  std::vector<Ratio> ratios;
  for (const Ratio& ratio : made_up(150))
    ratios.push_back({0.5 * ratio.denominator, ratio.denominator});
  EXPECT_NEAR(tallied(ratios).estimate(0.95).half_width.value(), 0.0, 1e-7);
}

}  // namespace
}  // namespace sim::stats
