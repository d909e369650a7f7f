// tools/cli/result_files.cpp: the tables of a run or a comparison, as CSV and as a database.
#include "tools/cli/result_files.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/report/comparison.h"
#include "sim/report/json.h"
#include "sim/report/json_parts.h"
#include "sim/report/result_tables.h"
#include "tools/cli/answer.h"
#include "tools/cli/database.h"

namespace cli {
namespace {

namespace report = sim::report;
using report::DataTable;
using report::DataType;
using sim::experiment::Comparison;
using sim::experiment::ScenarioResult;

// One of the scenarios that were run: of a comparison it has a name.
struct Ran {
  report::Side side;
  const sim::model::Model& model;

  DataTable named(DataTable table) const {
    return side.name.empty() ? table : report::of_scenario(side.name, std::move(table));
  }
};

// Works out again, from single replications, what the table of metrics says.
void add_means(const std::vector<Ran>& all, Database& database) {
  DataTable shape{"means",
                  "every figure's mean, worked out from those of the replications",
                  {{"metric", DataType::Text, "its name"},
                   {"mean", DataType::Real, "as metrics has it, but for the last digits"},
                   {"replications", DataType::Integer, "those that had something to observe"}},
                  {"metric"}};
  shape = all.front().named(std::move(shape));
  const std::string by = all.front().side.name.empty() ? "metric" : "scenario, metric";
  database.add_view(shape,
                    fmt::format("SELECT {0}, CASE estimator WHEN '{1}' THEN sum(numerator) / "
                                "sum(denominator) ELSE avg(value) END AS mean, count(value) AS "
                                "replications FROM figures JOIN metrics USING ({0}) GROUP BY {0}, "
                                "estimator",
                                by, report::ratio_of_sums));
}

// The figures a replication at a time: all of them as one table would take much memory.
void add_replications(const Ran& ran, Database& database) {
  database.add(ran.named(report::replications_table(ran.side.replications)));
  std::size_t number = 0;
  for (const sim::experiment::Measured& each : ran.side.replications)
    database.add(ran.named(report::figures_table(ran.side.result, ++number, each)));
}

// What the two have in common; `metrics` and the tables in the database stand for themselves.
void add_tables(const std::vector<Ran>& all, const DataTable& metrics, Database& database,
                ResultFiles& files) {
  std::vector<report::Side> sides;
  for (const Ran& ran : all)
    sides.push_back(ran.side);
  files.emplace(metrics_file, report::to_csv(metrics));
  files.emplace(replications_file, report::wide_csv(sides));
  database.add(metrics);
  for (const Ran& ran : all)
    add_replications(ran, database);
  add_means(all, database);
  files.emplace(database_file, database.bytes());
}

}  // namespace

ResultFiles files_of(const CommandLine& line, const Scenario& scenario,
                     const ScenarioResult& result, const Replications& replications) {
  Manifest manifest = manifest_for(line, scenario.model, scenario.texts);
  manifest.replications = result.replications;
  manifest.fingerprints = {{"", report::in_hexadecimal(result.fingerprint)}};
  const std::string& variant = scenario.variants.chosen;
  ResultFiles files =
      files_of(manifest, report::to_json(scenario.model, result, CHAIRTIME_VERSION, variant));
  Database database;
  database.add(report::about_table(scenario.model, result, CHAIRTIME_VERSION, variant));
  add_tables({{{"", result, replications}, scenario.model}}, report::metrics_table(result),
             database, files);
  return files;
}

ResultFiles files_of(const CommandLine& line, const WhatIfs& what_ifs, const Comparison& comparison,
                     const std::vector<Replications>& replications) {
  std::vector<Ran> all = {
      {{report::name_of_base(comparison), comparison.base, replications[0]}, what_ifs.base}};
  for (std::size_t i = 0; i < comparison.variants.size(); ++i) {
    const Comparison::Variant& variant = comparison.variants[i];
    all.push_back(
        {{variant.name, variant.result, replications[i + 1]}, what_ifs.variants[i].model});
  }
  Manifest manifest = manifest_for(line, what_ifs.base, what_ifs.texts);
  manifest.replications = comparison.base.replications;
  for (const Ran& ran : all) {
    manifest.fingerprints.emplace(ran.side.name,
                                  report::in_hexadecimal(ran.side.result.fingerprint));
  }
  ResultFiles files =
      files_of(manifest, report::comparison_to_json(what_ifs.base, comparison, CHAIRTIME_VERSION));
  Database database;
  database.add(report::about_table(what_ifs.base, comparison.base, CHAIRTIME_VERSION));
  database.add(report::scenarios_table(comparison));
  add_tables(all, report::metrics_table(comparison), database, files);
  return files;
}

}  // namespace cli
