// sim/metrics/columns_of_courses.cpp: the columns of courses, of their ends and of what rules are
// worth.
#include <array>
#include <string>

#include "sim/metrics/column_list.h"
#include "sim/metrics/outcome.h"

namespace sim::metrics {

void ColumnList::add_courses() {
  add_totals(Metric::CoursesStarted, PatientSum::CoursesStarted);
  add_totals(Metric::CoursesCompleted, PatientSum::CoursesCompleted);
  add_named(Metric::CoursesCompleted, layout_.completed_by);
  if (!layout_.stopped_by.empty()) add_totals(Metric::CoursesStopped, PatientSum::CoursesStopped);
  add_named(Metric::CoursesStopped, layout_.stopped_by);
  add_totals(Metric::CoursesSwitched, PatientSum::CoursesSwitched, &Scope::switches);
  add_named(Metric::CoursesSwitched, layout_.switched_by);
  add_totals(Metric::CoursesDroppedOut, PatientSum::CoursesDroppedOut);
  add_totals(Metric::CoursesLost, PatientSum::CoursesLost, &Scope::loses_courses);
  add_totals(Metric::CoursesEndedByAdverseEvent, PatientSum::CoursesEndedByEvent,
             &Scope::ended_by_event);
  add_levels(Metric::CoursesInProgress, PatientLevel::CoursesInProgress);
  add_quotients(Metric::DaysInCourse, Statistic::Mean,
                {PatientSum::LengthOfEnded, PatientSum::CoursesEnded, per_day});
  add_totals(Metric::InfusionsGiven, PatientSum::Infusions);
  add_quotients(Metric::InfusionsPerCourse, Statistic::Value,
                {PatientSum::InfusionsOfEnded, PatientSum::CoursesEnded, 1.0});
  add_retention();
  add_totals(Metric::LateVisits, PatientSum::LateInfusions);
  add_quotients(Metric::LateVisits, Statistic::Share,
                {PatientSum::LateInfusions, PatientSum::InfusionsWithTarget, percent});
  add_samples(Metric::DelayDays, PatientSample::Delay, per_day);
  add_quotients(Metric::GapDays, Statistic::Mean,
                {PatientSum::GapLength, PatientSum::Gaps, per_day});
  add_totals(Metric::AdverseEvents, PatientSum::AdverseEvents, &Scope::adverse_events);
  add_named(Metric::AdverseEvents, layout_.events_of);
  add_worth_of_rules();
  add_ends_of_patients();
}

void ColumnList::add_retention() {
  for_numbers(always, [&](const Scope& scope, std::size_t number, const std::string& label) {
    if (number == 1) return;
    add(Metric::Retention, label, Statistic::Value,
        Quotient{layout_.sum_of(InfusionSum::Retained, scope.index, number),
                 layout_.sum_of(InfusionSum::Retained, scope.index, 1), percent});
  });
}

void ColumnList::add_worth_of_rules() {
  struct Worth {
    Metric metric;
    PatientSum sum;
    RuleSum by_rule;
    double scale;
  };
  const std::array<Worth, 3> all = {
      {{Metric::InfusionsSaved, PatientSum::InfusionsSaved, RuleSum::InfusionsSaved, 1.0},
       {Metric::ChairHoursSaved, PatientSum::ChairTimeSaved, RuleSum::ChairTimeSaved, per_hour},
       {Metric::RespondersLost, PatientSum::RespondersLost, RuleSum::RespondersLost, 1.0}}};
  for (const Worth& worth : all) {
    for_scopes(&Scope::stops, [&](const Scope& scope) {
      add_total(worth.metric, scope.label, layout_.sum_of(worth.sum, scope.index), worth.scale);
    });
    for (const NamedSums& rule : layout_.stopped_by)
      add_total(worth.metric, rule.name, sum_of(worth.by_rule, rule.sums), worth.scale);
  }
}

void ColumnList::add_ends_of_patients() {
  struct End {
    Outcome outcome;
    Has has;
  };
  const std::array<End, outcome_count> ends = {{{Outcome::Waiting, always},
                                                {Outcome::InCourse, always},
                                                {Outcome::Between, &Scope::follows},
                                                {Outcome::Excluded, always},
                                                {Outcome::Refused, &Scope::refused},
                                                {Outcome::GaveUp, always},
                                                {Outcome::LostBeforeStart, &Scope::loses_patients},
                                                {Outcome::Completed, always},
                                                {Outcome::Stopped, always},
                                                {Outcome::Switched, &Scope::switches},
                                                {Outcome::DroppedOut, always},
                                                {Outcome::Lost, &Scope::loses_courses},
                                                {Outcome::AdverseEvent, &Scope::ended_by_event}}};
  const Scope& everybody = scopes_.front();
  for (const End& end : ends) {
    if (end.has != always && !(everybody.*end.has)) continue;
    add(Metric::Outcomes, std::string(name_of(end.outcome)), Statistic::Value,
        Plain{layout_.outcomes.at(static_cast<std::size_t>(end.outcome)), 1.0});
  }
}

}  // namespace sim::metrics
