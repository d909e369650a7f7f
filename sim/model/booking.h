// sim/model/booking.h: how visits get their times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/calendar.h"
#include "sim/model/ids.h"

namespace sim::model {

enum class BookingMode : std::uint8_t {
  Appointments,  // a time is reserved in the book
  WalkIn         // patients come when due, or at the next opening, and queue
};

enum class Series : std::uint8_t {
  Rolling,     // the next visit is booked when the last has ended
  WholeCourse  // all visits are booked at the start
};

// Which of the free starts is taken.
enum class Choice : std::uint8_t {
  NearestToTarget,  // the nearer one inside the window, the earlier on a tie
  Earliest,         // the first at or after the target, else the last before it
  LeastBusyDay      // within a day of the target the day that is booked least, then the nearest
};

// Who is next among those who wait in the clinic.
enum class Queue : std::uint8_t { AppointmentTime, FirstCome, Priority };

// New courses: first infusions booked for one calendar week, from Monday, and on which weekdays.
struct Starts {
  int at_most_a_week = std::numeric_limits<int>::max();
  std::uint8_t weekdays = 0x7f;  // bit 0 is Monday
};

// Staggered starts: at most so many booked starts in each span of this length, counted from each
// opening. `per` is a whole number of slots.
struct Arrivals {
  int at_most = 0;
  Duration per{};
};

// At most this many carve-outs: who may claim which is one bit each.
inline constexpr std::size_t most_reserves = 32;

// A carve-out: so much of a resource is kept, during these hours, for the patients of a cohort, of
// a course, or those who come for a visit (exactly one of the three), until so many days before.
struct Reserve {
  ResourceId resource;
  int count = 0;
  std::optional<CohortId> cohort;
  std::optional<CourseId> course;
  std::optional<VisitId> visit;
  WeeklyHours on;      // parts of the clinic's hours
  int until_days = 0;  // on the date so many days before and from then on anybody may have it
};

// A freed start is offered to those who wait for a first infusion and are booked later.
struct Refill {
  Duration notice{};      // only starts at least so far ahead
  double accepted = 1.0;  // the chance that an offer is
};

struct Booking {
  BookingMode mode = BookingMode::Appointments;
  Duration slot = std::chrono::minutes{15};  // grid of start times, from each opening
  int opens_days = 26 * 7;                   // the book reaches today plus so many days
  int lead_days = 1;  // screening and first visits: no earlier than today plus so many days
  Series series = Series::Rolling;
  Choice choose = Choice::NearestToTarget;
  Queue queue = Queue::AppointmentTime;
  Starts starts;
  std::optional<Arrivals> arrivals;
  std::uint32_t checks = ~std::uint32_t{0};  // the resources that the book looks at, one bit each
  double overbook = 0.0;  // share of a day's bookable unit-minutes that accrues as a credit
  std::vector<Reserve> reserves;
  std::optional<Refill> refill;
};

}  // namespace sim::model
