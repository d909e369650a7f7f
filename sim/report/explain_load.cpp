// sim/report/explain_load.cpp: what the referrals ask for (sim/model/load.h), against what there
// is.
#include <algorithm>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/scopes.h"
#include "sim/model/load.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

constexpr double nearly_all = 0.9;  // from here on waits grow long for little more demand
constexpr double rounding = 1e-9;   // a share that is 90 % but for rounding is 90 %

// Beside what is asked for: what the book can hold of it alone.
std::string held_of(double asked, int held) {
  const std::string count = with_commas(held);
  return asked > held ? fmt::format(". Warning: the book can hold only {}", count)
                      : fmt::format("; the book can hold {}", count);
}

void explain_visits(const model::Model& model, const model::BookHolds& holds,
                    const model::Load& load, Prose& prose) {
  for (const VisitId visit : ids<VisitId>(model.visits)) {
    if (load.visits[visit] <= 0.0) continue;
    std::string text =
        fmt::format("{}: {} visits a week", model.visits[visit].name, about(load.visits[visit]));
    for (const model::VisitHolds& each : holds.visits) {
      if (each.visit == visit && each.has_limit)
        text += held_of(load.visits[visit], each.weeks.front().total());
    }
    prose.say(text + ".");
  }
}

std::string warning_of(const std::string& resource, double share) {
  if (share > 1.0) {
    return fmt::format(" Warning: more {} are asked for than there are, so the waiting list grows.",
                       resource);
  }
  if (share < nearly_all - rounding) return {};
  return fmt::format(" Warning: with so few {} to spare, waits grow long.", resource);
}

void explain_resources(const model::Model& model, const model::Load& load, Prose& prose) {
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    const model::Resource& resource = model.resources[id];
    const double there = model::staffed_hours(model, id);
    const double asked = load.hours[id.index];
    std::string text = fmt::format("{}: {} planned hours a week of {} staffed", resource.name,
                                   about(asked), about(there));
    if (resource.staffing.rotas().periods().size() > 1)
      text += " on " + format_date(model.run.start);
    if (there > 0.0) text += fmt::format(", {:.0f} %", 100.0 * asked / there);
    prose.say(text + "." + (there > 0.0 ? warning_of(resource.name, asked / there) : ""));
  }
}

bool follows_another(const model::Model& model, CourseId course) {
  return std::any_of(model.cohorts.begin(), model.cohorts.end(), [&](const model::Cohort& cohort) {
    const std::vector<CourseId> courses = metrics::courses_of(model, cohort);
    return cohort.course != course &&
           std::find(courses.begin(), courses.end(), course) != courses.end();
  });
}

std::int64_t in_course_at_start(const model::Model& model, CourseId course) {
  std::int64_t patients = 0;
  for (const model::Cohort& cohort : model.cohorts)
    for (const model::InCourse& each : cohort.at_start.in_course)
      patients += each.course == course ? 1 : 0;
  return patients;
}

// What of this clinic's work is in none of these figures, for who would read them as the whole.
std::vector<std::string> work_left_out(const model::Model& model) {
  std::vector<std::string> left_out;
  bool repeats = false;
  for (const CourseId id : ids<CourseId>(model.courses)) {
    const model::Course& course = model.courses[id];
    repeats |= course.repeat_on_relapse.has_value();
    if (follows_another(model, id))
      left_out.push_back(fmt::format("the course '{}', which follows another", course.name));
    if (const std::int64_t there = in_course_at_start(model, id); there > 0) {
      left_out.push_back(fmt::format("{} in the course '{}' at the start",
                                     counted(there, "patient"), course.name));
    }
  }
  if (repeats) left_out.emplace_back("who comes again after a relapse");
  return left_out;
}

}  // namespace

void explain_load(const model::Model& model, const model::BookHolds& holds, Prose& prose) {
  const model::Load load = load_of(model);
  if (load.left_out.size() == model.cohorts.size()) return;
  prose.heading("What the referrals ask for");
  prose.say(
      "So much would be needed for everybody who is eligible to have every planned infusion of a "
      "first course, and the visits beside it. Screening and exclusions are counted. Refusals, "
      "drop-out, stop rules, missed visits, courses that follow or are repeated, and who is there "
      "at the start are not.");
  explain_visits(model, holds, load, prose);
  explain_resources(model, load, prose);
  const std::vector<std::string> more = work_left_out(model);
  if (!more.empty()) {
    prose.say(
        fmt::format("So these figures leave out: {}. A run shows how full the clinic is with "
                    "them.",
                    fmt::join(more, "; ")));
  }
  if (!load.left_out.empty()) {
    prose.say(fmt::format("Not counted, because they have no weekly rate or no planned end: {}.",
                          listed(load.left_out)));
  }
}

}  // namespace sim::report
