// tests/unit/stats/holm_test.cpp: the step-down adjustment, worked by hand.
#include "sim/stats/holm.h"

#include <gtest/gtest.h>

#include "sim/base/contract.h"

namespace sim::stats {
namespace {

TEST(Holm, MultipliesTheSmallestByTheirNumberTheNextByOneLess) {
  const std::vector<double> adjusted = holm({0.03, 0.01, 0.02});
  EXPECT_DOUBLE_EQ(adjusted[1], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.04);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.04);  // 1 x 0.03, but not below that of a smaller p-value
}

TEST(Holm, LeavesOneAloneAndNoneAbove1) {
  EXPECT_EQ(holm({0.2}), (std::vector<double>{0.2}));
  EXPECT_EQ(holm({0.6, 0.7}), (std::vector<double>{1.0, 1.0}));
  EXPECT_TRUE(holm({}).empty());
}

TEST(Holm, RefusesWhatIsNoChance) {
  EXPECT_THROW(holm({-0.1}), BrokenPromise);
  EXPECT_THROW(holm({1.1}), BrokenPromise);
}

}  // namespace
}  // namespace sim::stats
