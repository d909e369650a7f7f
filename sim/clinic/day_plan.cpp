#include "sim/clinic/day_plan.h"

#include <algorithm>
#include <limits>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

std::int16_t narrow(std::int64_t amount) {
  SIM_EXPECTS(0 <= amount && amount <= std::numeric_limits<std::int16_t>::max());
  return static_cast<std::int16_t>(amount);
}

bool lies_within(const model::WeeklyHours& hours, Duration from, Duration to) {
  const auto& all = hours.intervals();
  return std::any_of(all.begin(), all.end(),
                     [&](model::Interval each) { return each.from <= from && to <= each.to; });
}

// Makes the plans of the weekdays in a span of dates with the same staffing.
class PlanMaker {
 public:
  PlanMaker(const model::Model& model, Date in_span) : model_(model) {
    for (const model::Resource& resource : model.resources)
      staffing_.emplace_back(resource.staffing.rotas().on(in_span));
  }

  // Of the weekday of the date, whatever dates are closed.
  DayPlan plan(Date date) const {
    const Duration slot = model_.booking.slot;
    DayPlan plan;
    plan.reserved.resize(model_.booking.reserves.size());
    for (const model::Opening& opening : model::openings_on(date, model_.clinic.open, {})) {
      const auto slots = static_cast<std::size_t>((opening.to - opening.from) / slot);
      plan.blocks.push_back({opening.from - Time{date}, plan.capacity.size(), slots});
      for (Time from = opening.from; from + slot <= opening.to; from += slot) {
        add_slot(plan, from);
        add_reserved(plan, from - Time{monday_of(date)});
      }
    }
    return plan;
  }

 private:
  void add_slot(DayPlan& plan, Time from) const {
    SlotRow& row = plan.capacity.emplace_back();
    std::uint32_t& on_site = plan.on_site.emplace_back(0U);
    for (const ResourceId id : ids<ResourceId>(model_.resources)) {
      const std::int64_t staff = staffing_[id.index].fewest(from, from + model_.booking.slot, {});
      row[id.index] = narrow(staff * units_in_slot(id));
      plan.total[id.index] += row[id.index];
      if (staff > 0) on_site |= std::uint32_t{1} << id.index;
    }
  }

  // For the slot added last.
  void add_reserved(DayPlan& plan, Duration since_monday) const {
    const SlotRow& row = plan.capacity.back();
    for (std::size_t i = 0; i < model_.booking.reserves.size(); ++i) {
      const model::Reserve& reserve = model_.booking.reserves[i];
      const bool held = lies_within(reserve.on, since_monday, since_monday + model_.booking.slot);
      const std::int64_t amount = reserve.count * units_in_slot(reserve.resource);
      const std::int64_t there = row[reserve.resource.index];
      plan.reserved[i].push_back(narrow(held ? std::min(amount, there) : 0));
    }
  }

  std::int64_t units_in_slot(ResourceId id) const {
    return model_.resources[id].units_each * (model_.booking.slot / one_minute);
  }

  const model::Model& model_;
  std::vector<model::Staffing> staffing_;  // by resource
};

}  // namespace

DayPlans::DayPlans(const model::Model& model) : model_(&model), plans_(1) {
  for (const model::Resource& resource : model.resources) {
    for (const auto& period : resource.staffing.rotas().periods())
      if (period.from != Date::min()) changes_.push_back(period.from);
  }
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  // A week of dates in each span will do: the staffing of a span is that of its first date.
  const Date before = changes_.empty() ? model.run.start : changes_.front() - std::chrono::days{1};
  for (std::size_t span = 0; span <= changes_.size(); ++span) {
    const Date in_span = span == 0 ? before : changes_[span - 1];
    const PlanMaker maker(model, in_span);
    for (int weekday = 0; weekday < 7; ++weekday)
      plans_.push_back(maker.plan(monday_of(in_span) + std::chrono::days{weekday}));
  }
}

std::size_t DayPlans::index_on(Date date) const {
  if (model_->clinic.closed.contains(date)) return closed;
  const auto span = static_cast<std::size_t>(
      std::upper_bound(changes_.begin(), changes_.end(), date) - changes_.begin());
  return 1 + span * 7 + static_cast<std::size_t>(weekday_of(date));
}

}  // namespace sim::clinic
