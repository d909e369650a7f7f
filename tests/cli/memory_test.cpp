// tests/cli/memory_test.cpp: a hundred times the replications take no more memory.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/cli/program.h"

namespace sim::tests {
namespace {

// What the program needs at most with so many replications, of a clinic of which one takes a tenth
// of a millisecond.
long peak(std::vector<std::string> arguments, int replications) {
  arguments.insert(arguments.begin() + 1, written("clinic.yaml", smallest() + R"(
variants: {five chairs: {clinic.resources.chairs: 5}}
)"));
  arguments.insert(arguments.end(), {"--set", "run.warm_up=0 weeks", "--set", "run.length=2 weeks",
                                     "--replications", std::to_string(replications), "--quiet"});
  const Finished done = chairtime(arguments);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  return done.peak;
}

long own_peak() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

void expect_no_growth(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  const long of_few = peak(few, 100);
  const long of_many = peak(many, 10'000);
  ASSERT_GT(of_few, own_peak()) << "the memory of this process hides that of the program";
  EXPECT_LE(static_cast<double>(of_many), 1.1 * static_cast<double>(of_few));
}

void expect_no_growth(const std::vector<std::string>& arguments) {
  expect_no_growth(arguments, arguments);
}

TEST(Memory, OfARunDoesNotGrowWithReplications) {
  expect_no_growth({"run", "--threads", "1"});
  expect_no_growth({"run", "--threads", "2"});
}

TEST(Memory, OfAComparisonDoesNotGrowWithReplications) {
  expect_no_growth({"compare", "--threads", "2"});
}

TEST(Memory, OfASweepThatKeepsThemDoesNotGrowWithReplications) {
  const auto sweep = [] {
    return std::vector<std::string>{"sweep",
                                    "--threads",
                                    "2",
                                    "--vary",
                                    "clinic.resources.chairs=4",
                                    "--out",
                                    written("some.txt", "") + ".results"};
  };
  expect_no_growth(sweep(), sweep());
}

}  // namespace
}  // namespace sim::tests
