// tests/unit/report/result_tables_test.cpp: results as tables, of figures made up by hand.
#include "sim/report/result_tables.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/metrics/layout.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::report {
namespace {

using experiment::Comparison;
using experiment::Difference;
using experiment::Measured;
using experiment::ScenarioResult;
using metrics::Column;
using metrics::Estimator;
using metrics::Metric;
using testing::ElementsAre;

Column column(const std::string& name, Estimator estimator) {
  return {name,
          {},
          "days",
          Metric::WaitToFirstInfusion,
          metrics::Statistic::Mean,
          estimator,
          metrics::LevelMean{0}};
}

// Two figures; the second was never observed.
ScenarioResult two_figures() {
  ScenarioResult result;
  result.columns = {column("wait", Estimator::MeanOfReplications),
                    column("share[a,b]", Estimator::RatioOfSums)};
  result.estimates = {{2.5, 0.25, 2}, {}};
  result.replications = 2;
  result.fingerprint = 0xab;
  result.plan.seed = 7;
  return result;
}

const std::vector<Measured> two_replications = {{{{4.0, 2.0}, {0.0, 0.0}}, 0x1f, 10},
                                                {{{9.0, 3.0}, {0.0, 0.0}}, 0x2f, 20}};

const Datum nothing{};
Datum text(const char* words) { return std::string(words); }
Datum whole(std::int64_t number) { return number; }

TEST(ResultTables, AFigureHasItsEstimateAndItsMeaning) {
  const DataTable table = metrics_table(two_figures());
  ASSERT_EQ(table.rows.size(), 2U);
  const Datum meaning = std::string(metrics::describe(Metric::WaitToFirstInfusion).meaning);
  EXPECT_THAT(table.rows[0],
              ElementsAre(text("wait"), Datum(2.5), Datum(0.25), text("days"), whole(2),
                          text("mean of replications"), text("lower"), text("Access"), meaning));
  EXPECT_THAT(table.rows[1],
              ElementsAre(text("share[a,b]"), nothing, nothing, text("days"), whole(0),
                          text("ratio of sums"), text("lower"), text("Access"), meaning));
}

TEST(ResultTables, AReplicationHasItsNumberAndItsFingerprint) {
  const DataTable table = replications_table(two_replications);
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre(whole(1), text("000000000000001f"), whole(10)),
                                      ElementsAre(whole(2), text("000000000000002f"), whole(20))));
}

TEST(ResultTables, AFigureOfAReplicationIsAFractionAndItsValue) {
  const DataTable table = figures_table(two_figures(), 2, two_replications[1]);
  EXPECT_THAT(
      table.rows,
      ElementsAre(ElementsAre(whole(2), text("wait"), Datum(3.0), Datum(9.0), Datum(3.0)),
                  ElementsAre(whole(2), text("share[a,b]"), nothing, Datum(0.0), Datum(0.0))));
}

TEST(ResultTables, InWideFormHaveAColumnForEachFigure) {
  const ScenarioResult result = two_figures();
  EXPECT_EQ(wide_csv({{"", result, two_replications}}),
            "replication,wait,\"share[a,b]\"\n1,2,\n2,3,\n");
}

// The variant has a figure that the base has not, and lacks one.
TEST(ResultTables, InWideFormOfSeveralScenariosHaveTheFiguresOfAll) {
  const ScenarioResult base = two_figures();
  ScenarioResult variant;
  variant.columns = {column("more", Estimator::MeanOfReplications),
                     column("wait", Estimator::MeanOfReplications)};
  const std::vector<Measured> of_variant = {{{{1.0, 4.0}, {6.0, 1.0}}, 0, 0}};
  EXPECT_EQ(wide_csv({{"base", base, two_replications}, {"another, one", variant, of_variant}}),
            "scenario,replication,wait,\"share[a,b]\",more\n"
            "base,1,2,,\n"
            "base,2,3,,\n"
            "\"another, one\",1,6,,0.25\n");
}

// --- comparisons

Comparison compared(const std::string& variant) {
  Difference lower;
  lower.estimate = {-1.5, 0.5, 2};
  lower.p_value = 0.01;
  lower.adjusted = 0.02;
  lower.lower = 2;
  return {two_figures(), {{variant, two_figures(), {lower, {}}}}};
}

TEST(ResultTables, OfAScenarioHaveItFirstInKeysAndLinks) {
  const DataTable table = of_scenario("base", figures_table(two_figures(), 2, two_replications[1]));
  EXPECT_EQ(table.columns.front().name, "scenario");
  EXPECT_THAT(table.key, ElementsAre("scenario", "replication", "metric"));
  EXPECT_EQ(table.rows[0][0], text("base"));
  std::vector<std::string> tables;
  for (const DataLink& link : table.links) {
    EXPECT_EQ(link.columns.front(), "scenario");
    tables.push_back(link.table);
  }
  EXPECT_THAT(tables, ElementsAre("scenarios", "replications", "metrics"));
}

TEST(ResultTables, OfAComparisonSayWhatAVariantDiffersBy) {
  const DataTable table = metrics_table(compared("one more"));
  const std::size_t columns = table.columns.size();
  const auto last_of = [&](std::size_t row) {
    EXPECT_EQ(table.rows[row].size(), columns);
    return std::vector<Datum>(table.rows[row].end() - 6, table.rows[row].end());
  };
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[1][0], text("base"));
  EXPECT_EQ(last_of(1), std::vector<Datum>(6));
  EXPECT_EQ(table.rows[2][0], text("one more"));
  EXPECT_THAT(last_of(2),
              ElementsAre(Datum(-1.5), Datum(0.5), Datum(0.01), Datum(0.02), whole(0), whole(2)));
  EXPECT_THAT(last_of(3), ElementsAre(nothing, nothing, nothing, nothing, whole(0), whole(0)));
}

TEST(ResultTables, NoVariantIsTakenForTheBase) {
  EXPECT_EQ(name_of_base(compared("one more")), "base");
  EXPECT_EQ(name_of_base(compared("base")), "the base");
  EXPECT_THAT(
      scenarios_table(compared("base")).rows,
      ElementsAre(ElementsAre(text("the base"), whole(1), whole(2), text("00000000000000ab")),
                  ElementsAre(text("base"), whole(0), whole(2), text("00000000000000ab"))));
}

TEST(ResultTables, SayWhatTheyAreOf) {
  const model::Model model = tests::compiled(tests::text_of("scenarios/smallest.yaml"));
  const DataTable table = about_table(model, two_figures(), "1.2.3");
  EXPECT_THAT(table.rows[0], ElementsAre(text("chairtime"), text("1.2.3")));
  EXPECT_THAT(table.rows[1], ElementsAre(text("scenario"), text("The smallest clinic")));
  EXPECT_THAT(table.rows[2], ElementsAre(text("variant"), nothing));
  EXPECT_THAT(table.rows[3], ElementsAre(text("seed"), text("7")));
}

}  // namespace
}  // namespace sim::report
