// sim/clinic/referral_rate.h: a rate of referrals that varies through the day, the week and the
// year, walked along unit exponentials.
//
// The rate is the mean rate times a factor for the month, one for the weekday and the hour, and the
// growth since measuring began; outside the referral hours it is nothing. Between the moments at
// which a factor changes it is constant or grows exponentially, so that its cumulative sum is
// inverted exactly, stretch by stretch, and no candidate is thrown away. Referral n stands at the
// same point of the cumulative rate whatever the factors are.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/model/model.h"

namespace sim::clinic {

class ReferralRate {
 public:
  // Begins at the start of the run. Expects: the referral hours are not empty.
  ReferralRate(const model::Model& model, const model::Cohort& cohort,
               const model::Poisson& referrals);

  // The moment at which the cumulative rate has grown by so much since the last such moment;
  // `never` where it does not before the run is over.
  Time after(double sum);

 private:
  // Hours of one weekday with one rate, in milliseconds since Monday 00:00.
  struct Stretch {
    double from = 0.0;
    double to = 0.0;
    double rate = 0.0;  // a millisecond, for a month's factor of 1 and before any growth
  };
  // From where the walk is to the next change of the rate.
  struct Piece {
    double length = 0.0;  // milliseconds
    double rate = 0.0;    // where it begins
    double growth = 0.0;  // continuous, a millisecond
  };

  void find_stretches(const model::WeeklyHours& hours, const model::Seasons& seasons);
  void normalise(double per_week);
  void enter_stretch();
  void next_stretch();
  Piece piece() const;

  std::vector<Stretch> week_;  // those in which anybody is referred
  std::array<double, 12> by_month_{};
  double growth_ = 0.0;  // continuous, a millisecond
  Time monday_;          // of the week that the walk is in
  std::size_t stretch_ = 0;
  double at_ = 0.0;        // milliseconds since monday_
  double of_month_ = 0.0;  // the factor in this stretch
  double measured_ = 0.0;  // milliseconds from monday_ to when measuring starts; negative after it
  Time end_;               // of the run
};

}  // namespace sim::clinic
