// sim/metrics/columns_of_patients.cpp: the columns of access, courses and response.
#include <array>
#include <string_view>

#include "sim/metrics/column_list.h"
#include "sim/metrics/telling.h"

namespace sim::metrics {

void ColumnList::add_access() {
  add_totals(Metric::Referrals, PatientSum::Referrals);
  add_totals(Metric::Screened, PatientSum::Screened, &Scope::screened);
  add_totals(Metric::Excluded, PatientSum::Excluded, &Scope::excluded);
  add_named(Metric::Excluded, layout_.excluded_by);
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
  add_total(Metric::RefusedStarts, "", layout_.refused.at(model::wait_causes));
  for (const model::WaitCause cause : causes_of(model_)) {
    add_total(Metric::RefusedStarts, std::string(name_of(model_, cause)),
              layout_.refused.at(index_of(cause)));
  }
}

void ColumnList::add_started_within() {
  for_scopes(always, [&](const Scope& scope) {
    const auto label = [&](std::string_view within) {
      return scope.label.empty() ? std::string(within) : fmt::format("{},{}", within, scope.label);
    };
    add(Metric::StartedWithin, label("14 days"), Statistic::Value,
        quotient({PatientSum::StartedWithin14Days, PatientSum::DueWithin14Days, percent}, scope));
    add(Metric::StartedWithin, label("28 days"), Statistic::Value,
        quotient({PatientSum::StartedWithin28Days, PatientSum::DueWithin28Days, percent}, scope));
  });
}

void ColumnList::add_courses() {
  add_totals(Metric::CoursesStarted, PatientSum::CoursesStarted);
  add_totals(Metric::CoursesCompleted, PatientSum::CoursesCompleted);
  add_named(Metric::CoursesCompleted, layout_.completed_by);
  if (!layout_.stopped_by.empty()) add_totals(Metric::CoursesStopped, PatientSum::CoursesStopped);
  add_named(Metric::CoursesStopped, layout_.stopped_by);
  add_totals(Metric::CoursesDroppedOut, PatientSum::CoursesDroppedOut);
  add_totals(Metric::CoursesLost, PatientSum::CoursesLost, &Scope::loses_courses);
  add_levels(Metric::CoursesInProgress, PatientLevel::CoursesInProgress);
  add_quotients(Metric::DaysInCourse, Statistic::Mean,
                {PatientSum::LengthOfEnded, PatientSum::CoursesEnded, per_day});
  add_totals(Metric::InfusionsGiven, PatientSum::Infusions);
  add_quotients(Metric::InfusionsPerCourse, Statistic::Value,
                {PatientSum::InfusionsOfEnded, PatientSum::CoursesEnded, 1.0});
  add_totals(Metric::LateVisits, PatientSum::LateInfusions);
  add_quotients(Metric::LateVisits, Statistic::Share,
                {PatientSum::LateInfusions, PatientSum::Gaps, percent});
  add_quotients(Metric::GapDays, Statistic::Mean,
                {PatientSum::GapLength, PatientSum::Gaps, per_day});
  add_ends_of_patients();
}

void ColumnList::add_ends_of_patients() {
  constexpr std::array<const char*, outcome_count> names = {
      "waiting",     "in course", "excluded",
      "gave up",     "completed", "stopped",
      "dropped out", "lost",      "lost before starting"};
  const Scope& everybody = scopes_.front();
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (outcome == Outcome::Lost && !everybody.loses_courses) continue;
    if (outcome == Outcome::LostBeforeStart && !everybody.loses_patients) continue;
    add(Metric::Outcomes, names[i], Statistic::Value, Plain{layout_.outcomes.at(i), 1.0});
  }
}

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
  add_given();
  add_by_number(Metric::Score, InfusionSum::Score, InfusionSum::Scored, &Scope::scored);
  add_by_number(Metric::Responding, InfusionSum::Responding, InfusionSum::Assessed,
                &Scope::assessed);
  add_by_number(Metric::InRemission, InfusionSum::InRemission, InfusionSum::Scored, &Scope::scored);
}

}  // namespace sim::metrics
