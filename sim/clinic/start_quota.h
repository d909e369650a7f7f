// sim/clinic/start_quota.h: how many new courses may still start in a week, and on which days.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/contract.h"
#include "sim/base/time.h"
#include "sim/model/booking.h"

namespace sim::clinic {

class StartQuota {
 public:
  StartQuota(const model::Starts& starts, Date today)
      : starts_(starts), first_monday_(monday_of(today)) {}

  bool unlimited() const {
    return starts_.at_most_a_week == model::Starts{}.at_most_a_week &&
           starts_.weekdays == model::Starts{}.weekdays;
  }
  bool allows(Date date) const {
    const bool weekday = (starts_.weekdays >> static_cast<unsigned>(weekday_of(date)) & 1U) != 0;
    return weekday && booked(week_of(date)) < starts_.at_most_a_week;
  }
  // A first infusion is booked on that date, or given back.
  void take(Date date) {
    if (week_of(date) >= weeks_.size()) weeks_.resize(week_of(date) + 1, 0);
    ++weeks_[week_of(date)];
  }
  void give_back(Date date) {
    SIM_EXPECTS(booked(week_of(date)) > 0);
    --weeks_[week_of(date)];
  }

 private:
  std::size_t week_of(Date date) const {
    return static_cast<std::size_t>((date - first_monday_).count() / 7);
  }
  int booked(std::size_t week) const { return week < weeks_.size() ? weeks_[week] : 0; }

  model::Starts starts_;
  Date first_monday_;
  std::vector<int> weeks_;  // first infusions booked, by week of the run
};

}  // namespace sim::clinic
