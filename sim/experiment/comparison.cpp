// sim/experiment/comparison.cpp: the pairs of a base and its variants, added up.
#include "sim/experiment/comparison.h"

#include <limits>
#include <map>
#include <utility>

#include "sim/experiment/precision.h"
#include "sim/experiment/side_by_side.h"
#include "sim/experiment/summary.h"
#include "sim/stats/holm.h"
#include "sim/stats/pair_tally.h"

namespace sim::experiment {
namespace {

using metrics::Column;
using metrics::Row;

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

// By column of the base, the variant's column of that name.
std::vector<std::size_t> same_columns(const std::vector<Column>& base,
                                      const std::vector<Column>& variant) {
  std::map<std::string_view, std::size_t> by_name;
  for (std::size_t i = 0; i < variant.size(); ++i)
    by_name.emplace(variant[i].name, i);
  std::vector<std::size_t> columns;
  for (const Column& each : base) {
    const auto there = by_name.find(each.name);
    columns.push_back(there == by_name.end() ? nowhere : there->second);
  }
  return columns;
}

// A variant's figures beside the base's.
class Pairs {
 public:
  Pairs(const std::vector<Column>& base, const std::vector<Column>& variant)
      : base_(base), columns_(same_columns(base, variant)), tallies_(base.size()) {}

  void add(const Row& base, const Row& variant) {
    for (std::size_t i = 0; i < base_.size(); ++i) {
      if (columns_[i] != nowhere)
        add_pair(base_[i].estimator, base[i], variant[columns_[i]], tallies_[i]);
    }
  }

  std::vector<Difference> differences(double confidence) const {
    std::vector<Difference> all;
    for (const stats::PairTally& tally : tallies_)
      all.push_back(difference_of(tally, confidence));
    return all;
  }

 private:
  const std::vector<Column>& base_;
  std::vector<std::size_t> columns_;
  std::vector<stats::PairTally> tallies_;
};

class Comparing {
 public:
  explicit Comparing(const std::vector<Side>& sides) : sides_(sides) {
    for (const Side& side : sides) {
      summaries_.emplace_back(side.model, side.layout);
      precisions_.push_back(precision_watch(side.model, summaries_.back()));
      if (summaries_.size() > 1)
        pairs_.emplace_back(sides.front().layout.columns, side.layout.columns);
    }
  }

  // One replication of all sides, in their order. Enough where all of them are as precise as they
  // are to be.
  Next add(const std::vector<Measured>& replication) {
    std::size_t enough = 0;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      summaries_[i].add(replication[i]);
      if (i > 0) pairs_[i - 1].add(replication.front().row, replication[i].row);
      if (precisions_[i].after(summaries_[i]) == Next::Enough) ++enough;
    }
    return enough == sides_.size() ? Next::Enough : Next::GoOn;
  }

  int replications() const { return summaries_.front().replications(); }
  ScenarioResult result(std::size_t side) const {
    ScenarioResult result = summaries_[side].result();
    result.precise = precisions_[side].result(summaries_[side]);
    return result;
  }
  std::vector<Difference> differences(std::size_t side) const {
    return pairs_[side - 1].differences(sides_.front().model.run.confidence);
  }

 private:
  const std::vector<Side>& sides_;
  std::vector<Summary> summaries_;
  std::vector<PrecisionWatch> precisions_;
  std::vector<Pairs> pairs_;  // of the sides but the first
};

// For every figure, over the variants.
void adjust(std::vector<Comparison::Variant>& variants, std::size_t columns) {
  for (std::size_t column = 0; column < columns; ++column) {
    std::vector<Difference*> tested;
    tested.reserve(variants.size());
    for (Comparison::Variant& variant : variants)
      tested.push_back(&variant.differences[column]);
    adjust(tested);
  }
}

}  // namespace

bool differs(const Difference& difference, double confidence) {
  return difference.adjusted && *difference.adjusted < 1.0 - confidence;
}

Difference difference_of(const stats::PairTally& tally, double confidence) {
  return {tally.difference(confidence),
          tally.unpaired_half_width(confidence),
          tally.correlation(),
          tally.variance_saved(),
          tally.p_value(),
          std::nullopt,
          tally.higher(),
          tally.lower()};
}

void adjust(const std::vector<Difference*>& compared) {
  std::vector<Difference*> tested;
  std::vector<double> p_values;
  for (Difference* const difference : compared) {
    if (!difference->p_value) continue;
    tested.push_back(difference);
    p_values.push_back(*difference->p_value);
  }
  const std::vector<double> adjusted = stats::holm(p_values);
  for (std::size_t i = 0; i < tested.size(); ++i)
    tested[i]->adjusted = adjusted[i];
}

Comparison compare(const model::Model& base, const std::vector<NamedModel>& variants,
                   const Execution& execution, const SidesListener& listener) {
  std::vector<Side> sides = {{base, metrics::lay_out(base)}};
  for (const NamedModel& variant : variants)
    sides.push_back({variant.model, metrics::lay_out(variant.model)});
  Comparing comparing(sides);

  const Next next = side_by_side(sides, execution, [&](const std::vector<Measured>& replication) {
    const Next after = comparing.add(replication);
    if (listener) listener(static_cast<std::uint32_t>(comparing.replications()), replication);
    return after;
  });

  Comparison comparison{comparing.result(0), {}};
  comparison.base.interrupted =
      next == Next::GoOn && comparing.replications() < base.run.replications;
  for (std::size_t i = 1; i < sides.size(); ++i) {
    comparison.variants.push_back(
        {variants[i - 1].name, comparing.result(i), comparing.differences(i)});
  }
  adjust(comparison.variants, comparison.base.columns.size());
  return comparison;
}

}  // namespace sim::experiment
