// sim/model/run.h: how long is simulated, how often, and how sure the answers are to be.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/base/time.h"

namespace sim::model {

enum class Demand : std::uint8_t {
  AsReferred,
  NeverEnds  // somebody always waits for a first infusion, by cohort in proportion to the rates,
             // and nobody gives up: what the clinic can do
};

// How small the half-width of a figure's interval is to be.
struct Precision {
  std::string metric;   // "wait_to_first_infusion.mean"
  double of_mean;       // 0.05: 5 % of the mean, or of one unit where the mean is less than that
  SourcePosition at{};  // where the metric's name stands
  std::string path{};   // dotted
};

// Replications go on until every one of them is reached.
struct UntilPrecise {
  int at_least = 10;  // replications, 3 or more
  std::vector<Precision> all;
};

// How many there are where nobody asks how precise the figures are.
inline int replications_without(const UntilPrecise& until) { return std::max(until.at_least, 50); }

struct RunPlan {
  Date start{};
  Duration warm_up{0};
  std::optional<Duration> length;     // after the warm-up; none: until every patient is done
  int replications = 50;              // with `until` at most
  std::optional<UntilPrecise> until;  // none: exactly that many
  std::uint64_t seed = 1;
  double confidence = 0.95;
  Demand demand = Demand::AsReferred;

  // When it is over; never, as far as is known, where it goes on until every patient is done.
  Time ends() const { return length ? Time{start} + warm_up + *length : never; }
};

}  // namespace sim::model
