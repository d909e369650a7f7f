// tests/unit/stats/mser_test.cpp: how much of a series to leave out.
#include "sim/stats/mser.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "sim/random/draw.h"
#include "tests/support/statistics.h"

namespace sim::tests {
namespace {

using stats::mser_truncation;

double uniform(std::uint64_t number) {
  return (static_cast<double>(random::mix(number * random::golden) >> 12U) + 0.5) * 0x1p-52;
}

// Sums of twelve uniforms, less their mean: nearly normal, of variance 1.
double noise(std::uint64_t number) {
  double sum = -6.0;
  for (std::uint64_t i = 0; i < 12; ++i)
    sum += uniform(12 * number + i);
  return sum;
}

// By the definition in White, Cobb and Spratt (2000), with sums of squares and loops in loops. The
// variance is that of the values kept divided by their number, and so is its error.
std::optional<std::size_t> by_definition(const std::vector<double>& values, std::size_t batch) {
  const std::size_t batches = values.size() / batch;
  std::size_t best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t left_out = 0; left_out <= batches / 2; ++left_out) {
    const auto kept = static_cast<double>(batches - left_out);
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t j = left_out; j < batches; ++j) {
      double mean = 0.0;
      for (std::size_t i = 0; i < batch; ++i)
        mean += values[j * batch + i] / static_cast<double>(batch);
      sum += mean;
      squares += mean * mean;
    }
    const double variance = squares / kept - (sum / kept) * (sum / kept);
    if (variance / kept < least - 1e-9) {
      least = variance / kept;
      best = left_out;
    }
  }
  if (best == batches / 2) return std::nullopt;
  return best * batch;
}

TEST(Mser, ASeriesWorkedByHand) {
  // Squared deviations over the square of how many are kept: of all eight (mean 4) 24 / 64 = 0.375;
  // without the 0 (mean 32/7) 5.71 / 49 = 0.117; without the 3 too (mean 29/6) 2.83 / 36 = 0.079;
  // without the next, a 5 (mean 4.8), 2.8 / 25 = 0.112; of the last four (mean 4.75) 2.75 / 16.
  EXPECT_EQ(mser_truncation({0, 3, 5, 5, 6, 4, 5, 4}, 1), 2U);
}

TEST(Mser, BatchesAreLeftOutWhole) {
  // The batch means, by twos, are those of the series above.
  EXPECT_EQ(mser_truncation({-1, 1, 2, 4, 6, 4, 5, 5, 6, 6, 3, 5, 4, 6, 4, 4}, 2), 4U);
  // What is left over after the last batch does not count.
  EXPECT_EQ(mser_truncation({-1, 1, 2, 4, 6, 4, 5, 5, 6, 6, 3, 5, 4, 6, 4, 4, 99}, 2), 4U);
}

TEST(Mser, NothingIsLeftOutOfASeriesWithoutABeginning) {
  EXPECT_EQ(mser_truncation(std::vector<double>(100, 7.3)), 0U);
  EXPECT_EQ(mser_truncation({5, 4, 5, 6, 5, 4, 5, 6}, 1), 0U);
}

TEST(Mser, ASeriesThatIsTooShortToTellHasNone) {
  std::vector<double> rising;
  for (int i = 0; i < 200; ++i)
    rising.push_back(i);
  EXPECT_EQ(mser_truncation(rising), std::nullopt);
  EXPECT_EQ(mser_truncation({}), std::nullopt);
  EXPECT_EQ(mser_truncation(std::vector<double>(19, 1.0)), std::nullopt);
  EXPECT_EQ(mser_truncation(std::vector<double>(20, 1.0)), 0U);
}

TEST(Mser, IsWhatItsDefinitionSays) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::vector<double> values;
    const double slow = 1.0 + static_cast<double>(seed % 40);
    for (std::uint64_t i = 0; i < 97; ++i)
      values.push_back(noise(seed * 100 + i) - 5.0 * std::exp(-static_cast<double>(i) / slow));
    for (const std::size_t batch : {1U, 5U, 7U}) {
      EXPECT_EQ(mser_truncation(values, batch), by_definition(values, batch)) << seed;
      found += mser_truncation(values, batch).value_or(0) > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(found, 100);  // that something is compared
}

TEST(Mser, ABeginningThatDiesAwayIsLeftOutUntilItIsLostInTheNoise) {
  // 20 exp(-t / 30) falls below the noise of 1 at t = 90, and below a fifth of it at t = 138. What
  // is left has a mean that is hardly moved by it: all of it would have moved it by 0.6.
  constexpr std::uint64_t length = 1000;
  std::vector<double> means;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < length; ++i) {
      values.push_back(noise((seed << 16U) + i) - 20.0 * std::exp(-static_cast<double>(i) / 30.0));
    }
    const std::optional<std::size_t> left_out = mser_truncation(values);
    ASSERT_TRUE(left_out.has_value()) << seed;
    EXPECT_GE(*left_out, 60U) << seed;
    EXPECT_LE(*left_out, 250U) << seed;
    double sum = 0.0;
    for (std::size_t i = *left_out; i < length; ++i)
      sum += values[i];
    means.push_back(sum / static_cast<double>(length - *left_out));
  }
  EXPECT_NEAR(measured(means).mean, 0.0, 0.03 + 4.9 * measured(means).standard_error);
}

}  // namespace
}  // namespace sim::tests
