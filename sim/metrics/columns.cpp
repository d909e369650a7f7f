// sim/metrics/columns.cpp: names every column and says where it is read from.
#include "sim/metrics/columns.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::metrics {
namespace {

constexpr double percent = 100.0;
constexpr double per_day = 1.0 / in_milliseconds(one_day);
constexpr double per_hour = 1.0 / in_milliseconds(one_hour);
constexpr double per_minute = 1.0 / in_milliseconds(one_minute);

// Everybody, a cohort or a course, and what there is to measure of them.
struct Scope {
  std::string label;
  std::size_t index = 0;
  std::size_t numbers = 0;  // of infusions that are counted one by one
  bool screened = false;
  bool screened_at_a_visit = false;
  bool excluded = false;
  bool gives_up = false;
  bool assessed = false;
  bool scored = false;
  bool misses = false;
};
using Has = bool Scope::*;

void include(Scope& scope, const model::Model& model, const model::Cohort& cohort) {
  const auto may_miss = [&](UseId use) { return model.uses[use].no_show.probability > 0.0; };
  const model::Course& course = model.courses[cohort.course];
  const model::Response& response = model.responses[cohort.response];
  const int most = std::min(course.most_infusions(), most_numbered_infusions);
  scope.numbers = std::max(scope.numbers, static_cast<std::size_t>(most));
  scope.gives_up |= cohort.patience.has_value();
  scope.assessed |= !std::holds_alternative<model::NoResponse>(response.is);
  scope.scored |= std::holds_alternative<model::Trajectory>(response.is);
  scope.misses |= may_miss(course.use);
  if (!cohort.screening) return;
  scope.screened = true;
  scope.excluded |= !cohort.screening->excluded.empty();
  scope.screened_at_a_visit |= cohort.screening->use.has_value();
  scope.misses |= cohort.screening->use && may_miss(*cohort.screening->use);
}

std::vector<Scope> list_scopes(const model::Model& model) {
  std::vector<Scope> scopes(1);
  for (const model::Cohort& cohort : model.cohorts) {
    include(scopes.front(), model, cohort);
    include(scopes.emplace_back(Scope{"cohort=" + cohort.name, scopes.size()}), model, cohort);
  }
  for (const CourseId course : ids<CourseId>(model.courses)) {
    Scope& scope =
        scopes.emplace_back(Scope{"course=" + model.courses[course].name, scopes.size()});
    for (const model::Cohort& cohort : model.cohorts) {
      if (cohort.course == course) include(scope, model, cohort);
    }
  }
  return scopes;
}

std::string_view suffix(Statistic statistic) {
  switch (statistic) {
    case Statistic::Value:
      return "";
    case Statistic::Count:
      return ".count";
    case Statistic::Share:
      return ".share";
    case Statistic::Mean:
      return ".mean";
    case Statistic::P50:
      return ".p50";
    case Statistic::P90:
      return ".p90";
    case Statistic::P95:
      return ".p95";
    case Statistic::End:
      return ".end";
  }
  return "";
}

double probability(Statistic quantile) {
  if (quantile == Statistic::P50) return 0.50;
  return quantile == Statistic::P90 ? 0.90 : 0.95;
}

// Whether the rota has anyone on duty in that hour of the week.
bool staffed_in(const model::WeeklyHours& staffed, std::size_t hour) {
  const Duration from = one_hour * static_cast<std::int64_t>(hour);
  const auto& intervals = staffed.intervals();
  return std::any_of(intervals.begin(), intervals.end(), [&](model::Interval interval) {
    return interval.from < from + one_hour && from < interval.to;
  });
}

class ColumnList {
 public:
  ColumnList(const model::Model& model, const Layout& layout)
      : model_(model), layout_(layout), scopes_(list_scopes(model)) {}

  void add_access();
  void add_courses();
  void add_response();
  void add_capacity();
  void add_clinic_day();
  std::vector<Column> take() { return std::move(columns_); }

 private:
  static constexpr Has always = nullptr;

  void add(Metric metric, const std::string& label, Statistic statistic, Reading reading) {
    const MetricDescription& description = describe(metric);
    std::string name = label.empty() ? std::string(description.name)
                                     : fmt::format("{}[{}]", description.name, label);
    name += suffix(statistic);
    const bool yearly = std::holds_alternative<PerYear>(reading);
    const bool share = statistic == Statistic::Share;
    std::string unit = share ? "%" : std::string(description.unit) + (yearly ? " / year" : "");
    columns_.push_back({std::move(name), label, std::move(unit), metric, statistic,
                        share ? Estimator::RatioOfSums : description.estimator, reading});
  }

  void add_total(Metric metric, const std::string& label, std::uint32_t sum, double scale = 1.0) {
    if (model_.run.length) add(metric, label, Statistic::Value, PerYear{sum, scale});
    add(metric, label, Statistic::Count, Plain{sum, scale});
  }

  void add_sample(Metric metric, const std::string& label, std::uint32_t sample, double scale) {
    add(metric, label, Statistic::Mean, SampleMean{sample, scale});
    for (const Statistic quantile : {Statistic::P50, Statistic::P90, Statistic::P95})
      add(metric, label, quantile, SampleQuantile{sample, probability(quantile), scale});
  }

  template <class Act>
  void for_scopes(Has has, Act act) {
    for (const Scope& scope : scopes_) {
      if (has == always || scope.*has) act(scope);
    }
  }
  template <class Act>
  void for_numbers(Has has, Act act) {
    for_scopes(has, [&](const Scope& scope) {
      const std::string_view comma = scope.label.empty() ? "" : ",";
      for (std::size_t number = 1; number <= scope.numbers; ++number)
        act(scope, number, fmt::format("infusion={}{}{}", number, comma, scope.label));
    });
  }
  void add_totals(Metric metric, PatientSum sum, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
      add_total(metric, scope.label, layout_.sum_of(sum, scope.index));
    });
  }
  void add_named(Metric metric, const std::vector<NamedSum>& named) {
    for (const NamedSum& each : named)
      add_total(metric, each.name, each.sum);
  }
  void add_samples(Metric metric, PatientSample sample, double scale, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
      add_sample(metric, scope.label, layout_.sample_of(sample, scope.index), scale);
    });
  }
  void add_levels(Metric metric, PatientLevel level) {
    for_scopes(always, [&](const Scope& scope) {
      const std::uint32_t at = layout_.level_of(level, scope.index);
      add(metric, scope.label, Statistic::Mean, LevelMean{at});
      add(metric, scope.label, Statistic::End, LevelAtEnd{at});
    });
  }
  struct Parts {
    PatientSum over;
    PatientSum under;
    double scale;
  };
  void add_quotients(Metric metric, Statistic statistic, Parts parts, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
      add(metric, scope.label, statistic, quotient(parts, scope));
    });
  }
  Quotient quotient(Parts parts, const Scope& scope) const {
    return {layout_.sum_of(parts.over, scope.index), layout_.sum_of(parts.under, scope.index),
            parts.scale};
  }

  void add_started_within();
  void add_infusions_to(Metric metric, PatientSample sample, Has has);
  void add_outcomes(Metric metric, PatientSum sum, Has has);
  void add_given();
  void add_by_number(Metric metric, InfusionSum over, InfusionSum under, Has has);
  void add_by_hour(Metric metric, HourSum over, HourSum under, ResourceId resource);
  void add_utilisation(Metric metric, HourSum over, HourSum under);
  void add_chair_hours(Metric metric, Block by_resource);
  void add_waits_in_clinic();

  const model::Model& model_;
  const Layout& layout_;
  std::vector<Scope> scopes_;
  std::vector<Column> columns_;
};

void ColumnList::add_access() {
  add_totals(Metric::Referrals, PatientSum::Referrals);
  add_totals(Metric::Screened, PatientSum::Screened, &Scope::screened);
  add_totals(Metric::Excluded, PatientSum::Excluded, &Scope::excluded);
  add_named(Metric::Excluded, layout_.excluded_by);
  add_totals(Metric::GaveUpWaiting, PatientSum::GaveUp, &Scope::gives_up);
  add_samples(Metric::WaitToScreening, PatientSample::WaitToScreening, per_day,
              &Scope::screened_at_a_visit);
  add_samples(Metric::WaitToFirstInfusion, PatientSample::WaitToFirstInfusion, per_day);
  add_started_within();
  add_levels(Metric::WaitingList, PatientLevel::WaitingList);
  for (std::uint32_t week = 0; week < layout_.weeks; ++week) {
    add(Metric::WaitingList, fmt::format("week={}", week + 1), Statistic::Mean,
        WeekOfWaitingList{week});
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
  constexpr std::array<const char*, outcome_count> names = {
      "waiting", "in course", "excluded", "gave up", "completed", "stopped", "dropped out"};
  for (std::size_t i = 0; i < outcome_count; ++i)
    add(Metric::Outcomes, names[i], Statistic::Value, Plain{layout_.outcomes.at(i), 1.0});
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

void ColumnList::add_by_hour(Metric metric, HourSum over, HourSum under, ResourceId resource) {
  const model::WeeklyHours staffed = model_.resources[resource].rota.at_least(1);
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
  if (!model_.clinic.open.is_always()) {
    add(Metric::OvertimePerDay, "", Statistic::Mean,
        Quotient{layout_.overtime, layout_.days_open, per_minute});
  }
}

void ColumnList::add_waits_in_clinic() {
  add_samples(Metric::WaitInClinic, PatientSample::WaitInClinic, per_minute);
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
  add_totals(Metric::NoShows, PatientSum::NoShows, &Scope::misses);
  if (chairs && scopes_.front().misses) add_chair_hours(Metric::NoShowChairHours, layout_.missed);
}

}  // namespace

std::vector<Column> list_columns(const model::Model& model, const Layout& layout) {
  ColumnList list(model, layout);
  list.add_access();
  list.add_courses();
  list.add_response();
  list.add_capacity();
  list.add_clinic_day();
  return list.take();
}

}  // namespace sim::metrics
