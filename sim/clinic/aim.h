// sim/clinic/aim.h: when the protocol asks for an infusion, and on which dates it may be.
#pragma once

#include "sim/base/time.h"
#include "sim/model/course.h"
#include "sim/random/draw.h"

namespace sim::clinic {

// When a visit should be, and on which dates it may be, both included.
struct Aim {
  Time target{};
  Date window_first{};
  Date window_last{};
};

// From what the next infusion of a course is counted: the starts of the previous one, and of the
// first one of the phase or the cycle that the previous one is in.
struct CountedFrom {
  Time previous;
  Time day_zero;
};

// Infusion `number` of the course begins, or is to begin, at `at`: what the one after it is counted
// from.
CountedFrom counted_from(const model::Course& course, int number, Time at, CountedFrom before);

// Who draws the gap before an infusion, and which time.
struct Drawn {
  random::Key patient = 0;
  random::Occasion which;
};

// Of infusion `number`. Expects: number >= 2.
Aim aim_at(const model::Course& course, int number, CountedFrom from, Drawn drawn);

// Of the first infusion of a course that follows another one: decided at `decided`, to be given at
// `due`.
Aim aim_at_first(Time decided, Time due);

// Of a visit that comes so long after the one at `previous`.
Aim aim_after(Time previous, Duration gap, const model::Window& window);

}  // namespace sim::clinic
