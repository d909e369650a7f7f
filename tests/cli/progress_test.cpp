// tests/cli/progress_test.cpp: the line that says how far a command is.
#include "tools/cli/progress.h"

#include <gtest/gtest.h>

namespace cli {
namespace {

using std::chrono::duration;

std::string line(int done, int all, double seconds) {
  return progress_line(done, all, duration<double>(seconds));
}

TEST(ProgressLine, HasABarOfTwentyAndWholePercentsDone) {
  EXPECT_EQ(line(0, 50, 0.0), "[....................]   0 %");
  EXPECT_EQ(line(1, 40, 0.5), "[....................]   2 %");
  EXPECT_EQ(line(2, 40, 0.5), "[#...................]   5 %");
  EXPECT_EQ(line(1, 3, 0.5), "[######..............]  33 %");
  EXPECT_EQ(line(29, 100, 0.5), "[#####...............]  29 %");
  EXPECT_EQ(line(50, 50, 0.5), "[####################] 100 %");
}

TEST(ProgressLine, IsNotFullBeforeAllIsDone) {
  EXPECT_EQ(line(999'999, 1'000'000, 0.5), "[###################.]  99 %");
}

// By the pace so far: what is left takes as much longer as it is more than what is done.
TEST(ProgressLine, SaysHowLongTheRestTakes) {
  EXPECT_EQ(line(15, 50, 6.0), "[######..............]  30 %, about 14 s left");
  EXPECT_EQ(line(25, 50, 89.0), "[##########..........]  50 %, about 89 s left");
  EXPECT_EQ(line(25, 50, 90.5), "[##########..........]  50 %, about 2 min left");
  EXPECT_EQ(line(25, 50, 120.5), "[##########..........]  50 %, about 3 min left");
  EXPECT_EQ(line(25, 50, 5339.5), "[##########..........]  50 %, about 89 min left");
  EXPECT_EQ(line(25, 50, 5400.0), "[##########..........]  50 %, about 1 h 30 min left");
  EXPECT_EQ(line(10, 50, 3600.0), "[####................]  20 %, about 4 h 0 min left");
  EXPECT_EQ(line(50, 50, 10.0), "[####################] 100 %, about 0 s left");
}

TEST(ProgressLine, SaysNothingOfTheRestBeforeThereIsAPace) {
  EXPECT_EQ(line(25, 50, 0.9), "[##########..........]  50 %");
  EXPECT_EQ(line(0, 50, 100.0), "[....................]   0 %");
}

TEST(ProgressLine, IsTrueOfTheLongestRuns) {
  EXPECT_EQ(line(2'000'000'000, 2'100'000'000, 100.0),
            "[###################.]  95 %, about 5 s left");
}

}  // namespace
}  // namespace cli
