// sim/model/load.cpp: referrals times courses times visits.
#include "sim/model/load.h"

#include <optional>

namespace sim::model {
namespace {

// In a week; nothing where it cannot be said.
struct Rate {
  const Cohort& cohort;

  std::optional<double> operator()(const Poisson& rate) const { return rate.per_week; }
  // The clock of the gaps stops outside the referral hours.
  std::optional<double> operator()(const Gaps& gaps) const {
    return in_milliseconds(cohort.referral_hours.total()) / gaps.gap.mean();
  }
  std::optional<double> operator()(const AtStart& /*once*/) const { return {}; }
  std::optional<double> operator()(const Listed& /*once*/) const { return {}; }
};

double eligible(const Cohort& cohort) {
  double share = 1.0;
  if (!cohort.screening) return share;
  for (const Exclusion& each : cohort.screening->excluded)
    share -= each.share;
  return share;
}

// Of one visit, in hours. The book charges what is held throughout for whole slots, and each step
// its planned time; a walk-in takes what it takes.
std::array<double, most_resources> hours_of(const Model& model, const Visit& visit) {
  const bool booked = model.booking.mode == BookingMode::Appointments;
  const Duration slot = model.booking.slot;
  std::array<double, most_resources> hours{};
  double length = 0.0;
  for (const Step& step : visit.steps) {
    const double planned =
        booked ? in_hours(step.planned) : step.only * step.takes.mean() / in_milliseconds(one_hour);
    length += planned;
    for (std::size_t r = 0; r < hours.size(); ++r)
      hours[r] += planned * step.needs[r];
  }
  if (booked) length = in_hours((visit.planned() + slot - Duration{1}) / slot * slot);
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    hours[id.index] += length * visit.throughout[id.index];
    hours[id.index] /= model.resources[id].units_each;
  }
  return hours;
}

// The infusions of the cohort's course, each at the visit that it has, and the visits beside them:
// from the first infusion to the last, as planned.
void add_course(const Model& model, const Cohort& cohort, double courses, Load& load) {
  const Course& course = model.courses[cohort.course];
  Duration length{0};
  for (int number = 1; number <= course.infusions; ++number) {
    load.visits[model.uses[course.use_of(number)].visit] += courses;
    if (number > 1) length += course.schedule.mean_gap(number);
  }
  for (const PlanPart& part : cohort.with) {
    if (!part.use) continue;
    double in_turn = 0.0;
    for (const Spacing& each : part.every.spacings)
      in_turn += each.gap.mean();
    const double spacing = in_turn / static_cast<double>(part.every.spacings.size());
    load.visits[model.uses[*part.use].visit] +=
        courses * part.share.probability * in_milliseconds(length) / spacing;
  }
}

}  // namespace

Load load_of(const Model& model) {
  Load load;
  for (std::size_t i = 0; i < model.visits.size(); ++i)
    load.visits.add(0.0);
  for (const Cohort& cohort : model.cohorts) {
    const Course& course = model.courses[cohort.course];
    const std::optional<double> rate = std::visit(Rate{cohort}, cohort.referrals);
    if (!rate || course.infusions == unlimited) {
      load.left_out.push_back(cohort.label);
      continue;
    }
    if (cohort.screening && cohort.screening->use)
      load.visits[model.uses[*cohort.screening->use].visit] += *rate;
    add_course(model, cohort, *rate * eligible(cohort), load);
  }
  for (const VisitId visit : ids<VisitId>(model.visits)) {
    const auto hours = hours_of(model, model.visits[visit]);
    for (std::size_t r = 0; r < hours.size(); ++r)
      load.hours[r] += load.visits[visit] * hours[r];
  }
  return load;
}

double staffed_hours(const Model& model, ResourceId resource) {
  return in_hours(model.resources[resource].staffing.rotas().on(model.run.start).staffed());
}

}  // namespace sim::model
