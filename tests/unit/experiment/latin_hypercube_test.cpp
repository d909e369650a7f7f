// tests/unit/experiment/latin_hypercube_test.cpp: points that spread evenly over every input.
#include "sim/experiment/latin_hypercube.h"

#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace sim::experiment {
namespace {

using Shares = std::vector<double>;

// By point.
Shares of_input(const std::vector<Shares>& points, std::size_t input) {
  Shares shares;
  for (const Shares& point : points)
    shares.push_back(point[input]);
  return shares;
}

TEST(LatinHypercube, HasExactlyOnePointInEveryStratumOfEveryInput) {
  const std::vector<std::string> paths = {"a", "b.c", "d"};
  for (const std::size_t count : {1U, 10U, 64U, 1000U}) {
    const auto points = latin_hypercube(7, paths, count);
    ASSERT_EQ(points.size(), count);
    for (std::size_t input = 0; input < paths.size(); ++input) {
      std::set<std::size_t> strata;
      for (const double share : of_input(points, input)) {
        EXPECT_GT(share, 0.0);
        EXPECT_LT(share, 1.0);
        strata.insert(static_cast<std::size_t>(share * static_cast<double>(count)));
      }
      EXPECT_EQ(strata.size(), count);
    }
  }
}

TEST(LatinHypercube, MovesNoInputWhenAnotherIsAddedOrTheyAreReordered) {
  const auto two = latin_hypercube(7, {"a", "b"}, 32);
  const auto three = latin_hypercube(7, {"c", "b", "a"}, 32);
  EXPECT_EQ(of_input(two, 0), of_input(three, 2));
  EXPECT_EQ(of_input(two, 1), of_input(three, 1));
}

TEST(LatinHypercube, IsAnotherForAnotherInputAndSeed) {
  const auto points = latin_hypercube(7, {"a", "b"}, 32);
  EXPECT_NE(of_input(points, 0), of_input(points, 1));
  EXPECT_NE(of_input(points, 0), of_input(latin_hypercube(8, {"a", "b"}, 32), 0));
}

// Of n points the product of two inputs' strata has a correlation with standard deviation 1 /
// sqrt(n
// - 1) under random permutations.
TEST(LatinHypercube, PermutesInputsIndependently) {
  constexpr std::size_t count = 1000;
  const auto points = latin_hypercube(7, {"a", "b", "c"}, count);
  for (const auto& [a, b] : {std::pair{0U, 1U}, std::pair{0U, 2U}, std::pair{1U, 2U}}) {
    double products = 0.0;
    for (const Shares& point : points)
      products += (point[a] - 0.5) * (point[b] - 0.5);
    const double correlation = 12.0 * products / count;
    EXPECT_LT(std::abs(correlation), 4.9 / std::sqrt(count - 1.0));
  }
}

}  // namespace
}  // namespace sim::experiment
