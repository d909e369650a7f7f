// sim/clinic/ledger.h: where everyone who ever came is, or how they ended.
#pragma once

#include <cstdint>

namespace sim::clinic {

// Counted from time zero. Every patient is in exactly one of the others of these.
struct Ledger {
  std::int64_t referred = 0;
  std::int64_t waiting = 0;    // for screening or a first infusion
  std::int64_t in_course = 0;  // has had a first infusion
  std::int64_t excluded = 0;
  std::int64_t gave_up = 0;
  std::int64_t completed = 0;  // early ones too
  std::int64_t stopped = 0;    // by a stop rule
  std::int64_t dropped_out = 0;
  std::int64_t lost = 0;               // missed too many visits in a row
  std::int64_t lost_before_start = 0;  // by missed visits, before the first infusion

  std::int64_t ended() const {
    return excluded + gave_up + completed + stopped + dropped_out + lost + lost_before_start;
  }
  bool adds_up() const { return referred == waiting + in_course + ended(); }
};

}  // namespace sim::clinic
