// sim/report/record_tables.h: the records of patients and visits as tables for other programs.
//
// A row for every patient and for every visit of the replications that are given, from the start of
// the run on, warm-up included; columns named `..._measured` say what is in the figures. Times are
// as in sim/report/timestamp.h. Waits until a first infusion are in days, waits in the clinic in
// minutes, as in the figures; a column for each cause takes them apart, and they add up to the wait
// (but for the last digit).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/metrics/records.h"
#include "sim/model/model.h"
#include "sim/report/data_table.h"

namespace sim::report {

// One replication that was remembered. Both are to outlive what is done with it.
struct Recorded {
  const model::Model* model = nullptr;
  const metrics::Records* records = nullptr;
  std::uint32_t replication = 1;
  std::string scenario = {};  // a variant's name where there are several; otherwise empty
};

// `patients`: a row is known by (replication, patient), and belongs to a row of `replications`.
// Where a scenario is named, in all tables and keys the column `scenario` comes first.
DataTable patients_table(const std::vector<Recorded>& all);

// `visits`: a row is known by (replication, patient, visit), and belongs to a row of `patients`.
DataTable visits_table(const std::vector<Recorded>& all);

}  // namespace sim::report
