// sim/experiment/comparison.h: variants against a base, on the same patients.
//
// Draws have addresses, so replication 17 of every variant meets the patients of replication 17 of
// the base, who take part with the same dispositions. What the two have in common is then no part
// of their difference, and a few replications tell what would otherwise take many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/scenario_result.h"
#include "sim/model/model.h"
#include "sim/stats/estimate.h"
#include "sim/stats/pair_tally.h"

namespace sim::experiment {

// Of one figure: the variant's less the base's. Half-widths are at the base's confidence.
struct Difference {
  stats::Estimate estimate;  // paired; nothing observed where one of the two has no such figure
  std::optional<double> unpaired_half_width;  // what the interval would be with other patients
  std::optional<double> correlation;          // between the two, over replications
  std::optional<double> variance_saved;       // share of the variance, by meeting the same patients
  std::optional<double> p_value;              // of the paired t test that there is no difference
  std::optional<double> adjusted;             // by Holm, over the variants
  std::size_t higher = 0;                     // replications in which the variant's is higher
  std::size_t lower = 0;
};

struct Comparison {
  struct Variant {
    std::string name;
    ScenarioResult result;
    std::vector<Difference> differences;  // by column of the base
  };

  ScenarioResult base;
  std::vector<Variant> variants;
};

struct NamedModel {
  std::string name;
  model::Model model;
};

// Told each replication of the base and, in their order, of the variants, by its number from 1.
using SidesListener = std::function<void(std::uint32_t, const std::vector<Measured>&)>;

// Runs as many replications as the base's plan asks for, of the base and of every variant in turn,
// or as many as it takes for all of them to be as precise as their plans ask;
// an interruption leaves those that are complete in all of them. Throws as replicate() does.
Comparison compare(const model::Model& base, const std::vector<NamedModel>& variants,
                   const Execution& execution, const SidesListener& listener = {});

// Of the pairs so far; not adjusted. Expects: 0 < confidence < 1.
Difference difference_of(const stats::PairTally& tally, double confidence);

// By Holm, over those that have a p-value.
void adjust(const std::vector<Difference*>& compared);

// Whether the two differ beyond chance at that confidence, among all variants compared.
bool differs(const Difference& difference, double confidence);

}  // namespace sim::experiment
