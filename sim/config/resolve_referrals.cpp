// sim/config/resolve_referrals.cpp: referrals as the model has them.
#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "sim/config/referrals.h"
#include "sim/config/seasons.h"

namespace sim::config {
namespace {

// Whether any month and any of the referral hours have a weight above 0.
bool anybody_comes(const model::Seasons& seasons, const model::WeeklyHours& hours) {
  const auto above_zero = [](double weight) { return weight > 0.0; };
  if (std::none_of(seasons.by_month.begin(), seasons.by_month.end(), above_zero)) return false;
  for (const model::Interval& each : hours.intervals()) {
    for (auto hour = each.from / one_hour; hour * one_hour < each.to; ++hour) {
      const auto of_week = static_cast<std::size_t>(hour);
      if (seasons.by_weekday[of_week / 24] > 0.0 && seasons.by_hour[of_week % 24] > 0.0)
        return true;
    }
  }
  return false;
}

// The length of the run, where it is known.
Duration measured_length(const Resolving& on) {
  if (!on.draft.run) return Duration{0};
  const Given<Duration>& length = on.draft.run->length;
  return length.missing() ? 52 * one_week : value_or_nothing(length);
}

void check_rate(Resolving& on, const Place& place, const model::Poisson& referrals,
                const model::WeeklyHours& hours) {
  if (referrals.seasons && !hours.empty() && !anybody_comes(*referrals.seasons, hours)) {
    on.error(place, "every weight that applies to referral hours is 0, so nobody is ever referred",
             "leave out what is as usual: it has the weight 1; for no referrals write 0 / week");
  }
  const double years = in_days(measured_length(on)) / 365.0;
  if (referrals.per_week * std::pow(1.0 + referrals.growth, years) >= most_per_week)
    on.error(place, "the rate grows to more than ten million a week before the run ends");
}

model::Listed list_of(Resolving& on, const ListedDraft& draft, const model::WeeklyHours& hours) {
  model::Listed listed;
  if (!on.draft.run || !on.draft.run->start) return listed;
  const Date start = *on.draft.run->start;
  const model::ClosedDates& closed = on.model.clinic.closed;
  std::size_t before = 0;
  for (const Moment& each : draft.moments) {
    const bool as_written = each.time && !closed.contains(each.date);
    const Time from = Time{each.date} + each.time.value_or(Duration{0});
    if (each.date < start) {
      ++before;
    } else if (const Time at = as_written ? from : next_within(hours, closed, from); at != never) {
      listed.at.push_back(at);
    }
  }
  std::sort(listed.at.begin(), listed.at.end());
  if (before > 0) {
    on.warning(draft.file,
               fmt::format("{} of {} referrals are left out: they are before the start of the run, "
                           "{}",
                           before, draft.moments.size(), format_date(start)),
               "who was referred by then and still waits belongs in waiting_list");
  }
  return listed;
}

struct Resolve {
  Resolving& on;
  const Place& place;
  const model::WeeklyHours& hours;

  model::Referrals operator()(const model::Poisson& referrals) const {
    check_rate(on, place, referrals, hours);
    return referrals;
  }
  model::Referrals operator()(const random::Distribution& gap) const {
    return model::Gaps{random::Sampler(gap)};
  }
  model::Referrals operator()(const model::AtStart& closed) const { return closed; }
  model::Referrals operator()(const ListedDraft& list) const { return list_of(on, list, hours); }
};

}  // namespace

model::Referrals resolve_referrals(Resolving& on, const Given<ReferralsDraft>& draft,
                                   const model::WeeklyHours& hours) {
  if (!draft) return {};
  return std::visit(Resolve{on, draft.place, hours}, *draft);
}

}  // namespace sim::config
