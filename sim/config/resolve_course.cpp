// sim/config/resolve_course.cpp: courses, their spacings, windows and stop rules.
#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "sim/config/resolving.h"

namespace sim::config {
namespace {

using model::Course;

Duration mean_of(const random::Sampler& gap) { return from_milliseconds(gap.mean()); }

int days_down(Duration span) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(span).count());
}
int days_up(Duration span) {
  return static_cast<int>(std::chrono::ceil<std::chrono::days>(span).count());
}

model::Window default_window(Duration mean) {
  return model::DaysAfterPrevious{days_down(mean * 6 / 10), days_up(mean * 2)};
}

// The target lies on one of two dates, by the time of day of the previous visit.
bool holds_target(const model::Window& window, Duration mean) {
  const auto* days = std::get_if<model::DaysAfterPrevious>(&window);
  return days == nullptr || (days->first <= days_up(mean) && days_down(mean) <= days->last);
}

void resolve_spacings(Resolving& on, const CourseDraft& draft, Course& course) {
  if (!draft.every) return;
  for (const Given<random::Distribution>& each : *draft.every) {
    if (!each) continue;
    model::Spacing spacing;
    spacing.gap = random::Sampler(*each);
    const Duration mean = mean_of(spacing.gap);
    spacing.window = draft.window ? *draft.window : default_window(mean);
    if (draft.window && !holds_target(spacing.window, mean)) {
      const auto& days = std::get<model::DaysAfterPrevious>(spacing.window);
      on.error(draft.window.place,
               fmt::format("the target, {} after the previous infusion, is outside {} days to {} "
                           "days",
                           format_duration(mean), days.first, days.last),
               "widen the window, or change every");
    }
    course.spacings.push_back(std::move(spacing));
  }
}

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

void resolve_rules(Resolving& on, const Given<List<RuleDraft>>& rules, Course& course) {
  if (!rules) return;
  std::set<std::string> names;
  for (const Given<RuleDraft>& draft : *rules) {
    model::StopRule& rule = course.rules.emplace_back();
    if (!draft) continue;
    rule.name = value_or_nothing(draft->name);
    rule.then = value_or_nothing(draft->then).action;
    rule.extend_by = value_or_nothing(draft->then).extend_by;
    if (draft->when) {
      rule.when = draft->when->condition;
      std::visit(NumberStreaks{course.streaks}, rule.when.is);
    }
    if (!draft->name) continue;
    check_name(on, rule.name, draft->name.place);
    if (!names.insert(rule.name).second)
      on.error(draft->name.place, fmt::format("two rules are called \"{}\"", rule.name));
  }
  if (course.rules.size() > model::most_rules) {
    on.error(rules.place, fmt::format("there are {} rules, at most {} are possible",
                                      course.rules.size(), model::most_rules));
  }
  if (course.streaks.size() > model::most_streaks) {
    on.error(rules.place,
             fmt::format("there are {} different conditions \"for N assessments\", at most {} are "
                         "possible",
                         course.streaks.size(), model::most_streaks));
  }
}

void check_count(Resolving& on, const Given<CourseDraft>& draft, const Course& course) {
  if (!draft->infusions || draft->stop_rules.broken()) return;
  if (course.most_infusions() >= model::unlimited && course.infusions != model::unlimited) {
    on.error(draft->infusions.place,
             fmt::format("with all that the rules add there are {} infusions, at most {} are "
                         "possible",
                         course.most_infusions(), model::unlimited - 1));
  }
  if (course.most_infusions() > 1 && draft->every.missing() && !draft->scheduled_otherwise) {
    on.error(draft.place, "the key \"every\" is missing",
             "from one infusion to the next: write it as in every: 3.5 days");
  }
}

void resolve_quantities(Resolving& on, const CourseDraft& draft, Course& course) {
  const std::string path = "course/" + course.name;
  course.assess_delay.site = on.sites.of(path + "/assess");
  if (draft.assess) {
    course.assess = draft.assess->how;
    course.assess_delay.sampler = random::Sampler(draft.assess->delay);
  }
  course.drop_out = {value_or_nothing(draft.drop_out), on.sites.of(path + "/drop_out")};
  course.sites = {on.sites.of(path + "/spacing"), on.sites.of(path + "/noise"),
                  on.sites.of(path + "/responds"), on.sites.of(path + "/loses")};
}

}  // namespace

UseId add_use(Resolving& on, const std::string& name, VisitId visit) {
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
    use.attendance = attendance_of(on, name, used);
  }
  return on.model.uses.add(std::move(use));
}

void resolve_courses(Resolving& on) {
  if (!on.draft.courses) return;
  for (const auto& [name, draft] : *on.draft.courses) {
    check_name(on, name, at_key(draft.place));
    Course course;
    course.name = name;
    if (draft) {
      const auto visit = look_up<VisitId>(on, draft->visit, on.draft.visits, "visit");
      course.use = add_use(on, "course/" + name, visit.value_or(VisitId{}));
      course.infusions = draft->infusions ? *draft->infusions : 1;
      resolve_quantities(on, *draft, course);
      resolve_spacings(on, *draft, course);
      resolve_rules(on, draft->stop_rules, course);
      check_count(on, draft, course);
    }
    on.model.courses.add(std::move(course));
  }
}

}  // namespace sim::config
