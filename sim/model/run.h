// sim/model/run.h: how long is simulated, how often, and how sure the answers are to be.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/time.h"

namespace sim::model {

struct RunPlan {
  Date start{};
  Duration warm_up{0};
  std::optional<Duration> length;  // after the warm-up; none: until every patient is done
  int replications = 50;
  std::uint64_t seed = 1;
  double confidence = 0.95;
};

}  // namespace sim::model
