// tests/property/naive_schedule.h: when visits are due and on which dates they may be, read off the
// contract (scenario format, section 4.2) one visit at a time.
//
// Knows no draws: where the span before a visit is a matter of chance there is no answer.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/cohort.h"
#include "sim/model/course.h"

namespace sim::tests {

inline bool is_constant(const random::Sampler& sampler) {
  return sampler.at(0.1) == sampler.at(0.9);
}
// Of a constant in milliseconds.
inline std::optional<Duration> constant_span(const random::Sampler& sampler) {
  if (!is_constant(sampler)) return std::nullopt;
  return from_milliseconds(sampler.mean());
}

// What the protocol asks of a visit: its target, and the dates it may be on, both included.
struct NaiveAim {
  Time target;
  Date first;
  Date last;
};

// When the visits of a course began, by number - 1; `never` where it is not known.
using Starts = std::vector<Time>;

// Of the infusion after those. None where it is not known. Expects: at least one.
std::optional<NaiveAim> naive_aim(const model::Course& course, const Starts& starts);

// Of the first infusion of a course that was decided on at `decided`, to begin at `due`: 0.6 to 2
// times that span, but at least a week is left to find a place.
NaiveAim naive_aim_at_first(Time decided, Time due);

// Of the n-th visit (from 1) of a plan part, after the one before it, or after the first infusion
// of the course.
std::optional<NaiveAim> naive_aim(const model::PlanPart& part, int number, Time previous);

}  // namespace sim::tests
