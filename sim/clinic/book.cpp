#include "sim/clinic/book.h"

#include <algorithm>
#include <limits>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

std::int16_t narrow(std::int64_t amount) {
  SIM_EXPECTS(std::numeric_limits<std::int16_t>::min() <= amount &&
              amount <= std::numeric_limits<std::int16_t>::max());
  return static_cast<std::int16_t>(amount);
}

bool is_of(const model::Course& course, UseId use) {
  return std::find(course.uses.begin(), course.uses.end(), use) != course.uses.end();
}

// What patients of the cohort who come for the use may claim, one bit a carve-out.
std::uint32_t claims_of(const model::Model& model, CohortId cohort, UseId use) {
  std::uint32_t claims = 0;
  for (std::size_t i = 0; i < model.booking.reserves.size(); ++i) {
    const model::Reserve& reserve = model.booking.reserves[i];
    const bool course = reserve.course && is_of(model.courses[*reserve.course], use);
    const bool visit = reserve.visit && *reserve.visit == model.uses[use].visit;
    if (reserve.cohort == cohort || course || visit) claims |= std::uint32_t{1} << i;
  }
  return claims;
}

}  // namespace

Book::Book(const model::Model& model, Date today)
    : model_(&model),
      plans_(model),
      today_(today),
      days_ahead_(model.booking.opens_days),
      carved_(!model.booking.reserves.empty()),
      days_(static_cast<std::size_t>(model.booking.opens_days) + 1),
      overbooking_(model.booking.overbook, days_.size()) {
  for (const model::Visit& visit : model.visits)
    profiles_.push_back(planned_profile(visit, model.booking));
  if (model.booking.arrivals)
    group_ = static_cast<std::size_t>(model.booking.arrivals->per / model.booking.slot);
  list_requests();
  full_.assign(requests_.size() * days_.size(), 0);
  for (Date date = today_; date <= last_day(); date += std::chrono::days{1})
    open_day(date);
}

std::uint32_t Book::layer_of(std::uint32_t claims) {
  const auto there = std::find(claims_.begin(), claims_.end(), claims);
  if (there == claims_.end()) claims_.push_back(claims);
  return static_cast<std::uint32_t>(std::find(claims_.begin(), claims_.end(), claims) -
                                    claims_.begin());
}

void Book::list_requests() {
  claims_.assign(1, 0U);
  for (const VisitId visit : ids<VisitId>(model_->visits))
    requests_.push_back({visit, 0});
  for (const CohortId cohort : ids<CohortId>(model_->cohorts)) {
    for (const UseId use : ids<UseId>(model_->uses)) {
      const Request asked{model_->uses[use].visit, layer_of(claims_of(*model_, cohort, use))};
      const auto there = std::find_if(requests_.begin(), requests_.end(), [&](const Request& each) {
        return each.visit == asked.visit && each.layer == asked.layer;
      });
      request_of_.push_back({static_cast<std::uint32_t>(there - requests_.begin())});
      if (there == requests_.end()) requests_.push_back(asked);
    }
  }
}

RequestId Book::request(CohortId cohort, UseId use) const {
  return request_of_[cohort.index * model_->uses.size() + use.index];
}

// --- days

void Book::turn_day() {
  overbooking_.turn_day();
  today_ += std::chrono::days{1};
  open_day(last_day());
  for (const model::Reserve& reserve : model_->booking.reserves) {
    const Date lapses = today_ + std::chrono::days{reserve.until_days};
    if (is_open(lapses)) refresh_layers(lapses);
  }
}

void Book::open_day(Date date) {
  Day& day = day_of(date);
  day.plan = plans_.index_on(date);
  const DayPlan& plan = plan_of(day);
  day.free = plan.capacity;
  if (group_ > 0) day.starts.assign(plan.slots(), 0);
  if (overbooking_.allowed()) overbooking_.open_day(ahead(date), plan.total);
  if (carved_) {
    day.claimed.assign(model_->booking.reserves.size(), std::vector<std::int16_t>(plan.slots(), 0));
    day.layers.assign(claims_.size(), day.free);
    refresh_layers(date);
  }
  search_again(date);
}

void Book::search_again(Date date) {
  for (std::uint32_t i = 0; i < requests_.size(); ++i)
    full({i}, date) = 0;
}

// --- carve-outs

bool Book::is_kept(std::size_t reserve, Date date) const {
  return date - today_ > std::chrono::days{model_->booking.reserves[reserve].until_days};
}

void Book::refresh_layers(Date date) {
  for (std::size_t cell = 0; cell < day_of(date).free.size(); ++cell)
    refresh_layers(date, cell);
  search_again(date);
}

// What is kept for others is what they may claim and have not yet.
void Book::refresh_layers(Date date, std::size_t cell) {
  Day& day = day_of(date);
  for (std::size_t layer = 0; layer < claims_.size(); ++layer)
    day.layers[layer][cell] = day.free[cell];
  for (std::size_t i = 0; i < model_->booking.reserves.size(); ++i) {
    const int kept = plan_of(day).reserved[i][cell] - day.claimed[i][cell];
    if (kept <= 0 || !is_kept(i, date)) continue;
    for (std::size_t layer = 0; layer < claims_.size(); ++layer) {
      if ((claims_[layer] >> i & 1U) != 0) continue;
      std::int16_t& seen = day.layers[layer][cell][model_->booking.reserves[i].resource.index];
      seen = narrow(seen - kept);
    }
  }
}

// --- booking

void Book::charge(RequestId request, Time start, int sign) {
  const Date date = date_of(start);
  const auto place = place_of(start);
  const Profile& needs = profile(request);
  SIM_EXPECTS(place && place->slot + needs.slots() <= place->block->slots);
  Day& day = day_of(date);
  const std::uint32_t claims = claims_[requests_[request.index].layer];
  Overbooking::Amounts exceeded{};  // by this visit
  if (group_ > 0) day.starts[group_of(*place->block, place->slot)] += sign;
  for (std::size_t i = 0; i < needs.slots(); ++i) {
    const std::size_t cell = place->block->first + place->slot + i;
    for (std::size_t r = 0; r < model::most_resources; ++r) {
      const std::int64_t before = day.free[cell][r];
      const std::int64_t left = before - std::int64_t{sign} * needs.rows[i][r];
      SIM_EXPECTS(left <= plan_of(day).capacity[cell][r]);
      exceeded[r] += std::min<std::int64_t>(before, 0) - std::min<std::int64_t>(left, 0);
      day.free[cell][r] = narrow(left);
    }
    if (!carved_) continue;
    for (std::size_t each = 0; each < model_->booking.reserves.size(); ++each) {
      if ((claims >> each & 1U) == 0) continue;
      const std::size_t r = model_->booking.reserves[each].resource.index;
      day.claimed[each][cell] = narrow(day.claimed[each][cell] + sign * needs.rows[i][r]);
    }
    refresh_layers(date, cell);
  }
  for (std::size_t r = 0; r < exceeded.size(); ++r)
    if (exceeded[r] != 0) exceed(date, r, exceeded[r]);
}

void Book::exceed(Date date, std::size_t resource, std::int64_t more) {
  SIM_EXPECTS(more <= 0 || more <= overbooking_.room(ahead(date), resource));
  overbooking_.exceed(ahead(date), resource, more);
}

void Book::reserve(RequestId request, Time start) {
  SIM_EXPECTS(is_open(date_of(start)));
  charge(request, start, +1);
}

void Book::release(RequestId request, Time start) {
  const Date date = date_of(start);
  if (!is_open(date)) return;
  charge(request, start, -1);
  search_again(date);
}

}  // namespace sim::clinic
