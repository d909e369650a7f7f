// sim/metrics/daily_series.cpp: levels, cut at midnight.
#include "sim/metrics/daily_series.h"

namespace sim::metrics {

using clinic::Hears;
static_assert(Hears<DailySeries, clinic::PatientReferred>);
static_assert(Hears<DailySeries, clinic::PatientTakenOver>);
static_assert(Hears<DailySeries, clinic::PatientExcluded>);
static_assert(Hears<DailySeries, clinic::PatientGaveUp>);
static_assert(Hears<DailySeries, clinic::PatientLost>);
static_assert(Hears<DailySeries, clinic::PatientRefused>);
static_assert(Hears<DailySeries, clinic::CourseStarted>);
static_assert(Hears<DailySeries, clinic::Assessed>);
static_assert(Hears<DailySeries, clinic::CourseEnded>);
static_assert(Hears<DailySeries, clinic::PatientRelapsed>);

DailySeries::DailySeries(const model::Model& model)
    : series_(patient_level_kinds,
              {stats::TimeWeighted(Time{model.run.start}), Time{model.run.start} + one_day}),
      responding_(model.cohorts.size() * origins) {}

void DailySeries::Series::close_days(Time until) {
  for (; tomorrow <= until; tomorrow += one_day) {
    days.push_back(today.mean(tomorrow));
    today.restart(tomorrow);
  }
}

void DailySeries::change(PatientLevel level, Time at, double by) {
  Series& series = series_[static_cast<std::size_t>(level)];
  series.close_days(at);
  series.today.add(at, by);
}

void DailySeries::finish(Time ended) {
  for (Series& series : series_)
    series.close_days(ended);
}

// --- who waits ---

void DailySeries::on(const clinic::PatientReferred& now) {
  change(PatientLevel::WaitingList, now.at, 1.0);
}
void DailySeries::on(const clinic::PatientExcluded& now) {
  change(PatientLevel::WaitingList, now.at, -1.0);
}
void DailySeries::on(const clinic::PatientGaveUp& now) {
  change(PatientLevel::WaitingList, now.at, -1.0);
}
void DailySeries::on(const clinic::PatientLost& now) {
  change(PatientLevel::WaitingList, now.at, -1.0);
}
void DailySeries::on(const clinic::PatientRefused& now) {
  change(PatientLevel::WaitingList, now.at, -1.0);
}

// --- who is in a course, and who responds ---

void DailySeries::on(const clinic::PatientTakenOver& now) {
  change(PatientLevel::CoursesInProgress, now.at, 1.0);
}

// Who waited for a first course leaves the waiting list; for a later one nobody was on it.
void DailySeries::on(const clinic::CourseStarted& now) {
  change(PatientLevel::CoursesInProgress, now.at, 1.0);
  if (now.order == clinic::CourseOrder::First) change(PatientLevel::WaitingList, now.at, -1.0);
}

void DailySeries::set_response(PatientId id, Time at, bool responding) {
  std::vector<bool>& known =
      responding_[id.cohort.index * origins + static_cast<std::size_t>(id.origin)];
  if (id.member >= known.size()) known.resize(id.member + std::size_t{1});
  if (known[id.member] == responding) return;
  known[id.member] = responding;
  change(PatientLevel::InResponse, at, responding ? 1.0 : -1.0);
}

void DailySeries::on(const clinic::Assessed& now) {
  set_response(now.patient, now.at, now.responding);
}

// Of who is not responding here nobody will say that they relapse.
void DailySeries::on(const clinic::CourseEnded& now) {
  change(PatientLevel::CoursesInProgress, now.at, -1.0);
  set_response(now.patient, now.at, now.responding);
}

void DailySeries::on(const clinic::PatientRelapsed& now) {
  set_response(now.patient, now.at, false);
}

}  // namespace sim::metrics
