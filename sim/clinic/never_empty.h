// sim/clinic/never_empty.h: what a run `until: empty` says that does not end.
#pragma once

#include <stdexcept>
#include <string>

#include "sim/clinic/ledger.h"

namespace sim::clinic {

// Somebody waits for what never comes: a mistake of the scenario that only a run shows.
class NeverEmpty : public std::runtime_error {
 public:
  explicit NeverEmpty(const Ledger& ledger)
      : std::runtime_error("until: empty never comes: in a hundred years " +
                           std::to_string(ledger.waiting + ledger.between) +
                           " patients still wait and " + std::to_string(ledger.in_course) +
                           " are in a course; write length: 52 weeks to see what they wait for") {}
};

}  // namespace sim::clinic
