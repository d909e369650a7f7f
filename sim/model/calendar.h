// sim/model/calendar.h: which hours of the week, which dates not, and how many when.
//
// Everything here repeats weekly, except for the dates on which the clinic is closed and those from
// which on another week holds. Times of the week are counted from Monday 00:00.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/contract.h"
#include "sim/base/time.h"

namespace sim::model {

// [from, to). In a week: 0 <= from < to <= one_week.
struct Interval {
  Duration from;
  Duration to;
  friend bool operator==(Interval a, Interval b) { return a.from == b.from && a.to == b.to; }
};

// A span of the clinic's wall clock, [from, to).
struct Opening {
  Time from;
  Time to;
};

// Disjoint intervals of the week, in order; those that touch are merged.
class WeeklyHours {
 public:
  WeeklyHours() = default;
  explicit WeeklyHours(std::vector<Interval> intervals);
  static WeeklyHours always() { return WeeklyHours({{Duration{0}, one_week}}); }

  const std::vector<Interval>& intervals() const { return intervals_; }
  bool empty() const { return intervals_.empty(); }
  bool is_always() const { return total() == one_week; }
  bool contains(Duration since_monday) const;
  Duration total() const;  // a week

  // The point of wall-clock time, counted from a Monday 00:00, at which `elapsed` of these hours
  // have passed. At the end of an interval it is that end, not the beginning of the next.
  // Expects: !empty(), elapsed >= 0.
  Duration after(Duration elapsed) const;

  friend bool operator==(const WeeklyHours& a, const WeeklyHours& b) {
    return a.intervals_ == b.intervals_;
  }

 private:
  std::vector<Interval> intervals_;
};

WeeklyHours intersection(const WeeklyHours& a, const WeeklyHours& b);

// The dates on which nothing happens, whatever the weekly hours say.
class ClosedDates {
 public:
  ClosedDates() = default;
  explicit ClosedDates(std::vector<Date> dates);  // in any order, with repetitions

  bool contains(Date date) const;
  const std::vector<Date>& dates() const { return dates_; }  // sorted, each once

 private:
  std::vector<Date> dates_;
};

// The spans of the date on which the hours are kept, in order; none on a closed date. A span that
// runs past midnight is cut there.
std::vector<Opening> openings_on(Date date, const WeeklyHours& hours, const ClosedDates& closed);

// The first moment at or after `from` within the hours and not on a closed date; `never` if there
// is none within ten years.
Time next_within(const WeeklyHours& hours, const ClosedDates& closed, Time from);

// The next end of an opening after `now`: hours kept until then and not from then on. `never` if
// there is none within ten years.
Time next_closing(const WeeklyHours& hours, const ClosedDates& closed, Time now);

// What holds from the beginning, and what replaces it from certain dates on.
template <class T>
class Dated {
 public:
  struct Period {
    Date from;
    T what;
  };

  Dated() : Dated(T{}) {}
  // NOLINTNEXTLINE(google-explicit-constructor): what never changes is written as it is
  Dated(T always) : periods_{{Date::min(), std::move(always)}} {}

  // Expects: `from` is after that of every period so far.
  void change(Date from, T what) {
    SIM_EXPECTS(from > periods_.back().from);
    periods_.push_back({from, std::move(what)});
  }

  const T& on(Date date) const { return periods_[index(date)].what; }
  // Which of the periods the date is in, from 0.
  std::size_t index(Date date) const {
    std::size_t period = periods_.size() - 1;
    while (periods_[period].from > date)
      --period;
    return period;
  }
  const std::vector<Period>& periods() const { return periods_; }

 private:
  std::vector<Period> periods_;
};

// The first moment at or after `from` within the hours that hold then and not on a closed date;
// `never` if there is none within ten years.
Time next_within(const Dated<WeeklyHours>& hours, const ClosedDates& closed, Time from);

// How many are on duty through the week: a step function.
class Rota {
 public:
  struct Level {
    Duration from;  // until the next level's `from`, the last one until the end of the week
    int count = 0;
  };

  Rota() : levels_{{Duration{0}, 0}} {}
  // `count` during the hours, 0 outside.
  Rota(int count, const WeeklyHours& hours);
  // The first level begins at 0; neighbours differ. Expects both.
  explicit Rota(std::vector<Level> levels);

  const std::vector<Level>& levels() const { return levels_; }
  int most() const;                       // the largest count of the week
  Duration staffed() const;               // unit-time a week
  WeeklyHours at_least(int count) const;  // the hours with that many on duty. Expects: count > 0
  int at(Duration since_monday) const;

 private:
  std::vector<Level> levels_;
};

// How many are on duty when: a rota, and those that replace it from certain dates on.
class Staffing {
 public:
  struct Change {
    Time at;
    int count = 0;
  };

  Staffing() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a rota that never changes is written as it is
  Staffing(Dated<Rota> rotas) : rotas_(std::move(rotas)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): the same
  Staffing(Rota always) : rotas_(std::move(always)) {}

  const Dated<Rota>& rotas() const { return rotas_; }
  int most() const;                       // the largest count at any time
  WeeklyHours at_least(int count) const;  // the hours with that many in any of the rotas
  int on_duty(Time at, const ClosedDates& closed) const;
  // The fewest on duty at any moment of [from, to). Expects: from < to.
  int fewest(Time from, Time to, const ClosedDates& closed) const;
  // The first change of the count after `now`; at = never if there is none within ten years.
  Change next_change(Time now, const ClosedDates& closed) const;

 private:
  Dated<Rota> rotas_;
};

}  // namespace sim::model
