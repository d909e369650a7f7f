// sim/clinic/overbooking.h: how far beyond its capacity the book may be filled.
//
// Each open day accrues a credit: a share of what may be booked of a resource on that day. What is
// booked beyond capacity is paid from it, so that at no date has more been exceeded than has
// accrued until then.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/model/clinic.h"

namespace sim::clinic {

class Overbooking {
 public:
  // Amounts of each resource: units times minutes.
  using Amounts = std::array<std::int64_t, model::most_resources>;

  // `share` of what may be booked, over so many days that are open at once.
  Overbooking(double share, std::size_t days) : share_(share), days_(days) {}

  bool allowed() const { return share_ > 0.0; }

  // The day `ahead` days from the book's today opens with so much to be booked.
  void open_day(std::size_t ahead, const Amounts& bookable);
  // Yesterday is over: what is `ahead` now was one day further.
  void turn_day();

  // What more may be exceeded on a day, with all that is exceeded later paid too. In the same
  // amounts.
  std::int64_t room(std::size_t ahead, std::size_t resource) const;
  // So much more is exceeded on the day, or less.
  void exceed(std::size_t ahead, std::size_t resource, std::int64_t more);

 private:
  struct Day {
    Amounts accrued{};  // thousandths, as everything here
    Amounts exceeded{};
  };
  Day& day(std::size_t ahead) { return days_[(today_ + ahead) % days_.size()]; }
  const Day& day(std::size_t ahead) const { return days_[(today_ + ahead) % days_.size()]; }
  void work_out_room(std::size_t resource) const;
  void forget_room() {
    for (std::vector<std::int64_t>& each : room_)
      each.clear();
  }

  double share_;
  std::vector<Day> days_;  // a ring
  std::size_t today_ = 0;
  Amounts carried_{};  // from the days that are over
  // By resource, then days ahead; empty where something has changed since.
  mutable std::array<std::vector<std::int64_t>, model::most_resources> room_;
};

}  // namespace sim::clinic
