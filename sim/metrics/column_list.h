// sim/metrics/column_list.h: the list of columns while it is being made.
//
// Columns come in families: a total, a sample with its quantiles, a level, a quotient, each for
// everybody, for each cohort and for each course that can have it. The families are here;
// columns_of_access.cpp, _courses, _response, _clinic and _money say which metric belongs to which.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/metrics/columns.h"
#include "sim/metrics/scopes.h"

namespace sim::metrics {

inline constexpr double percent = 100.0;
inline constexpr double per_day = 1.0 / in_milliseconds(one_day);
inline constexpr double per_hour = 1.0 / in_milliseconds(one_hour);
inline constexpr double per_minute = 1.0 / in_milliseconds(one_minute);

inline double probability(Statistic quantile) {
  if (quantile == Statistic::P50) return 0.50;
  return quantile == Statistic::P90 ? 0.90 : 0.95;
}

// The sum of one kind among those of a rule.
inline std::uint32_t sum_of(RuleSum what, const Block& rule) {
  return rule.at(static_cast<std::size_t>(what));
}

// "14 days,cohort=trd": a label of its own, of a scope.
inline std::string joined(std::string_view label, const std::string& scope) {
  return scope.empty() ? std::string(label) : fmt::format("{},{}", label, scope);
}

class ColumnList {
 public:
  // Expects: the model and the layout outlive the list.
  ColumnList(const model::Model& model, const Layout& layout);

  void add_access();
  void add_courses();
  void add_response();
  void add_capacity();
  void add_clinic_day();
  void add_money();
  std::vector<Column> take() { return std::move(columns_); }

 private:
  static constexpr Has always = nullptr;

  std::string unit_of(const MetricDescription& metric) const;
  void add(Metric metric, const std::string& label, Statistic statistic, const Reading& reading);

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
      for (std::size_t number = 1; number <= scope.numbers; ++number)
        act(scope, number, joined(fmt::format("infusion={}", number), scope.label));
    });
  }
  void add_totals(Metric metric, PatientSum sum, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
      add_total(metric, scope.label, layout_.sum_of(sum, scope.index));
    });
  }
  void add_named(Metric metric, const std::vector<NamedSums>& named) {
    for (const NamedSums& each : named)
      add_total(metric, each.name, each.sums.first);
  }
  void add_samples(Metric metric, PatientSample sample, double scale, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
      add_sample(metric, scope.label, layout_.sample_of(sample, scope.index), scale);
    });
  }
  void add_levels(Metric metric, PatientLevel level, Has has = always) {
    for_scopes(has, [&](const Scope& scope) {
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

  // A column [cause=NAME] for each of the causes; `part` says of which sample they are parts.
  void add_parts_by_cause(Metric metric, Block sums, PartOfMean part);
  void add_refused_starts();
  void add_started_within();
  void add_infusions_to(Metric metric, PatientSample sample, Has has);
  void add_retention();
  void add_worth_of_rules();
  void add_ends_of_patients();
  void add_relapses();
  void add_outcomes(Metric metric, PatientSum sum, Has has);
  void add_given();
  void add_by_number(Metric metric, InfusionSum over, InfusionSum under, Has has);
  void add_by_hour(Metric metric, HourSum over, HourSum under, ResourceId resource);
  void add_utilisation(Metric metric, HourSum over, HourSum under);
  void add_overtime();
  void add_chair_hours(Metric metric, Block by_resource);
  void add_visits();
  void add_waits_in_clinic();
  void add_revenue();
  void add_cost();
  void add_per_course(Metric metric, std::uint32_t sum);

  const model::Model& model_;
  const Layout& layout_;
  std::vector<Scope> scopes_;
  std::vector<Column> columns_;
};

}  // namespace sim::metrics
