// sim/experiment/side_by_side.h: several scenarios on the same patients, replication by
// replication.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/experiment/replicate.h"
#include "sim/metrics/layout.h"
#include "sim/metrics/row.h"
#include "sim/model/model.h"
#include "sim/stats/pair_tally.h"

namespace sim::experiment {

// One of the scenarios that are run side by side.
struct Side {
  const model::Model& model;
  metrics::Layout layout;

  // Nothing where it has no such figure.
  std::optional<std::size_t> column(std::string_view name) const;
};

// Told one replication of all sides, in their order; says whether there are to be more.
using TakeSides = std::function<Next(const std::vector<Measured>&)>;

// Runs as many replications as the first side's plan asks for, at most, of all sides in turn, as
// long as `take` asks for more; an interruption leaves those that are complete in all of them. What
// `take` said last, GoOn where it was never asked. `execution` is told of every replication of
// every side. Expects: there is a side. Throws as replicate() does.
Next side_by_side(const std::vector<Side>& sides, const Execution& execution,
                  const TakeSides& take);

// What a replication says of one figure in two scenarios. Of means of replications, those that
// observed nothing are left out.
void add_pair(metrics::Estimator estimator, metrics::Cell first, metrics::Cell second,
              stats::PairTally& tally);

}  // namespace sim::experiment
