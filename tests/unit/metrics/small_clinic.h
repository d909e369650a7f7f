// tests/unit/metrics/small_clinic.h: a clinic small enough to work out by hand, and its figures by
// name.
//
// Open on weekdays from 8 to 16; three chairs, two nurses who can each be shared by three patients.
// An induction of six infusions, which an authorisation comes before and maintenance may follow.
// Prices and costs are in EUR. From Monday 2027-01-04: one week of warm-up, then four weeks that
// are measured.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/metrics/collector.h"
#include "sim/metrics/layout.h"
#include "sim/model/model.h"

namespace sim::tests {

inline constexpr ResourceId chairs{0};
inline constexpr ResourceId nurses{1};
inline constexpr VisitId consultation{0};
inline constexpr VisitId infusion{1};
inline constexpr VisitId therapy{2};
inline constexpr CourseId induction{0};
inline constexpr CourseId maintenance{1};
inline constexpr CohortId trd{0};

inline model::WeeklyHours weekdays_8_to_16() {
  std::vector<model::Interval> intervals;
  for (int day = 0; day < 5; ++day)
    intervals.push_back({day * one_day + 8 * one_hour, day * one_day + 16 * one_hour});
  return model::WeeklyHours(intervals);
}

inline model::Step step(std::string name, Duration planned, std::int32_t nurse_thirds) {
  model::Step step;
  step.name = std::move(name);
  step.planned = planned;
  step.needs[nurses.index] = nurse_thirds;
  return step;
}

inline model::Course small_course() {
  model::Course course;
  course.name = "induction";
  course.uses = {UseId{0}};
  course.infusions = 6;
  model::StopRule non_response;
  non_response.name = "non-response";
  model::StopRule longer;
  longer.name = "longer";
  longer.then = model::Action::Extend;
  longer.extend_by = 2;
  model::StopRule remission;
  remission.name = "early remission";
  remission.then = model::Action::Complete;
  model::StopRule sparser;
  sparser.name = "sparser";
  sparser.then = model::Action::Switch;
  sparser.follow_up.course = maintenance;
  course.rules = {non_response, longer, remission, sparser};
  course.before_first = {{"work-up", {}, {}}, {"authorisation", {}, {0.08, 0}}};
  course.adverse_events = {{"hypertension", {0.01, 0}, {}, {0.15, 0}},
                           {"nausea", {0.1, 0}, {}, {}}};
  return course;
}

inline model::Course small_maintenance() {
  model::Course course;
  course.name = "maintenance";
  course.uses = {UseId{2}};
  course.infusions = 4;
  return course;
}

inline model::Cohort small_cohort() {
  model::Cohort cohort;
  cohort.name = "trd";
  cohort.label = "Depression";
  cohort.family = 0x1234;
  cohort.screening = model::Screening{UseId{1}, {{"declined", 0.1}, {"psychosis", 0.05}}, 0};
  cohort.patience = model::Quantity{};
  cohort.course = induction;
  cohort.response = ResponseId{0};
  model::PlanPart talking;
  talking.name = "talk_therapy";
  talking.use = UseId{3};
  cohort.with = {talking};
  return cohort;
}

// Talking is free, and needs nothing that is used up.
inline model::Economics small_economics() {
  model::Economics economics;
  economics.currency = "EUR";
  for (const double price : {120.0, 450.0})
    economics.price.add(price);
  economics.price.add(std::nullopt);
  economics.per_visit.add(std::nullopt);
  economics.per_visit.add(90.0);
  economics.per_visit.add(std::nullopt);
  economics.per_staffed_hour.add(std::nullopt);
  economics.per_staffed_hour.add(36.0);
  economics.per_day_open = 400.0;
  return economics;
}

inline model::Model small_clinic() {
  model::Model model;
  model.name = "A small clinic";
  model.clinic.open = weekdays_8_to_16();
  model.resources.add({"chairs", model::Rota(3, model.clinic.open), 1, true});
  model.resources.add({"nurses", model::Rota(2, model.clinic.open), 3, false});

  model::Visit talk;
  talk.name = "consultation";
  talk.steps = {step("talk", 60 * one_minute, 3)};
  model.visits.add(talk);
  model::Visit treatment;
  treatment.name = "infusion";
  treatment.throughout[chairs.index] = 1;
  treatment.steps = {step("prepare", 10 * one_minute, 3), step("infuse", 40 * one_minute, 1),
                     step("clean", 10 * one_minute, 3)};
  treatment.steps.back().after_patient = true;
  model.visits.add(treatment);
  model::Visit session;
  session.name = "therapy";
  session.steps = {step("session", 50 * one_minute, 0)};
  model.visits.add(session);

  model.uses.add({"course/induction", infusion, {}});
  model::Attendance& attendance = model.uses[UseId{0}].attendance;
  attendance.no_show = 0.05;
  attendance.late_cancel = 0.05;
  attendance.misses_allowed = 2;
  attendance.not_fit = model::NotFit{{0.03, 0}, 0, one_week};
  model.uses.add({"screening", consultation, {}});
  model.uses.add({"course/maintenance", infusion, {}});
  model.uses.add({"with/talk_therapy", therapy, {}});
  // Hypertension lengthens the infusion itself.
  model.uses[UseId{0}].lengthened_by = {{}, {0}, {}};
  model.courses.add(small_course());
  model.courses.add(small_maintenance());
  model.responses.add({"ketamine", model::Trajectory{}});
  model.cohorts.add(small_cohort());
  model.economics = small_economics();
  model.run.start = std::chrono::local_days{std::chrono::January / 4 / 2027};
  model.run.warm_up = one_week;
  model.run.length = 4 * one_week;
  return model;
}

inline const metrics::Column* find_column(const metrics::Layout& layout, const std::string& name) {
  for (const metrics::Column& column : layout.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

// A run told by hand: measuring() begins it, day and time are of the measured period.
class Told {
 public:
  explicit Told(model::Model told = small_clinic())
      : model_(std::move(told)), layout_(metrics::lay_out(model_)), collector_(model_, layout_) {}

  template <class Observation>
  void tell(const Observation& observation) {
    collector_.on(observation);
  }
  void start_measuring() { tell(clinic::MeasurementStarted{from()}); }
  Time from() const { return Time{model_.run.start} + model_.run.warm_up; }
  Time at(int day, Duration time_of_day = Duration{0}) const {
    return from() + day * one_day + time_of_day;
  }
  void finish() { row_ = collector_.finish(from() + model_.run.length.value_or(4 * one_week)); }

  // After finish().
  metrics::Cell cell(const std::string& name) const {
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
      if (layout_.columns[i].name == name) return row_[i];
    }
    ADD_FAILURE() << "there is no column " << name;
    return {};
  }
  double value(const std::string& name) const { return cell(name).value(); }

  const model::Model& model() const { return model_; }
  const metrics::Layout& layout() const { return layout_; }
  const metrics::Collector& collector() const { return collector_; }

 private:
  model::Model model_;
  metrics::Layout layout_;
  metrics::Collector collector_;
  metrics::Row row_;
};

}  // namespace sim::tests
