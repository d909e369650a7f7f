// sim/config/resolve_links.cpp: which course follows which, and how long after.
#include <algorithm>

#include "sim/config/at_start.h"
#include "sim/config/courses.h"
#include "sim/config/document.h"

namespace sim::config {
namespace {

using model::Course;

// A course whose draft could be read, with what may follow it.
struct Linking {
  Resolving& on;
  const CourseDraft& draft;
  Course& course;
  CourseIds& next;

  std::optional<CourseId> link(const Given<std::string>& name) const {
    const auto id = look_up<CourseId>(on, name, on.draft.courses, "course");
    if (id) next.insert(*id);
    return id;
  }
};

// As long as it is from the first infusion of the course to the second one; a single infusion, that
// has no spacing, is due at once.
random::Sampler one_spacing_of(const Course& course) {
  if (course.schedule.phases.empty()) return {};
  return random::Sampler(random::Constant{in_milliseconds(course.schedule.mean_gap(2))});
}

void link_rules(const Linking& of) {
  if (!of.draft.stop_rules) return;
  for (std::size_t i = 0; i < of.course.rules.size(); ++i) {
    const Given<RuleDraft>& rule = (*of.draft.stop_rules)[i];
    if (!rule || !rule->then || rule->then->action != model::Action::Switch) continue;
    const auto next = of.link(rule->then->course);
    if (!next) continue;
    model::FollowUp& follow_up = of.course.rules[i].follow_up;
    follow_up.course = *next;
    follow_up.after = {one_spacing_of(of.on.model.courses[*next]),
                       of.on.sites.of("course/" + of.course.name + "/afterwards/after")};
  }
}

void link_afterwards(const Linking& of) {
  if (!of.draft.afterwards) return;
  Resolving& on = of.on;
  for (std::size_t i = 0; i < of.course.afterwards.size(); ++i) {
    const Given<AfterwardsDraft>& draft = (*of.draft.afterwards)[i];
    if (!draft) continue;
    const auto id = of.link(draft->course);
    if (!id) continue;
    model::FollowUp& follow_up = of.course.afterwards[i].follow_up;
    follow_up.course = *id;
    if (!draft->after.missing()) continue;
    const Course& next = on.model.courses[*id];
    follow_up.after.sampler = one_spacing_of(next);
    if (next.schedule.phases.empty() && is_sound(on, dotted("courses", next.name))) {
      on.error(draft->course.place,
               fmt::format("course \"{}\" is a single infusion, so that no spacing says how long "
                           "after this one it comes",
                           next.name),
               "write how long, as in after: 4 weeks");
    }
  }
}

void link_repeat(const Linking& of) {
  const Given<RepeatDraft>& draft = of.draft.repeat_on_relapse;
  if (!draft) return;
  const auto id = of.link(draft->course);
  if (id && draft->at_most) of.course.repeat_on_relapse = model::Repeat{*id, *draft->at_most};
}

// Whether the course can be completed or stopped, which is what something can come after.
bool may_be_followed(const Course& course) {
  return course.infusions != model::unlimited ||
         std::any_of(course.rules.begin(), course.rules.end(), [](const model::StopRule& rule) {
           return rule.then == model::Action::Stop || rule.then == model::Action::Complete;
         });
}

void warn_of_what_never_comes(const Linking& of) {
  if (!of.draft.afterwards || !is_sound(of.on, dotted("courses", of.course.name))) return;
  if (!may_be_followed(of.course) && !of.draft.afterwards->empty()) {
    of.on.warning(at_key(of.draft.afterwards.place),
                  "is never reached, because nothing completes or stops the course",
                  "give the course a number of infusions, or a rule that stops it");
  }
  for (std::size_t i = 1; i < of.draft.afterwards->size(); ++i) {
    const AfterwardsDraft& before = *(*of.draft.afterwards)[i - 1];
    if (!before.when.missing() || *before.chance < 1.0) continue;
    of.on.warning((*of.draft.afterwards)[i].place,
                  "is never reached, because the entry before it always applies",
                  "give that one a condition or a chance, as in when: responding");
  }
}

}  // namespace

void resolve_links(Resolving& on) {
  on.next_courses.resize(on.model.courses.size());
  std::uint32_t index = 0;
  for (const auto& [name, draft] : *on.draft.courses) {
    const CourseId id{index++};
    if (!draft) continue;
    const Linking of{on, *draft, on.model.courses[id], on.next_courses[id.index]};
    link_rules(of);
    link_afterwards(of);
    link_repeat(of);
    warn_of_what_never_comes(of);
  }
}

}  // namespace sim::config
