// sim/metrics/layout.cpp: gives everything that is counted its place.
#include "sim/metrics/layout.h"

#include <algorithm>
#include <map>

#include "sim/metrics/columns.h"
#include "sim/model/wait_cause.h"

namespace sim::metrics {
namespace {

// Hands out the places of one array, one after another.
class Places {
 public:
  Block take(std::size_t size) {
    const Block block{taken_, static_cast<std::uint32_t>(size)};
    taken_ += block.size;
    return block;
  }
  std::uint32_t taken() const { return taken_; }

 private:
  std::uint32_t taken_ = 0;
};

// One sum to a name, however many cohorts or courses use it.
class NamedPlaces {
 public:
  std::uint32_t place(const std::string& name, Places& places) {
    const auto known = by_name_.find(name);
    if (known != by_name_.end()) return known->second;
    return by_name_[name] = places.take(1).first;
  }
  std::vector<NamedSum> in_name_order() const {
    std::vector<NamedSum> all;
    for (const auto& [name, sum] : by_name_)
      all.push_back({name, sum});
    return all;
  }

 private:
  std::map<std::string, std::uint32_t> by_name_;
};

void place_names(const model::Model& model, Layout& layout, Places& sums) {
  NamedPlaces excluded;
  for (const model::Cohort& cohort : model.cohorts) {
    std::vector<std::uint32_t>& reasons = layout.reasons.emplace_back();
    if (!cohort.screening) continue;
    for (const model::Exclusion& exclusion : cohort.screening->excluded)
      reasons.push_back(excluded.place(exclusion.reason, sums));
  }
  layout.excluded_by = excluded.in_name_order();

  NamedPlaces stopped;
  NamedPlaces completed;
  for (const model::Course& course : model.courses) {
    std::vector<std::uint32_t>& rules = layout.rules.emplace_back();
    for (const model::StopRule& rule : course.rules) {
      NamedPlaces& names = rule.then == model::Action::Stop ? stopped : completed;
      rules.push_back(rule.then == model::Action::Extend ? 0 : names.place(rule.name, sums));
    }
  }
  layout.stopped_by = stopped.in_name_order();
  layout.completed_by = completed.in_name_order();
}

void place_sums(const model::Model& model, Layout& layout) {
  const std::size_t resources = model.resources.size();
  Places sums;
  layout.patients = sums.take(patient_sum_kinds * layout.scopes);
  layout.infusions = sums.take(infusion_sum_kinds * layout.scopes * layout.numbers);
  layout.hours = sums.take(hour_sum_kinds * resources * hours_of_week);
  layout.hour_totals = sums.take(hour_sum_kinds * resources);
  for (const model::Resource& resource : model.resources)
    layout.in_use.push_back(sums.take(static_cast<std::size_t>(resource.staffing.most()) + 1));
  layout.staffed_time = sums.take(resources);
  layout.beyond_shift = sums.take(resources);
  layout.idle = sums.take(resources + 1);
  layout.missed = sums.take(resources + 1);
  layout.outcomes = sums.take(outcome_count);
  layout.access_causes = sums.take(model::wait_causes);
  layout.clinic_causes = sums.take(model::wait_causes);
  layout.refused = sums.take(model::wait_causes + 1);
  layout.days_open = sums.take(1).first;
  layout.overtime = sums.take(1).first;
  place_names(model, layout, sums);
  layout.sums = sums.taken();
}

void place_samples(const model::Model& model, Layout& layout) {
  Places samples;
  layout.patient_samples = samples.take(patient_sample_kinds * layout.scopes);
  layout.visit_waits = samples.take(model.visits.size());
  layout.visit_lengths = samples.take(model.visits.size());
  for (const model::Visit& visit : model.visits)
    layout.step_waits.push_back(samples.take(visit.steps.size()));
  layout.samples = samples.taken();
}

}  // namespace

Layout lay_out(const model::Model& model) {
  Layout layout;
  layout.cohorts = model.cohorts.size();
  layout.scopes = 1 + model.cohorts.size() + model.courses.size();
  int most = 0;
  for (const model::Course& course : model.courses)
    most = std::max(most, course.most_infusions());
  layout.numbers = static_cast<std::size_t>(std::min(most, most_numbered_infusions));
  if (model.run.length) {
    const Duration length = *model.run.length + one_week - Duration{1};
    layout.weeks = static_cast<std::size_t>(length / one_week);
  }
  place_sums(model, layout);
  place_samples(model, layout);
  layout.columns = list_columns(model, layout);
  return layout;
}

}  // namespace sim::metrics
