#include "sim/clinic/referral_rate.h"

#include <algorithm>
#include <cmath>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

constexpr std::array<double, 12> days_of_month = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

// Where a run goes on until it is empty: nobody looks further.
constexpr Duration longest_run = 1000 * one_year;

template <std::size_t n>
std::array<double, n> ones() {
  std::array<double, n> all{};
  all.fill(1.0);
  return all;
}

model::Seasons even() { return {ones<12>(), ones<7>(), ones<24>()}; }

std::size_t month_of(Date date) {
  return static_cast<unsigned>(std::chrono::year_month_day{date}.month()) - 1;
}

// How far a rate that grows must be followed for this sum, and the sum over a length: the two are
// each other's inverse.
double length_for(double sum, double rate, double growth) {
  return growth == 0.0 ? sum / rate : std::log1p(sum * growth / rate) / growth;
}
double sum_over(double length, double rate, double growth) {
  return growth == 0.0 ? rate * length : rate * std::expm1(growth * length) / growth;
}

}  // namespace

ReferralRate::ReferralRate(const model::Model& model, const model::Cohort& cohort,
                           const model::Poisson& referrals)
    : growth_(std::log1p(referrals.growth) / in_milliseconds(one_year)),
      monday_(Time{monday_of(model.run.start)}) {
  SIM_EXPECTS(!cohort.referral_hours.empty());
  const Time start{model.run.start};
  const Time measured = start + model.run.warm_up;
  end_ = measured + model.run.length.value_or(longest_run);
  at_ = in_milliseconds(start - monday_);
  measured_ = in_milliseconds(measured - monday_);
  const model::Seasons seasons = referrals.seasons.value_or(even());
  by_month_ = seasons.by_month;
  find_stretches(cohort.referral_hours, seasons);
  normalise(referrals.per_week);
  if (week_.empty()) return;
  while (stretch_ < week_.size() && week_[stretch_].to <= at_)
    ++stretch_;
  if (stretch_ == week_.size()) next_stretch();
  enter_stretch();
}

// Hours of one weight that follow each other on a day are one stretch.
void ReferralRate::find_stretches(const model::WeeklyHours& hours, const model::Seasons& seasons) {
  for (const model::Interval& each : hours.intervals()) {
    for (Duration from = each.from; from < each.to;) {
      const auto hour = static_cast<std::size_t>(from / one_hour);
      const Duration to = std::min(each.to, (from / one_hour + 1) * one_hour);
      const double weight = seasons.by_weekday[hour / 24] * seasons.by_hour[hour % 24];
      const double begin = in_milliseconds(from);
      const bool goes_on = hour % 24 != 0 && !week_.empty() && week_.back().to == begin &&
                           week_.back().rate == weight;
      if (goes_on) {
        week_.back().to = in_milliseconds(to);
      } else if (weight > 0.0) {
        week_.push_back({begin, in_milliseconds(to), weight});
      }
      from = to;
    }
  }
}

// Weights become rates: an average week of a year of 365 days has `per_week` referrals.
void ReferralRate::normalise(double per_week) {
  double of_month = 0.0;
  for (std::size_t month = 0; month < by_month_.size(); ++month)
    of_month += by_month_[month] * days_of_month[month] / 365.0;
  double of_week = 0.0;
  for (const Stretch& each : week_)
    of_week += (each.to - each.from) * each.rate;
  for (Stretch& each : week_)
    each.rate *= per_week / of_week;
  if (per_week <= 0.0 || of_month <= 0.0) week_.clear();
  for (double& factor : by_month_)
    factor /= of_month;
}

// A stretch lies within one day, and so within one month.
void ReferralRate::enter_stretch() {
  at_ = std::max(at_, week_[stretch_].from);
  const Time begins = monday_ + Duration{static_cast<std::int64_t>(week_[stretch_].from)};
  of_month_ = by_month_[month_of(date_of(begins))];
}

void ReferralRate::next_stretch() {
  if (++stretch_ < week_.size()) return;
  stretch_ = 0;
  monday_ += one_week;
  at_ -= in_milliseconds(one_week);
  measured_ -= in_milliseconds(one_week);
}

ReferralRate::Piece ReferralRate::piece() const {
  const double rate = week_[stretch_].rate * of_month_;
  const double to = week_[stretch_].to;
  if (at_ < measured_) return {std::min(to, measured_) - at_, rate, 0.0};
  return {to - at_, rate * std::exp(growth_ * (at_ - measured_)), growth_};
}

Time ReferralRate::after(double sum) {
  if (week_.empty()) return never;
  while (monday_ < end_) {
    const Piece here = piece();
    const double all = sum_over(here.length, here.rate, here.growth);
    if (sum < all) {
      at_ += std::min(length_for(sum, here.rate, here.growth), here.length);
      return monday_ + from_milliseconds(at_);
    }
    sum -= all;
    at_ += here.length;
    if (at_ < week_[stretch_].to) continue;  // growth begins within the stretch
    next_stretch();
    enter_stretch();
  }
  return never;
}

}  // namespace sim::clinic
