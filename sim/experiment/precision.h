// sim/experiment/precision.h: when there have been enough replications.
//
// The first time that an interval is as small as asked for may be luck: the spread is estimated
// too. So a few replications more look ahead, and only if the interval stays as small was it no
// luck (Hoad, Robinson and Davies, "Automated selection of the number of replications for a
// discrete-event simulation", 2010).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/goals.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/summary.h"

namespace sim::experiment {

class PrecisionWatch {
 public:
  // Expects: at_least >= 1.
  PrecisionWatch(std::vector<PrecisionOfColumn> asked, int at_least)
      : asked_(std::move(asked)), at_least_(at_least) {}

  // After each replication: Enough once all that is asked for has been reached and stayed so for
  // look_ahead() more. Where nothing is asked for, it always goes on.
  Next after(const Summary& summary);

  // How many more it takes to believe what was reached after so many: 5, or 5 % beyond a hundred.
  static int look_ahead(int replications);

  // What came of it, for those who asked.
  std::optional<Precise> result(const Summary& summary) const;

 private:
  bool all_reached(const Summary& summary) const;

  std::vector<PrecisionOfColumn> asked_;
  int at_least_;
  std::optional<int> reached_after_;  // and held ever since
  bool believed_ = false;
};

// What the model's plan asks of its figures.
PrecisionWatch precision_watch(const model::Model& model, const Summary& summary);

}  // namespace sim::experiment
