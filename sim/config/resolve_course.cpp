// sim/config/resolve_course.cpp: courses, one by one: their visits, their chances, their rules.
#include <algorithm>

#include "sim/config/courses.h"

namespace sim::config {
namespace {

using model::Course;

// --- conditions

bool same(const model::Compare& a, const model::Compare& b) {
  return a.fact == b.fact && a.how == b.how && !(a.value < b.value) && !(b.value < a.value);
}

// Gives every streak of the condition its number; equal tests share one.
struct NumberStreaks {
  std::vector<model::Compare>& streaks;

  void operator()(model::Compare& /*counts nothing*/) const {}
  void operator()(model::Streak& streak) const {
    const auto there =
        std::find_if(streaks.begin(), streaks.end(),
                     [&](const model::Compare& each) { return same(each, streak.test); });
    streak.streak = static_cast<std::uint32_t>(there - streaks.begin());
    if (there == streaks.end()) streaks.push_back(streak.test);
  }
  void operator()(model::AllOf& all) const { number(all.parts); }
  void operator()(model::AnyOf& any) const { number(any.parts); }
  void operator()(model::NoneOf& none) const { number(none.parts); }
  void number(std::vector<model::Condition>& parts) const {
    for (model::Condition& part : parts)
      std::visit(*this, part.is);
  }
};

// What is not written always holds.
model::Condition condition_of(const Given<ConditionDraft>& when, Course& course) {
  if (!when) return {};
  model::Condition condition = when->condition;
  std::visit(NumberStreaks{course.streaks}, condition.is);
  return condition;
}

// --- what is in the course

// Whether it is the first of its kind by this name.
bool is_new_name(Resolving& on, const Given<std::string>& name, std::string_view several,
                 std::set<std::string>& names) {
  check_name(on, *name, name.place);
  if (names.insert(*name).second) return true;
  on.error(name.place, fmt::format("two {} are called \"{}\"", several, *name));
  return false;
}

std::vector<UseId> uses_of(Resolving& on, const Given<VisitsDraft>& draft,
                           const std::string& course) {
  const auto use = [&](const Given<std::string>& visit) {
    const auto id = look_up<VisitId>(on, visit, on.draft.visits, "visit");
    return use_of(on, "course/" + course, id.value_or(VisitId{}));
  };
  const UseId otherwise = use(draft ? draft->otherwise : Given<std::string>{});
  std::vector<UseId> uses;
  if (draft) {
    for (const auto& [number, visit] : draft->numbered) {
      uses.resize(static_cast<std::size_t>(number) - 1, otherwise);
      uses.push_back(use(visit));
    }
  }
  uses.push_back(otherwise);
  return uses;
}

void resolve_rules(Resolving& on, const Given<List<RuleDraft>>& rules, Course& course) {
  if (!rules) return;
  std::set<std::string> names;
  for (const Given<RuleDraft>& draft : *rules) {
    model::StopRule& rule = course.rules.emplace_back();
    if (!draft) continue;
    rule.name = value_or_nothing(draft->name);
    if (draft->then) {
      rule.then = draft->then->action;
      rule.extend_by = value_or_nothing(draft->then->extend_by);
      if (draft->then->gain) rule.gain = *draft->then->gain;
      if (draft->then->extend_by && course.infusions == model::unlimited) {
        on.warning(draft->then->extend_by.place,
                   "extends a course that has no planned end, which changes nothing",
                   "take the rule away, or plan a number of infusions");
      }
    }
    rule.when = condition_of(draft->when, course);
    if (draft->name) is_new_name(on, draft->name, "rules", names);
  }
  if (course.rules.size() > model::most_rules) {
    on.error(rules.place, fmt::format("there are {} rules, at most {} are possible",
                                      course.rules.size(), model::most_rules));
  }
}

void resolve_before_first(Resolving& on, const Given<List<BeforeFirstDraft>>& all, Course& course) {
  if (!all) return;
  std::set<std::string> names;
  for (const Given<BeforeFirstDraft>& draft : *all) {
    if (!draft || !draft->name || !is_new_name(on, draft->name, "entries", names)) continue;
    const std::string site = "before/" + *draft->name;
    model::BeforeFirst& before = course.before_first.emplace_back();
    before.name = *draft->name;
    before.takes.site = on.sites.of(site);
    if (draft->takes) before.takes.sampler = random::Sampler(*draft->takes);
    before.refused = {value_or_nothing(draft->refused), on.sites.of(site + "/refused")};
  }
}

// All but which course follows, which `resolve_links` looks up.
void resolve_afterwards(Resolving& on, const Given<List<AfterwardsDraft>>& all, Course& course) {
  if (!all) return;
  const std::string path = "course/" + course.name + "/afterwards";
  for (const Given<AfterwardsDraft>& draft : *all) {
    model::Afterwards& next = course.afterwards.emplace_back();
    if (!draft) continue;
    next.when = condition_of(draft->when, course);
    next.chance = {value_or_nothing(draft->chance), on.sites.of(path)};
    next.follow_up.after.site = on.sites.of(path + "/after");
    if (draft->after) next.follow_up.after.sampler = random::Sampler(*draft->after);
  }
}

model::DropOut drop_out_of(const Given<DropOutDraft>& draft, model::Site site) {
  model::DropOut drop_out{0.0, 0.0, site};
  if (!draft) return drop_out;
  if (const auto* by_response = std::get_if<DropOutByResponse>(&*draft)) {
    drop_out.responding = value_or_nothing(by_response->responding);
    drop_out.otherwise = value_or_nothing(by_response->otherwise);
  } else {
    drop_out.responding = drop_out.otherwise = std::get<double>(*draft);
  }
  return drop_out;
}

void resolve_quantities(Resolving& on, const CourseDraft& draft, Course& course) {
  const std::string path = "course/" + course.name;
  course.assess_delay.site = on.sites.of(path + "/assess");
  if (draft.assess) {
    course.assess = draft.assess->how;
    course.assess_delay.sampler = random::Sampler(draft.assess->delay);
  }
  course.drop_out = drop_out_of(draft.drop_out, on.sites.of(path + "/drop_out"));
  course.sites = {on.sites.of(path + "/spacing"), on.sites.of(path + "/noise"),
                  on.sites.of(path + "/responds"), on.sites.of(path + "/loses")};
}

// --- checks

void check_streaks(Resolving& on, const CourseDraft& draft, const Course& course) {
  if (course.streaks.size() <= model::most_streaks) return;
  on.error(draft.stop_rules ? draft.stop_rules.place : draft.afterwards.place,
           fmt::format("there are {} different conditions \"for N assessments\", at most {} are "
                       "possible",
                       course.streaks.size(), model::most_streaks));
}

void warn_of_idle_visits(Resolving& on, const Given<VisitsDraft>& visits, const Course& course) {
  if (!visits || on.found.any_errors()) return;
  for (const auto& [number, visit] : visits->numbered) {
    if (number <= course.most_infusions()) continue;
    on.warning(visit.place, fmt::format("has no effect, because the course has at most {} {}",
                                        course.most_infusions(),
                                        course.most_infusions() == 1 ? "infusion" : "infusions"));
  }
}

Course course_of(Resolving& on, const std::string& name, const Given<CourseDraft>& draft) {
  Course course;
  course.name = name;
  if (!draft) {
    course.uses.emplace_back();
    return course;
  }
  course.uses = uses_of(on, draft->visits, name);
  resolve_schedule(on, draft->schedule, course);
  resolve_quantities(on, *draft, course);
  resolve_before_first(on, draft->before_first, course);
  resolve_adverse_events(on, *draft, course);
  resolve_rules(on, draft->stop_rules, course);
  resolve_afterwards(on, draft->afterwards, course);
  check_streaks(on, *draft, course);
  check_schedule(on, draft, course);
  warn_of_idle_visits(on, draft->visits, course);
  return course;
}

}  // namespace

UseId use_of(Resolving& on, const std::string& name, VisitId visit) {
  const auto there = on.uses.find({name, visit.index});
  if (there != on.uses.end()) return there->second;
  model::Use use;
  use.name = name;
  use.visit = visit;
  use.refill = on.sites.of(name + "/refill");
  if (visit.index < on.model.visits.size()) {
    on.used_visits.insert(visit.index);
    const model::Visit& used = on.model.visits[visit];
    for (const model::Step& step : used.steps) {
      use.step_times.push_back(on.sites.of(name + "/step/" + step.name));
      use.step_only.push_back(on.sites.of(name + "/only/" + step.name));
    }
    use.lengthened_by.resize(used.steps.size());
    use.attendance = attendance_of(on, name, used);
  }
  const UseId id = on.model.uses.add(std::move(use));
  on.uses.emplace(std::pair(name, visit.index), id);
  return id;
}

void resolve_courses(Resolving& on) {
  if (!on.draft.courses) return;
  for (const auto& [name, draft] : *on.draft.courses) {
    check_name(on, name, at_key(draft.place));
    on.model.courses.add(course_of(on, name, draft));
  }
  resolve_links(on);
}

}  // namespace sim::config
