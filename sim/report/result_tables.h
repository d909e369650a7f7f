// sim/report/result_tables.h: the results of a run or a comparison as tables, down to the single
// replication, so that others can work out everything again.
//
// The figures are in long form, one row for each of a replication: a scenario can have more figures
// than a database has columns. replications.csv is the same in wide form, for spreadsheets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/comparison.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"
#include "sim/report/data_table.h"

namespace sim::report {

// What `estimator` says of a figure.
inline constexpr std::string_view mean_of_replications = "mean of replications";
inline constexpr std::string_view ratio_of_sums = "ratio of sums";

// What the results are of: a name and a text in each row.
DataTable about_table(const model::Model& model, const experiment::ScenarioResult& result,
                      std::string_view version, std::string_view variant = {});

// One row for each figure: what the JSON says of it, and what it means.
DataTable metrics_table(const experiment::ScenarioResult& result);

// One row for each replication.
DataTable replications_table(const std::vector<experiment::Measured>& replications);

// One row for each figure of a replication, counted from 1. Expects: the replication is one of the
// result's.
DataTable figures_table(const experiment::ScenarioResult& result, std::size_t number,
                        const experiment::Measured& replication);

// One of the scenarios of a comparison, or the only one of a run. `name` is "" of a run.
struct Side {
  std::string name;
  const experiment::ScenarioResult& result;
  const std::vector<experiment::Measured>& replications;
};

// replications.csv: one row for each replication, one column for each figure, empty where nothing
// was observed. Of several sides those of all of them, and the name first. Expects: there is one.
std::string wide_csv(const std::vector<Side>& sides);

// --- comparisons: every table with a column `scenario` first

// What the base is called there: "base", as in the JSON, unless a variant is.
std::string name_of_base(const experiment::Comparison& comparison);

// The table as one of that scenario.
DataTable of_scenario(const std::string& scenario, DataTable table);

// One row for each scenario: the base, and the variants in their order.
DataTable scenarios_table(const experiment::Comparison& comparison);

// metrics_table() of all of them, with what each variant's figure differs by from the base's.
DataTable metrics_table(const experiment::Comparison& comparison);

}  // namespace sim::report
