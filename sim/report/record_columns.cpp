// sim/report/record_columns.cpp: what the tables of records are put together from.
#include "sim/report/record_columns.h"

#include <algorithm>

#include "sim/metrics/telling.h"
#include "sim/report/timestamp.h"

namespace sim::report {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// "booking rules" to "booking_rules".
std::string ending_of(std::string cause) {
  std::replace_if(
      cause.begin(), cause.end(), [](char c) { return !is_letter_or_digit(c); }, '_');
  return cause;
}

bool scenarios_have_names(const std::vector<Recorded>& all) {
  return std::any_of(all.begin(), all.end(),
                     [](const Recorded& one) { return !one.scenario.empty(); });
}

}  // namespace

Datum time_or_none(Time at) { return at == never ? Datum{} : Datum{timestamp(at)}; }
Datum text_or_none(std::string text) { return text.empty() ? Datum{} : Datum{std::move(text)}; }
Datum yes_or_no(bool yes) { return whole_number(yes ? 1 : 0); }
Datum whole_number(std::int64_t number) { return number; }

std::vector<CauseColumn> cause_columns(const std::vector<Recorded>& all) {
  std::vector<CauseColumn> columns;
  const auto add = [&](const std::string& cause) {
    const auto is_there = [&](const CauseColumn& each) { return each.cause == cause; };
    if (std::any_of(columns.begin(), columns.end(), is_there)) return;
    const std::string name = ending_of(cause);
    std::string ending = name;
    const auto is_taken = [&](const CauseColumn& each) { return each.ending == ending; };
    for (int number = 2; std::any_of(columns.begin(), columns.end(), is_taken); ++number)
      ending = name + "_" + std::to_string(number);
    columns.push_back({cause, ending});
  };
  for (const Recorded& one : all) {
    for (const model::WaitCause cause : metrics::causes_of(*one.model))
      add(std::string(metrics::name_of(*one.model, cause)));
  }
  return columns;
}

std::optional<Duration> part_of(const model::Model& model, const model::WaitByCause& wait,
                                const std::string& cause) {
  for (const model::WaitCause each : metrics::causes_of(model))
    if (metrics::name_of(model, each) == cause) return wait[each];
  return std::nullopt;
}

std::vector<DataColumn> columns_of_run(const std::vector<Recorded>& all) {
  std::vector<DataColumn> columns;
  if (scenarios_have_names(all))
    columns.push_back({"scenario", DataType::Text, "the scenario or variant"});
  columns.push_back({"replication", DataType::Integer, "number of the replication, from 1"});
  return columns;
}

std::vector<std::string> key_of_run(const std::vector<Recorded>& all,
                                    const std::vector<std::string>& more) {
  std::vector<std::string> key;
  for (const DataColumn& column : columns_of_run(all))
    key.push_back(column.name);
  key.insert(key.end(), more.begin(), more.end());
  return key;
}

std::vector<Datum> data_of_run(const std::vector<Recorded>& all, const Recorded& one) {
  std::vector<Datum> data;
  if (scenarios_have_names(all)) data.emplace_back(one.scenario);
  data.push_back(whole_number(one.replication));
  return data;
}

}  // namespace sim::report
