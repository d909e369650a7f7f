// sim/model/holds.h: what the appointment book can hold, and what another midday would do to that.
//
// Worked out by sim/clinic/holds.h before any run, told by sim/report/explain.h, which may not know
// the book.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/calendar.h"
#include "sim/model/ids.h"
#include "sim/model/wait_cause.h"

namespace sim::model {

// How many visits of one kind fit into a regular week in which nothing else is booked.
struct WeekHolds {
  Date from;                // the staffing is that from this date on
  std::array<int, 7> on{};  // by weekday, from Monday; closed dates apart
  WaitCause next{};  // what stops the next one, most often: a resource that is furthest short,
                     // a booking rule, or hours too short for any
  int total() const { return std::accumulate(on.begin(), on.end(), 0); }
};

// How many visits of one kind, and of no other, an empty book holds.
struct VisitHolds {
  VisitId visit;
  bool has_limit = true;         // otherwise it needs nothing that the book looks at
  std::vector<WeekHolds> weeks;  // from the start of the run, then where staffing makes it another
  std::int64_t year = 0;         // in the 365 days from the start of the run, closed dates counted

  const WeekHolds& week_of(Date date) const {
    std::size_t week = weeks.size() - 1;
    while (week > 0 && weeks[week].from > date)
      --week;
    return weeks[week];
  }
};

// How many of a resource are there before, during and after a pause at midday.
struct AroundMidday {
  ResourceId resource;
  int before = 0;
  int during = 0;
  int after = 0;
  friend bool operator==(const AroundMidday& a, const AroundMidday& b) {
    return a.resource == b.resource && a.before == b.before && a.during == b.during &&
           a.after == b.after;
  }
};

// The clinic with another midday.
struct OtherMidday {
  std::vector<AroundMidday> staff;  // who is there through it, or was before it was closed
  std::vector<VisitHolds> visits;   // as those of BookHolds
};

struct BookHolds {
  std::vector<VisitHolds> visits;  // those that are booked, by VisitId; none where all walk in

  WeeklyHours pauses;                         // of the clinic's hours at midday
  std::optional<OtherMidday> open_through;    // with everybody who is there around them
  std::optional<OtherMidday> with_half;       // with half of those who are not held throughout
  WeeklyHours dips;                           // of rotas at midday, while the clinic is open
  std::optional<OtherMidday> closed_instead;  // during them
};

}  // namespace sim::model
