// sim/experiment/growth.h: whether a level was still growing when a run ended.
//
// Where more are referred than can be treated, waits have no steady value: they are as long as the
// run makes them, and their interval says nothing of that. So the list is looked at apart. A
// holiday lifts the list too, but lets it down again; growth is what holds throughout the end.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "sim/stats/tally.h"

namespace sim::experiment {

// Means over the third and the last quarter of the measured period.
struct Growth {
  double before;
  double after;
};

// Is given the level's weekly means, replication by replication, and keeps none of them.
class GrowthWatch {
 public:
  // The measured weeks of one replication, as many in each.
  void add(const std::vector<double>& weeks);

  // The growth, if each third of the last quarter lies above the quarter before it by more than
  // chance (beyond its 99.8 % interval over replications), the last third is not below the one
  // before it, and the lowest of the three is higher by what is worth mentioning: a fifteenth,
  // which is what a steady rise of a tenth from quarter to quarter has come to by then. Nothing
  // where it is not so, or where there are fewer than twelve weeks or three replications to tell
  // by.
  std::optional<Growth> growth() const;

 private:
  stats::Tally before_;                  // the third quarter
  stats::Tally after_;                   // the last one
  std::array<stats::Tally, 3> rises_{};  // of each third of the last quarter, above the one before
};

}  // namespace sim::experiment
