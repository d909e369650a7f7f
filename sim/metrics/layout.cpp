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

// One block to a name, however many cohorts or courses use it.
class NamedPlaces {
 public:
  // Of so many sums to a name.
  NamedPlaces(Places& places, std::size_t sums) : places_(places), sums_(sums) {}

  Block place(const std::string& name) {
    const auto known = by_name_.find(name);
    if (known != by_name_.end()) return known->second;
    return by_name_[name] = places_.take(sums_);
  }
  std::vector<NamedSums> in_name_order() const {
    std::vector<NamedSums> all;
    for (const auto& [name, sums] : by_name_)
      all.push_back({name, sums});
    return all;
  }

 private:
  Places& places_;
  std::size_t sums_;
  std::map<std::string, Block> by_name_;
};

void place_reasons(const model::Model& model, Layout& layout, Places& sums) {
  NamedPlaces excluded(sums, 1);
  for (const model::Cohort& cohort : model.cohorts) {
    std::vector<Block>& reasons = layout.reasons.emplace_back();
    if (!cohort.screening) continue;
    for (const model::Exclusion& exclusion : cohort.screening->excluded)
      reasons.push_back(excluded.place(exclusion.reason));
  }
  layout.excluded_by = excluded.in_name_order();
}

// A refusal before a course that follows another one is no end of waiting: it has no sum.
void place_refusals(const model::Model& model, Layout& layout, Places& sums) {
  NamedPlaces refused(sums, 1);
  for (const CourseId id : ids<CourseId>(model.courses)) {
    const bool first =
        std::any_of(model.cohorts.begin(), model.cohorts.end(),
                    [&](const model::Cohort& cohort) { return cohort.course == id; });
    std::vector<Block>& refusals = layout.refusals.emplace_back();
    for (const model::BeforeFirst& each : model.courses[id].before_first) {
      const bool can_be = first && each.refused.probability > 0.0;
      refusals.push_back(can_be ? refused.place(each.name) : Block{});
    }
  }
  layout.refused_by = refused.in_name_order();
}

void place_rules(const model::Model& model, Layout& layout, Places& sums) {
  NamedPlaces stopped(sums, rule_sum_kinds);
  NamedPlaces completed(sums, rule_sum_kinds);
  NamedPlaces switched(sums, rule_sum_kinds);
  const auto place = [&](const model::StopRule& rule) {
    switch (rule.then) {
      case model::Action::Stop:
        return stopped.place(rule.name);
      case model::Action::Complete:
        return completed.place(rule.name);
      case model::Action::Switch:
        return switched.place(rule.name);
      case model::Action::Extend:
      case model::Action::ChangeGain:
        break;
    }
    return Block{};  // the course goes on
  };
  for (const model::Course& course : model.courses) {
    std::vector<Block>& rules = layout.rules.emplace_back();
    for (const model::StopRule& rule : course.rules)
      rules.push_back(place(rule));
  }
  layout.stopped_by = stopped.in_name_order();
  layout.completed_by = completed.in_name_order();
  layout.switched_by = switched.in_name_order();
}

void place_events(const model::Model& model, Layout& layout, Places& sums) {
  NamedPlaces seen(sums, 1);
  for (const model::Course& course : model.courses) {
    std::vector<Block>& events = layout.events.emplace_back();
    for (const model::AdverseEvent& event : course.adverse_events)
      events.push_back(seen.place(event.name));
  }
  layout.events_of = seen.in_name_order();
}

void place_money(const model::Model& model, Layout& layout, Places& sums) {
  if (!model.economics) return;
  layout.revenue = sums.take(1).first;
  layout.cost = sums.take(1).first;
  layout.margin = sums.take(1).first;
  layout.revenue_of_visits = sums.take(model.visits.size());
  layout.cost_of_visits = sums.take(model.visits.size());
  layout.cost_of_resources = sums.take(model.resources.size());
  layout.cost_of_days_open = sums.take(1).first;
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
  layout.refused_starts = sums.take(model::wait_causes + 1);
  layout.visits = sums.take(model.visits.size());
  layout.days_open = sums.take(1).first;
  layout.overtime = sums.take(1).first;
  place_money(model, layout, sums);
  place_reasons(model, layout, sums);
  place_refusals(model, layout, sums);
  place_rules(model, layout, sums);
  place_events(model, layout, sums);
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
