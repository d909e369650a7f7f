// sim/clinic/referral_stream.h: when the members of a cohort are referred, one after another.
//
// Referrals run on a clock that stands still outside the referral hours of the regular week. What
// falls on a closed date comes at the next opening. A list of referrals is followed as it stands.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/clinic/referral_rate.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

class ReferralStream {
 public:
  // Expects: the cohort's referral hours are not empty.
  ReferralStream(const model::Model& model, CohortId cohort, random::Key cohort_key);

  std::uint32_t next_member() const { return member_; }
  // When the next member is referred; `never` when all have been.
  Time next() const { return next_; }
  // The next member has been referred.
  void advance();

 private:
  Time referral_of_next();
  double gap(double u) const;  // milliseconds of referral hours before the next member
  Time wall_clock() const;
  Time when_open(Time at) const;

  const model::Cohort* cohort_;
  const model::ClosedDates* closed_;
  random::Key key_;
  Time start_;                        // of the run
  Time first_opening_ = never;        // of a closed cohort
  Time monday_;                       // of the week in which the run starts
  double elapsed_ = 0.0;              // referral hours since monday_, in milliseconds
  std::optional<ReferralRate> rate_;  // where it varies
  std::uint32_t member_ = 0;
  Time next_ = never;
};

}  // namespace sim::clinic
