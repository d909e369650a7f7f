// sim/experiment/portrait.cpp: replications run again, and what of them is drawn.
#include "sim/experiment/portrait.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "sim/base/contract.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/record.h"

namespace sim::experiment {
namespace {

using metrics::Outcome;
using metrics::Records;
using metrics::VisitRecord;
using Fate = Portrait::Fate;

Fate::Stage stage_of(const metrics::PatientRecord& patient) {
  if (patient.outcome == Outcome::Excluded) return Fate::Stage::Screening;
  return patient.latest_course ? Fate::Stage::Course : Fate::Stage::Waiting;
}

// Counts patients by what became of them.
class Fates {
 public:
  void add(const model::Model& model, const Records& records) {
    for (const metrics::PatientRecord& patient : records.patients)
      ++counts_[{stage_of(patient), patient.outcome, metrics::reason_of(model, patient)}];
  }
  std::vector<Fate> all() const {
    std::vector<Fate> fates;
    for (const auto& [what, patients] : counts_)
      fates.push_back({std::get<0>(what), std::get<1>(what), std::get<2>(what), patients});
    return fates;
  }

 private:
  std::map<std::tuple<Fate::Stage, Outcome, std::string>, std::int64_t> counts_;
};

Date date_of_visit(const VisitRecord& visit) {
  return date_of(visit.came == never ? visit.appointment : visit.came);
}

// Of the dates with as many visits as half of the dates have at most, the one nearest to the middle
// of the measured period: neither the first weeks nor a holiday's.
std::optional<Portrait::Day> ordinary_day(const Records& records) {
  std::map<Date, std::vector<VisitRecord>> days;
  for (const VisitRecord& visit : records.visits) {
    const Date date = date_of_visit(visit);
    const bool measured = Time{date} >= records.measured_from && Time{date} < records.ended;
    if (measured) days[date].push_back(visit);
  }
  if (days.empty()) return {};
  std::vector<std::size_t> counts;
  counts.reserve(days.size());
  for (const auto& [date, visits] : days)
    counts.push_back(visits.size());
  const auto median = counts.begin() + static_cast<std::ptrdiff_t>((counts.size() - 1) / 2);
  std::nth_element(counts.begin(), median, counts.end());
  const Time middle = records.measured_from + (records.ended - records.measured_from) / 2;
  const auto away = [&](Date date) {
    return Time{date} < middle ? middle - Time{date} : Time{date} - middle;
  };
  auto best = days.end();
  for (auto day = days.begin(); day != days.end(); ++day) {
    if (day->second.size() != *median) continue;
    if (best == days.end() || away(day->first) < away(best->first)) best = day;
  }
  return Portrait::Day{best->first, std::move(best->second)};
}

void add_waits(const Records& records, Portrait::Waits& waits) {
  for (const metrics::PatientRecord& patient : records.patients) {
    if (patient.first_infusion_counts && patient.referred != never)
      waits.add(patient.first_infusion - patient.referred);
  }
}

}  // namespace

void Portrait::Waits::add(Duration wait) {
  SIM_EXPECTS(wait >= Duration{0});
  const auto hour = static_cast<std::size_t>(wait / one_hour);
  if (hours_.size() <= hour) hours_.resize(hour + 1);
  ++hours_[hour];
  ++patients_;
}

Duration Portrait::Waits::bin_width() const {
  constexpr int most_bins = 60;
  std::int64_t beyond = 0;
  std::size_t hours = hours_.size();
  while (hours > 0 && (beyond += hours_[hours - 1]) * 1000 <= patients_)
    --hours;
  const Duration longest = static_cast<std::int64_t>(hours) * one_hour;
  if (longest <= 2 * one_day) return one_hour;
  for (const int days : {1, 2, 5, 7})
    if (longest <= most_bins * days * one_day) return days * one_day;
  const auto weeks = (longest + most_bins * one_week - Duration{1}) / (most_bins * one_week);
  return weeks * one_week;
}

std::vector<std::int64_t> Portrait::Waits::bins(Duration width) const {
  SIM_EXPECTS(width >= one_hour && width % one_hour == Duration{0});
  const auto hours = static_cast<std::size_t>(width / one_hour);
  std::vector<std::int64_t> bins((hours_.size() + hours - 1) / hours);
  for (std::size_t hour = 0; hour < hours_.size(); ++hour)
    bins[hour / hours] += hours_[hour];
  return bins;
}

std::int64_t Portrait::patients() const {
  std::int64_t all = 0;
  for (const Fate& fate : fates)
    all += fate.patients;
  return all;
}

Portrait portray(const model::Model& model, int replications, const Execution& execution) {
  Portrait portrait;
  Fates fates;
  const auto make = [&](int index) { return record(model, static_cast<std::uint32_t>(index) + 1); };
  const auto take = [&](int index, const Records& records) {
    fates.add(model, records);
    add_waits(records, portrait.waits);
    if (index == 0) portrait.day = ordinary_day(records);
    return Next::GoOn;
  };
  portrait.replications =
      in_order<Records>(replications, {execution.threads, execution.interrupted}, make, take);
  portrait.fates = fates.all();
  return portrait;
}

}  // namespace sim::experiment
