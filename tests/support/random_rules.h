// tests/support/random_rules.h: made-up rules of booking and of attendance, for random_scenario.h.
#pragma once

#include "tests/support/chooser.h"

namespace sim::tests::random_scenario_parts {

// --- booking

inline std::string starts(Chooser& choose, Order order) {
  Unordered starts(order);
  const bool limited = choose.yes(60);
  if (limited) starts.add(fmt::format("at_most: {} / week", choose.between(1, 6)));
  if (!limited || choose.yes(40))
    starts.add("on: " + choose.one_of({"[mon, wed]", "[mon, tue, thu]", "[mon-thu]"}));
  return "starts: " + starts.inline_mapping();
}

// Two entries never keep the same resource, so that nobody could claim both.
inline std::string reserves(Chooser& choose, Order order) {
  std::vector<std::string> entries;
  for (const std::string resource : {"chairs", "nurses"}) {
    if (!entries.empty() && choose.yes(60)) continue;
    Unordered entry(order);
    entry.add("resource: " + resource);
    entry.add("count: 1");
    entry.add("for: " + choose.one_of({"trd", "plain", "induction", "maintenance", "consultation",
                                       "infusion", "therapy"}));
    if (choose.yes(60)) {
      entry.add("on: " + choose.one_of({"{mon-fri: 08:00-10:00}", "{\"tue,thu\": 08:00-16:00}"}));
    }
    if (choose.yes(60)) entry.add(fmt::format("until: {} days", choose.between(1, 6)));
    entries.push_back(entry.inline_mapping());
  }
  return fmt::format("reserve: [{}]", fmt::join(entries, ", "));
}

// What the book says no to, or gives away again.
inline void add_limits(Chooser& choose, Order order, Unordered& booking) {
  if (choose.yes(25)) booking.add(starts(choose, order));
  if (choose.yes(25))
    booking.add(fmt::format("arrivals: {{at_most: {}, per: 30 min}}", choose.between(1, 3)));
  if (choose.yes(20)) booking.add("checks: " + choose.one_of({"[chairs]", "[nurses, chairs]"}));
  if (choose.yes(25)) booking.add(fmt::format("overbook: {} %", choose.between(1, 15)));
  if (choose.yes(30)) booking.add(reserves(choose, order));
  if (choose.yes(35)) {
    booking.add(choose.one_of({"refill: {notice: 1 day, accepted: 60 %}", "refill: {notice: 4 h}",
                               "refill: {notice: 0 min, accepted: 30 %}"}));
  }
}

inline std::string booking(Chooser& choose, Order order) {
  Unordered booking(order);
  if (choose.yes(30)) {
    booking.add("mode: walk_in");
    if (choose.yes(30)) booking.add("last_arrival: " + choose.one_of({"30 min", "2 h", "4 h"}));
  } else {
    booking.add("slot: " + choose.one_of({"10 min", "15 min", "30 min"}));
    booking.add("choose: " + choose.one_of({"nearest_to_target", "earliest", "least_busy_day"}));
    booking.add("opens: " + choose.one_of({"3 weeks", "5 weeks", "8 weeks"}));
    if (choose.yes(40)) booking.add(fmt::format("lead: {} days", choose.between(0, 4)));
    if (choose.yes(40)) booking.add("series: whole_course");
    if (choose.yes(30)) booking.add(fmt::format("first_opens: {} days", choose.between(5, 20)));
    add_limits(choose, order, booking);
  }
  if (choose.yes(50)) booking.add("queue: " + choose.one_of({"first_come", "priority"}));
  return "booking: " + booking.inline_mapping();
}

// --- attendance

inline void add_misses(Chooser& choose, Order order, Unordered& attendance) {
  attendance.add(fmt::format("no_show: {} %", choose.between(0, 20)));
  if (choose.yes(40)) attendance.add(fmt::format("late_cancel: {} %", choose.between(1, 15)));
  if (choose.yes(50))
    attendance.add("notice: " + choose.one_of({"3 h", "2 days", "{uniform: [1 h, 9 days]}"}));
  if (choose.yes(30)) {
    Unordered after(order);
    after.add(fmt::format("rebook: {} %", choose.between(40, 100)));
    after.add("otherwise: drop out");
    attendance.add("after_no_show: " + after.inline_mapping());
  }
  if (choose.yes(30)) attendance.add(fmt::format("misses_allowed: {}", choose.between(0, 2)));
  if (choose.yes(40)) {
    attendance.add("punctuality: " + choose.one_of({"{uniform: [-20 min, 30 min]}",
                                                    "{normal: {mean: -5 min, sd: 15 "
                                                    "min, min: -1 h, max: 3 h}}",
                                                    "5 min"}));
  }
}

// After a step that every visit has.
inline std::string not_fit(Chooser& choose, Order order) {
  Unordered not_fit(order);
  not_fit.add(fmt::format("chance: {} %", choose.between(1, 20)));
  not_fit.add("after: " + choose.one_of({"prepare", "infuse"}));
  if (choose.yes(60)) {
    not_fit.add("postpone: " + choose.one_of({"1 day", "90 min", "10 days", "3 weeks"}));
  }
  return "not_fit: " + not_fit.inline_mapping();
}

inline std::string attendance(Chooser& choose, Order order) {
  Unordered infusion(order);
  add_misses(choose, order, infusion);
  if (choose.yes(35)) infusion.add(not_fit(choose, order));
  Unordered attendance(order);
  attendance.add("infusion: " + infusion.inline_mapping());
  if (choose.yes(40)) {
    Unordered consultation(order);
    add_misses(choose, order, consultation);
    attendance.add("consultation: " + consultation.inline_mapping());
  }
  for (const std::string visit : {"first_infusion", "therapy"}) {
    if (!choose.yes(30)) continue;
    Unordered other(order);
    add_misses(choose, order, other);
    attendance.add(visit + ": " + other.inline_mapping());
  }
  return "attendance: " + attendance.inline_mapping();
}

}  // namespace sim::tests::random_scenario_parts
