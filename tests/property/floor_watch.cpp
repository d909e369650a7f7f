#include "tests/property/floor_watch.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sim::tests {

void FloorWatch::clock(Time at) {
  if (at > now_) instant_is_over();
  now_ = at;
}

// What is in use is what the visits hold, and those taken on since staff left have no more than is
// on duty.
void FloorWatch::instant_is_over() {
  if (!changed_) return;
  changed_ = false;
  for (const ResourceId r : ids<ResourceId>(model_.resources)) {
    const Resource& resource = resources_[r.index];
    std::int32_t held = 0;
    std::int32_t new_work = 0;
    for (const auto& [patient, place] : places_) {
      for (const InHand& each : place.in_hand) {
        const std::int32_t units = model_.visits[each.visit].throughout[r.index] +
                                   (each.step ? each.step->needs[r.index] : 0);
        held += units;
        if (each.in_hand_since >= resource.latest_fall) new_work += units;
      }
    }
    EXPECT_EQ(resource.in_use, held) << model_.resources[r].name;
    expect_on_duty(r);
    EXPECT_LE(new_work, resource.on_duty) << model_.resources[r].name;
  }
}

// As the rota says, but for those who are absent.
void FloorWatch::expect_on_duty(ResourceId id) const {
  const model::Resource& model = model_.resources[id];
  const int by_rota = model.staffing.on_duty(now_, model_.clinic.closed) * model.units_each;
  const std::int32_t on_duty = resources_[id.index].on_duty;
  if (model.absence) {
    EXPECT_TRUE(0 <= on_duty && on_duty <= by_rota) << model.name;
  } else {
    EXPECT_EQ(on_duty, by_rota) << model.name;
  }
}

void FloorWatch::on(const clinic::ResourceChanged& seen) {
  clock(seen.at);
  changed_ = true;
  const model::Resource& model = model_.resources[seen.resource];
  Resource& resource = resources_[seen.resource.index];
  EXPECT_TRUE(0 <= seen.in_use && seen.in_use <= model.staffing.most() * model.units_each);
  if (seen.on_duty < resource.on_duty) resource.latest_fall = seen.at;
  resource.on_duty = seen.on_duty;
  resource.in_use = seen.in_use;
}

// --- the door

// A walk-in comes while the clinic is open and all that the first step needs is on duty.
void FloorWatch::on(const clinic::PatientArrived& seen) {
  clock(seen.at);
  Place& place = places_[who(seen.patient)];
  EXPECT_FALSE(place.at_door || place.in_visit);
  const auto again = place.comes_again.find(what(seen.purpose));
  const bool comes_again = again != place.comes_again.end();
  place.first_came = comes_again ? again->second : seen.at;
  if (comes_again) place.comes_again.erase(again);
  if (walks_in() || comes_again) {
    EXPECT_TRUE(is_open(seen.at)) << "came while closed";
    const model::Visit& visit = model_.visits[seen.visit];
    for (const ResourceId r : ids<ResourceId>(model_.resources)) {
      const model::Resource& resource = model_.resources[r];
      const int there = resource.staffing.on_duty(seen.at, model_.clinic.closed);
      const int needed = visit.throughout[r.index] + visit.steps.front().needs[r.index];
      EXPECT_GE(there * resource.units_each, needed) << resource.name;
    }
  }
  place.at_door = true;
  place.at_door_for = what(seen.purpose);
  place.outlives_course = false;
  place.came = seen.at;
}

void FloorWatch::on(const clinic::PatientSentHome& seen) {
  clock(seen.at);
  Place& place = places_[who(seen.patient)];
  place.at_door = false;
  if (!place.outlives_course) place.comes_again.emplace(what(seen.purpose), place.first_came);
}

// Who is at the door for a visit beside the course that ends stays there.
void FloorWatch::leave_door(Time at, PatientId patient) {
  clock(at);
  Place& place = places_[who(patient)];
  if (place.at_door_for.first != clinic::VisitFor::PlanPart) place.at_door = false;
  place.outlives_course = true;
  place.comes_again.clear();
}

// --- visits

FloorWatch::InHand& FloorWatch::begin(Place& place, const clinic::StepStarted& seen) {
  expect_open(place, seen);
  place.at_door = false;
  place.in_visit = true;
  const Time since = walks_in() ? seen.at : place.first_came;
  return place.in_hand.emplace_back(InHand{seen.visit, place.came, since});
}

// Who has an appointment and came in time is seen after closing; a walk-in is not.
void FloorWatch::expect_open(const Place& place, const clinic::StepStarted& seen) const {
  if (is_open(seen.at)) return;
  EXPECT_FALSE(walks_in()) << "begun while closed";
  EXPECT_TRUE(place.came < seen.at) << "begun while closed";
}

// Work in hand may have those who stay for it after their shift; other work only who is on duty.
void FloorWatch::expect_staff(const InHand& visit, const model::Units& needs,
                              std::uint32_t present) const {
  for (const ResourceId r : ids<ResourceId>(model_.resources)) {
    const Resource& resource = resources_[r.index];
    if (visit.in_hand_since < resource.latest_fall) continue;
    if (needs[r.index] > 0) {
      EXPECT_LE(resource.in_use, resource.on_duty) << model_.resources[r].name;
    }
    if ((present >> r.index & 1U) != 0) {
      EXPECT_GT(resource.on_duty, 0) << model_.resources[r].name;
    }
  }
}

void FloorWatch::on(const clinic::StepStarted& seen) {
  clock(seen.at);
  changed_ = true;
  Place& place = places_[who(seen.patient)];
  const model::Visit& visit = model_.visits[seen.visit];
  const model::Step& step = visit.steps.at(seen.step);
  model::Units needs = step.needs;
  InHand* in_hand = nullptr;
  if (place.at_door && !step.after_patient) {
    in_hand = &begin(place, seen);
    for (std::size_t r = 0; r < needs.size(); ++r)
      needs[r] += visit.throughout[r];
  } else {
    // Cleaning may still go on after an earlier visit of the same patient.
    const auto free = std::find_if(
        place.in_hand.begin(), place.in_hand.end(),
        [&](const InHand& each) { return each.visit == seen.visit && each.step == nullptr; });
    ASSERT_TRUE(free != place.in_hand.end()) << "a step of no visit";
    in_hand = &*free;
  }
  in_hand->step = &step;
  expect_staff(*in_hand, needs, step.present);
}

void FloorWatch::on(const clinic::StepEnded& seen) {
  clock(seen.at);
  changed_ = true;
  Place& place = places_[who(seen.patient)];
  const std::vector<model::Step>& steps = model_.visits[seen.visit].steps;
  const auto in_hand = std::find_if(place.in_hand.begin(), place.in_hand.end(),
                                    [&](auto& each) { return each.step == &steps.at(seen.step); });
  ASSERT_TRUE(in_hand != place.in_hand.end()) << "a step ended that had not begun";
  in_hand->step = nullptr;
  if (seen.step + 1 == steps.size()) place.in_hand.erase(in_hand);
}

void FloorWatch::on(const clinic::VisitEnded& seen) {
  clock(seen.at);
  places_[who(seen.patient)].in_visit = false;
}

// --- the end of the day

std::size_t FloorWatch::present() const {
  std::size_t present = 0;
  for (const auto& [patient, place] : places_)
    present += place.in_hand.size() + (place.at_door ? 1 : 0);
  return present;
}

void FloorWatch::on(const clinic::DayClosed& seen) {
  clock(seen.at);
  EXPECT_FALSE(is_open(seen.at));
  EXPECT_EQ(seen.in_hand, present() > 0);
  day_closed_ = seen.at;
  overtime_ = seen.in_hand;
}

void FloorWatch::on(const clinic::OvertimeEnded& seen) {
  clock(seen.at);
  EXPECT_TRUE(overtime_);
  overtime_ = false;
  for (const auto& [patient, place] : places_) {
    EXPECT_FALSE(place.at_door && place.came < day_closed_) << "still at the door";
    for (const InHand& each : place.in_hand)
      EXPECT_GE(each.came, day_closed_) << "still in hand";
  }
}

}  // namespace sim::tests
