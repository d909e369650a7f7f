// tests/cli/tables_test.cpp: the tables of --out say what the JSON says, each worked out anew.
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/folder_of_results.h"
#include "tests/cli/program.h"
#include "tests/support/files.h"
#include "tools/cli/sqlite.h"

namespace sim::tests {
namespace {

using cli::sqlite::Connection;
using cli::sqlite::Statement;
using testing::IsEmpty;

constexpr double rounding = 1e-9;  // sums may be taken in another order

void expect_near(std::optional<double> value, std::optional<double> expected,
                 const std::string& what) {
  ASSERT_EQ(value.has_value(), expected.has_value()) << what;
  if (expected) {
    EXPECT_NEAR(*value, *expected, rounding * std::max(1.0, std::abs(*expected))) << what;
  }
}

std::optional<double> or_nothing(const nlohmann::json& number) {
  return number.is_null() ? std::nullopt : std::optional(number.get<double>());
}

// Lines and cells; none of these files has a line break in a cell.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    rows.push_back({""});
    bool quoted = false;
    for (const char each : line) {
      if (each == '"') quoted = !quoted;
      if (each == ',' && !quoted) rows.back().emplace_back();
      if (each != '"' && (each != ',' || quoted)) rows.back().back() += each;
    }
  }
  return rows;
}

std::optional<double> number_in(const std::string& cell) {
  return cell.empty() ? std::nullopt : std::optional(std::stod(cell));
}

std::optional<double> number_at(const Statement& row, int column) {
  return row.is_nothing(column) ? std::nullopt : std::optional(row.real(column));
}

// A few weeks of a scenario that comes with the program, kept in a folder.
struct Kept {
  FolderOfResults results;
  nlohmann::json json;
  Connection database;
};

Kept kept(const std::string& command, const std::string& scenario) {
  FolderOfResults results;
  results.file = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios/" + scenario;
  const Finished done = results.keep(command, {"--replications", "4", "--set", "run.length=6 weeks",
                                               "--set", "run.warm_up=3 weeks"});
  if (done.exit_code != 0) throw std::runtime_error(done.err);
  return {results, nlohmann::json::parse(results.text_of("metrics.json")),
          Connection::reading(results.path_of("results.sqlite"))};
}

void expect_means_of(Statement& rows, const nlohmann::json& metrics) {
  std::size_t count = 0;
  for (; rows.step(); ++count) {
    const std::string name = rows.text(0);
    const nlohmann::json& metric = metrics.at(name);
    expect_near(number_at(rows, 1), or_nothing(metric.at("mean")), name);
    EXPECT_EQ(rows.integer(2), metric.at("replications").get<std::int64_t>()) << name;
  }
  EXPECT_EQ(count, metrics.size());
}

class Tables : public testing::TestWithParam<const char*> {};

TEST_P(Tables, SqlOverTheReplicationsGivesTheMeansOfTheJson) {
  const Kept of = kept("run", GetParam());
  Statement rows = of.database.prepared("SELECT metric, mean, replications FROM means");
  expect_means_of(rows, of.json.at("metrics"));
}

TEST_P(Tables, TheTableOfMetricsSaysWhatTheJsonSays) {
  const Kept of = kept("run", GetParam());
  const auto csv = rows_of(of.results.text_of("metrics.csv"));
  ASSERT_EQ(csv.size(), of.json.at("metrics").size() + 1);
  Statement row = of.database.prepared(
      "SELECT mean, half_width, unit, replications, estimator FROM metrics WHERE metric = ?");
  for (std::size_t i = 1; i < csv.size(); ++i) {
    const std::string& name = csv[i][0];
    const nlohmann::json& metric = of.json.at("metrics").at(name);
    EXPECT_EQ(number_in(csv[i][1]), or_nothing(metric.at("mean"))) << name;
    EXPECT_EQ(number_in(csv[i][2]), or_nothing(metric.at("half_width"))) << name;
    EXPECT_EQ(csv[i][3], metric.at("unit")) << name;
    EXPECT_EQ(csv[i][4], std::to_string(metric.at("replications").get<int>())) << name;
    row.bind(1, name);
    ASSERT_TRUE(row.step()) << name;
    EXPECT_EQ(number_at(row, 0), or_nothing(metric.at("mean"))) << name;
    EXPECT_EQ(number_at(row, 1), or_nothing(metric.at("half_width"))) << name;
    EXPECT_EQ(row.text(2), metric.at("unit")) << name;
    EXPECT_EQ(row.integer(3), metric.at("replications").get<std::int64_t>()) << name;
    EXPECT_EQ(row.text(4), csv[i][5]) << name;
    row.reset();
  }
}

// Denominators weigh the values of what is a ratio of sums; all others weigh the same.
TEST_P(Tables, EachColumnOfReplicationsGivesItsMean) {
  const Kept of = kept("run", GetParam());
  const auto csv = rows_of(of.results.text_of("replications.csv"));
  ASSERT_EQ(csv.size(), 5U);
  ASSERT_EQ(csv[0].size(), of.json.at("metrics").size() + 1);
  Statement weights = of.database.prepared(
      "SELECT CASE estimator WHEN 'ratio of sums' THEN denominator ELSE 1.0 END FROM figures JOIN "
      "metrics USING (metric) WHERE metric = ? ORDER BY replication");
  for (std::size_t column = 1; column < csv[0].size(); ++column) {
    const std::string& name = csv[0][column];
    weights.bind(1, name);
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 1; i < csv.size(); ++i) {
      EXPECT_EQ(csv[i][0], std::to_string(i));
      ASSERT_TRUE(weights.step());
      const auto value = number_in(csv[i][column]);
      if (!value) continue;
      sum += *value * weights.real(0);
      total += weights.real(0);
    }
    weights.reset();
    expect_near(total > 0.0 ? std::optional(sum / total) : std::nullopt,
                or_nothing(of.json.at("metrics").at(name).at("mean")), name);
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Tables,
                         testing::Values("ketamine_clinic.yaml", "biologics.yaml",
                                         "chemotherapy_day_unit.yaml"));

void expect_sound(const Connection& database) {
  EXPECT_FALSE(database.prepared("PRAGMA foreign_key_check").step());
  Statement integrity = database.prepared("PRAGMA integrity_check");
  ASSERT_TRUE(integrity.step());
  EXPECT_EQ(integrity.text(0), "ok");
}

// Every table and view, and every column in its place.
void expect_documented(const Connection& database) {
  std::vector<std::string> undocumented;
  Statement missing = database.prepared(
      "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c LEFT "
      "JOIN columns d ON d.table_name = m.name AND d.column_name = c.name AND d.place = c.cid + 1 "
      "LEFT JOIN tables t ON t.table_name = m.name WHERE coalesce(d.meaning, '') = '' OR "
      "coalesce(t.meaning, '') = ''");
  while (missing.step())
    undocumented.push_back(missing.text(0));
  EXPECT_THAT(undocumented, IsEmpty());
}

TEST(Tables, TheDatabaseIsSoundAndSaysWhatIsInIt) {
  for (const char* command : {"run", "compare"}) {
    const Kept of = kept(command, "ketamine_clinic.yaml");
    expect_sound(of.database);
    expect_documented(of.database);
    Statement links =
        of.database.prepared("SELECT count(*) FROM pragma_foreign_key_list('figures')");
    ASSERT_TRUE(links.step());
    EXPECT_GE(links.integer(0), 2);
  }
}

// The distinct numbers in a column.
std::set<std::string> values_in(const std::string& csv, std::size_t column) {
  std::set<std::string> values;
  const auto rows = rows_of(csv);
  for (std::size_t i = 1; i < rows.size(); ++i)
    values.insert(rows[i][column]);
  return values;
}

std::int64_t count_in(const Connection& database, const std::string& table) {
  Statement count = database.prepared("SELECT count(*) FROM " + table);
  return count.step() ? count.integer(0) : -1;
}

TEST(Tables, OfPatientsAndVisitsAreOfTheFirstReplications) {
  const FolderOfResults results;
  ASSERT_EQ(results.keep("run", {"--records", "2", "--event-log", "5"}).exit_code, 0);
  const Connection database = Connection::reading(results.path_of("results.sqlite"));
  for (const char* table : {"patients", "visits"}) {
    const std::string csv = results.text_of(std::string(table) + ".csv");
    EXPECT_EQ(values_in(csv, 0), (std::set<std::string>{"1", "2"})) << table;
    EXPECT_EQ(std::size_t(count_in(database, table)) + 1, rows_of(csv).size()) << table;
  }
  EXPECT_EQ(values_in(results.text_of("event_log.csv"), 0).size(), 10U);
  expect_sound(database);
  ASSERT_EQ(results.keep("run", {"--records", "2", "--event-log", "0", "--force"}).exit_code, 0);
  EXPECT_EQ(values_in(results.text_of("event_log.csv"), 0).size(),
            rows_of(results.text_of("patients.csv")).size() - 1);
}

TEST(Tables, OfPatientsAndVisitsAreLeftOutWhereNobodyIsRemembered) {
  const FolderOfResults results;
  ASSERT_EQ(results.keep("compare", {"--records", "0", "--replications", "3"}).exit_code, 0);
  for (const char* name : {"patients.csv", "visits.csv", "event_log.csv", "event_log.xes"})
    EXPECT_EQ(files_in(results.folder).count(name), 0U) << name;
  EXPECT_EQ(count_in(Connection::reading(results.path_of("results.sqlite")), "scenarios"), 3);
  EXPECT_EQ(results.verify().exit_code, 0);
}

// No more are remembered than there are.
TEST(Tables, OfPatientsEndWithTheLastReplication) {
  const FolderOfResults results;
  ASSERT_EQ(results.keep("run", {"--records", "1000000", "--replications", "3"}).exit_code, 0);
  EXPECT_EQ(values_in(results.text_of("patients.csv"), 0), (std::set<std::string>{"1", "2", "3"}));
}

TEST(Tables, OfAComparisonHaveEveryScenarioAndEveryDifference) {
  const Kept of = kept("compare", "ketamine_clinic.yaml");
  Statement means =
      of.database.prepared("SELECT metric, mean, replications FROM means WHERE scenario = ?");
  means.bind(1, "base");
  expect_means_of(means, of.json.at("base").at("metrics"));
  Statement row = of.database.prepared(
      "SELECT difference, difference_half_width, p, p_holm FROM metrics WHERE scenario = ? AND "
      "metric = ?");
  for (const auto& [variant, said] : of.json.at("variants").items()) {
    means.reset();
    means.bind(1, variant);
    expect_means_of(means, said.at("metrics"));
    for (const auto& [name, metric] : said.at("metrics").items()) {
      if (!metric.contains("difference")) continue;
      const nlohmann::json& difference = metric.at("difference");
      row.bind(1, variant);
      row.bind(2, name);
      ASSERT_TRUE(row.step()) << name;
      EXPECT_EQ(number_at(row, 0), or_nothing(difference.at("mean"))) << name;
      EXPECT_EQ(number_at(row, 1), or_nothing(difference.at("half_width"))) << name;
      EXPECT_EQ(number_at(row, 2), or_nothing(difference.at("p"))) << name;
      EXPECT_EQ(number_at(row, 3), or_nothing(difference.at("p_holm"))) << name;
      row.reset();
    }
  }
}

TEST(Tables, OfAComparisonInWideFormHaveOneRowForEachScenarioAndReplication) {
  const Kept of = kept("compare", "ketamine_clinic.yaml");
  const auto csv = rows_of(of.results.text_of("replications.csv"));
  EXPECT_EQ(csv[0][0], "scenario");
  EXPECT_EQ(csv[0][1], "replication");
  const std::size_t scenarios = of.json.at("variants").size() + 1;
  ASSERT_EQ(csv.size(), 1 + 4 * scenarios);
  Statement row = of.database.prepared(
      "SELECT value FROM figures WHERE scenario = ? AND replication = ? AND metric = ?");
  for (std::size_t i = 1; i < csv.size(); ++i) {
    for (const std::size_t column : {std::size_t{2}, csv[0].size() / 2, csv[0].size() - 1}) {
      row.bind(1, csv[i][0]);
      row.bind(2, std::int64_t{std::stoi(csv[i][1])});
      row.bind(3, csv[0][column]);
      const bool there = row.step();
      EXPECT_EQ(number_in(csv[i][column]), there ? number_at(row, 0) : std::nullopt)
          << csv[i][0] << " " << csv[0][column];
      row.reset();
    }
  }
}

}  // namespace
}  // namespace sim::tests
