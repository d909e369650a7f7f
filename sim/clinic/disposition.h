// sim/clinic/disposition.h: how one patient responds to infusions, for life.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/base/time.h"
#include "sim/model/cohort.h"
#include "sim/model/response.h"
#include "sim/random/draw.h"

namespace sim::clinic {

// How one patient responds to infusions. Dispositions are for life; the state is carried from one
// course to the next.
struct Disposition {
  // trajectory
  double baseline = 0.0;   // score
  double ceiling = 0.0;    // of f
  double gain = 0.0;       // of f towards the ceiling, per infusion
  double half_life = 0.0;  // of f, milliseconds
  double f = 0.0;          // improvement without noise, just after the latest infusion
  // hazard
  bool can_respond = false;
  bool responding = false;
  // the larger plan
  std::uint32_t parts = 0;  // that the patient has, one bit each
  double drop_out = 1.0;    // what they multiply the chance of dropping out by
  Time latest_infusion = Time::min();

  bool has_part(std::size_t index) const { return (parts >> index & 1U) != 0; }
};

// Draws the disposition of a patient of the cohort. `clinic_effect` is the replication's value (0
// without one).
Disposition dispose(const model::Cohort& cohort, const model::Response& response,
                    random::Key patient, double clinic_effect);

// The noise-free improvement at `at`: f after a day's plateau and then decay.
double improvement_at(const Disposition& disposition, Time at);

}  // namespace sim::clinic
