// sim/stats/time_weighted.h: a level that changes at points in time: people waiting, chairs in use.
//
// A level counts for as long as it stands, unlike the observations of a Tally, which count once
// each. The integral is in level times milliseconds. Whole levels are integrated exactly as long as
// the result is below 2^53: a thousand units for 285 years.
#pragma once

#include "sim/base/contract.h"
#include "sim/base/time.h"

namespace sim::stats {

class TimeWeighted {
 public:
  explicit TimeWeighted(Time start, double level = 0.0)
      : start_(start), since_(start), level_(level) {}

  // Expects: `at` is not before the start or the last change.
  void set(Time at, double level) {
    integral_ = integral(at);
    since_ = at;
    level_ = level;
  }
  void add(Time at, double delta) { set(at, level_ + delta); }

  // Forgets the past and keeps the level: the end of a warm-up.
  void restart(Time at) { *this = TimeWeighted(at, level_); }

  double level() const { return level_; }

  // From the start until then. Expects: `until` is not before the last change.
  double integral(Time until) const {
    SIM_EXPECTS(until >= since_);
    return integral_ + level_ * in_milliseconds(until - since_);
  }
  // Of no time at all it is the level.
  double mean(Time until) const {
    return until == start_ ? level_ : integral(until) / in_milliseconds(until - start_);
  }

 private:
  Time start_;
  Time since_;  // of the last change
  double level_;
  double integral_ = 0.0;  // until since_
};

}  // namespace sim::stats
