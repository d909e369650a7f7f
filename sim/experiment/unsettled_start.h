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

// How sure it has to be that the weeks are unlike the rest. A warning that nobody asked for must
// not come by chance; who asks about the warm-up loses little by one that is longer than it had to
// be.
inline constexpr double for_a_warning = 0.998;
inline constexpr double for_an_answer = 0.95;

// Is given the level's weekly means, replication by replication, and keeps none of them.
class UnsettledStartWatch {
 public:
  // The measured weeks of one replication, as many in each.
  void add(const std::vector<double>& weeks);

  // The weeks that the marginal standard error rule would leave out of the mean over replications
  // (stats/mser.h, by single weeks; half of them where it finds no end), if their difference from
  // the others is more than chance (beyond its interval of that confidence over replications) and
  // worth mentioning: a tenth, and enough to shift the mean of all weeks by a fiftieth. Nothing
  // where there are fewer than eight weeks or three replications to tell by.
  std::optional<UnsettledStart> start(double confidence) const;

 private:
  std::vector<stats::Tally> weeks_;
  // By how many weeks are left out, from 1 up to half of them: the mean of the others less theirs.
  std::vector<stats::Tally> rises_;
};

}  // namespace sim::experiment
