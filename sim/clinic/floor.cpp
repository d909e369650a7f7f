#include "sim/clinic/floor.h"

#include <algorithm>

namespace sim::clinic {
namespace {

std::uint32_t mask_of(const model::Units& units) {
  std::uint32_t mask = 0;
  for (std::size_t r = 0; r < units.size(); ++r) {
    if (units[r] > 0) mask |= std::uint32_t{1} << r;
  }
  return mask;
}

model::Units sum(const model::Units& a, const model::Units& b) {
  model::Units total{};
  for (std::size_t r = 0; r < total.size(); ++r)
    total[r] = a[r] + b[r];
  return total;
}

void add_once(std::vector<std::uint32_t>& masks, std::uint32_t mask) {
  if (std::find(masks.begin(), masks.end(), mask) == masks.end()) masks.push_back(mask);
}

// By step: throughout, and the most that this or any later step needs.
std::vector<model::Units> needs_ahead(const model::Visit& visit) {
  std::vector<model::Units> ahead(visit.steps.size());
  model::Units most{};
  for (std::size_t i = visit.steps.size(); i-- > 0;) {
    for (std::size_t r = 0; r < most.size(); ++r) {
      most[r] = std::max(most[r], visit.steps[i].needs[r]);
    }
    ahead[i] = sum(visit.throughout, most);
  }
  return ahead;
}

std::vector<std::uint32_t> present_ahead(const model::Visit& visit) {
  std::vector<std::uint32_t> ahead(visit.steps.size());
  std::uint32_t present = 0;
  for (std::size_t i = visit.steps.size(); i-- > 0;)
    ahead[i] = present |= visit.steps[i].present;
  return ahead;
}

}  // namespace

Floor::Floor(const model::Model& model) : model_(&model), pools_(model.resources.size()) {
  const auto request = [](const model::Units& units, std::uint32_t present) {
    return Request{units, mask_of(units), present};
  };
  for (const model::Visit& visit : model.visits) {
    VisitRequests requests;
    requests.throughout = request(visit.throughout, 0);
    requests.ahead = needs_ahead(visit);
    requests.present_ahead = present_ahead(visit);
    for (const model::Step& step : visit.steps) {
      requests.steps.push_back(request(step.needs, step.present));
      requests.entries.push_back(request(sum(visit.throughout, step.needs), step.present));
      add_once(later_, requests.steps.back().mask);
      add_once(entries_, requests.entries.back().mask);
    }
    requests_.push_back(std::move(requests));
  }
}

bool Floor::can_take(const Request& request, Time in_hand_since) const {
  for (std::size_t r = 0; r < pools_.size(); ++r) {
    if (request.units[r] > 0 && !pools_[r].can_take(request.units[r], in_hand_since)) return false;
    if ((request.present >> r & 1U) != 0 && !pools_[r].someone_is_here(in_hand_since)) return false;
  }
  return true;
}

// The resource that is furthest short, in people, or the first that somebody ahead waits for.
model::WaitCause Floor::why_not(const Request& request, Time in_hand_since,
                                std::uint32_t held_back) const {
  std::size_t worst = pools_.size();
  double most = 0.0;
  for (std::size_t r = 0; r < pools_.size(); ++r) {
    double lacking = 0.0;
    if (request.units[r] > 0)
      lacking = static_cast<double>(pools_[r].lacking(request.units[r], in_hand_since)) / people(r);
    if ((request.present >> r & 1U) != 0 && !pools_[r].someone_is_here(in_hand_since))
      lacking = std::max(lacking, 1.0);
    if (lacking <= most) continue;
    most = lacking;
    worst = r;
  }
  const std::uint32_t behind = request.mask & held_back;
  for (std::size_t r = 0; worst == pools_.size() && r < pools_.size(); ++r)
    if ((behind >> r & 1U) != 0) worst = r;
  if (worst == pools_.size()) return model::WaitCause::BookingRules;
  return model::shortage_of(ResourceId{static_cast<std::uint32_t>(worst)});
}

const model::Units& Floor::take(const Request& request) {
  for (std::size_t r = 0; r < pools_.size(); ++r)
    pools_[r].take(request.units[r]);
  return request.units;
}

const model::Units& Floor::give_back(const Request& request) {
  for (std::size_t r = 0; r < pools_.size(); ++r)
    pools_[r].give_back(request.units[r]);
  return request.units;
}

std::uint32_t Floor::next_step(const Stay& stay, std::uint32_t from) const {
  const auto steps = static_cast<std::uint32_t>(requests(stay).steps.size());
  while (from < steps && !stay.has_step(from))
    ++from;
  return from;
}

std::uint32_t Floor::arrive(const Stay& stay) {
  const std::uint32_t index = stays_.add(stay);
  Stay& added = stays_[index];
  added.step = next_step(added, 0);
  const Request& request = next_request(added);
  added.cause = why_not(request, added.in_hand_since, request.mask);
  door_.join(added.place, index);
  return index;
}

void Floor::arrive_again(std::uint32_t index, Time now) {
  Stay& stay = stays_[index];
  SIM_EXPECTS(stay.where == Whereabouts::AtHome);
  stay.where = Whereabouts::AtDoor;
  // Until the appointment they would not have been seen anyway.
  stay.away += std::max(Duration{0}, now - std::max(stay.waiting_since, stay.appointment));
  stay.came = now;
  stay.waiting_since = now;
  const Request& request = next_request(stay);
  stay.cause = why_not(request, stay.in_hand_since, request.mask);
  --at_home_;
  door_.join(stay.place, index);
}

void Floor::turn_away(std::uint32_t index) {
  const Stay& stay = stays_[index];
  if (stay.where == Whereabouts::AtDoor) {
    door_.leave(stay.place, index);
  } else {
    SIM_EXPECTS(stay.where == Whereabouts::AtHome);
    --at_home_;
  }
  stays_.remove(index);
}

void Floor::send_home(std::uint32_t index, Time now) {
  Stay& stay = stays_[index];
  SIM_EXPECTS(stay.where == Whereabouts::AtDoor);
  account_wait(stay, now);
  door_.leave(stay.place, index);
  stay.where = Whereabouts::AtHome;
  stay.here += now - stay.came;
  ++at_home_;
}

// Whether something that the stay needs first had gone home before the patient came.
bool Floor::has_left(const Stay& stay) const {
  const Request& entry = next_request(stay);
  for (std::size_t r = 0; r < pools_.size(); ++r) {
    const bool needed = entry.units[r] > 0 || (entry.present >> r & 1U) != 0;
    if (needed && !pools_[r].in_hand(stay.in_hand_since) &&
        pools_[r].on_duty() < std::max(entry.units[r], 1))
      return true;
  }
  return false;
}

const std::vector<std::uint32_t>& Floor::not_seen_today() {
  not_seen_.clear();
  door_.serve([&](std::uint32_t index) {
    const Stay& stay = stays_[index];
    if (stay.in_hand_since == never || has_left(stay)) not_seen_.push_back(index);
    return des::Served::Stays;
  });
  return not_seen_;
}

const model::Units& Floor::take(std::uint32_t index, Time now) {
  Stay& stay = stays_[index];
  const Request& request = next_request(stay);
  if (stay.where == Whereabouts::AtDoor && stay.in_hand_since == never) stay.in_hand_since = now;
  stay.where = Whereabouts::InStep;
  return take(request);
}

const model::Units& Floor::end_step(std::uint32_t index) {
  const Stay& stay = stays_[index];
  return give_back(requests(stay).steps[stay.step]);
}

void Floor::wait_in_chair(std::uint32_t index, std::uint32_t step, Time now) {
  Stay& stay = stays_[index];
  stay.step = step;
  stay.where = Whereabouts::InChair;
  stay.waiting_since = now;
  stay.waited_for_step = Duration{0};
  const Request& request = next_request(stay);
  stay.cause = why_not(request, stay.in_hand_since, request.mask);
  chairs_.join(stay.place, index);
}

const model::Units& Floor::leave(std::uint32_t index) {
  const model::Units& units = give_back(requests(stays_[index]).throughout);
  stays_.remove(index);
  return units;
}

void Floor::release_leavers() {
  for (std::size_t r = 0; r < pools_.size(); ++r) {
    if (!pools_[r].someone_stays()) continue;
    std::int32_t demand = 0;
    std::int32_t on_site = 0;
    stays_.for_each([&](const Stay& stay) {
      if (!pools_[r].in_hand(stay.in_hand_since)) return;
      demand += requests(stay).ahead[stay.step][r];
      if ((requests(stay).present_ahead[stay.step] >> r & 1U) != 0) on_site = people(r);
    });
    // Whole people stay.
    const std::int32_t each = people(r);
    pools_[r].release_leavers(std::max(on_site, (demand + each - 1) / each * each));
  }
}

}  // namespace sim::clinic
