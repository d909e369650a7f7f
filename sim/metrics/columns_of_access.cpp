// sim/metrics/columns_of_access.cpp: the columns of how patients get to their first infusion.
#include "sim/metrics/column_list.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {

void ColumnList::add_access() {
  add_totals(Metric::Referrals, PatientSum::Referrals);
  add_totals(Metric::Screened, PatientSum::Screened, &Scope::screened);
  add_totals(Metric::Excluded, PatientSum::Excluded, &Scope::excluded);
  add_named(Metric::Excluded, layout_.excluded_by);
  add_totals(Metric::Refused, PatientSum::Refused, &Scope::refused);
  add_named(Metric::Refused, layout_.refused_by);
  add_totals(Metric::GaveUpWaiting, PatientSum::GaveUp, &Scope::gives_up);
  add_totals(Metric::LostBeforeStart, PatientSum::LostBeforeStart, &Scope::loses_patients);
  add_samples(Metric::WaitToScreening, PatientSample::WaitToScreening, per_day,
              &Scope::screened_at_a_visit);
  add_samples(Metric::WaitToFirstInfusion, PatientSample::WaitToFirstInfusion, per_day);
  add_parts_by_cause(Metric::WaitToFirstInfusion, layout_.access_causes,
                     {0, layout_.sample_of(PatientSample::WaitToFirstInfusion, 0), per_day});
  add_started_within();
  add_levels(Metric::WaitingList, PatientLevel::WaitingList);
  for (std::uint32_t week = 0; week < layout_.weeks; ++week) {
    add(Metric::WaitingList, fmt::format("week={}", week + 1), Statistic::Mean,
        WeekOfWaitingList{week});
  }
  if (model_.booking.mode == model::BookingMode::Appointments) add_refused_starts();
}

void ColumnList::add_refused_starts() {
  add_total(Metric::RefusedStarts, "", layout_.refused_starts.at(model::wait_causes));
  for (const model::WaitCause cause : causes_of(model_)) {
    add_total(Metric::RefusedStarts, std::string(name_of(model_, cause)),
              layout_.refused_starts.at(index_of(cause)));
  }
}

void ColumnList::add_started_within() {
  for_scopes(always, [&](const Scope& scope) {
    add(Metric::StartedWithin, joined("14 days", scope.label), Statistic::Value,
        quotient({PatientSum::StartedWithin14Days, PatientSum::DueWithin14Days, percent}, scope));
    add(Metric::StartedWithin, joined("28 days", scope.label), Statistic::Value,
        quotient({PatientSum::StartedWithin28Days, PatientSum::DueWithin28Days, percent}, scope));
  });
}

}  // namespace sim::metrics
