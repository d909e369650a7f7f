// sim/report/record_columns.h: what the tables of records are put together from.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/wait_cause.h"
#include "sim/report/data_table.h"
#include "sim/report/record_tables.h"

namespace sim::report {

Datum time_or_none(Time at);           // never: none
Datum text_or_none(std::string text);  // empty: none
Datum yes_or_no(bool yes);             // 1 or 0
Datum whole_number(std::int64_t number);

// The causes of waiting that any of the scenarios has, by name, each with the ending that a column
// of it has: of the name's letters and digits, with a number where two would be alike.
struct CauseColumn {
  std::string cause;
  std::string ending;
};
std::vector<CauseColumn> cause_columns(const std::vector<Recorded>& all);
// The part of the wait that was for the cause of that name; nothing where the model has no such
// cause.
std::optional<Duration> part_of(const model::Model& model, const model::WaitByCause& wait,
                                const std::string& cause);

// The columns that say of which replication, and of which scenario where these have names, a row
// is; by name; and what stands in them.
std::vector<DataColumn> columns_of_run(const std::vector<Recorded>& all);
std::vector<std::string> key_of_run(const std::vector<Recorded>& all,
                                    const std::vector<std::string>& more = {});
std::vector<Datum> data_of_run(const std::vector<Recorded>& all, const Recorded& one);

// A column, and what stands in it in the row of a patient or a visit.
template <class Record>
struct RecordColumn {
  DataColumn column;
  std::function<Datum(const model::Model&, const Record&)> datum;
};

// Adds the columns, and a row for each record.
template <class Record>
void fill(DataTable& table, const std::vector<RecordColumn<Record>>& columns,
          const std::vector<Recorded>& all, std::vector<Record> metrics::Records::*records) {
  table.columns = columns_of_run(all);
  for (const RecordColumn<Record>& each : columns)
    table.columns.push_back(each.column);
  for (const Recorded& one : all) {
    for (const Record& record : one.records->*records) {
      std::vector<Datum> row = data_of_run(all, one);
      for (const RecordColumn<Record>& each : columns)
        row.push_back(each.datum(*one.model, record));
      table.rows.push_back(std::move(row));
    }
  }
}

}  // namespace sim::report
