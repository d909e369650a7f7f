// sim/model/cohort.h: who comes, how often, and what is done before a first infusion.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/calendar.h"
#include "sim/model/ids.h"
#include "sim/model/quantity.h"

namespace sim::model {

// Referrals at random: unit exponentials through the inverse cumulative rate.
struct Poisson {
  double per_week = 0.0;  // in an average calendar week
};
// Spans between referrals, on a clock that stops outside the referral hours. The first referral
// comes after one span.
struct Gaps {
  random::Sampler gap;  // milliseconds
};
// All at the first opening: a closed cohort.
struct AtStart {
  int patients = 0;
};
using Referrals = std::variant<Poisson, Gaps, AtStart>;

// Why patients are excluded, in name order; the shares add up to at most 1.
struct Exclusion {
  std::string reason;
  double share = 0.0;  // of those screened
};

struct Screening {
  std::optional<UseId> use;  // no visit: on paper, at once
  std::vector<Exclusion> excluded;
  Site site = 0;
};

struct Cohort {
  std::string name;
  std::string label;         // for people; the name where none is given
  std::uint64_t family = 0;  // hash of the name: the cohort's part of every address
  Referrals referrals;
  WeeklyHours referral_hours;
  Site referral_site = 0;
  std::optional<Screening> screening;
  std::optional<Quantity> patience;  // milliseconds from referral to first infusion
  CourseId course;
  ResponseId response;
};

}  // namespace sim::model
