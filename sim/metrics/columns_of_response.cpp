// sim/metrics/columns_of_response.cpp: the columns of response, and of how long it lasts.
#include "sim/metrics/column_list.h"

namespace sim::metrics {

void ColumnList::add_outcomes(Metric metric, PatientSum sum, Has has) {
  for_scopes(has, [&](const Scope& scope) {
    add_total(metric, scope.label, layout_.sum_of(sum, scope.index));
    add(metric, scope.label, Statistic::Share,
        quotient({sum, PatientSum::AssessedEnded, percent}, scope));
  });
}

void ColumnList::add_infusions_to(Metric metric, PatientSample sample, Has has) {
  for_scopes(has, [&](const Scope& scope) {
    const std::uint32_t at = layout_.sample_of(sample, scope.index);
    add(metric, scope.label, Statistic::Mean, SampleMean{at, 1.0});
    add(metric, scope.label, Statistic::P50, SampleQuantile{at, probability(Statistic::P50), 1.0});
  });
}

void ColumnList::add_relapses() {
  add_levels(Metric::PatientsInResponse, PatientLevel::InResponse, &Scope::assessed);
  for_scopes(&Scope::assessed, [&](const Scope& scope) {
    add(Metric::DaysInResponse, scope.label, Statistic::Value,
        LevelPerCount{layout_.level_of(PatientLevel::InResponse, scope.index),
                      layout_.sum_of(PatientSum::CoursesStarted, scope.index)});
  });
  add_totals(Metric::Relapses, PatientSum::Relapses, &Scope::relapses);
  add_totals(Metric::RelapsesAtOnce, PatientSum::RelapsesAtOnce, &Scope::relapses);
  for_scopes(&Scope::relapses, [&](const Scope& scope) {
    add(Metric::RelapsedWithin, joined("4 weeks", scope.label), Statistic::Value,
        quotient({PatientSum::RelapsedWithin4Weeks, PatientSum::WatchedFor4Weeks, percent}, scope));
    add(Metric::RelapsedWithin, joined("8 weeks", scope.label), Statistic::Value,
        quotient({PatientSum::RelapsedWithin8Weeks, PatientSum::WatchedFor8Weeks, percent}, scope));
  });
  add_samples(Metric::DaysToRelapse, PatientSample::TimeToRelapse, per_day, &Scope::relapses);
}

void ColumnList::add_given() {
  for_numbers(always, [&](const Scope& scope, std::size_t number, const std::string& label) {
    add_total(Metric::Given, label, layout_.sum_of(InfusionSum::Given, scope.index, number));
  });
}

void ColumnList::add_by_number(Metric metric, InfusionSum over, InfusionSum under, Has has) {
  const bool score = over == InfusionSum::Score;
  for_numbers(has, [&](const Scope& scope, std::size_t number, const std::string& label) {
    add(metric, label, score ? Statistic::Mean : Statistic::Value,
        Quotient{layout_.sum_of(over, scope.index, number),
                 layout_.sum_of(under, scope.index, number), score ? 1.0 : percent});
  });
}

void ColumnList::add_response() {
  add_outcomes(Metric::Responders, PatientSum::Responders, &Scope::assessed);
  add_outcomes(Metric::Remitters, PatientSum::Remitters, &Scope::scored);
  add_outcomes(Metric::EverResponded, PatientSum::EverResponded, &Scope::assessed);
  add_outcomes(Metric::EverRemitted, PatientSum::EverRemitted, &Scope::scored);
  add_infusions_to(Metric::InfusionsToResponse, PatientSample::InfusionsToResponse,
                   &Scope::assessed);
  add_infusions_to(Metric::InfusionsToRemission, PatientSample::InfusionsToRemission,
                   &Scope::scored);
  add_samples(Metric::DaysToResponse, PatientSample::TimeToResponse, per_day, &Scope::assessed);
  add_relapses();
  add_given();
  add_by_number(Metric::Score, InfusionSum::Score, InfusionSum::Scored, &Scope::scored);
  add_by_number(Metric::Responding, InfusionSum::Responding, InfusionSum::Assessed,
                &Scope::assessed);
  add_by_number(Metric::InRemission, InfusionSum::InRemission, InfusionSum::Scored, &Scope::scored);
}

}  // namespace sim::metrics
