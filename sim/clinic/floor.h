// sim/clinic/floor.h: who is in the clinic, who waits for what, and who is served next.
//
// The rules of the floor. At the door, everything held throughout and the first step's needs are
// taken together or not at all. Patients in a chair go before those at the door; among equals the
// queue's order (sim/clinic/stay.h: Place). Whoever waits holds back every resource they ask for,
// so nobody overtakes someone ahead who needs the same one. Time and announcements are the clinic's
// affair (sim/clinic/clinic.h).
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/slots.h"
#include "sim/base/time.h"
#include "sim/clinic/stay.h"
#include "sim/des/resource_pool.h"
#include "sim/des/waiting_line.h"
#include "sim/model/model.h"

namespace sim::clinic {

class Floor {
 public:
  explicit Floor(const model::Model& model);

  Stay& operator[](std::uint32_t stay) { return stays_[stay]; }
  const Stay& operator[](std::uint32_t stay) const { return stays_[stay]; }
  des::ResourcePool& pool(ResourceId resource) { return pools_[resource.index]; }

  // Stays that go on here, cleaning included; those sent home do not count.
  std::size_t present() const { return stays_.size() - at_home_; }
  bool is_empty() const { return present() == 0; }

  // Puts a patient into the line at the door: a new stay, or one that was sent home.
  std::uint32_t arrive(const Stay& stay);
  void arrive_again(std::uint32_t index, Time now);

  // The patient at the door (or at home) will not be seen: the stay is over.
  void turn_away(std::uint32_t index);

  // The patient at the door goes home, to come again.
  void send_home(std::uint32_t index, Time now);
  // Those at the door who are not seen today, in order: walk-ins, and booked patients who came when
  // something they need had already left. Valid until the next call.
  const std::vector<std::uint32_t>& not_seen_today();

  // Calls begin(stay) for everyone whose turn it is and whose next step can begin: the stay is out
  // of its line by then, its wait accounted for, and begin either takes the step (take) or ends the
  // stay (forget). What keeps the others waiting is noted with those who are looked at: behind
  // somebody who holds everything back nobody is.
  template <class Begin>
  void serve(Time now, Begin&& begin);

  // Takes what the stay's next step needs, and at the beginning of a visit what it holds
  // throughout. Answers what was taken. Expects: serve() said so.
  const model::Units& take(std::uint32_t index, Time now);
  // Gives back what the step that ends needed.
  const model::Units& end_step(std::uint32_t index);
  // Goes on to that step, which is asked for now: the stay waits in the chair.
  void wait_in_chair(std::uint32_t index, std::uint32_t step, Time now);
  // The last step has ended: gives back what was held throughout; the stay is over.
  const model::Units& leave(std::uint32_t index);
  // Drops a stay that is in no line and holds nothing.
  void forget(std::uint32_t index) { stays_.remove(index); }

  // The first step from that one on that the stay has; the number of steps if there is none.
  std::uint32_t next_step(const Stay& stay, std::uint32_t from) const;

  // Sends home whoever's shift has ended and whom no work in hand needs any more.
  void release_leavers();

 private:
  // What is asked for at once, and of which resources, one bit each; and of which someone must be
  // on site.
  struct Request {
    model::Units units{};
    std::uint32_t mask = 0;
    std::uint32_t present = 0;
  };
  struct VisitRequests {
    Request throughout;
    std::vector<Request> entries;     // by first step: throughout and that step
    std::vector<Request> steps;       // beside throughout
    std::vector<model::Units> ahead;  // by step: throughout, and the most of this and later steps
    std::vector<std::uint32_t> present_ahead;  // by step: who must be on site then or later
  };

  const VisitRequests& requests(const Stay& stay) const {
    return requests_[model_->uses[stay.use].visit.index];
  }
  const Request& next_request(const Stay& stay) const {
    const VisitRequests& visit = requests(stay);
    return stay.where == Whereabouts::AtDoor ? visit.entries[stay.step] : visit.steps[stay.step];
  }
  bool can_take(const Request& request, Time in_hand_since) const;
  model::WaitCause why_not(const Request& request, Time in_hand_since,
                           std::uint32_t held_back) const;
  bool has_left(const Stay& stay) const;
  std::int32_t people(std::size_t resource) const {
    return model_->resources[ResourceId{static_cast<std::uint32_t>(resource)}].units_each;
  }
  const model::Units& take(const Request& request);
  const model::Units& give_back(const Request& request);

  const model::Model* model_;
  std::vector<VisitRequests> requests_;  // by visit
  std::vector<std::uint32_t> entries_;   // the masks that can be asked for at the door
  std::vector<std::uint32_t> later_;     // and from the chair
  std::vector<des::ResourcePool> pools_;
  Slots<Stay> stays_;
  std::size_t at_home_ = 0;
  des::WaitingLine<Place> chairs_;
  des::WaitingLine<Place> door_;
  std::vector<std::uint32_t> not_seen_;  // scratch of not_seen_today
};

template <class Begin>
void Floor::serve(Time now, Begin&& begin) {
  std::uint32_t held_back = 0;
  const std::vector<std::uint32_t>* asked = &later_;
  const auto look = [&](std::uint32_t index) {
    Stay& stay = stays_[index];
    const Request& request = next_request(stay);
    account_wait(stay, now);
    const bool free = (request.mask & held_back) == 0;
    if (free && can_take(request, stay.in_hand_since)) {
      begin(index);
      return des::Served::Leaves;
    }
    stay.cause = why_not(request, stay.in_hand_since, held_back);
    held_back |= request.mask;
    for (const std::uint32_t mask : *asked) {
      if ((mask & held_back) == 0) return des::Served::Stays;
    }
    return des::Served::StaysLast;  // whatever is asked for further back is held back
  };
  chairs_.serve(look);
  asked = &entries_;
  door_.serve(look);
}

}  // namespace sim::clinic
