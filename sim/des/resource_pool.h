// sim/des/resource_pool.h: a resource of which so many units are on duty, shared by whoever asks.
//
// When the number on duty falls, work in hand is not interrupted: those who leave stay for it as
// long as the others are too few. `present` counts who is still there; new work sees only
// `on_duty`. Work is in hand if it was taken on before the latest fall.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/contract.h"
#include "sim/base/time.h"

namespace sim::des {

class ResourcePool {
 public:
  ResourcePool() = default;
  explicit ResourcePool(std::int32_t on_duty) : on_duty_(on_duty), present_(on_duty) {}

  std::int32_t on_duty() const { return on_duty_; }
  std::int32_t in_use() const { return in_use_; }
  bool someone_stays() const { return present_ > on_duty_; }
  bool in_hand(Time since) const { return since < latest_fall_; }

  // Whether `units` can be had now by work that was taken on at `since`.
  bool can_take(std::int32_t units, Time since) const {
    return lacking(units, since) <= 0;
  }

  // Whether anybody is here for work that was taken on at `since`.
  bool someone_is_here(Time since) const { return (in_hand(since) ? present_ : on_duty_) > 0; }
  // How many units such work lacks of `units`; 0 or less where it can have them.
  std::int32_t lacking(std::int32_t units, Time since) const {
    return in_use_ + units - (in_hand(since) ? present_ : on_duty_);
  }

  // Expects: can_take(units, ...) for whom it is. A promise of the whole: never more than present.
  void take(std::int32_t units) {
    in_use_ += units;
    SIM_EXPECTS(in_use_ <= present_);
  }
  void give_back(std::int32_t units) {
    in_use_ -= units;
    SIM_EXPECTS(in_use_ >= 0);
  }

  void set_on_duty(std::int32_t units, Time now) {
    if (units < on_duty_) latest_fall_ = now;
    on_duty_ = units;
    present_ = std::max(present_, on_duty_);
  }

  // Lets those go home who are no longer needed: `demand` is the most that work in hand may still
  // ask for at once. Expects: demand covers what is in use of work in hand.
  void release_leavers(std::int32_t demand) {
    present_ = std::max({on_duty_, in_use_, std::min(present_, demand)});
  }

 private:
  std::int32_t on_duty_ = 0;
  std::int32_t present_ = 0;  // on duty, and those who stay for work in hand
  std::int32_t in_use_ = 0;
  Time latest_fall_ = Time::min();
};

}  // namespace sim::des
