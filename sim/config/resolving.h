// sim/config/resolving.h: what the parts of `resolve` share.
#pragma once

#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/base/diagnostic.h"
#include "sim/base/words.h"
#include "sim/config/draft.h"
#include "sim/model/model.h"

namespace sim::config {

// Gives names their hashes, and sees to it that no two names share one. One name may be asked for
// again: "patience" is the same quantity in every cohort.
class Sites {
 public:
  explicit Sites(Diagnostics& found) : found_(found) {}
  model::Site of(const std::string& name);

 private:
  Diagnostics& found_;
  std::map<model::Site, std::string> names_;
};

using CourseIds = std::set<CourseId>;

struct Resolving {
  const Draft& draft;
  Diagnostics& found;
  model::Model model;
  Sites sites;
  Sites families;
  std::set<std::uint32_t> used_visits, used_courses, used_responses;
  std::map<std::pair<std::string, std::uint32_t>, UseId> uses;  // by name and visit
  std::vector<CourseIds> next_courses;                          // by course: what may follow it
  std::map<std::uint32_t, CourseIds> courses_of;  // by cohort: all that its patients may be in
  // What was read without a mistake, so that more can be asked of it.
  bool clinic_is_sound = false;
  std::set<std::uint32_t> sound_resources, sound_visits;

  Resolving(const Draft& read, Diagnostics& diagnostics)
      : draft(read), found(diagnostics), sites(diagnostics), families(diagnostics) {}

  void error(const Place& place, std::string message, std::string hint = {}) {
    found.error(place.at, place.path, std::move(message), std::move(hint));
  }
  void warning(const Place& place, std::string message, std::string hint = {}) {
    found.warning(place.at, place.path, std::move(message), std::move(hint));
  }
};

// In this order: each relies on the tables of those before it.
void resolve_clinic(Resolving& on);
void resolve_visits(Resolving& on);
void resolve_booking(Resolving& on);
void resolve_courses(Resolving& on);
void resolve_responses(Resolving& on);
void resolve_cohorts(Resolving& on);
void resolve_first_opens(Resolving& on);
void resolve_reserves(Resolving& on);
void check_booking(Resolving& on);
void resolve_economics(Resolving& on);
void resolve_run(Resolving& on);

// The use of a visit by a course, for screening or by a part of a plan: the sites of its draws. Who
// has the same name for the same visit shares it.
UseId use_of(Resolving& on, const std::string& name, VisitId visit);

// nullptr if there is none of that name.
const model::Step* step_named(const model::Visit& visit, std::string_view name);

// How patients come to bookings of the visit, for the use of that name. What is wrong with it is
// said by check_attendance(), once for all uses.
model::Attendance attendance_of(Resolving& on, const std::string& use, const model::Visit& visit);
void check_attendance(Resolving& on);
void check_attendance_without_infusions(Resolving& on);  // after resolve_cohorts()

// Names stand in paths, in sites and in the labels of metrics.
void check_name(Resolving& on, std::string_view name, const Place& place);

// The position of a name in its table, which is in name order. An error if it is not there, but
// silence if it could not be read, or if the whole section could not.
template <class IdType, class T>
std::optional<IdType> look_up(Resolving& on, const Given<std::string>& name,
                              const Given<std::map<std::string, Given<T>>>& section,
                              std::string_view what) {
  if (!name || !section) return {};
  const auto there = section->find(*name);
  if (there != section->end())
    return IdType{static_cast<std::uint32_t>(std::distance(section->begin(), there))};
  std::vector<std::string> names;
  for (const auto& [each, value] : *section)
    names.push_back(each);
  const auto near = did_you_mean(*name, names);
  on.error(name.place,
           fmt::format("there is no {} \"{}\"{}", what, *name,
                       near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
           near || names.empty() ? "" : fmt::format("there is {}", fmt::join(names, ", ")));
  return {};
}

// The value, or T{} for what is missing or broken.
template <class T>
T value_or_nothing(const Given<T>& given) {
  return given ? *given : T{};
}

}  // namespace sim::config
