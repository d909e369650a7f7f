// sim/config/draft_booking.h: the sections `booking` and `attendance` as written.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/time.h"
#include "sim/config/section.h"
#include "sim/model/booking.h"
#include "sim/random/distribution.h"

namespace sim::config {

struct StartsDraft {
  Given<int> at_most_a_week;
  Given<std::uint8_t> on;  // weekdays, bit 0 is Monday
};

struct ArrivalsDraft {
  Given<int> at_most;
  Given<Duration> per;
};

struct ReserveDraft {
  Given<std::string> resource;
  Given<int> count;
  Given<std::string> whom;  // the key "for": a cohort, a course or a visit
  Given<model::WeeklyHours> on;
  Given<int> until_days;
};

struct RefillDraft {
  Given<Duration> notice;
  Given<double> accepted;
};

struct BookingDraft {
  Given<model::BookingMode> mode;
  Given<Duration> slot;
  Given<int> opens_days;
  Given<int> lead_days;
  Given<model::Series> series;
  Given<model::Choice> choose;
  Given<int> first_opens_days;
  Given<Duration> last_arrival;
  Given<StartsDraft> starts;
  Given<ArrivalsDraft> arrivals;
  Given<List<std::string>> checks;
  Given<double> overbook;
  Given<List<ReserveDraft>> reserve;
  Given<RefillDraft> refill;
  Given<model::Queue> queue;
};

struct NotFitDraft {
  Given<double> chance;
  Given<std::string> after;  // a step
  Given<Duration> postpone;
};

enum class NotRebooked : std::uint8_t { DropOut };

struct AfterNoShowDraft {
  Given<double> rebook;
  Given<NotRebooked> otherwise;
};

struct AttendanceDraft {
  Given<double> no_show;
  Given<double> late_cancel;
  Given<random::Distribution> notice;
  Given<random::Distribution> punctuality;
  Given<NotFitDraft> not_fit;
  Given<AfterNoShowDraft> after_no_show;
  Given<int> misses_allowed;
};

}  // namespace sim::config
