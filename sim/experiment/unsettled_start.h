// sim/experiment/unsettled_start.h: whether the first weeks measured are unlike the rest.
//
// A clinic that begins empty is quiet at first. If measuring begins before it has settled, its
// waits are shown too short, and their interval says nothing of that.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/stats/tally.h"

namespace sim::experiment {

struct UnsettledStart {
  int weeks;      // of the measured period, from its beginning
  double during;  // a level's mean over them
  double after;   // over the others

  bool quiet() const { return during < after; }
};

// Is given the level's weekly means, replication by replication, and keeps none of them.
class UnsettledStartWatch {
 public:
  // The measured weeks of one replication, as many in each.
  void add(const std::vector<double>& weeks);

  // The weeks that the marginal standard error rule would leave out of the mean over replications
  // (stats/mser.h, by single weeks; half of them where it finds no end), if their difference from
  // the others is more than chance (beyond its 99.8 % interval over replications; stricter than
  // elsewhere, because the rule looks for a difference) and worth mentioning: a tenth, and enough
  // to shift the mean of all weeks by a fiftieth.
  // Nothing where there are fewer than eight weeks or three replications to tell by.
  std::optional<UnsettledStart> start() const;

 private:
  std::vector<stats::Tally> weeks_;
  // By how many weeks are left out, from 1 up to half of them: the mean of the others less theirs.
  std::vector<stats::Tally> rises_;
};

}  // namespace sim::experiment
