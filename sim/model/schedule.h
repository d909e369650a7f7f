// sim/model/schedule.h: when the infusions of a course are due, and on which dates they may be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/base/time.h"
#include "sim/random/distribution.h"

namespace sim::model {

// Which dates an infusion may be given on.
struct DaysAfterPrevious {
  int first = 0;  // calendar days after the previous infusion visit, both included
  int last = 0;
};
struct AroundTarget {
  Duration early{};  // the dates of target - early to target + late, both included
  Duration late{};
};
using Window = std::variant<DaysAfterPrevious, AroundTarget>;

// 0.6 to 2 times the gap, in whole days rounded outwards; but never on the same date where the gap
// is a day or more.
DaysAfterPrevious default_window(Duration gap);

// The gap before an infusion: the target is the start of the previous infusion visit plus this.
struct Spacing {
  random::Sampler gap;  // milliseconds
  Window window;
};

// Each so long after the one before it: the spacings in turn.
struct Every {
  std::vector<Spacing> spacings;  // at least one

  // The n-th gap, from 0.
  const Spacing& in_turn(int n) const {
    return spacings[static_cast<std::size_t>(n) % spacings.size()];
  }
};

// On these days after the first infusion of the phase that was actually given, or in cycles of the
// cycle: a late infusion shifts none of the others on the list, but a late first one its cycle and
// those after it.
struct OnDays {
  std::vector<int> days;         // ascending from 0
  int cycle = 0;                 // so many days later they begin again; 0: they do not, and what is
                                 // given beyond the list keeps the last gap
  std::optional<Window> window;  // none: the default of the planned gap, around the target

  int listed() const { return static_cast<int>(days.size()); }
  // The planned day of the infusion, both counted from 0. Expects: a cycle, two days, or index 0.
  int day(int index) const;
};

// On the next of these weekdays after the one before it, at its time of day.
struct OnWeekdays {
  std::uint8_t weekdays = 0;     // bit 0 is Monday; not 0
  std::optional<Window> window;  // none: the default of the gap

  // From a date to the next listed weekday, 1 to 7.
  int days_from(Date date) const;
};

// Infusions that follow one rule, to the beginning of the next phase. The gap before its first
// infusion belongs to the phase too.
struct Phase {
  int first = 1;  // the number of its first infusion in the course
  std::variant<Every, OnDays, OnWeekdays> due;

  // Which of the phase's gaps is before infusion `number`, from 0: the first infusion of a course
  // has none before it. Expects: number >= 2.
  int gap_index(int number) const { return first == 1 ? number - 2 : number - first; }
  // Whether the days of the next infusions are counted from infusion `number`.
  bool is_day_zero(int number) const;
};

struct Schedule {
  std::vector<Phase> phases;  // none where a course is a single infusion

  // Expects: a phase.
  const Phase& phase_of(int number) const;
  // The mean gap before infusion `number`, as planned. Expects: number >= 2, and a phase.
  Duration mean_gap(int number) const;
  // Whether the gaps of a patient are a matter of chance.
  bool varies() const;
};

}  // namespace sim::model
