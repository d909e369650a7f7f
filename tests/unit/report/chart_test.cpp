// tests/unit/report/chart_test.cpp: a curve in characters.
#include "sim/report/chart.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sim::report {
namespace {

TEST(Chart, ColumnsAreAsHighAsTheirValuesInEighthsOfALine) {
  EXPECT_EQ(chart({0.0, 1.0, 16.0, 20.0, 32.0}),
            "     32.0 |    █\n"
            "          |   ▄█\n"
            "          |  ███\n"
            "          | ▁███\n"
            "        0 +-----\n");
}

TEST(Chart, NothingAtAllIsAnEmptyChart) {
  EXPECT_EQ(chart({}), "");
  EXPECT_EQ(chart({0.0, 0.0}),
            "      0.0 |\n"
            "          |\n"
            "          |\n"
            "          |\n"
            "        0 +--\n");
}

TEST(Chart, NeighboursShareAColumnWhereThereAreMoreThanFit) {
  EXPECT_EQ(values_a_column(78), 1);
  EXPECT_EQ(values_a_column(79), 2);
  EXPECT_EQ(values_a_column(520), 7);
  // A hundred values, of which every other one is 8 and the rest 0, are fifty columns of 4.
  std::vector<double> values;
  for (int i = 0; i < 100; ++i)
    values.push_back(i % 2 == 0 ? 8.0 : 0.0);
  const std::string text = chart(values);
  EXPECT_EQ(text.rfind("      4.0 |█", 0), 0U) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '-'), 50);
}

}  // namespace
}  // namespace sim::report
