// sim/clinic/wait_account.h: why each patient has waited so far for the first infusion.
//
// When a visit is booked, every minute until then gets its cause, as the book stands; the plan is
// followed as time goes by, as far as it comes true. What is said of a wait adds up to it.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/chains.h"
#include "sim/base/contract.h"
#include "sim/base/slots.h"
#include "sim/model/wait_cause.h"

namespace sim::clinic {

class WaitAccounts {
 public:
  std::uint32_t open(Time referred) { return accounts_.add({referred, {}, {}}); }
  void close(std::uint32_t index) {
    parts_.clear(accounts_[index].plan);
    accounts_.remove(index);
  }

  const model::WaitByCause& waited_for(std::uint32_t index) const {
    return accounts_[index].waited_for;
  }
  // Up to here it is known.
  Time known_until(std::uint32_t index) const { return accounts_[index].known_until; }

  // From now on another plan holds: plan() adds its parts, each until its time. What is planned so
  // far is forgotten.
  void forget_plan(std::uint32_t index) { parts_.clear(accounts_[index].plan); }
  bool has_plan(std::uint32_t index) const { return !accounts_[index].plan.empty(); }
  void plan(std::uint32_t index, Time until, model::WaitCause cause) {
    parts_.push_back(accounts_[index].plan, {until, cause});
  }

  // The plan has come true until then, as far as it goes. The first part of a plan reaches back to
  // where nothing is known.
  void settle(std::uint32_t index, Time until) {
    Account& account = accounts_[index];
    while (account.known_until < until && !account.plan.empty()) {
      const Part part = parts_.front(account.plan);
      const Time to = std::min(part.until, until);
      if (to > account.known_until) put_down(account, part.cause, to - account.known_until);
      if (part.until > until) return;
      parts_.pop_front(account.plan);
    }
  }

  // The next so much time had that cause.
  void add(std::uint32_t index, model::WaitCause cause, Duration span) {
    put_down(accounts_[index], cause, span);
  }
  void add(std::uint32_t index, const model::WaitByCause& spans) {
    for (std::size_t i = 0; i < model::wait_causes; ++i) {
      const auto cause = static_cast<model::WaitCause>(i);
      put_down(accounts_[index], cause, spans[cause]);
    }
  }

 private:
  struct Part {
    Time until;
    model::WaitCause cause;
  };
  struct Account {
    Time known_until;
    model::WaitByCause waited_for;
    Chain plan;
  };
  static void put_down(Account& account, model::WaitCause cause, Duration span) {
    SIM_EXPECTS(span >= Duration{0});
    account.waited_for[cause] += span;
    account.known_until += span;
  }

  Slots<Account> accounts_;
  Chains<Part> parts_;
};

}  // namespace sim::clinic
