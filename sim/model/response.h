// sim/model/response.h: how patients respond to infusions.
//
// Each model is a plain struct; what it does at an infusion and at an assessment is in
// sim/clinic/course.h.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/ids.h"
#include "sim/model/quantity.h"

namespace sim::model {

// A depression scale: higher is worse.
struct Scale {
  double lowest = 0.0;
  double highest = 60.0;
  double remission = 10.0;  // a score at or under this
};

// A state f between 0 and 1 that each infusion raises towards a ceiling and time halves. Per
// patient, for life: baseline, ceiling, gain, half-life.
//   infusion:  f <- f + gain (ceiling - f)        if ceiling > f
//   t days after the infusion visit began:  f 2^(-max(t - 1, 0) / half_life)
//   score = baseline (1 - f) + normal(0, noise), clipped to the scale
struct Trajectory {
  Scale scale;
  double response_at = 0.5;  // improvement (fall from baseline / baseline) that is a response
  Quantity baseline;
  Chance capable;          // the others have ceiling `ceiling_of_the_others`
  Quantity ceiling;        // 0..1
  Quantity gain;           // 0..1
  Quantity clinic_effect;  // added to the gain's logit; one value per replication
  Quantity half_life;      // milliseconds
  random::Sampler noise;   // of a score; its site is the course's
};
inline constexpr double ceiling_of_the_others = 0.10;

// A chance of responding at each infusion; no scores.
struct Hazard {
  std::vector<double> chances;  // at the k-th infusion, while not responding; the last one repeats
  double loss = 0.0;            // of falling back, at each infusion while responding
  Chance never;                 // the share who cannot respond
};

// Courses without assessment.
struct NoResponse {};

struct Response {
  std::string name;
  std::variant<NoResponse, Hazard, Trajectory> is;
  // Milliseconds from the end of a course to relapse, of those who respond then; none: a trajectory
  // relapses by its own decay, and nobody else does.
  std::optional<Quantity> relapse = {};
};

}  // namespace sim::model
