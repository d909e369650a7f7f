// sim/clinic/absences.h: who of the staff is absent on a day.
//
// Each person of a resource has draws of their own for every day, so that another nurse changes
// nobody else's absences. Nothing is known beforehand: days are asked one after another.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

class Absences {
 public:
  Absences(const model::Model& model, std::uint64_t seed, std::uint32_t replication);

  // How many of the first `count` persons of the resource are absent on the date.
  // Expects: dates of a resource are asked in order, from the start of the run on.
  int absent(ResourceId resource, Date date, int count);

 private:
  struct Person {
    random::Key key = 0;
    Date back;  // absent until the day before
  };
  void go_to(ResourceId resource, Date date);

  const model::Model* model_;
  std::vector<std::vector<Person>> persons_;  // by resource; none where nobody is ever absent
  std::vector<Date> known_until_;             // by resource: the next day to be worked out
};

}  // namespace sim::clinic
