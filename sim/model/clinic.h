// sim/model/clinic.h: the place: its hours, its resources, what happens at a visit.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
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

// Each person of a resource, on each day on which they are not absent already, may fall out from
// that day on. The book does not know beforehand.
struct Absence {
  std::uint64_t family = 0;  // hash of "resource/NAME": the resource's part of the address
  Chance chance;             // on each day
  Quantity lasts;            // milliseconds, rounded up to days
};

// Chairs, nurses, prescribers. Counted in exact units, so that a third of a nurse is a number:
// units_each is the least common multiple of the denominators of all needs of the resource.
struct Resource {
  std::string name;
  Staffing staffing;
  std::int32_t units_each = 1;
  bool held_throughout = false;  // some visit holds it from its first step to its last: a chair
  std::optional<Absence> absence = {};
};

struct ClinicHours {
  WeeklyHours open;
  ClosedDates closed;
};

// Part of a visit, with resources of its own.
struct Step {
  std::string name;
  random::Sampler takes;       // milliseconds
  Duration planned{};          // what the book reserves: its mean, rounded up to a minute, or what
                               // the visit's `books` leaves for it
  Units needs{};               // beside the visit's `throughout`
  std::uint32_t present = 0;   // resources of which someone must be on site, one bit each
  double only = 1.0;           // the share of visits that have it
  bool after_patient = false;  // cleaning: the patient has left, `throughout` is still held
};

struct Visit {
  std::string name;
  Units throughout{};
  std::vector<Step> steps;  // in the order of the file; after_patient ones last, never all
  Dated<WeeklyHours> admission =
      {};  // when a walk-in may come: early enough before closing (Booking's
           // last_arrival), while all that the first step needs is on duty

  Duration planned() const {
    Duration sum{0};
    for (const Step& step : steps)
      sum += step.planned;
    return sum;
  }
};

// Found not fit for the infusion after a step: the patient leaves, and comes again later.
struct NotFit {
  Chance chance;
  std::uint32_t after = 0;  // a step with the patient
  Duration postpone{};      // the next target is so long after the end of that step
};

inline constexpr int no_limit = std::numeric_limits<int>::max();

// How booked patients keep their visits.
struct Attendance {
  Site site = 0;  // one uniform a booked visit: no-show, late cancellation, or the patient comes
  double no_show = 0.0;
  double late_cancel = 0.0;
  Quantity notice;                      // milliseconds before the start that a cancellation comes
  std::optional<Quantity> punctuality;  // milliseconds after the start; negative is early
  std::optional<NotFit> not_fit;        // walk-ins too
  Chance rebook{1.0, 0};                // after a no-show; otherwise the patient drops out
  int misses_allowed = no_limit;        // in a row; with one more the patient is lost
};

// A visit as one course, one screening or one part of a plan uses it: the sites of the draws made
// for it, and what happens to bookings. The same visit in two courses has two uses, so their draws
// are apart; two visits of one course have one name, so a longer first visit moves no draw.
struct Use {
  std::string name;  // "course/induction", "screening" or "with/talk_therapy"
  VisitId visit;
  std::vector<Site> step_times;      // by step of the visit
  std::vector<Site> step_only = {};  // by step: whether this visit has it
  Attendance attendance = {};
  Site refill = 0;  // whether an earlier start is accepted
  // By step: the adverse events of the course that lengthen it.
  std::vector<std::vector<std::uint32_t>> lengthened_by = {};
};

}  // namespace sim::model
