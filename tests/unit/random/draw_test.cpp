// tests/unit/random/draw_test.cpp: what addresses promise, and that what is behind them is random.
#include "sim/random/draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/statistics.h"

namespace sim::random {
namespace {

using tests::within_error;

const Key cohort = family_key(1, hash64("depression"), 0);
const Key patient = member_key(cohort, 17);
const std::uint64_t site = hash64("course/induction/drop_out");

Occasion occasion(std::uint64_t n) {
  return {static_cast<std::uint16_t>(n >> 32), static_cast<std::uint16_t>(n >> 16),
          static_cast<std::uint16_t>(n), static_cast<std::uint16_t>(n >> 48)};
}

// Ways to walk from one address to the next, changing one part of it.
struct Walk {
  const char* over;
  std::function<double(std::uint64_t)> draw;
};
const std::vector<Walk>& walks() {
  static const std::vector<Walk> all = {
      {"members", [](std::uint64_t n) { return uniform(member_key(cohort, n), site, {}); }},
      {"attempts and numbers", [](std::uint64_t n) { return uniform(patient, site, occasion(n)); }},
      {"numbers and runs",
       [](std::uint64_t n) { return uniform(patient, site, occasion(n << 16)); }},
      {"lanes",
       [](std::uint64_t n) {
         return uniform(member_key(cohort, n >> 16), site, occasion(n << 48));
       }},
      {"sites",
       [](std::uint64_t n) { return uniform(patient, hash64("s/" + std::to_string(n)), {}); }},
      {"replications",
       [](std::uint64_t n) {
         return uniform(member_key(family_key(1, hash64("depression"), n), 17), site, {});
       }},
      {"seeds",
       [](std::uint64_t n) {
         return uniform(member_key(family_key(n, hash64("depression"), 0), 17), site, {});
       }},
      {"cohorts",
       [](std::uint64_t n) {
         const Key family = family_key(1, hash64("cohort " + std::to_string(n)), 0);
         return uniform(member_key(family, 17), site, {});
       }},
  };
  return all;
}

// The correlation of two sequences of uniforms, whose mean and variance are known; its standard
// error is that of a mean of products, which are uncorrelated with variance 1 if the draws are.
template <class First, class Second>
tests::Measured correlation(First first, Second second, std::uint64_t n) {
  double sum = 0.0;
  for (std::uint64_t i = 0; i < n; ++i)
    sum += 12.0 * (first(i) - 0.5) * (second(i) - 0.5);
  const auto count = static_cast<double>(n);
  return {sum / count, 1.0 / std::sqrt(count)};
}

// The inverse of mix(): each line undoes one, in reverse order.
std::uint64_t unmix(std::uint64_t z) {
  const auto inverse = [](std::uint64_t odd) {
    std::uint64_t x = odd;  // right in three bits; Newton's step doubles them
    for (int step = 0; step < 5; ++step)
      x *= 2 - odd * x;
    return x;
  };
  z = (z ^ z >> 31 ^ z >> 62) * inverse(0x94d049bb133111eb);
  z = (z ^ z >> 27 ^ z >> 54) * inverse(0xbf58476d1ce4e5b9);
  return z ^ z >> 30 ^ z >> 60;
}

bool all_different(std::vector<std::uint64_t> values) {
  std::sort(values.begin(), values.end());
  return std::adjacent_find(values.begin(), values.end()) == values.end();
}

TEST(Mix, GivesTheSequenceThatSplitMix64IsKnownBy) {
  // The first three outputs of java.util.SplittableRandom(0).
  EXPECT_EQ(mix(golden), 0xe220a8397b1dcdaf);
  EXPECT_EQ(mix(2 * golden), 0x6e789e6aa1b965f4);
  EXPECT_EQ(mix(3 * golden), 0x06c45d188009454f);
}

TEST(Mix, IsABijection) {
  for (std::uint64_t n = 0; n < 1'000; ++n) {
    const std::uint64_t word = n * golden;
    EXPECT_EQ(unmix(mix(word)), word);
    EXPECT_EQ(mix(unmix(word)), word);
  }
}

TEST(Hash64, IsTheMixedFnv1aOfItsAuthorsTestVectors) {
  static_assert(hash64("") == mix(0xcbf29ce484222325));
  static_assert(hash64("a") == mix(0xaf63dc4c8601ec8c));
  static_assert(hash64("foobar") == mix(0x85944171f73967e8));
}

TEST(Occasion, KeepsEachOfItsPartsInSixteenBitsOfItsOwn) {
  static_assert(Occasion{0xffff, 0, 0, 0}.packed() == 0xffff'0000'0000'0000);
  static_assert(Occasion{0, 0xffff, 0, 0}.packed() == 0x0000'ffff'0000'0000);
  static_assert(Occasion{0, 0, 0xffff, 0}.packed() == 0x0000'0000'ffff'0000);
  static_assert(Occasion{0, 0, 0, 0xffff}.packed() == 0x0000'0000'0000'ffff);
  static_assert(Occasion{1, 2, 3, 4}.packed() == 0x0001'0002'0003'0004);
}

TEST(Draw, MembersOfAFamilyNeverShareAKey) {
  std::vector<std::uint64_t> keys;
  for (std::uint64_t n = 0; n < 1 << 20; ++n)
    keys.push_back(member_key(cohort, n));
  EXPECT_TRUE(all_different(std::move(keys)));
}

TEST(Draw, ReplicationsOfAFamilyNeverShareAKey) {
  std::vector<std::uint64_t> keys;
  for (std::uint64_t n = 0; n < 1 << 20; ++n)
    keys.push_back(family_key(1, hash64("depression"), n));
  EXPECT_TRUE(all_different(std::move(keys)));
}

TEST(Draw, OccasionsOfAQuantityNeverShareANumber) {
  std::vector<std::uint64_t> bits;
  for (std::uint64_t run = 0; run < 16; ++run)
    for (std::uint64_t number = 0; number < 256; ++number)
      for (std::uint64_t attempt = 0; attempt < 16; ++attempt)
        for (std::uint64_t lane = 0; lane < 16; ++lane) {
          const Occasion which = occasion(lane << 48 | run << 32 | number << 16 | attempt);
          bits.push_back(static_cast<std::uint64_t>(uniform(patient, site, which) * 0x1p52));
        }
  EXPECT_TRUE(all_different(std::move(bits)));
}

TEST(Draw, IsStrictlyBetweenZeroAndOneForEveryPatternOfBits) {
  // The keys behind which the 64 bits are all zeros and all ones.
  EXPECT_EQ(uniform(unmix(unmix(0)), 0, {}), 0x1p-53);
  EXPECT_EQ(uniform(unmix(unmix(~std::uint64_t{0})), 0, {}), 1.0 - 0x1p-53);
}

TEST(Draw, FillsACoverOfTheUnitIntervalEvenlyAlongEveryPartOfTheAddress) {
  constexpr std::size_t cells = 1'024;
  constexpr std::uint64_t draws = 1 << 18;
  for (const Walk& walk : walks()) {
    std::array<double, cells> counts{};
    for (std::uint64_t n = 0; n < draws; ++n)
      counts[static_cast<std::size_t>(walk.draw(n) * cells)] += 1.0;
    const double expected = static_cast<double>(draws) / cells;
    double chi_square = 0.0;
    for (const double count : counts)
      chi_square += (count - expected) * (count - expected) / expected;
    // Chi-square with cells - 1 degrees of freedom: mean cells - 1, variance twice that.
    EXPECT_TRUE(within_error({chi_square, std::sqrt(2.0 * (cells - 1))}, cells - 1)) << walk.over;
  }
}

TEST(Draw, IsNotCorrelatedWithItsNeighboursAlongAnyPartOfTheAddress) {
  for (const Walk& walk : walks())
    for (const std::uint64_t lag : {1U, 2U, 16U, 256U}) {
      const auto neighbour = [&](std::uint64_t n) { return walk.draw(n + lag); };
      EXPECT_TRUE(within_error(correlation(walk.draw, neighbour, 1 << 17), 0.0))
          << walk.over << ", " << lag << " apart";
    }
}

TEST(Draw, IsNotCorrelatedWithWhatTheSamePatientDrawsAtAnotherSite) {
  const auto at = [](const char* name) {
    return [name](std::uint64_t n) { return uniform(member_key(cohort, n), hash64(name), {}); };
  };
  EXPECT_TRUE(within_error(
      correlation(at("response/ketamine/gain"), at("response/ketamine/ceiling"), 1 << 18), 0.0));
  EXPECT_TRUE(within_error(
      correlation(at("course/a/step/infuse"), at("course/b/step/infuse"), 1 << 18), 0.0));
}

TEST(Draw, IsNotCorrelatedWithThatOfTheSamePatientInAnotherReplicationSeedOrCohort) {
  const auto in = [](std::uint64_t seed, const char* name, std::uint64_t replication) {
    const Key family = family_key(seed, hash64(name), replication);
    return [family](std::uint64_t n) { return uniform(member_key(family, n), site, {}); };
  };
  const auto here = in(1, "a", 0);
  EXPECT_TRUE(within_error(correlation(here, in(1, "a", 1), 1 << 18), 0.0));
  EXPECT_TRUE(within_error(correlation(here, in(2, "a", 0), 1 << 18), 0.0));
  EXPECT_TRUE(within_error(correlation(here, in(1, "b", 0), 1 << 18), 0.0));
}

}  // namespace
}  // namespace sim::random
