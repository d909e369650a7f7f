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

}  // namespace

Floor::Floor(const model::Model& model) : model_(&model), pools_(model.resources.size()) {
  const auto request = [](const model::Units& units) { return Request{units, mask_of(units)}; };
  for (const model::Visit& visit : model.visits) {
    VisitRequests requests;
    requests.throughout = request(visit.throughout);
    requests.entry = request(sum(visit.throughout, visit.steps.front().needs));
    requests.ahead = needs_ahead(visit);
    for (const model::Step& step : visit.steps) {
      requests.steps.push_back(request(step.needs));
      add_once(later_, requests.steps.back().mask);
    }
    add_once(entries_, requests.entry.mask);
    requests_.push_back(std::move(requests));
  }
}

bool Floor::can_take(const Request& request, Time in_hand_since) const {
  for (std::size_t r = 0; r < pools_.size(); ++r) {
    if (request.units[r] > 0 && !pools_[r].can_take(request.units[r], in_hand_since)) return false;
  }
  return true;
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

std::uint32_t Floor::arrive(const Stay& stay) {
  const std::uint32_t index = stays_.add(stay);
  door_.join(stay.place, index);
  return index;
}

void Floor::arrive_again(std::uint32_t index, Time now) {
  Stay& stay = stays_[index];
  SIM_EXPECTS(stay.where == Whereabouts::AtHome);
  stay.where = Whereabouts::AtDoor;
  stay.came = now;
  stay.waiting_since = now;
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

void Floor::wait_in_chair(std::uint32_t index, Time now) {
  Stay& stay = stays_[index];
  ++stay.step;
  stay.where = Whereabouts::InChair;
  stay.waiting_since = now;
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
    stays_.for_each([&](const Stay& stay) {
      if (pools_[r].in_hand(stay.in_hand_since)) demand += requests(stay).ahead[stay.step][r];
    });
    // Whole people stay.
    const std::int32_t each =
        model_->resources[ResourceId{static_cast<std::uint32_t>(r)}].units_each;
    pools_[r].release_leavers((demand + each - 1) / each * each);
  }
}

}  // namespace sim::clinic
