// sim/metrics/columns_of_clinic.cpp: the columns of resources and of the clinic's day.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/metrics/column_list.h"

namespace sim::metrics {
namespace {

// Whether the rota has anyone on duty in that hour of the week.
bool staffed_in(const model::WeeklyHours& staffed, std::size_t hour) {
  const Duration from = one_hour * static_cast<std::int64_t>(hour);
  const auto& intervals = staffed.intervals();
  return std::any_of(intervals.begin(), intervals.end(), [&](model::Interval interval) {
    return interval.from < from + one_hour && from < interval.to;
  });
}

bool closes(const model::ClinicHours& clinic) {
  return !clinic.open.is_always() || !clinic.closed.dates().empty();
}

// Whether there are ever fewer of it on duty than before.
bool goes_off_duty(const model::Resource& resource) {
  const auto& rotas = resource.staffing.rotas().periods();
  return resource.absence || rotas.size() > 1 || rotas.front().what.levels().size() > 1;
}

}  // namespace

void ColumnList::add_by_hour(Metric metric, HourSum over, HourSum under, ResourceId resource) {
  const model::WeeklyHours staffed = model_.resources[resource].staffing.at_least(1);
  for (std::size_t hour = 0; hour < hours_of_week; ++hour) {
    if (!staffed_in(staffed, hour)) continue;
    add(metric,
        fmt::format("{},weekday={},hour={}", model_.resources[resource].name,
                    weekday_name(static_cast<int>(hour / 24)), hour % 24),
        Statistic::Value,
        Quotient{layout_.sum_of(over, resource, hour), layout_.sum_of(under, resource, hour),
                 percent});
  }
}

void ColumnList::add_utilisation(Metric metric, HourSum over, HourSum under) {
  for (const ResourceId resource : ids<ResourceId>(model_.resources)) {
    add(metric, model_.resources[resource].name, Statistic::Value,
        Quotient{layout_.total_of(over, resource), layout_.total_of(under, resource), percent});
  }
  for (const ResourceId resource : ids<ResourceId>(model_.resources))
    add_by_hour(metric, over, under, resource);
}

void ColumnList::add_chair_hours(Metric metric, Block by_resource) {
  const std::size_t resources = model_.resources.size();
  add_total(metric, "", by_resource.at(resources), per_hour);
  for (std::size_t i = 0; i < resources; ++i) {
    const model::Resource& resource = model_.resources[ResourceId{static_cast<std::uint32_t>(i)}];
    if (resource.held_throughout) add_total(metric, resource.name, by_resource.at(i), per_hour);
  }
}

void ColumnList::add_capacity() {
  add_utilisation(Metric::Utilisation, HourSum::Busy, HourSum::Staffed);
  if (model_.booking.mode == model::BookingMode::Appointments)
    add_utilisation(Metric::BookedUtilisation, HourSum::Reserved, HourSum::Bookable);
  for (const ResourceId resource : ids<ResourceId>(model_.resources)) {
    const Block& in_use = layout_.in_use[resource.index];
    for (std::size_t number = 0; number < in_use.size; ++number) {
      add(Metric::TimeAt, fmt::format("{}={}", model_.resources[resource].name, number),
          Statistic::Value,
          Quotient{in_use.at(number), layout_.staffed_time.at(resource.index), percent});
    }
  }
  add_overtime();
}

void ColumnList::add_overtime() {
  if (closes(model_.clinic)) {
    add(Metric::OvertimePerDay, "", Statistic::Mean,
        Quotient{layout_.overtime, layout_.days_open, per_minute});
  }
  for (const ResourceId id : ids<ResourceId>(model_.resources)) {
    const model::Resource& resource = model_.resources[id];
    if (!closes(model_.clinic) && !goes_off_duty(resource)) continue;
    add(Metric::OvertimePerDay, resource.name, Statistic::Mean,
        Quotient{layout_.beyond_shift.at(id.index), layout_.days_open, per_minute});
  }
}

void ColumnList::add_visits() {
  add_totals(Metric::Visits, PatientSum::Visits);
  for (const VisitId visit : ids<VisitId>(model_.visits))
    add_total(Metric::Visits, "visit=" + model_.visits[visit].name, layout_.visits.at(visit.index));
}

void ColumnList::add_waits_in_clinic() {
  add_samples(Metric::WaitInClinic, PatientSample::WaitInClinic, per_minute);
  add_parts_by_cause(Metric::WaitInClinic, layout_.clinic_causes,
                     {0, layout_.sample_of(PatientSample::WaitInClinic, 0), per_minute});
  for (const VisitId id : ids<VisitId>(model_.visits)) {
    const model::Visit& visit = model_.visits[id];
    add_sample(Metric::WaitInClinic, "visit=" + visit.name, layout_.visit_waits.at(id.index),
               per_minute);
    for (std::size_t step = 0; step < visit.steps.size(); ++step) {
      if (visit.steps[step].after_patient) continue;
      add_sample(Metric::WaitInClinic,
                 fmt::format("step={}/{}", visit.name, visit.steps[step].name),
                 layout_.step_waits[id.index].at(step), per_minute);
    }
  }
}

void ColumnList::add_clinic_day() {
  add_visits();
  add_waits_in_clinic();
  add_samples(Metric::VisitLength, PatientSample::VisitLength, per_minute);
  for (const VisitId visit : ids<VisitId>(model_.visits)) {
    add_sample(Metric::VisitLength, "visit=" + model_.visits[visit].name,
               layout_.visit_lengths.at(visit.index), per_minute);
  }
  const bool chairs =
      std::any_of(model_.resources.begin(), model_.resources.end(),
                  [](const model::Resource& resource) { return resource.held_throughout; });
  if (chairs) add_chair_hours(Metric::IdleChairHours, layout_.idle);
  add_totals(Metric::NoShows, PatientSum::NoShows, &Scope::no_shows);
  if (chairs && scopes_.front().no_shows) add_chair_hours(Metric::NoShowChairHours, layout_.missed);
  add_totals(Metric::Cancellations, PatientSum::Cancellations, &Scope::cancels);
  add_totals(Metric::FoundNotFit, PatientSum::NotFit, &Scope::not_fit);
  if (closes(model_.clinic)) add_totals(Metric::SentHome, PatientSum::SentHome);
}

}  // namespace sim::metrics
