// sim/model/booking.h: how visits get their times.
#pragma once

#include <cstdint>

#include "sim/base/time.h"

namespace sim::model {

enum class BookingMode : std::uint8_t {
  Appointments,  // a time is reserved in the book
  WalkIn         // patients come when due, or at the next opening, and queue
};

// Which of the free starts is taken.
enum class Choice : std::uint8_t {
  NearestToTarget,  // the nearer one inside the window, the earlier on a tie
  Earliest          // the first at or after the target, else the last before it
};

struct Booking {
  BookingMode mode = BookingMode::Appointments;
  Duration slot = std::chrono::minutes{15};  // grid of start times, from each opening
  int opens_days = 26 * 7;                   // the book reaches today plus so many days
  int lead_days = 1;  // screening and first visits: no earlier than today plus so many days
  Choice choose = Choice::NearestToTarget;
};

}  // namespace sim::model
