// sim/report/figure.h: one estimate as people read it.
#pragma once

#include <string>

#include "sim/stats/estimate.h"

namespace sim::report {

struct Figure {
  std::string mean;        // "131.2"; "-" where nothing was observed
  std::string half_width;  // "± 2.1"; empty where there is none
};

// With as many digits as the half-width is worth, by the rule of the Particle Data Group (Review of
// Particle Physics, introduction): two of its own if they are 35 or less, otherwise one; here at
// most two decimals. Without a half-width, one decimal.
Figure figure(const stats::Estimate& estimate);

// "+12.3", with as many digits as its half-width is worth.
std::string with_sign(const stats::Estimate& estimate);

}  // namespace sim::report
