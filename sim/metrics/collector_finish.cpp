// sim/metrics/collector_finish.cpp: what the collector does with time: weeks, hours of the week,
// the measured period, and the row at its end.
#include <algorithm>

#include "sim/base/contract.h"
#include "sim/metrics/collector.h"

namespace sim::metrics {

void Collector::close_weeks(Time until) {
  const stats::TimeWeighted& list = levels_[layout_.level_of(PatientLevel::WaitingList, 0)];
  while (weeks_.size() < layout_.weeks) {
    const Time end = measured_from_ + one_week * static_cast<std::int64_t>(weeks_.size() + 1);
    if (end > until) return;
    weeks_.push_back(list.integral(end));
  }
}

void Collector::add_by_hour(HourSum what, ResourceId resource, model::Opening span,
                            double per_millisecond) {
  if (per_millisecond == 0.0) return;
  std::int64_t hour = (span.from - first_monday_) / one_hour;
  for (Time from = span.from; from < span.to; ++hour) {
    const Time to = std::min(span.to, first_monday_ + one_hour * (hour + 1));
    const auto of_week = static_cast<std::size_t>(hour) % hours_of_week;
    sums_[layout_.sum_of(what, resource, of_week)] += in_milliseconds(to - from) * per_millisecond;
    from = to;
  }
}

void Collector::close_in_use(ResourceId id, Time until) {
  InUse& resource = resources_[id.index];
  const model::Opening span{resource.since, until};
  resource.since = until;
  if (span.from == until) return;
  const std::int32_t each = model_.resources[id].units_each;
  const std::int32_t beyond = std::max(resource.in_use - resource.on_duty, 0);
  sums_[layout_.beyond_shift.at(id.index)] += in_milliseconds(until - span.from) * beyond / each;
  if (resource.on_duty == 0) return;
  const auto number = static_cast<std::size_t>((resource.in_use + each - 1) / each);
  SIM_EXPECTS(number < layout_.in_use[id.index].size);
  sums_[layout_.in_use[id.index].at(number)] += in_milliseconds(until - span.from);
  sums_[layout_.staffed_time.at(id.index)] += in_milliseconds(until - span.from);
  add_by_hour(HourSum::Busy, id, span, std::min(resource.in_use, resource.on_duty));
  add_by_hour(HourSum::Staffed, id, span, resource.on_duty);
}

void Collector::count_if_due(const Patient& patient, const Scopes& in, Time ended) {
  struct Within {
    Duration span;
    PatientSum due;
    PatientSum started;
  };
  const std::array<Within, 2> spans = {
      {{14 * one_day, PatientSum::DueWithin14Days, PatientSum::StartedWithin14Days},
       {28 * one_day, PatientSum::DueWithin28Days, PatientSum::StartedWithin28Days}}};
  for (const Within& within : spans) {
    if (patient.referred + within.span > ended) continue;
    count(within.due, in);
    if (patient.started <= patient.referred + within.span) count(within.started, in);
  }
}

void Collector::count_started_within(Time ended) {
  for (const CohortId cohort : ids<CohortId>(model_.cohorts)) {
    const Scopes in = scopes(PatientId{cohort});
    for (std::size_t origin = 0; origin < origins; ++origin) {
      for (const Patient& each : patients_[cohort.index * origins + origin])
        if (each.counts_from(measured_from_)) count_if_due(each, in, ended);
    }
  }
}

void Collector::count_open_days(Time ended) {
  for (Date date = date_of(measured_from_); Time{date} < ended; date += std::chrono::days{1}) {
    if (!model::openings_on(date, model_.clinic.open, model_.clinic.closed).empty())
      sums_[layout_.days_open] += 1.0;
  }
}

void Collector::total_hours() {
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    for (std::size_t kind = 0; kind < hour_sum_kinds; ++kind) {
      const auto what = static_cast<HourSum>(kind);
      const auto first = sums_.begin() + layout_.sum_of(what, id, 0);
      double total = 0.0;
      std::for_each(first, first + hours_of_week, [&](double hour) { total += hour; });
      sums_[layout_.total_of(what, id)] = total;
    }
    const model::Resource& resource = model_.resources[id];
    if (!resource.held_throughout) continue;
    const double idle = (sums_[layout_.total_of(HourSum::Staffed, id)] -
                         sums_[layout_.total_of(HourSum::Busy, id)]) /
                        resource.units_each;
    sums_[layout_.idle.at(id.index)] = idle;
    sums_[layout_.idle.at(resources_.size())] += idle;
  }
}

// What is counted already, times what each of it brings in or costs.
void Collector::count_money() {
  if (!model_.economics) return;
  const model::Economics& economics = *model_.economics;
  const auto add = [&](std::uint32_t part, std::uint32_t whole, double amount) {
    sums_[part] = amount;
    sums_[whole] += amount;
  };
  for (const VisitId id : ids<VisitId>(model_.visits)) {
    const double ended = sums_[layout_.visits.at(id.index)];
    add(layout_.revenue_of_visits.at(id.index), layout_.revenue,
        ended * economics.price[id].value_or(0.0));
    add(layout_.cost_of_visits.at(id.index), layout_.cost,
        ended * economics.per_visit[id].value_or(0.0));
  }
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    const double staffed =
        sums_[layout_.total_of(HourSum::Staffed, id)] / model_.resources[id].units_each;
    add(layout_.cost_of_resources.at(id.index), layout_.cost,
        staffed / in_milliseconds(one_hour) * economics.per_staffed_hour[id].value_or(0.0));
  }
  add(layout_.cost_of_days_open, layout_.cost,
      sums_[layout_.days_open] * economics.per_day_open.value_or(0.0));
  sums_[layout_.margin] = sums_[layout_.revenue] - sums_[layout_.cost];
}

Row Collector::finish(Time ended) {
  close_weeks(ended);
  if (weeks_.size() < layout_.weeks) {  // the last week is cut short
    weeks_.push_back(levels_[layout_.level_of(PatientLevel::WaitingList, 0)].integral(ended));
  }
  for (const ResourceId resource : ids<ResourceId>(model_.resources))
    close_in_use(resource, ended);
  on(clinic::OvertimeEnded{ended});
  count_open_days(ended);
  count_started_within(ended);
  stop_watching(ended);
  total_hours();
  count_money();
  for (std::size_t i = 0; i < outcome_count; ++i)
    sums_[layout_.outcomes.at(i)] = static_cast<double>(outcomes_[i]);

  Row row;
  row.reserve(layout_.columns.size());
  for (const Column& column : layout_.columns)
    row.push_back(read(column.reading, ended));
  return row;
}

namespace {

// Reads one column's cell. One function for each way in which a column can be read.
struct Reader {
  const std::vector<double>& sums;
  const std::vector<stats::QuantileSketch>& samples;
  const std::vector<stats::TimeWeighted>& levels;
  const std::vector<double>& weeks;
  Time from;
  Time to;

  Cell operator()(PerYear total) const {
    return {sums[total.sum] * total.scale * (one_year / Duration{1}), in_milliseconds(to - from)};
  }
  Cell operator()(Plain total) const { return {sums[total.sum] * total.scale, 1.0}; }
  Cell operator()(Quotient part) const { return {sums[part.over] * part.scale, sums[part.under]}; }
  Cell operator()(SampleMean mean) const {
    const stats::QuantileSketch& sample = samples[mean.sample];
    if (sample.count() == 0) return {};
    const auto count = static_cast<double>(sample.count());
    return {sample.mean() * mean.scale * count, count};
  }
  Cell operator()(PartOfMean part) const {
    return {sums[part.sum] * part.scale, static_cast<double>(samples[part.sample].count())};
  }
  Cell operator()(SampleQuantile wanted) const {
    const stats::QuantileSketch& sample = samples[wanted.sample];
    if (sample.count() == 0) return {};
    return {sample.quantile(wanted.probability) * wanted.scale, 1.0};
  }
  Cell operator()(LevelMean mean) const { return {levels[mean.level].mean(to), 1.0}; }
  Cell operator()(LevelAtEnd end) const { return {levels[end.level].level(), 1.0}; }
  Cell operator()(LevelPerCount part) const {
    return {levels[part.level].integral(to) / in_milliseconds(one_day), sums[part.count]};
  }
  Cell operator()(WeekOfWaitingList wanted) const {
    if (wanted.week >= weeks.size()) return {};
    const Time begin = from + one_week * static_cast<std::int64_t>(wanted.week);
    const double before = wanted.week == 0 ? 0.0 : weeks[wanted.week - 1];
    return {weeks[wanted.week] - before, in_milliseconds(std::min(begin + one_week, to) - begin)};
  }
};

}  // namespace

Cell Collector::read(const Reading& reading, Time ended) const {
  return std::visit(Reader{sums_, samples_, levels_, weeks_, measured_from_, ended}, reading);
}

}  // namespace sim::metrics
