#include "sim/clinic/referral_stream.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace sim::clinic {
namespace {

// Of the hours, how much lies before a time of the week.
Duration elapsed_before(const model::WeeklyHours& hours, Duration since_monday) {
  Duration sum{0};
  for (const model::Interval& interval : hours.intervals()) {
    sum += std::clamp(since_monday - interval.from, Duration{0}, interval.to - interval.from);
  }
  return sum;
}

}  // namespace

ReferralStream::ReferralStream(const model::Model& model, CohortId cohort, random::Key cohort_key)
    : cohort_(&model.cohorts[cohort]),
      closed_(&model.clinic.closed),
      key_(cohort_key),
      start_(Time{model.run.start}),
      monday_(Time{monday_of(model.run.start)}),
      elapsed_(in_milliseconds(elapsed_before(cohort_->referral_hours, start_ - monday_))) {
  if (const auto* all = std::get_if<model::AtStart>(&cohort_->referrals)) {
    if (all->patients > 0) next_ = next_within(model.clinic.open, *closed_, start_);
    return;
  }
  elapsed_ += gap();
  next_ = wall_clock();
}

void ReferralStream::advance() {
  ++member_;
  if (const auto* all = std::get_if<model::AtStart>(&cohort_->referrals)) {
    if (member_ == static_cast<std::uint32_t>(all->patients)) next_ = never;
    return;
  }
  elapsed_ += gap();
  next_ = wall_clock();
}

double ReferralStream::gap() const {
  const random::Key who = random::member_key(key_, member_);
  const double u = random::uniform(who, cohort_->referral_site, {});
  if (const auto* gaps = std::get_if<model::Gaps>(&cohort_->referrals)) return gaps->gap.at(u);
  const double rate = std::get<model::Poisson>(cohort_->referrals).per_week;
  if (rate <= 0.0) return HUGE_VAL;
  return -std::log1p(-u) * in_milliseconds(cohort_->referral_hours.total()) / rate;
}

Time ReferralStream::wall_clock() const {
  constexpr double a_thousand_years = 1000.0 * 365.0 * 86'400'000.0;
  if (elapsed_ > a_thousand_years) return never;
  // Outside referral hours their clock stands at the end of the latest interval, before the start.
  const Time at =
      std::max(start_, monday_ + cohort_->referral_hours.after(from_milliseconds(elapsed_)));
  return closed_->contains(date_of(at)) ? next_within(cohort_->referral_hours, *closed_, at) : at;
}

}  // namespace sim::clinic
