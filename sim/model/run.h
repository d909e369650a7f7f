// sim/model/run.h: how long is simulated, how often, and how sure the answers are to be.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/time.h"

namespace sim::model {

enum class Demand : std::uint8_t {
  AsReferred,
  NeverEnds  // somebody always waits for a first infusion, by cohort in proportion to the rates,
             // and nobody gives up: what the clinic can do
};

struct RunPlan {
  Date start{};
  Duration warm_up{0};
  std::optional<Duration> length;  // after the warm-up; none: until every patient is done
  int replications = 50;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  Demand demand = Demand::AsReferred;

  // When it is over; never, as far as is known, where it goes on until every patient is done.
  Time ends() const { return length ? Time{start} + warm_up + *length : never; }
};

}  // namespace sim::model
