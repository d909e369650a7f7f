// tools/cli/result_files.cpp: the tables of a run or a comparison, as CSV and as a database.
#include "tools/cli/result_files.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/record.h"
#include "sim/report/comparison.h"
#include "sim/report/event_log.h"
#include "sim/report/json.h"
#include "sim/report/json_parts.h"
#include "sim/report/record_tables.h"
#include "sim/report/result_tables.h"
#include "tools/cli/answer.h"
#include "tools/cli/database.h"
#include "tools/cli/running.h"

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

// What is made from what only a run, or only a comparison, has.
struct Parts {
  ResultFiles files;
  Database database = {};
};

// The patients and visits of some replications.
class Remembered {
 public:
  // Simulates the first replications of all scenarios again, unless somebody interrupts.
  // Expects: the scenarios outlive it.
  Remembered(const CommandLine& line, const std::vector<Ran>& all) {
    const std::size_t wanted =
        std::min<std::size_t>(line.records, all.front().side.replications.size());
    CommandLine quietly = line;
    quietly.quiet = true;
    const auto execution = execution_of(quietly, static_cast<int>(wanted));
    for (const Ran& ran : all) {
      records_.push_back(
          sim::experiment::record_first(ran.model, static_cast<int>(wanted), execution));
      is_complete_ = is_complete_ && records_.back().size() == wanted;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::uint32_t number = 0;
      for (const sim::metrics::Records& each : records_[i])
        all_.push_back({&all[i].model, &each, ++number, all[i].side.name});
    }
  }

  bool is_complete() const { return is_complete_; }
  const std::vector<report::Recorded>& all() const { return all_; }

 private:
  std::vector<std::vector<sim::metrics::Records>> records_;  // by scenario
  std::vector<report::Recorded> all_;
  bool is_complete_ = true;
};

// Works out again, from single replications, what the table of metrics says.
void add_means(const std::vector<Ran>& all, Database& database) {
  DataTable shape{"means",
                  "every figure's mean, worked out from those of the replications",
                  {{"metric", DataType::Text, "its name"},
                   {"mean", DataType::Real, "as metrics has it, but for the last digits"},
                   {"replications", DataType::Integer, "those that had something to observe"}},
                  {"metric"}};
  const std::string by = all.front().side.name.empty() ? "metric" : "scenario, metric";
  database.add_view(
      all.front().named(std::move(shape)),
      fmt::format("SELECT {0}, CASE estimator WHEN '{1}' THEN sum(numerator) / sum(denominator) "
                  "ELSE avg(value) END AS mean, count(value) AS replications FROM figures JOIN "
                  "metrics USING ({0}) GROUP BY {0}, estimator",
                  by, report::ratio_of_sums));
}

// The figures a replication at a time: all of them as one table would take much memory.
void add_replications(const Ran& ran, Database& database) {
  database.add(ran.named(report::replications_table(ran.side.replications)));
  std::size_t number = 0;
  for (const sim::experiment::Measured& each : ran.side.replications)
    database.add(ran.named(report::figures_table(ran.side.result, ++number, each)));
}

void add_records(const CommandLine& line, const Remembered& remembered, Parts& parts) {
  if (remembered.all().empty()) return;
  const DataTable patients = report::patients_table(remembered.all());
  const DataTable visits = report::visits_table(remembered.all());
  parts.database.add(patients);
  parts.database.add(visits);
  parts.files.emplace(patients_file, report::to_csv(patients));
  parts.files.emplace(visits_file, report::to_csv(visits));
  const std::vector<report::Case> logged = report::cases(remembered.all(), line.logged);
  parts.files.emplace(log_file, report::event_log_csv(logged));
  parts.files.emplace(xes_file,
                      report::event_log_xes(remembered.all().front().model->name, logged));
}

// With what the two have in common. Nothing where somebody interrupts.
ResultFiles finished(const CommandLine& line, const std::vector<Ran>& all, const DataTable& metrics,
                     Parts parts) {
  const Remembered remembered(line, all);
  if (!remembered.is_complete()) return {};
  std::vector<report::Side> sides;
  sides.reserve(all.size());
  for (const Ran& ran : all)
    sides.push_back(ran.side);
  parts.files.emplace(metrics_file, report::to_csv(metrics));
  parts.files.emplace(replications_file, report::wide_csv(sides));
  parts.database.add(metrics);
  for (const Ran& ran : all)
    add_replications(ran, parts.database);
  add_means(all, parts.database);
  add_records(line, remembered, parts);
  parts.files.emplace(database_file, parts.database.bytes());
  return std::move(parts.files);
}

}  // namespace

ResultFiles files_of(const CommandLine& line, const Scenario& scenario,
                     const ScenarioResult& result, const Replications& replications) {
  Manifest manifest = manifest_for(line, scenario.model, scenario.texts);
  manifest.replications = result.replications;
  manifest.fingerprints = {{"", report::in_hexadecimal(result.fingerprint)}};
  const std::string& variant = scenario.variants.chosen;
  Parts parts{
      files_of(manifest, report::to_json(scenario.model, result, CHAIRTIME_VERSION, variant))};
  parts.database.add(report::about_table(scenario.model, result, CHAIRTIME_VERSION, variant));
  return finished(line, {{{"", result, replications}, scenario.model}},
                  report::metrics_table(result), std::move(parts));
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
  Parts parts{
      files_of(manifest, report::comparison_to_json(what_ifs.base, comparison, CHAIRTIME_VERSION))};
  parts.database.add(report::about_table(what_ifs.base, comparison.base, CHAIRTIME_VERSION));
  parts.database.add(report::scenarios_table(comparison));
  return finished(line, all, report::metrics_table(comparison), std::move(parts));
}

}  // namespace cli
