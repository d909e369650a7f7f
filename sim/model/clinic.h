// sim/model/clinic.h: the place: its hours, its resources, what happens at a visit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/model/calendar.h"
#include "sim/model/ids.h"
#include "sim/model/quantity.h"

namespace sim::model {

// At most this many resources: a row of the appointment book is one 128-bit vector of them.
inline constexpr std::size_t most_resources = 8;

// Units of each resource, by ResourceId; all those there are not stay 0.
using Units = std::array<std::int32_t, most_resources>;

// Chairs, nurses, prescribers. Counted in exact units, so that a third of a nurse is a number:
// units_each is the least common multiple of the denominators of all needs of the resource.
struct Resource {
  std::string name;
  Rota rota;
  std::int32_t units_each = 1;
  bool held_throughout = false;  // some visit holds it from its first step to its last: a chair
};

struct ClinicHours {
  WeeklyHours open;
  ClosedDates closed;
};

// Part of a visit, with resources of its own.
struct Step {
  std::string name;
  random::Sampler takes;       // milliseconds
  Duration planned{};          // its mean, rounded up to a minute: what the book reserves
  Units needs{};               // beside the visit's `throughout`
  bool after_patient = false;  // cleaning: the patient has left, `throughout` is still held
};

struct Visit {
  std::string name;
  Units throughout{};
  std::vector<Step> steps;  // in the order of the file; after_patient ones last, never all
  WeeklyHours admission;    // when a walk-in may come: early enough before closing (Booking's
                            // last_arrival), while all that the first step needs is on duty

  Duration planned() const {
    Duration sum{0};
    for (const Step& step : steps)
      sum += step.planned;
    return sum;
  }
};

// A visit as one course or one screening uses it: the sites of the draws made for it, and what
// happens to bookings. The same visit in two courses has two uses, so their draws are apart.
struct Use {
  std::string name;  // "course/induction" or "screening"
  VisitId visit;
  std::vector<Site> step_times;  // by step of the visit
  Chance no_show;
};

}  // namespace sim::model
