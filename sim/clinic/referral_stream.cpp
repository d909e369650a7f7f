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
  const auto* random = std::get_if<model::Poisson>(&cohort_->referrals);
  if (random != nullptr && (random->seasons || random->growth != 0.0))
    rate_.emplace(model, *cohort_, *random);
  if (std::holds_alternative<model::AtStart>(cohort_->referrals))
    first_opening_ = next_within(model.clinic.open, *closed_, start_);
  next_ = referral_of_next();
}

void ReferralStream::advance() {
  ++member_;
  next_ = referral_of_next();
}

Time ReferralStream::referral_of_next() {
  if (const auto* all = std::get_if<model::AtStart>(&cohort_->referrals))
    return member_ < static_cast<std::uint32_t>(all->patients) ? first_opening_ : never;
  if (const auto* list = std::get_if<model::Listed>(&cohort_->referrals))
    return member_ < list->at.size() ? list->at[member_] : never;
  const double u = random::uniform(random::member_key(key_, member_), cohort_->referral_site, {});
  if (rate_) return when_open(rate_->after(-std::log1p(-u)));
  elapsed_ += gap(u);
  return wall_clock();
}

double ReferralStream::gap(double u) const {
  if (const auto* gaps = std::get_if<model::Gaps>(&cohort_->referrals)) return gaps->gap.at(u);
  const double rate = std::get<model::Poisson>(cohort_->referrals).per_week;
  if (rate <= 0.0) return HUGE_VAL;
  return -std::log1p(-u) * in_milliseconds(cohort_->referral_hours.total()) / rate;
}

Time ReferralStream::wall_clock() const {
  constexpr double a_thousand_years = 1000.0 * 365.0 * 86'400'000.0;
  if (elapsed_ > a_thousand_years) return never;
  // Outside referral hours their clock stands at the end of the latest interval, before the start.
  return when_open(
      std::max(start_, monday_ + cohort_->referral_hours.after(from_milliseconds(elapsed_))));
}

Time ReferralStream::when_open(Time at) const {
  if (at == never || !closed_->contains(date_of(at))) return at;
  return next_within(cohort_->referral_hours, *closed_, at);
}

}  // namespace sim::clinic
