// sim/clinic/floor.h: who is in the clinic, who waits for what, and who is served next.
//
// The rules of the floor. At the door, everything held throughout and the first step's needs are
// taken together or not at all. Patients in a chair go before those at the door; among equals the
// earlier appointment (a walk-in's: when they came). Whoever waits holds back every resource they
// ask for, so nobody overtakes someone ahead who needs the same one. Time and announcements are the
// clinic's affair (sim/clinic/clinic.h).
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/slots.h"
#include "sim/base/time.h"
#include "sim/clinic/observation.h"
#include "sim/des/event.h"
#include "sim/des/resource_pool.h"
#include "sim/des/waiting_line.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

enum class Whereabouts : std::uint8_t {
  AtDoor,   // waits to begin
  AtHome,   // was sent home from the door, comes again
  InChair,  // waits for the next step
  InStep
};

// A visit in hand: from the patient's coming until the last step, cleaning included, has ended.
struct Stay {
  std::uint32_t care = Slots<int>::none;  // none once the patient has left and cleaning goes on
  PatientId patient;
  Purpose purpose{};
  UseId use;
  random::Key key = 0;  // the patient's: with `which` the address of step times
  random::Occasion which;
  Time place;                  // in line: the appointment, or when a walk-in first came
  Time in_hand_since = never;  // a booked patient's coming, otherwise the beginning of the visit
  Time came{};                 // to the door, the latest time
  Time waiting_since{};
  Duration waited{0};  // until waiting_since
  Duration here{0};    // until `came`: on days that ended with being sent home
  std::uint32_t step = 0;
  Whereabouts where = Whereabouts::AtDoor;
  des::Ticket step_ends = des::no_ticket;
};

class Floor {
 public:
  explicit Floor(const model::Model& model);

  Stay& operator[](std::uint32_t stay) { return stays_[stay]; }
  des::ResourcePool& pool(ResourceId resource) { return pools_[resource.index]; }

  // Stays that go on here, cleaning included; those sent home do not count.
  std::size_t present() const { return stays_.size() - at_home_; }
  bool is_empty() const { return present() == 0; }

  // Puts a patient into the line at the door: a new stay, or one that was sent home.
  std::uint32_t arrive(const Stay& stay);
  void arrive_again(std::uint32_t index, Time now);

  // The patient at the door (or at home) will not be seen: the stay is over.
  void turn_away(std::uint32_t index);

  // Sends the walk-ins at the door home, calling leave(stay) for each, in order.
  template <class Leave>
  void send_walk_ins_home(Time now, Leave&& leave);

  // Calls begin(stay) for everyone whose turn it is and whose next step can begin: the stay is out
  // of its line by then, and begin either takes the step (take) or ends the stay (forget).
  template <class Begin>
  void serve(Begin&& begin);

  // Takes what the stay's next step needs, and at the beginning of a visit what it holds
  // throughout. Answers what was taken. Expects: serve() said so.
  const model::Units& take(std::uint32_t index, Time now);
  // Gives back what the step that ends needed.
  const model::Units& end_step(std::uint32_t index);
  // The next step is asked for: the stay waits in the chair.
  void wait_in_chair(std::uint32_t index, Time now);
  // The last step has ended: gives back what was held throughout; the stay is over.
  const model::Units& leave(std::uint32_t index);
  // Drops a stay that is in no line and holds nothing.
  void forget(std::uint32_t index) { stays_.remove(index); }

  // Sends home whoever's shift has ended and whom no work in hand needs any more.
  void release_leavers();

 private:
  // What is asked for at once, and of which resources, one bit each.
  struct Request {
    model::Units units{};
    std::uint32_t mask = 0;
  };
  struct VisitRequests {
    Request throughout;
    Request entry;                    // throughout and the first step
    std::vector<Request> steps;       // beside throughout
    std::vector<model::Units> ahead;  // by step: throughout, and the most of this and later steps
  };

  const VisitRequests& requests(const Stay& stay) const {
    return requests_[model_->uses[stay.use].visit.index];
  }
  const Request& next_request(const Stay& stay) const {
    const VisitRequests& visit = requests(stay);
    return stay.where == Whereabouts::AtDoor ? visit.entry : visit.steps[stay.step];
  }
  bool can_take(const Request& request, Time in_hand_since) const;
  const model::Units& take(const Request& request);
  const model::Units& give_back(const Request& request);

  const model::Model* model_;
  std::vector<VisitRequests> requests_;  // by visit
  std::vector<std::uint32_t> entries_;   // the masks that can be asked for at the door
  std::vector<std::uint32_t> later_;     // and from the chair
  std::vector<des::ResourcePool> pools_;
  Slots<Stay> stays_;
  std::size_t at_home_ = 0;
  des::WaitingLine chairs_;
  des::WaitingLine door_;
  std::vector<std::uint32_t> leaving_;  // scratch of send_walk_ins_home
};

template <class Leave>
void Floor::send_walk_ins_home(Time now, Leave&& leave) {
  leaving_.clear();
  door_.serve([&](std::uint32_t index) {
    if (stays_[index].in_hand_since != never) return des::Served::Stays;  // was booked: is seen
    leaving_.push_back(index);
    return des::Served::Leaves;
  });
  for (const std::uint32_t index : leaving_) {
    Stay& stay = stays_[index];
    stay.where = Whereabouts::AtHome;
    stay.waited += now - stay.waiting_since;
    stay.here += now - stay.came;
    ++at_home_;
    leave(index);
  }
}

template <class Begin>
void Floor::serve(Begin&& begin) {
  std::uint32_t held_back = 0;
  const std::vector<std::uint32_t>* asked = &later_;
  const auto look = [&](std::uint32_t index) {
    const Request& request = next_request(stays_[index]);
    const bool free = (request.mask & held_back) == 0;
    if (free && can_take(request, stays_[index].in_hand_since)) {
      begin(index);
      return des::Served::Leaves;
    }
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
