// sim/clinic/ledger.h: where everyone who ever came is, or how they ended.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>

#include "sim/clinic/observation.h"

namespace sim::clinic {

// Counted from time zero. Every patient is in exactly one of the others of these.
struct Ledger {
  std::int64_t referred = 0;
  std::int64_t waiting = 0;    // for screening or a first infusion
  std::int64_t in_course = 0;  // since its first infusion
  std::int64_t between = 0;    // waits for the first infusion of another course
  std::int64_t excluded = 0;
  std::int64_t refused = 0;  // before the first infusion
  std::int64_t gave_up = 0;
  std::int64_t lost_before_start = 0;  // by missed visits, before the first infusion
  // How the last course ended of those who are in none and wait for none.
  std::array<std::int64_t, course_ends> last_course{};

  std::int64_t ended(CourseEnd how) const { return last_course[static_cast<std::size_t>(how)]; }
  std::int64_t& ended(CourseEnd how) { return last_course[static_cast<std::size_t>(how)]; }
  std::int64_t adding_up() const {
    return std::accumulate(
        last_course.begin(), last_course.end(),
        waiting + in_course + between + excluded + refused + gave_up + lost_before_start);
  }
  bool adds_up() const { return referred == adding_up(); }
};

}  // namespace sim::clinic
