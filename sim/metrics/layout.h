// sim/metrics/layout.h: which columns a scenario's results have, and where they are tallied.
//
// A run makes millions of observations, so what counts them must not look anything up by name. The
// layout is worked out once for a model: every figure that is counted gets its place in one flat
// array of sums, and every column knows from which places it is read. What a scenario does not
// have (a screening, scores, a chance of no-show) has no column, rather than a column of zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/contract.h"
#include "sim/base/time.h"
#include "sim/metrics/metric_table.h"
#include "sim/metrics/tallies.h"
#include "sim/model/model.h"

namespace sim::metrics {

// By infusion number up to here: beyond, an unlimited course would fill pages.
inline constexpr int most_numbered_infusions = 30;

enum class Statistic : std::uint8_t { Value, Count, Share, Mean, P50, P90, P95, End };

// From where a column's cell is read; indices into the collector's arrays.
struct PerYear {
  std::uint32_t sum;
  double scale;
};
struct Plain {
  std::uint32_t sum;
  double scale;
};
struct Quotient {
  std::uint32_t over;
  std::uint32_t under;
  double scale;
};
struct SampleMean {
  std::uint32_t sample;
  double scale;
};
// The part of a sample's mean that has a sum of its own; over all parts they add up to the mean.
struct PartOfMean {
  std::uint32_t sum;
  std::uint32_t sample;
  double scale;
};
struct SampleQuantile {
  std::uint32_t sample;
  double probability;
  double scale;
};
struct LevelMean {
  std::uint32_t level;
};
struct LevelAtEnd {
  std::uint32_t level;
};
// What a level adds up to over the measured period, in days of one, to each that is counted.
struct LevelPerCount {
  std::uint32_t level;
  std::uint32_t count;
};
struct WeekOfWaitingList {
  std::uint32_t week;  // from 0
};
using Reading = std::variant<PerYear, Plain, Quotient, SampleMean, PartOfMean, SampleQuantile,
                             LevelMean, LevelAtEnd, LevelPerCount, WeekOfWaitingList>;

struct Column {
  std::string name;   // "wait_in_clinic[step=infusion/infuse].mean"
  std::string label;  // what is in the brackets; empty for the whole
  std::string unit;
  Metric metric;
  Statistic statistic;
  Estimator estimator;
  Reading reading;
};

// A run of places in one of the collector's arrays.
struct Block {
  std::uint32_t first = 0;
  std::uint32_t size = 0;
  std::uint32_t at(std::size_t index) const {
    SIM_EXPECTS(index < size);
    return first + static_cast<std::uint32_t>(index);
  }
};

// What is kept under a name that the scenario's author gave: a reason, an adverse event. Of a rule
// by RuleSum, of all others one sum.
struct NamedSums {
  std::string name;
  Block sums;
};
// By cohort or course, then by what its author named: the sums.
using PlacesByName = std::vector<std::vector<Block>>;

struct Layout {
  std::size_t cohorts = 0;
  std::size_t scopes = 0;   // everybody, the cohorts, the courses
  std::size_t numbers = 0;  // of infusions that are counted one by one
  std::size_t weeks = 0;    // of the measured period, the last one perhaps cut short

  // Blocks of sums. PatientSum, then scope; InfusionSum, then scope, then number; HourSum, then
  // resource, then hour; HourSum, then resource.
  Block patients, infusions, hours, hour_totals;
  std::vector<Block> in_use;  // by resource: milliseconds with 0, 1, 2... in use
  Block staffed_time;         // by resource; milliseconds
  Block beyond_shift;         // by resource; milliseconds of one of it
  Block idle, missed;         // by resource, then all chairs; milliseconds of one of it
  Block outcomes;             // by Outcome
  // By model::WaitCause; milliseconds until the first infusion, and of waiting in the clinic.
  Block access_causes, clinic_causes;
  Block refused_starts;  // by model::WaitCause, then all of them
  Block visits;          // that ended, by visit
  std::uint32_t days_open = 0;
  std::uint32_t overtime = 0;  // milliseconds
  // In the scenario's currency, where it has economics: the wholes and their parts, of which the
  // days open have one of their own.
  std::uint32_t revenue = 0, cost = 0, margin = 0;
  Block revenue_of_visits, cost_of_visits;  // by visit
  Block cost_of_resources;                  // by resource
  std::uint32_t cost_of_days_open = 0;
  // In name order.
  std::vector<NamedSums> excluded_by, refused_by, stopped_by, completed_by, switched_by, events_of;
  PlacesByName reasons;   // of a cohort's exclusions
  PlacesByName refusals;  // of what comes before a course's first infusion
  PlacesByName rules;     // of a course
  PlacesByName events;    // of a course
  std::uint32_t sums = 0;

  // Blocks of samples. PatientSample, then scope; by visit.
  Block patient_samples, visit_waits, visit_lengths;
  std::vector<Block> step_waits;  // by visit, then step
  std::uint32_t samples = 0;

  std::vector<Column> columns;

  std::uint32_t sum_of(PatientSum what, std::size_t scope) const {
    return patients.at(static_cast<std::size_t>(what) * scopes + scope);
  }
  // Expects: 1 <= number <= numbers.
  std::uint32_t sum_of(InfusionSum what, std::size_t scope, std::size_t number) const {
    return infusions.at((static_cast<std::size_t>(what) * scopes + scope) * numbers + number - 1);
  }
  std::uint32_t sum_of(HourSum what, ResourceId resource, std::size_t hour) const {
    return hours.at(
        (static_cast<std::size_t>(what) * in_use.size() + resource.index) * hours_of_week + hour);
  }
  std::uint32_t total_of(HourSum what, ResourceId resource) const {
    return hour_totals.at(static_cast<std::size_t>(what) * in_use.size() + resource.index);
  }
  std::uint32_t sample_of(PatientSample what, std::size_t scope) const {
    return patient_samples.at(static_cast<std::size_t>(what) * scopes + scope);
  }
  std::uint32_t level_of(PatientLevel what, std::size_t scope) const {
    return static_cast<std::uint32_t>(static_cast<std::size_t>(what) * scopes + scope);
  }
};

Layout lay_out(const model::Model& model);

}  // namespace sim::metrics
